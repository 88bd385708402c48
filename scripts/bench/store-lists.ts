/** The time of every closed query of a store that holds records of its kind: the first page, for values that a stored record has. */
import { allKinds, type Kind, shapeOf } from "../../src/app/kinds.ts";
import type { List, Store } from "../../src/app/ports.ts";

/** The middle time of so many pages each, by `kind query (records)`. Units: milliseconds. */
export async function timeQueries(store: Store, count: number): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const kind of allKinds) {
    const { columns, queries } = shapeOf(kind);
    const documents = await someDocuments(store, kind, count);
    if (documents.length === 0) continue;
    for (const [by, { equals }] of Object.entries(queries)) {
      const values = documents.map((document) => equals.map((name) => columns[name]!(document as never) ?? ""));
      const asked = values.filter((all) => !all.includes(""));
      const taken: number[] = [];
      let records = 0;
      for (const equal of asked) {
        const start = process.hrtime.bigint();
        const page = await store.list({ kind, by, equals: equal } as unknown as List<Kind>);
        taken.push(Number(process.hrtime.bigint() - start) / 1e6);
        records = Math.max(records, page.records.length);
      }
      const middle = taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)];
      if (middle !== undefined) times[`${kind} ${by} (${records} records)`] = middle;
    }
  }
  return times;
}

async function someDocuments(store: Store, kind: Kind, count: number): Promise<object[]> {
  for await (const batch of store.versions(kind)) {
    return batch.slice(0, count).map(({ life, facts }) => ({
      ...(JSON.parse(life) as object),
      ...(facts === undefined ? {} : { facts: JSON.parse(facts) as unknown }),
    }));
  }
  return [];
}
