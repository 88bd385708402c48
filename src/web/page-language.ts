/** The language of a page: that of the account; before anybody is logged in, what this browser chose or is set to. */
import type { Request, Response } from "express";
import type { Visitor } from "../edge/access.ts";
import type { Language } from "../texts/texts.ts";

const cookie = "contingent-language";

/** French unless somebody asks for English. */
export function pageLanguage(request: Request, visitor: Visitor | undefined): Language {
  if (visitor) return visitor.language;
  const chosen: unknown = request.cookies?.[cookie];
  if (chosen === "fr" || chosen === "en") return chosen;
  return request.acceptsLanguages(["fr", "en"]) === "en" ? "en" : "fr";
}

/** Keeps the choice of a browser in which nobody is logged in. */
export function keepLanguage(request: Request, response: Response, language: Language): void {
  response.cookie(cookie, language, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: request.secure,
    maxAge: 31_536_000_000,
  });
}
