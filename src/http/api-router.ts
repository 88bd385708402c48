/**
 * The calls of the table as express answers them, in this order: who calls, in what form, what is wrong with it, was it made before; then the
 * use case; then what was written, as it looks from outside.
 */
import type { ValidateFunction } from "ajv/dist/2020.js";
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { Context } from "../app/ports.ts";
import { mayCome } from "../edge/access.ts";
import { EdgeProblem, type Issue } from "../edge/edge-problem.ts";
import type { FindVisitor } from "../edge/visitors.ts";
import type { ApiAnswer, ApiAsked, ApiRoute } from "./api-route.ts";
import { languageOf } from "./problem.ts";
import { onceOnly } from "./receipts.ts";
import { placeOf, represent } from "./representations.ts";
import { issuesOf, messageCheck, readQuery } from "./validation.ts";

/** What the router stands on. */
export interface ApiParts {
  readonly context: Context;
  readonly findCaller: FindVisitor;
  readonly routes: readonly ApiRoute[];
  readonly bodyKilobytes: number;
}

/** A route with what is made once from its schemas. */
interface Prepared {
  readonly route: ApiRoute;
  readonly checkBody: ValidateFunction;
  readonly checkQuery: ValidateFunction;
}

const nothingSent = { type: "object", additionalProperties: false } as const;

export function apiRouter({ context, findCaller, routes, bodyKilobytes }: ApiParts): Router {
  const router = express.Router();
  const parse = express.json({ limit: bodyKilobytes * 1_024, inflate: false, type: () => true });
  for (const route of routes) {
    let prepared: Prepared | undefined;
    const handlers: RequestHandler[] = [
      async (request, response, next) => {
        response.locals.route = route;
        const visitor = await findCaller(request);
        response.locals.visitor = visitor;
        response.locals.language = visitor?.language;
        if (!mayCome(route.access, visitor)) throw new EdgeProblem("unauthenticated");
        next();
      },
      ...(route.method === "get" ? [] : route.takesFile ? [isFile] : [isJson, parse]),
      async (request, response) => {
        prepared ??= {
          route,
          checkBody: messageCheck(route.body ?? nothingSent),
          checkQuery: messageCheck(route.query ?? nothingSent),
        };
        const asked = askedOf(prepared, context, request, response);
        const answer = route.response.writes
          ? await onceOnly(route, asked, keyOf(request), request.path)
          : await route.handle(asked);
        await send(route, asked, answer, request, response);
      },
    ];
    router[route.method](route.path, ...handlers);
  }
  for (const [path, methods] of methodsByPath(routes)) router.all(path, otherMethod(methods));
  return router;
}

function methodsByPath(routes: readonly ApiRoute[]): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  for (const { path, method } of routes) found.set(path, [...(found.get(path) ?? []), method.toUpperCase()]);
  return new Map([...found].map(([path, methods]) => [path, methods.join(", ")]));
}

function otherMethod(allowed: string): RequestHandler {
  return ({ method }) => {
    throw new EdgeProblem("method-not-allowed", { method, allowed }, { headers: { Allow: allowed } });
  };
}

const isJson: RequestHandler = (request, _response, next) => {
  const isEmpty = request.headers["content-length"] === "0" || !hasBody(request);
  if (!isEmpty && request.is("application/json") === false)
    throw new EdgeProblem("unknown-media-type", { allowed: "application/json" });
  next();
};

/** Anything else, an archive for instance, is refused by its type and not opened. */
const isFile: RequestHandler = (request, _response, next) => {
  if (!request.is("text/csv")) throw new EdgeProblem("unknown-media-type", { allowed: "text/csv" });
  next();
};

function hasBody({ headers }: Request): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

/** What may stand for a record in a path; anything else is the address of nothing. */
const idInPath = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,130}$/;

/** What the call asks, once nothing is wrong with it. Throws: `not-valid` with everything that is. */
function askedOf(prepared: Prepared, context: Context, request: Request, response: Response): ApiAsked {
  const { route, checkBody, checkQuery } = prepared;
  const language = languageOf(request, response);
  const params = request.params as Readonly<Record<string, string>>;
  if (Object.values(params).some((id) => !idInPath.test(id))) throw new EdgeProblem("unknown-address");
  const query = readQuery(request.query, route.query ?? nothingSent);
  const body: unknown = request.body ?? (route.body ? undefined : {});
  const expected = route.needsVersion ? versionOf(request) : 0;
  const issues: Issue[] = [];
  if (!checkQuery(query)) issues.push(...issuesOf(checkQuery.errors ?? [], language, "?"));
  if (!route.takesFile && route.method !== "get" && !checkBody(body))
    issues.push(...issuesOf(checkBody.errors ?? [], language));
  if (issues.length > 0) throw new EdgeProblem("not-valid", { count: issues.length }, { issues });
  const visitor = response.locals.visitor as ApiAsked["visitor"];
  const actor = visitor?.actor ?? { id: "nobody", roles: [], scope: {} };
  return { context, visitor, actor, params, query, body, file: request, expected, language };
}

/** The version of `If-Match: "3"`. Throws: `version-needed`. */
function versionOf({ headers }: Request): number {
  const sent = /^(?:W\/)?"([1-9]\d{0,9})"$/.exec(headers["if-match"]?.trim() ?? "")?.[1];
  if (sent === undefined) throw new EdgeProblem("version-needed");
  return Number(sent);
}

/** The key of a call that must be made once. Throws: `not-valid` for one that cannot be. */
function keyOf({ headers }: Request): string | undefined {
  const sent = headers["idempotency-key"];
  if (sent === undefined) return undefined;
  if (typeof sent === "string" && /^[\x21-\x7e]{1,200}$/.test(sent)) return sent;
  const issue = { pointer: "Idempotency-Key", code: "pattern", message: "1 - 200 ASCII" };
  throw new EdgeProblem("not-valid", { count: 1 }, { issues: [issue] });
}

async function send(
  route: ApiRoute,
  asked: ApiAsked,
  answer: Awaited<ReturnType<typeof onceOnly>> | ApiAnswer,
  request: Request,
  response: Response,
): Promise<void> {
  response.status(answer.status).set({ "Cache-Control": "no-store", "Content-Language": asked.language });
  if ("items" in answer) {
    if (answer.next !== undefined) response.set("Link", `<${nextOf(request, answer.next)}>; rel="next"`);
    response.json({ items: answer.items, ...(answer.next === undefined ? {} : { next: answer.next }) });
  } else if ("body" in answer) {
    if (answer.version !== undefined) response.set("ETag", `"${answer.version}"`);
    response.json(answer.body);
  } else if ("written" in answer) {
    const kind = route.response.writes!;
    const { id, version } =
      "version" in answer
        ? { id: answer.written, version: answer.version }
        : { id: answer.written, version: undefined };
    const { store } = asked.context;
    const stored = version === undefined ? await store.get(kind, id) : await store.getVersion(kind, id, version);
    if (!stored) throw new Error(`${kind} was written and cannot be read`);
    if ("isReplayed" in answer) response.set("Idempotent-Replayed", "true");
    if (answer.status === 201) response.set("Location", placeOf(kind, id));
    response.set("ETag", `"${stored.version}"`).json(represent(stored));
  } else response.end();
}

/** The same call with the key of the next page. */
function nextOf({ baseUrl, path, query }: Request, after: string): string {
  const asked = new URLSearchParams(query as Record<string, string>);
  asked.set("after", after);
  return `${baseUrl}${path}?${asked.toString()}`;
}
