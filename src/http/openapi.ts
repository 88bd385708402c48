/** The OpenAPI 3.1 document of a table of routes. It says nothing that the table and its schemas do not say. */
import { FACT_KEYWORDS } from "../domain/facts/schema.ts";
import type { ApiRoute, NamedSchema } from "./api-route.ts";
import { examples } from "./schemas/examples.ts";
import { problemSchema } from "./schemas/shared.ts";

type Json = Readonly<Record<string, unknown>>;

const problemContent = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };

/** Statuses of problems with what they mean here. */
const problems: Readonly<Record<string, string>> = {
  400: "The call cannot be read.",
  401: "Nobody is logged in.",
  403: "The role or the scope does not allow it.",
  404: "There is no such record.",
  409: "In conflict with what is stored.",
  412: "The record has moved on: `values` tells its version and state.",
  413: "The body is too large.",
  415: "The body is in a form that is not read here.",
  422: "To be corrected: every issue is listed with its place.",
  428: "If-Match is missing.",
  429: "Too many calls within a minute.",
  500: "An error of ours; its words are not told.",
  503: "Not now; try again.",
};

/** Makes it. */
export function openApiDocument(routes: readonly ApiRoute[]): object {
  const schemas: Record<string, Json> = { Problem: clean(problemSchema) as Json };
  const refer = (schema: NamedSchema): Json => {
    schemas[schema.title] ??= clean(schema) as Json;
    return { $ref: `#/components/schemas/${schema.title}` };
  };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operationOf(route, refer) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "contingent",
      version: "1",
      description:
        "Proposes tenants for housing held under reservation rights: the machine proposes, a person decides. Days are written 2026-11-23, money in cents. " +
        "Lists come in pages: `next` and the header Link lead on. A call that changes a record names the version it has seen in If-Match. " +
        "A POST may carry an Idempotency-Key; made again within a day it is answered, not done twice. Every refusal is a problem with all issues at once.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A token of a program: `POST /tokens`." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "contingent-session",
          description: "The session of a browser; what writes needs X-CSRF-Token too.",
        },
      },
    },
  };
}

function tagOf({ path }: ApiRoute): string {
  return path.split("/")[1]!.replace(".json", "");
}

function operationOf(route: ApiRoute, refer: (schema: NamedSchema) => Json): Json {
  const { method, path, access, summary, body, response, takesFile } = route;
  const words = path
    .replace(".json", "")
    .split(/[/:-]+/)
    .filter((word) => word !== "");
  return {
    operationId: method + words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(""),
    summary,
    tags: [tagOf(route)],
    ...(access === "public" ? { security: [] } : {}),
    parameters: parametersOf(route),
    ...(body ? { requestBody: { required: true, content: { "application/json": messageOf(body, refer) } } } : {}),
    ...(takesFile ? { requestBody: { required: true, content: { "text/csv": { schema: { type: "string" } } } } } : {}),
    responses: {
      [response.status]: successOf(route, refer),
      ...Object.fromEntries(problemStatuses(route).map((status) => [status, problemOf(status)])),
    },
  };
}

function messageOf(body: NamedSchema, refer: (schema: NamedSchema) => Json): Json {
  const example = examples[body.title];
  return { schema: refer(body), ...(example ? { example } : {}) };
}

function parametersOf({ path, query, needsVersion, response, method }: ApiRoute): readonly Json[] {
  const ids = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", maxLength: 131 },
  }));
  const shape = (query ?? {}) as { readonly properties?: Readonly<Record<string, Json>> };
  const asked = Object.entries(shape.properties ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: false,
    schema: clean(schema),
  }));
  const header = (name: string, required: boolean, description: string, example: string) => ({
    name,
    in: "header",
    required,
    description,
    schema: { type: "string" },
    example,
  });
  const isOnce = method === "post" && response.writes !== undefined;
  return [
    ...ids,
    ...asked,
    ...(needsVersion ? [header("If-Match", true, "The ETag of what was read.", '"3"')] : []),
    ...(isOnce
      ? [header("Idempotency-Key", false, "New for each call; the same again is answered, not done twice.", "3f1c9a")]
      : []),
  ];
}

function successOf({ response, path, method }: ApiRoute, refer: (schema: NamedSchema) => Json): Json {
  const { status, schema, isPage, writes } = response;
  if (!schema) return { description: "Done." };
  const one = refer(schema);
  const page = {
    type: "object",
    required: ["items"],
    properties: {
      items: { type: "array", items: one },
      next: { type: "string", description: "Key of the next page." },
    },
  };
  const text = (description: string) => ({ description, schema: { type: "string" } });
  const isRecord = writes !== undefined || (method === "get" && path.includes(":"));
  const headers = {
    "X-Request-Id": text("By which the operator finds the call."),
    ...(isPage ? { Link: text('The next page, as rel="next".') } : {}),
    ...(isRecord ? { ETag: text("The version of the record, where it has one.") } : {}),
    ...(status === 201 ? { Location: text("Where the record stands.") } : {}),
    ...(writes && method === "post" ? { "Idempotent-Replayed": text("`true` for a call that was made before.") } : {}),
  };
  return {
    description: status === 201 ? "Made." : "Done.",
    headers,
    content: { "application/json": { schema: isPage ? page : one } },
  };
}

function problemStatuses({ access, path, method, needsVersion }: ApiRoute): readonly string[] {
  return [
    "400",
    ...(access === "public" ? [] : ["401", "403"]),
    ...(path.includes(":") ? ["404"] : []),
    ...(method === "get" ? [] : ["409"]),
    ...(needsVersion ? ["412", "428"] : []),
    ...(method === "get" ? [] : ["413", "415"]),
    "422",
    "429",
    "500",
    "503",
  ];
}

function problemOf(status: string): Json {
  return { description: problems[status], content: problemContent };
}

const ownKeywords: readonly string[] = FACT_KEYWORDS;

/** A schema without the keywords that only the rules read. */
function clean(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(clean);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([name, value]) => !(ownKeywords.includes(name) && typeof value === "boolean"),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, clean(value)]));
}
