/** From any error to a page that says what happened and what to do; and the page of an address at which nothing stands. */
import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Log } from "../app/ports.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { EdgeProblem, edgeProblemOf } from "../edge/edge-problem.ts";
import { requestIdOf } from "../edge/request-id.ts";
import { statusOf } from "../edge/status-of.ts";
import { unexpectedError } from "../edge/unexpected-error.ts";
import type { FindVisitor } from "../edge/visitors.ts";
import { html } from "../markup/html.ts";
import { problemSentence } from "../texts/problem-sentence.ts";
import { isTextKey, say, type TextKey } from "../texts/texts.ts";
import { layout } from "./layout.ts";
import { pageLanguage } from "./page-language.ts";

/** Nothing stands at the address. */
export const noSuchPage: RequestHandler = () => {
  throw new EdgeProblem("unknown-address");
};

/** The only error handler of the pages. */
export function pageErrors(log: Log, findVisitor: FindVisitor, isInvented = false): ErrorRequestHandler {
  return async (error, request, response, _next) => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const edge = edgeProblemOf(error);
    const requestId = requestIdOf(response);
    if (!edge && !(error instanceof DomainError)) unexpectedError(log, requestId, error);
    const visitor = await findVisitor(request).catch(nobody);
    const language = pageLanguage(request, visitor);
    const status = error instanceof DomainError ? statusOf(error) : (edge?.status ?? 500);
    const sentence =
      error instanceof DomainError
        ? problemSentence(error, language).sentence
        : say(language, textKey(`page-problem.${edge?.code}`, "page-problem.unexpected"), edge?.values);
    const [what, ...next] = sentence.split("\n");
    const title = say(language, textKey(`api.status.${status}`, "api.status.500"));
    const body = html`<section class="measure stack"><header class="page-head"><div><h1>${title}</h1></div></header>
<p class="lead">${what}</p>
${next.map((line) => html`<p>${line}</p>`)}
<p class="actions"><a class="button" href="/">${say(language, "shell.go-home")}</a></p>
<p class="note">${say(language, "page-problem.request", { id: requestId })}</p></section>`;
    const asked = { say: say.bind(undefined, language), language, visitor, query: {}, isInvented };
    response
      .status(status)
      .set("Cache-Control", "no-store")
      .type("html")
      .send(layout(asked, { kind: "page", title, body }));
  };
}

function textKey(key: string, otherwise: TextKey): TextKey {
  return isTextKey(key) ? key : otherwise;
}

function nobody(): undefined {
  return undefined;
}
