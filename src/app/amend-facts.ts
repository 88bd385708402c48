/**
 * Declared facts are corrected here. What live vacancies copied from a record cannot change while they live.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { liveVacancyStates } from "../domain/dwellings/transitions.ts";
import { contradictionsOf, type Declared, fixedFacts } from "../domain/facts/declared-facts.ts";
import { canonicalJson } from "../domain/shared/digest.ts";
import { type Problem, refuseAll } from "../domain/shared/problem.ts";
import { commit, replace, type Write } from "./commit.ts";
import { declaredId, unknownReferences } from "./facts/declared-references.ts";
import type { Context, Stored } from "./ports.ts";
import { expectVersion } from "./records/expect-version.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";

/** The facts a record is to hold from now on, all of them. */
export type AmendFacts = { readonly id: string; readonly expected: number } & Declared;

/** What was written; nothing where the facts are those that were stored. */
export interface AmendedFacts {
  readonly version: number;
  readonly sequence: number;
  readonly isUnchanged: boolean;
}

/** Amends facts. Throws: `not-found`, `conflict`; `not-allowed`, `unknown-reference`, `days-contradict`, `in-use`, or all of these at once. */
export async function amendFacts(context: Context, actor: Actor, command: AmendFacts): Promise<AmendedFacts> {
  authorise(actor, "amend-facts");
  const { kind, id } = command;
  const stored = await recordNow(context, kind, id);
  expectVersion(stored, command.expected);
  const record = { kind, facts: command.facts } as Declared;
  const before = { kind, facts: stored.document.facts } as Declared;
  refuseAll([
    ...otherId(record, id),
    ...(await unknownReferences(context, [record])),
    ...contradictionsOf(record, id),
    ...(await factsInUse(context, before, record, id)),
  ]);
  if (canonicalJson(record.facts) === canonicalJson(before.facts))
    return { version: stored.version, sequence: stored.sequence, isUnchanged: true };
  const { sequence } = await commit(context, {
    actor,
    command: "amend-facts",
    events: [{ type: "facts-amended", kind, id }],
    writes: [replace(stored as Stored<"landlord">, { facts: record.facts } as never) as Write],
    // A vacancy that is declared after this change meets its new version; one that was declared before it is found here.
    recheck: async () => refuseAll(await factsInUse(context, before, record, id)),
  });
  return { version: stored.version + 1, sequence, isUnchanged: false };
}

function otherId(record: Declared, id: string): readonly Problem[] {
  const sent = declaredId(record);
  return sent === id ? [] : [{ code: "not-allowed", values: { field: "id", sent, allowed: id } }];
}

async function factsInUse(
  context: Context,
  before: Declared,
  after: Declared,
  id: string,
): Promise<readonly Problem[]> {
  const wished = fixedFacts(after);
  const changed = Object.entries(fixedFacts(before)).filter(([field, value]) => wished[field] !== value);
  if (changed.length === 0) return [];
  const usedBy = await liveVacancyOf(context, before.kind, id);
  return usedBy === undefined
    ? []
    : changed.map(([field]) => ({ code: "in-use", values: { kind: before.kind, id, field, usedBy } }));
}

/** A vacancy that is not over and stands on the record. */
async function liveVacancyOf(context: Context, kind: Declared["kind"], id: string): Promise<string | undefined> {
  if (kind === "agreement") {
    for await (const right of listAll(context, { kind: "right", by: "byAgreement", equals: [id] })) {
      const vacancyId = await liveVacancyOf(context, "right", right.id);
      if (vacancyId !== undefined) return vacancyId;
    }
    return undefined;
  }
  const by = kind === "dwelling" ? "byDwelling" : "byRight";
  for await (const vacancy of listAll(context, { kind: "vacancy", by, equals: [id] })) {
    if (liveVacancyStates.some((state) => state === vacancy.document.state)) return vacancy.id;
  }
  return undefined;
}
