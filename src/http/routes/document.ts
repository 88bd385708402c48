/** The document of the API, made from the table of its routes. */
import type { ApiRoute } from "../api-route.ts";
import { openApiDocument } from "../openapi.ts";

const openApiSchema = {
  title: "OpenApiDocument",
  type: "object",
  required: ["openapi", "paths"],
  properties: { openapi: { type: "string" }, paths: { type: "object" } },
} as const;

export function documentRoute(routes: readonly ApiRoute[]): ApiRoute {
  let document: object | undefined;
  return {
    method: "get",
    path: "/openapi.json",
    access: "public",
    summary: "This document.",
    response: { status: 200, schema: openApiSchema },
    handle: async () => ({ status: 200, body: (document ??= openApiDocument(routes)) }),
  };
}
