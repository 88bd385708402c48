/**
 * A program that calls the API and believes nothing: whatever it receives is held against the schema of the route, and every status must be one
 * that the document lists. It remembers which calls it made.
 */

import type { ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "chai";
import { issueToken } from "../../src/app/issue-token.ts";
import type { Role } from "../../src/domain/access/actor.ts";
import { allRoutes } from "../../src/http/all-routes.ts";
import type { ApiRoute } from "../../src/http/api-route.ts";
import { openApiDocument } from "../../src/http/openapi.ts";
import { problemSchema } from "../../src/http/schemas/shared.ts";
import { messageAjv } from "../../src/http/validation.ts";
import { type App, actorOf } from "./open-app.ts";
import { inventAccount } from "./open-site.ts";

/** What came back. */
export interface ApiResult {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every kind, which were held against their schemas.
  readonly body: any;
  readonly etag: string;
}

/** What is sent with a call. */
export interface Sent {
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** The version for If-Match. */
  readonly version?: number;
  /** The Idempotency-Key. */
  readonly key?: string;
}

const ajv = messageAjv();
const checkProblem = ajv.compile(problemSchema);
const checks = new Map<ApiRoute, ValidateFunction>();
const document = openApiDocument(allRoutes) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;
};

/** Calls that succeeded, as `post /requests`. */
export const callsThatSucceeded = new Set<string>();

/** A caller with a token, or without. */
export class ApiClient {
  readonly #url: string;
  readonly #token: string | undefined;

  constructor(url: string, token?: string) {
    this.#url = url;
    this.#token = token;
  }

  /** Somebody with an account of this role that may see everything, and a token of it. */
  static async as({ context }: App, url: string, role: Role, id = `${role}-1`): Promise<ApiClient> {
    if (!(await context.store.get("account", id))) await inventAccount(context, id, actorOf(role));
    const actor = { ...actorOf(role), id };
    const { secret } = await issueToken(context, actor, { accountId: id, title: "test", days: 30 });
    return new ApiClient(url, secret);
  }

  get(path: string, sent: Sent = {}): Promise<ApiResult> {
    return this.call("get", path, sent);
  }

  post(path: string, body: unknown, sent: Sent = {}): Promise<ApiResult> {
    return this.call("post", path, { body, ...sent });
  }

  put(path: string, body: unknown, sent: Sent = {}): Promise<ApiResult> {
    return this.call("put", path, { body, ...sent });
  }

  /** Calls, and holds what comes back against the document. */
  async call(method: string, path: string, sent: Sent = {}): Promise<ApiResult> {
    const { body, raw, headers = {}, version, key } = sent;
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method: method.toUpperCase(),
      headers: {
        "Accept-Language": "en",
        ...(this.#token === undefined ? {} : { Authorization: `Bearer ${this.#token}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(version === undefined ? {} : { "If-Match": `"${version}"` }),
        ...(key === undefined ? {} : { "Idempotency-Key": key }),
        ...headers,
      },
      ...(raw !== undefined ? { body: raw as BodyInit } : body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const result = {
      status: response.status,
      headers: response.headers,
      body: text === "" ? undefined : JSON.parse(text),
      etag: response.headers.get("etag") ?? "",
    };
    hold(method, path.split("?")[0]!, result);
    return result;
  }
}

/** Throws: where something is not as the document says. */
function hold(method: string, path: string, { status, headers, body }: ApiResult): void {
  const where = `${method} ${path} ${status}: ${String(JSON.stringify(body)).slice(0, 1_500)}`;
  expect(headers.get("x-request-id"), where).to.match(/^[0-9a-f-]{36}$/);
  expect(headers.get("content-security-policy"), where).to.include("script-src 'self'");
  const route = routeOf(method, path);
  if (status >= 400) {
    expect(headers.get("content-type"), where).to.equal("application/problem+json; charset=utf-8");
    if (!checkProblem(body)) expect.fail(`${where} ${JSON.stringify(checkProblem.errors?.slice(0, 3))}`);
    expect(body.status, where).to.equal(status);
    expect(JSON.stringify(body), where).to.not.match(/\bat .*\.ts:\d+|node:internal|Error:/);
    if (!route) return;
  }
  if (!route) expect.fail(`no route answers ${where}`);
  expect(Object.keys(responsesOf(route)), where).to.include(String(status));
  if (status >= 400) return;
  callsThatSucceeded.add(`${route.method} ${route.path}`);
  expect(status, where).to.equal(route.response.status);
  if (status === 204) {
    expect(body, where).to.equal(undefined);
    return;
  }
  const check = checks.get(route) ?? compiled(route);
  if (!check(body)) expect.fail(`${where}\n${JSON.stringify(check.errors?.slice(0, 5).map(told), null, 1)}`);
}

function told({ instancePath, message, params }: { instancePath: string; message?: string; params: object }): object {
  return { instancePath, message, params };
}

function compiled(route: ApiRoute): ValidateFunction {
  const { schema, isPage } = route.response;
  const page = {
    type: "object",
    additionalProperties: false,
    required: ["items"],
    properties: { items: { type: "array", items: schema }, next: { type: "string" } },
  };
  const check = ajv.compile((isPage ? page : schema) as object);
  checks.set(route, check);
  return check;
}

function responsesOf({ method, path }: ApiRoute): object {
  if (path === "/openapi.json") return { 200: {} };
  return document.paths[path.replace(/:(\w+)/g, "{$1}")]![method]!.responses;
}

/** Fixed words go before parameters, as the router takes them in the order of the table. */
function routeOf(method: string, path: string): ApiRoute | undefined {
  return allRoutes.find(
    (route) =>
      route.method === method &&
      new RegExp(`^${route.path.replace(/:\w+/g, "[^/]+").replace(".", "\\.")}/?$`).test(path),
  );
}
