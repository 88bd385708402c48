/** From any error to application/problem+json (RFC 9457). What nobody foresaw is told as such, and never by its own words. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import type { Log } from "../app/ports.ts";
import { DomainError, type ErrorValues } from "../domain/shared/domain-error.ts";
import { EdgeProblem, edgeProblemOf, type Issue } from "../edge/edge-problem.ts";
import { requestIdOf } from "../edge/request-id.ts";
import { statusOf } from "../edge/status-of.ts";
import { unexpectedError } from "../edge/unexpected-error.ts";
import { problemSentence } from "../texts/problem-sentence.ts";
import { isTextKey, type Language, say, type TextKey } from "../texts/texts.ts";
import type { ApiRoute } from "./api-route.ts";
import { fieldPointer } from "./field-pointer.ts";

/** What is answered. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The id of the request. */
  readonly instance: string;
  readonly code: string;
  readonly values: ErrorValues;
  /** All that must be corrected, each with its place. */
  readonly issues: readonly Issue[];
}

/** The language that a call asks for: its header, else that of who makes it, else French. */
export function languageOf(request: Request, response: Response): Language {
  const asked = request.headers["accept-language"] === undefined ? false : request.acceptsLanguages("fr", "en");
  return asked === "fr" || asked === "en" ? asked : ((response.locals.language as Language | undefined) ?? "fr");
}

/** Nothing stands at the address. */
export const unknownAddress: RequestHandler = () => {
  throw new EdgeProblem("unknown-address");
};

/** The only error handler of the API. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error, request, response, _next) => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const edge = edgeProblemOf(error);
    const isKnown = edge !== undefined || error instanceof DomainError;
    if (!isKnown) unexpectedError(log, requestIdOf(response), error);
    const language = languageOf(request, response);
    const route = response.locals.route as ApiRoute | undefined;
    const problem =
      error instanceof DomainError
        ? domainProblem(error, language, route)
        : edgeProblem(edge ?? new EdgeProblem("unexpected"), language);
    for (const [name, value] of Object.entries(edge?.headers ?? {})) response.set(name, value);
    if (problem.status === 401) response.set("WWW-Authenticate", "Bearer");
    if (problem.status === 503) response.set("Retry-After", "5");
    response
      .status(problem.status)
      .set({ "Content-Type": "application/problem+json; charset=utf-8", "Content-Language": language })
      .set("Cache-Control", "no-store")
      .send(JSON.stringify({ ...problem, instance: `urn:uuid:${requestIdOf(response)}` }));
  };
}

function domainProblem(error: DomainError, language: Language, route: ApiRoute | undefined): Omit<Problem, "instance"> {
  const { code, values } = error;
  const { sentence, details } = problemSentence(error, language);
  const own = typeof values.field === "string" ? [{ code, field: values.field, sentence }] : [];
  const issues = (details.length > 0 ? details : own).map((one) => ({
    pointer: one.field === undefined ? "" : fieldPointer(route?.body, one.field),
    code: one.code,
    message: one.sentence,
  }));
  const isStale = code === "conflict" && route?.needsVersion === true;
  const status = isStale ? 412 : statusOf(error);
  const title = error.kind === "refused" ? { title: say(language, "api.status.refused") } : {};
  return { ...named(code, status, language), ...title, detail: sentence, values, issues };
}

function edgeProblem({ code, status, values, issues }: EdgeProblem, language: Language): Omit<Problem, "instance"> {
  return { ...named(code, status, language), detail: say(language, `api.problem.${code}`, values), values, issues };
}

function named(code: string, status: number, language: Language): Pick<Problem, "type" | "title" | "status" | "code"> {
  const key = `api.status.${status}`;
  const title = say(language, isTextKey(key) ? key : ("api.status.500" satisfies TextKey));
  return { type: `/api/v1/problems/${code}`, title, status, code };
}
