/** What machines ask: is it alive, may traffic come, what are its figures. */
import express, { type Request, type Router } from "express";
import { type JobsStanding, jobsStanding } from "../app/jobs/job-standing.ts";
import type { Context } from "../app/ports.ts";
import type { JobLine } from "../domain/jobs/job-plan.ts";
import { EdgeProblem } from "./edge-problem.ts";
import type { Metrics } from "./metrics.ts";
import type { FindVisitor } from "./visitors.ts";

/** What the answers are made from. */
export interface StatusParts {
  readonly context: Pick<Context, "store" | "clock">;
  readonly metrics: Metrics;
  readonly findVisitor: FindVisitor;
  /** True once the server is on its way out. */
  readonly isStopping: () => boolean;
  readonly jobs: readonly JobLine[];
}

export function statusRoutes({ context, metrics, findVisitor, isStopping, jobs }: StatusParts): Router {
  const router = express.Router();
  const mayLook = async (request: Request) =>
    isFromHere(request) || (await findVisitor(request))?.actor.roles.includes("operator") === true;
  // Alive is whoever answers: a failing job is told and stops nothing.
  router.get("/health", async (request, response) => {
    const told = await jobsStanding(context, jobs).then(
      async (standing) => ({
        jobs: standing.isWell ? "well" : "not-well",
        ...((await mayLook(request)) ? detailsOf(standing) : {}),
      }),
      () => ({ jobs: "unknown" }),
    );
    response.set("Cache-Control", "no-store").json({ status: "ok", ...told });
  });
  router.get("/ready", async (_request, response) => {
    const reason = isStopping() ? "stopping" : await context.store.head().then(noReason, () => "database-unavailable");
    const body = reason === undefined ? { status: "ready" } : { status: "not-ready", reason };
    response.set("Cache-Control", "no-store").status(reason === undefined ? 200 : 503);
    response.json(body);
  });
  router.get("/metrics", async (request, response) => {
    if (!(await mayLook(request))) throw new EdgeProblem("unknown-address");
    response
      .set("Cache-Control", "no-store")
      .type(metrics.contentType)
      .send(await metrics.text());
  });
  return router;
}

/** How each job stands, for the operator. */
function detailsOf({ jobs, awake }: JobsStanding) {
  return {
    awake,
    detail: jobs.map(({ line, state, last, nextAt, triedAgainAt }) => ({
      job: line.name,
      state,
      ...(last ? { key: last.key, attempts: last.attempts, outcome: last.outcome, at: last.finishedAt } : {}),
      nextAt: triedAgainAt ?? nextAt,
    })),
  };
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
