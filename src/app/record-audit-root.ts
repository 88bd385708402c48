/**
 * Records the root of every day that is over and has none yet. The lines are for keeping elsewhere: a log whose end was cut off fits itself.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { type DayRoot, DayRootBuilder, dayOf } from "../domain/audit/day-root.ts";
import { commit, create } from "./commit.ts";
import type { Context } from "./ports.ts";
import { listAll } from "./records/list-all.ts";

/** Clocks of several machines differ a little: a day is over when no entry of it can come any more. Units: milliseconds. */
const AFTER_MIDNIGHT_MS = 120_000;

/** Records them and gives them back, the oldest first; none when nothing was to be done. Throws: `conflict` when another process did it. */
export async function recordAuditRoot(context: Context, actor: Actor): Promise<readonly DayRoot[]> {
  authorise(actor, "record-audit-root");
  const last = (await recordedRoots(context)).at(-1);
  const roots = await finishedDays(context, (last?.toSequence ?? 0) + 1);
  if (roots.length === 0) return [];
  await commit(context, {
    actor,
    command: "record-audit-root",
    events: roots.map(({ day, root }) => ({ type: "audit-root-recorded", day, root })),
    writes: roots.map((root) => create("audit-root", root.day, root)),
  });
  return roots;
}

/** Every root recorded so far, the oldest first. */
export async function recordedRoots({ store }: Pick<Context, "store">): Promise<readonly DayRoot[]> {
  const roots: DayRoot[] = [];
  for await (const { document } of listAll({ store }, { kind: "audit-root", by: "all", equals: [] }))
    roots.push(document);
  return roots;
}

async function finishedDays({ store, clock }: Context, from: number): Promise<DayRoot[]> {
  const today = new Date(Date.parse(clock.now()) - AFTER_MIDNIGHT_MS).toISOString().slice(0, 10);
  const roots: DayRoot[] = [];
  let builder: DayRootBuilder | undefined;
  for await (const entries of store.entries(from)) {
    for (const entry of entries) {
      const day = dayOf(entry);
      if (builder?.day === day) {
        builder.add(entry);
        continue;
      }
      if (builder) roots.push(builder.root());
      if (day >= today) return roots;
      builder = new DayRootBuilder(entry);
    }
  }
  return builder ? [...roots, builder.root()] : roots;
}
