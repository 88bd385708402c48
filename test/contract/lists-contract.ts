import { expect } from "chai";
import { allKinds, type Documents, type Kind, type QueryName, shapeOf } from "../../src/app/kinds.ts";
import type { List, Store } from "../../src/app/ports.ts";
import { compareText } from "../../src/domain/shared/order.ts";
import { sampleOf } from "./sample-documents.ts";
import { expectError, put, request, type StorePlaces, shuffledIds, write } from "./writing.ts";

interface Record<K extends Kind> {
  readonly id: string;
  readonly document: Documents[K];
}

/** Closed queries find what their columns say, in their order, page by page. */
export function listsContract(places: StorePlaces): void {
  describe("lists", () => {
    for (const kind of allKinds) {
      for (const by of Object.keys(shapeOf(kind).queries) as QueryName<typeof kind>[]) {
        it(`a ${kind} is listed ${by} in the stated order, page by page`, async () => {
          const store = await places.open();
          const records = shuffledIds(24).map((id, n) => ({ id, document: sampleOf(kind, n) }));
          await write(store, ...records.map(({ id, document }) => put(kind, id, document)));
          const groups = groupsOf(kind, by, records);
          expect(groups.length).to.be.greaterThan(0);
          for (const { equals, members } of groups) {
            const listed = await pages(store, { kind, by, equals, limit: 4 });
            expect(listed).to.deep.equal(members.map(({ id }) => id));
          }
        });

        if (shapeOf(kind).queries[by]!.order.length === 0) continue;
        it(`a ${kind} is listed ${by} up to a value`, async () => {
          const store = await places.open();
          const records = shuffledIds(24).map((id, n) => ({ id, document: sampleOf(kind, n) }));
          await write(store, ...records.map(({ id, document }) => put(kind, id, document)));
          const orderOf = shapeOf(kind).columns[shapeOf(kind).queries[by]!.order[0]!]!;
          for (const { equals, members } of groupsOf(kind, by, records)) {
            const values = members.flatMap(({ document }) => orderOf(document) ?? []);
            const upTo = values[Math.floor(values.length / 2)]!;
            const expected = members.filter(({ document }) => (orderOf(document) ?? "~") <= upTo);
            const listed = await pages(store, { kind, by, equals, upTo, limit: 3 });
            expect(listed).to.deep.equal(expected.map(({ id }) => id));
          }
        });
      }
    }

    it("a page holds a hundred unless told, a thousand at most, and the last one has no next", async () => {
      const store = await places.open();
      await write(store, ...shuffledIds(1_050).map((id) => put("request", id, request("active"))));
      const query = { kind: "request", by: "byState", equals: ["active"] } as const;
      expect((await store.list(query)).records).to.have.length(100);
      const page = await store.list({ ...query, limit: 1_000 });
      expect(page.records).to.have.length(1_000);
      const last = await store.list({ ...query, limit: 50, after: page.next! });
      expect(last.records).to.have.length(50);
      expect(last.next).to.equal(undefined);
      for (const limit of [0, 1_001, 1.5]) await expectError(store.list({ ...query, limit }), "not-allowed");
    });

    it("a key goes on after its record, also when that one has moved and others were written before it", async () => {
      const store = await places.open();
      const ids = ["R-2", "R-4", "R-6"];
      await write(store, ...ids.map((id) => put("request", id, request("active"))));
      const query = { kind: "request", by: "byState", equals: ["active"], limit: 2 } as const;
      const { next } = await store.list(query);
      await write(
        store,
        put("request", "R-4", request("housed"), 1),
        put("request", "R-1", request("active")),
        put("request", "R-5", request("active")),
      );
      const { records } = await store.list({ ...query, after: next! });
      expect(records.map(({ id }) => id)).to.deep.equal(["R-5", "R-6"]);
    });

    it("a key of another query, or no key at all, is refused", async () => {
      const store = await places.open();
      await write(store, ...["a", "b"].map((id) => put("request", id, request("active", { employerId: "E" }))));
      const { next } = await store.list({ kind: "request", by: "byEmployer", equals: ["E"], limit: 1 });
      for (const after of [next!, "nonsense", "", "W10"]) {
        await expectError(store.list({ kind: "request", by: "byState", equals: ["active"], after }), "not-allowed");
      }
    });

    it("a record is listed as it is now, not as it was", async () => {
      const store = await places.open();
      await write(store, put("request", "R", request("active")));
      await write(store, put("request", "R", request("housed"), 1));
      const active = await store.list({ kind: "request", by: "byState", equals: ["active"] });
      const housed = await store.list({ kind: "request", by: "byState", equals: ["housed"] });
      expect(active.records).to.deep.equal([]);
      expect(housed.records).to.deep.equal([await store.get("request", "R")]);
    });

    it("what is absent is found by no value, an empty one neither", async () => {
      const store = await places.open();
      await write(
        store,
        put("request", "with", request("active", { employerId: "E" })),
        put("request", "without", request("active")),
      );
      const byEmployer = (id: string) => store.list({ kind: "request", by: "byEmployer", equals: [id] });
      expect((await byEmployer("E")).records.map(({ id }) => id)).to.deep.equal(["with"]);
      expect((await byEmployer("")).records).to.deep.equal([]);
    });
  });
}

interface Group<K extends Kind> {
  readonly equals: readonly string[];
  readonly members: readonly Record<K>[];
}

/** What each list must hold, worked out from the records themselves. */
function groupsOf<K extends Kind>(kind: K, by: string, records: readonly Record<K>[]): Group<K>[] {
  const { columns, queries } = shapeOf(kind);
  const { equals, order } = queries[by]!;
  const valuesOf = (names: readonly string[], { document }: Record<K>) => names.map((name) => columns[name]!(document));
  const groups = new Map<string, Record<K>[]>();
  for (const record of records) {
    const values = valuesOf(equals, record);
    if (values.includes(undefined)) continue;
    const key = JSON.stringify(values);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  const compare = (a: Record<K>, b: Record<K>) => {
    const [left, right] = [a, b].map((record) => [...valuesOf(order, record), record.id].map((value) => value ?? ""));
    const at = left!.findIndex((value, place) => value !== right![place]);
    return at < 0 ? 0 : compareText(left![at]!, right![at]!);
  };
  return [...groups].map(([key, members]) => ({ equals: JSON.parse(key), members: members.toSorted(compare) }));
}

async function pages<K extends Kind>(store: Store, list: List<K>): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined; ; ) {
    const { records, next } = await store.list(after === undefined ? list : { ...list, after });
    ids.push(...records.map(({ id }) => id));
    if (next === undefined) return ids;
    expect(records).to.have.length(list.limit!);
    after = next;
  }
}
