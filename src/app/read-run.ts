/** One run, with the proposals that it withheld and nobody has released or dropped yet, its seed, and what lapsed with it. Reads, writes nothing. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { Dwelling } from "../domain/facts/dwelling.ts";
import { dwellingsOfVacancies } from "./dwellings/dwellings-of-vacancies.ts";
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
  /** The dwellings of the vacancies it withheld, by vacancy. */
  readonly dwellings: ReadonlyMap<string, Dwelling>;
  /** The seed of its day, where one was published. */
  readonly seed?: Stored<"seed">;
  /** Undecided proposals of the run before that lapsed with it. */
  readonly lapsed: number;
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
  const seed = await context.store.get("seed", run.document.asOf);
  return {
    run,
    withheld,
    dwellings: await dwellingsOfVacancies(context, run.document.withheld),
    ...(seed ? { seed } : {}),
    lapsed: await lapsedWith(context, run),
  };
}

/** What the entry that wrote a run says of those it ended. */
async function lapsedWith({ store }: Context, { sequence }: Stored<"run">): Promise<number> {
  for await (const [entry] of store.entries(sequence)) {
    const lapsed = entry?.events.find(({ type }) => type === "proposals-lapsed");
    return lapsed?.type === "proposals-lapsed" ? lapsed.count : 0;
  }
  return 0;
}
