/** One run, with the proposals that it withheld and nobody has released or dropped yet. Reads, writes nothing. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { Context, Stored } from "./ports.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which run to read. */
export interface ReadRun {
  readonly runId: string;
}

/** A run as it is read. */
export interface RunRead {
  readonly run: Stored<"run">;
  /** Its proposals that are still withheld, those nearest to their last day first. */
  readonly withheld: readonly Stored<"proposal">[];
}

/** Reads a run. Throws: `not-found`; `role-forbidden`. */
export async function readRun(context: Context, actor: Actor, { runId }: ReadRun): Promise<RunRead> {
  authorise(actor, "read-run");
  const run = await recordNow(context, "run", runId);
  const withheld: Stored<"proposal">[] = [];
  if (run.document.withheld.length > 0) {
    for await (const proposal of listAll(context, { kind: "proposal", by: "byState", equals: ["withheld"] }))
      if (proposal.document.runId === runId) withheld.push(proposal);
  }
  return { run, withheld };
}
