/**
 * Landlords, agreements, rights, dwellings, employers, journeys and counts of targets enter here, one or many in one change.
 * Everything that is wrong is told at once, and then nothing is written.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { contradictionsOf, type Declared } from "../domain/facts/declared-facts.ts";
import { type Problem, refuseAll } from "../domain/shared/problem.ts";
import { commit, create, type Write } from "./commit.ts";
import { declaredId, unknownReferences } from "./facts/declared-references.ts";
import type { Context } from "./ports.ts";

/** What is declared; a record may name another of the same command. */
export interface DeclareFacts {
  readonly records: readonly Declared[];
}

/** What was written. */
export interface DeclaredFacts {
  readonly sequence: number;
  readonly records: readonly { readonly kind: Declared["kind"]; readonly id: string; readonly version: number }[];
}

/** Declares facts. Throws: `id-taken`, `unknown-reference`, `days-contradict`, `not-allowed`, or `several-problems` with all of them. */
export async function declareFacts(context: Context, actor: Actor, { records }: DeclareFacts): Promise<DeclaredFacts> {
  authorise(actor, "declare-facts");
  refuseAll([
    ...(records.length === 0
      ? [{ code: "value-required", values: { kind: "facts", id: "", field: "records" } } as const]
      : []),
    ...(await takenIds(context, records)),
    ...(await unknownReferences(context, records)),
    ...records.flatMap((record) => contradictionsOf(record, declaredId(record))),
  ]);
  const named = records.map((record) => ({ ...record, id: declaredId(record) }));
  const { sequence } = await commit(context, {
    actor,
    command: "declare-facts",
    events: named.map(({ kind, id }) => ({ type: "facts-declared", kind, id })),
    writes: named.map(({ kind, id, facts }) => create(kind, id, { facts } as never) as Write),
  });
  return { sequence, records: named.map(({ kind, id }) => ({ kind, id, version: 1 })) };
}

async function takenIds({ store }: Context, records: readonly Declared[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const record of records) {
    const { kind } = record;
    const id = declaredId(record);
    const isTaken = seen.has(`${kind} ${id}`) || (await store.get(kind, id)) !== undefined;
    seen.add(`${kind} ${id}`);
    if (isTaken) problems.push({ code: "id-taken", values: { kind, id } });
  }
  return problems;
}
