/**
 * Forms that only this product's own pages can have made: a token in the form and the same in a cookie, signed for the session of who asked for
 * the page. Before somebody is logged in it is signed for nobody, which is enough for the form of the log-in.
 */
import { doubleCsrf } from "csrf-csrf";
import type { Request, Response } from "express";
import type { Context } from "../app/ports.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import type { CookieOptions } from "./sessions.ts";

/** The two sides of it. */
export interface Csrf {
  /** The token that goes into the forms of a page; sets its cookie. */
  tokenOf(request: Request, response: Response): string;
  /** Returns when what was sent is this session's token. Throws: `form-expired`. */
  check(request: Request, sent: unknown): void;
}

export function csrfOf({ sealing }: Context, { isSecure }: CookieOptions): Csrf {
  const secret = sealing.token("contingent/forms");
  const sentWith = new WeakMap<Request, string>();
  const { generateCsrfToken, validateRequest } = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: (request) => request.session?.visitor?.sessionId ?? "",
    cookieName: isSecure ? "__Host-contingent-form" : "contingent-form",
    cookieOptions: { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure },
    getCsrfTokenFromRequest: (request) => sentWith.get(request),
  });
  return {
    tokenOf: (request, response) =>
      generateCsrfToken(request, response, { cookieOptions: { secure: isSecure || request.secure } }),
    check: (request, sent) => {
      if (typeof sent === "string") sentWith.set(request, sent);
      if (!validateRequest(request)) throw new DomainError("form-expired");
    },
  };
}
