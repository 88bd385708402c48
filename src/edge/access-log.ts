/**
 * One line a request: id, method, the pattern of its route, status, milliseconds. What was sent, the address it came from and who sent it are
 * never written: ids in paths and words in queries may be about persons.
 */
import type { Request, RequestHandler } from "express";
import type { Log } from "../app/ports.ts";
import type { Metrics } from "./metrics.ts";
import { requestIdOf } from "./request-id.ts";

/** Writes the line, and counts, once the answer is through or the caller is gone. */
export function accessLog(log: Log, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const start = process.hrtime.bigint();
    response.on("close", () => {
      const milliseconds = Number((process.hrtime.bigint() - start) / 1_000_000n);
      const method = methodOf(request);
      const route = routeOf(request);
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.observe({ method, route, status, milliseconds });
      log.info("request", { requestId: requestIdOf(response), method, route, status, milliseconds });
    });
    next();
  };
}

const methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

function methodOf({ method }: Request): string {
  return methods.includes(method) ? method : "other";
}

/** As it stands in the table of routes, `/requests/:requestId`; `unmatched` where nothing does. */
function routeOf(request: Request): string {
  const { route, path } = request;
  // Gone once a request has left the routers without an answer, whatever its type says.
  const baseUrl = (request.baseUrl as string | undefined) ?? "";
  if (typeof route?.path === "string") return `${baseUrl.toLowerCase()}${route.path}`;
  return path.startsWith("/assets/") || baseUrl.startsWith("/assets") ? "/assets" : "unmatched";
}
