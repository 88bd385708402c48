/** Whether what declared facts name exists: in the store, or in the same command. */
import { type Declared, referencesOf } from "../../domain/facts/declared-facts.ts";
import { recordIdOf } from "../../domain/imports/record-id.ts";
import type { Problem } from "../../domain/shared/problem.ts";
import type { Context } from "../ports.ts";

/** The id a declared record is stored under. */
export function declaredId({ kind, facts }: Declared): string {
  return recordIdOf(kind, facts)!;
}

/** One problem for each reference to a record that does not exist. */
export async function unknownReferences(
  { store }: Pick<Context, "store">,
  records: readonly Declared[],
): Promise<readonly Problem[]> {
  const inCommand = new Set(records.map((record) => `${record.kind} ${declaredId(record)}`));
  const references = records.flatMap((record) =>
    referencesOf(record)
      .filter(({ refersTo, id }) => !inCommand.has(`${refersTo} ${id}`))
      .map((reference) => ({ record, reference })),
  );
  const problems: Problem[] = [];
  for (const { record, reference } of references) {
    if (await store.get(reference.refersTo, reference.id)) continue;
    const { field, refersTo, id: missing } = reference;
    const values = { kind: record.kind, id: declaredId(record), field, refersTo, missing };
    problems.push({ code: "unknown-reference", values });
  }
  return problems;
}
