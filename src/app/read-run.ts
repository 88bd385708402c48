/** One run, with the proposals that it withheld and nobody has released or dropped yet, its seed, and what lapsed with it. Reads, writes nothing. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { Dwelling } from "../domain/facts/dwelling.ts";
import type { AssignmentFile, ManifestFile } from "../domain/rules/rule-files.ts";
import type { Bilingual } from "../domain/rules/rule-set.ts";
import type { RunDocument } from "../domain/runs/run-record.ts";
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
  /** What its rule sets and their targets are called, by `ruleSetId` and by `ruleSetId/targetId`. */
  readonly titles: ReadonlyMap<string, Bilingual>;
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
    titles: await titlesOf(context, run.document),
    lapsed: await lapsedWith(context, run),
  };
}

/** Titles as the rule files had them that the run was made with. */
async function titlesOf({ store }: Context, { record }: RunDocument): Promise<ReadonlyMap<string, Bilingual>> {
  const titles = new Map<string, Bilingual>();
  for (const { id, digest } of record?.ruleSets ?? []) {
    for (const { path, content } of (await store.get("rule-files", digest))?.document.files ?? []) {
      if (path === `${id}/manifest.json`) titles.set(id, (content as ManifestFile).title);
      if (path !== `${id}/assignment.json`) continue;
      for (const target of (content as AssignmentFile).targets ?? []) titles.set(`${id}/${target.id}`, target.title);
    }
  }
  return titles;
}

/** What the entry that wrote a run says of those it ended. */
async function lapsedWith({ store }: Context, { sequence }: Stored<"run">): Promise<number> {
  for await (const [entry] of store.entries(sequence)) {
    const lapsed = entry?.events.find(({ type }) => type === "proposals-lapsed");
    return lapsed?.type === "proposals-lapsed" ? lapsed.count : 0;
  }
  return 0;
}
