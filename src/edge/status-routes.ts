/** What machines ask: is it alive, may traffic come, what are its figures. */
import express, { type Request, type Router } from "express";
import type { Store } from "../app/ports.ts";
import { EdgeProblem } from "./edge-problem.ts";
import type { Metrics } from "./metrics.ts";
import type { FindVisitor } from "./visitors.ts";

/** What the answers are made from. */
export interface StatusParts {
  readonly store: Pick<Store, "head">;
  readonly metrics: Metrics;
  readonly findVisitor: FindVisitor;
  /** True once the server is on its way out. */
  readonly isStopping: () => boolean;
}

export function statusRoutes({ store, metrics, findVisitor, isStopping }: StatusParts): Router {
  const router = express.Router();
  router.get("/health", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.get("/ready", async (_request, response) => {
    const reason = isStopping() ? "stopping" : await store.head().then(noReason, () => "database-unavailable");
    const body = reason === undefined ? { status: "ready" } : { status: "not-ready", reason };
    response.set("Cache-Control", "no-store").status(reason === undefined ? 200 : 503);
    response.json(body);
  });
  router.get("/metrics", async (request, response) => {
    if (!isFromHere(request) && !(await findVisitor(request))?.actor.roles.includes("operator"))
      throw new EdgeProblem("unknown-address");
    response
      .set("Cache-Control", "no-store")
      .type(metrics.contentType)
      .send(await metrics.text());
  });
  return router;
}

function noReason(): undefined {
  return undefined;
}

/** True for a caller on this machine that speaks for nobody else: a proxy in front of us is on this machine too. */
function isFromHere({ socket, headers }: Request): boolean {
  const { remoteAddress = "" } = socket;
  const isForwarded = ["x-forwarded-for", "forwarded", "x-real-ip", "via"].some((name) => headers[name] !== undefined);
  return !isForwarded && /^(::ffff:)?127\.|^::1$/.test(remoteAddress);
}
