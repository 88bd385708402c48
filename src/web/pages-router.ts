/** Pages as express serves them: who may come, what they are asked with, how the answer leaves. */
import { pipeline } from "node:stream";
import express, { type Request, type Response, type Router } from "express";
import type { Context, Log } from "../app/ports.ts";
import { mayCome } from "../edge/access.ts";
import { requestIdOf } from "../edge/request-id.ts";
import type { SessionParts } from "../edge/session-parts.ts";
import { unexpectedError } from "../edge/unexpected-error.ts";
import { say } from "../texts/texts.ts";
import { textOf } from "./forms.ts";
import { type FrameAsked, layout } from "./layout.ts";
import { keepLanguage, pageLanguage } from "./page-language.ts";
import type { Form, PageAnswer, PageAsked, PageRoute } from "./page-route.ts";
import { readUpload } from "./read-upload.ts";

/** What the pages stand on. */
export interface PagesParts {
  readonly context: Context;
  readonly sessions: Pick<SessionParts, "findVisitor" | "csrf" | "doorOf">;
  readonly pages: readonly PageRoute[];
  /** True where everybody is invented: every page then says so. */
  readonly isInvented?: boolean;
}

export function pagesRouter({ context, sessions, pages, isInvented = false }: PagesParts): Router {
  const router = express.Router();
  // Browsers send forms as they are; what comes compressed is not opened.
  router.use(express.urlencoded({ extended: false, inflate: false, limit: "200kb" }));
  for (const page of pages) {
    router[page.method](page.path, async (request, response) => {
      const visitor = await sessions.findVisitor(request);
      if (!mayCome(page.access, visitor)) {
        // Only a page can be gone back to, not what a form did.
        const then = page.method === "get" ? `?then=${encodeURIComponent(request.originalUrl)}` : "";
        response.redirect(303, `/log-in${then}`);
        return;
      }
      const sent = page.takesUpload ? await readUpload(request) : undefined;
      const form = sent?.form ?? ((request.body ?? {}) as Form);
      try {
        // Fields come before a file: a forged form is refused before any of it is read.
        if (page.method === "post") sessions.csrf.check(request, textOf(form, "csrf"));
      } catch (error) {
        sent?.end();
        throw error;
      }
      const language = pageLanguage(request, visitor);
      const asked: PageAsked = {
        context,
        visitor,
        params: request.params as Readonly<Record<string, string>>,
        query: request.query as Form,
        form,
        ...(sent?.upload ? { upload: sent.upload } : {}),
        language,
        say: (key, values) => say(language, key, values),
        csrfToken: sessions.csrf.tokenOf(request, response),
        door: sessions.doorOf(request, response),
        url: request.originalUrl,
      };
      try {
        send(context.log, request, response, { ...asked, isInvented }, await page.handle(asked));
      } finally {
        sent?.end();
      }
    });
  }
  return router;
}

function send(log: Log, request: Request, response: Response, asked: FrameAsked, answer: PageAnswer): void {
  // What somebody was shown must not come back to whoever has the browser after them.
  response.set("Cache-Control", "no-store");
  if (answer.kind === "page") {
    response
      .status(answer.status ?? 200)
      .type("html")
      .send(layout(asked, answer));
    return;
  }
  if (answer.kind === "see-other") {
    if (answer.language !== undefined) keepLanguage(request, response, answer.language);
    const told = answer.told === undefined ? "" : `${answer.to.includes("?") ? "&" : "?"}told=${answer.told}`;
    response.redirect(303, `${answer.to}${told}`);
    return;
  }
  const place = answer.isInline ? "inline" : "attachment";
  response.attachment(answer.fileName).set("Content-Disposition", `${place}; filename="${answer.fileName}"`);
  response.type(answer.contentType);
  if (answer.content instanceof Uint8Array) response.send(Buffer.from(answer.content));
  // What breaks in the middle cuts the answer: half a file must not look like a whole one.
  else
    pipeline(answer.content, response, (error) => {
      if (error && error.code !== "ERR_STREAM_PREMATURE_CLOSE") unexpectedError(log, requestIdOf(response), error);
    });
}
