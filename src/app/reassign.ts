/**
 * Makes the repairs that are awaited: in a town too large for a repair within the change that causes it, the change is written at once and its chain moved by
 * this job. All that is awaited is made together, once: of two processes that try, one meets a conflict.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { Freed } from "../domain/runs/reassignment-record.ts";
import { commit, replace } from "./commit.ts";
import type { Context, Stored } from "./ports.ts";
import { keepRepair, reassignedEvent } from "./reassignments/chain.ts";
import { booksBefore, booksNow } from "./reassignments/market-books.ts";
import { lastNight, repairedMarket } from "./reassignments/repaired-market.ts";
import { listAll } from "./records/list-all.ts";

/** What was made; nothing where nothing was awaited. */
export interface Reassigned {
  readonly reassignmentIds: readonly string[];
  readonly moves: number;
  readonly proposals: number;
}

const nothing: Reassigned = { reassignmentIds: [], moves: 0, proposals: 0 };

/** Makes them; those that a night has taken in meanwhile are closed with it. Throws: `conflict` where something moved on meanwhile; then it may be tried again. */
export async function reassign(context: Context, actor: Actor): Promise<Reassigned> {
  authorise(actor, "reassign");
  const pending: Stored<"reassignment">[] = [];
  for await (const one of listAll(context, { kind: "reassignment", by: "byState", equals: ["pending"] }))
    pending.push(one);
  const run = await lastNight(context);
  if (!run) return nothing;
  const overtaken = pending.filter(({ sequence }) => sequence <= run.document.snapshotSequence);
  const closed = overtaken.map((one) => replace(one, { ...one.document, state: "done", madeWith: run.id }));
  if (closed.length > 0) await commit(context, { actor, command: "reassign", events: [], writes: closed });
  const awaited = pending.filter((one) => !overtaken.includes(one));
  const [first, ...others] = awaited;
  if (!first) return nothing;
  const freed = together(awaited);
  const after = await booksNow(context);
  const repaired = await repairedMarket(context, run, { before: booksBefore(after, freed), after, freed });
  if (!repaired) return nothing;
  const kept = await keepRepair(context, { run, by: "reassign", reassignmentId: first.id, repaired, writes: [] });
  const { outcome } = kept;
  await commit(context, {
    actor,
    command: "reassign",
    events: [reassignedEvent(first.id, first.document.vacancyId, outcome)],
    writes: [
      ...kept.writes,
      replace(first, { ...first.document, state: "done", freed, outcome }),
      ...others.map((one) => replace(one, { ...one.document, state: "done", madeWith: first.id })),
    ],
    guards: kept.guards,
    recheck: kept.recheck,
  });
  return {
    reassignmentIds: awaited.map(({ id }) => id),
    moves: outcome.moves.length,
    proposals: outcome.proposals.length,
  };
}

/** True where something waits for this job. */
export async function isRepairAwaited({ store }: Pick<Context, "store">): Promise<boolean> {
  return (await store.list({ kind: "reassignment", by: "byState", equals: ["pending"], limit: 1 })).records.length > 0;
}

function together(awaited: readonly Stored<"reassignment">[]): Freed {
  return {
    events: awaited.flatMap(({ document }) => document.freed.events),
    pins: awaited.flatMap(({ document }) => document.freed.pins),
    struck: awaited.flatMap(({ document }) => document.freed.struck),
  };
}
