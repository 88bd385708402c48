/** What a request goes through, in this order, before a route answers it. */
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { Context } from "../app/ports.ts";
import type { JobLine } from "../domain/jobs/job-plan.ts";
import { accessLog } from "./access-log.ts";
import { openMetrics } from "./metrics.ts";
import { requestId } from "./request-id.ts";
import { requestLimits } from "./request-limit.ts";
import { securityHeaders } from "./security-headers.ts";
import { statusRoutes } from "./status-routes.ts";
import type { FindVisitor } from "./visitors.ts";

/** A part of the product behind the door: what answers there, and its only error handler. */
export interface Side {
  readonly at: string;
  readonly routes: readonly RequestHandler[];
  readonly errors: ErrorRequestHandler;
}

/** What the door stands on. */
export interface AppParts {
  readonly context: Context;
  readonly findVisitor: FindVisitor;
  /** Folders of files that everybody may read, by path; `page` is what the path itself shows. */
  readonly assets: Readonly<Record<string, { readonly folder: string; readonly page?: string }>>;
  /** What finds out who comes, before the sides are asked. */
  readonly callers: readonly RequestHandler[];
  readonly sides: readonly Side[];
  /** Proxies in front whose word about the caller's address is taken. */
  readonly trustProxy: number;
  readonly isHttps: boolean;
  readonly requestsPerMinute: number;
  readonly isStopping: () => boolean;
  /** The table of the jobs, for whoever asks how they stand. */
  readonly jobs: readonly JobLine[];
}

export function createApp(parts: AppParts): Express {
  const { context, findVisitor, assets, sides, isStopping } = parts;
  const metrics = openMetrics();
  const app = express().disable("x-powered-by").set("trust proxy", parts.trustProxy).set("query parser", "simple");
  app.use(requestId);
  app.use(accessLog(context.log, metrics));
  app.use(securityHeaders(parts.isHttps));
  app.use(compression());
  for (const [path, { folder, page }] of Object.entries(assets))
    app.use(path, express.static(folder, { maxAge: "1h", index: page ?? false }));
  app.use(statusRoutes({ context, metrics, findVisitor, isStopping, jobs: parts.jobs }));
  for (const limit of requestLimits(parts.requestsPerMinute)) app.use(limit);
  for (const caller of parts.callers) app.use(caller);
  for (const { at, routes } of sides) app.use(at, ...routes);
  for (const { at, errors } of sides) app.use(at, errors);
  return app;
}
