/** Runs: what is kept of each night, and a run by hand. */
import { listRuns } from "../../app/list-runs.ts";
import { readRun } from "../../app/read-run.ts";
import { runAllocation } from "../../app/run-allocation.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { ApiAsked, ApiRoute } from "../api-route.ts";
import { runRepresentation } from "../representations/run.ts";
import * as schemas from "../schemas/runs.ts";
import { paged, pageOf } from "./page.ts";

export const runRoutes: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/runs",
    access: "list-runs",
    summary: "Lists runs, the newest first.",
    query: schemas.listRunsQuery,
    response: { status: 200, schema: schemas.runRecord, isPage: true },
    handle: async ({ context, actor, query }: ApiAsked<unknown, schemas.ListRunsQuery>) =>
      pageOf(await listRuns(context, actor, paged(query)), runRepresentation),
  },
  {
    method: "post",
    path: "/runs",
    access: "run-allocation",
    summary: "Runs the allocation of a day. The night of a day is run once, so calling again does nothing twice.",
    body: schemas.startRun,
    response: { status: 200, schema: schemas.runRecord },
    handle: async ({ context, actor, body }: ApiAsked<schemas.StartRunBody>) => {
      const outcome = await runAllocation(context, actor, body);
      if (outcome.kind === "not-claimed") throw new DomainError("job-claimed", { day: outcome.day });
      return { status: 200, body: runRepresentation(outcome.run), version: outcome.run.version };
    },
  },
  {
    method: "get",
    path: "/runs/:runId",
    access: "read-run",
    summary: "Reads a run: digests, counts, what was checked again and withheld.",
    response: { status: 200, schema: schemas.runRecord },
    handle: async ({ context, actor, params }) => {
      const { run } = await readRun(context, actor, { runId: params.runId! });
      return { status: 200, body: runRepresentation(run), version: run.version };
    },
  },
];
