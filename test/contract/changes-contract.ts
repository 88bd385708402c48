import { expect } from "chai";
import { allKinds } from "../../src/app/kinds.ts";
import type { Change, Put } from "../../src/app/ports.ts";
import {
  draft,
  errorOf,
  everything,
  expectError,
  landlord,
  NOW,
  put,
  request,
  type StorePlaces,
  write,
} from "./writing.ts";

/** A change is there as a whole, or nothing of it is. */
export function changesContract(places: StorePlaces): void {
  describe("changes", () => {
    /** A store with a landlord at version 2 and a request at version 1. */
    const withRecords = async () => {
      const store = await places.open();
      await write(store, put("landlord", "L", landlord("first")), put("request", "R", request("active")));
      await write(store, put("landlord", "L", landlord("second"), 1));
      return store;
    };

    const stale: Readonly<Record<string, { readonly change: Omit<Change, "entry">; readonly found: object }>> = {
      "a first version of a record that exists": {
        change: { puts: [put("employer", "E", employer()), put("landlord", "L", landlord("third"), 0)] },
        found: { kind: "landlord", id: "L", expected: 0, found: 2 },
      },
      "a next version of a record that does not exist": {
        change: { puts: [put("employer", "E", employer()), put("landlord", "none", landlord("third"), 1)] },
        found: { kind: "landlord", id: "none", expected: 1, found: 0 },
      },
      "a record that has moved on": {
        change: { puts: [put("employer", "E", employer()), put("landlord", "L", landlord("third"), 1)] },
        found: { kind: "landlord", id: "L", expected: 1, found: 2 },
      },
      "a version from the future": {
        change: { puts: [put("employer", "E", employer()), put("landlord", "L", landlord("third"), 3)] },
        found: { kind: "landlord", id: "L", expected: 3, found: 2 },
      },
      "a first version twice in one change": {
        change: { puts: [put("employer", "E", employer()), put("employer", "E", employer())] },
        found: { kind: "employer", id: "E", expected: 0, found: 1 },
      },
      "a guard that has moved on": {
        change: { puts: [put("employer", "E", employer())], guards: [{ kind: "landlord", id: "L", expected: 1 }] },
        found: { kind: "landlord", id: "L", expected: 1, found: 2 },
      },
      "a guard of what must exist and does not": {
        change: { puts: [put("employer", "E", employer())], guards: [{ kind: "landlord", id: "none", expected: 1 }] },
        found: { kind: "landlord", id: "none", expected: 1, found: 0 },
      },
      "a guard of what must not exist and does": {
        change: { puts: [put("employer", "E", employer())], guards: [{ kind: "request", id: "R", expected: 0 }] },
        found: { kind: "request", id: "R", expected: 0, found: 1, state: "active" },
      },
      "a stale record beside an erasure": {
        change: {
          puts: [put("landlord", "L", landlord("third"), 1)],
          erasures: [{ kind: "request", id: "R" }],
        },
        found: { kind: "landlord", id: "L", expected: 1, found: 2 },
      },
    };
    for (const [name, { change, found }] of Object.entries(stale)) {
      it(`${name} is a conflict, and nothing of the change is there`, async () => {
        const store = await withRecords();
        const before = await everything(store, allKinds);
        await expectError(store.commit({ ...change, entry: () => draft() }), "conflict", { ...found });
        expect(await everything(store, allKinds)).to.deep.equal(before);
      });
    }

    it("guards that still hold let a change through", async () => {
      const store = await withRecords();
      await store.commit({
        puts: [put("employer", "E", employer())],
        guards: [
          { kind: "landlord", id: "L", expected: 2 },
          { kind: "landlord", id: "none", expected: 0 },
        ],
        entry: () => draft(),
      });
      expect((await store.get("employer", "E"))?.version).to.equal(1);
    });

    it("a conflict in the middle of a big change leaves nothing behind", async () => {
      const store = await withRecords();
      const before = await everything(store, allKinds);
      async function* puts(): AsyncIterable<readonly Put[]> {
        for (let n = 0; n < 3_000; n++) {
          yield [n === 1_700 ? put("landlord", "L", landlord("third"), 1) : put("employer", `E-${n}`, employer())];
        }
      }
      await expectError(store.commit({ puts: puts(), entry: () => draft() }), "conflict", { id: "L", found: 2 });
      expect(await everything(store, allKinds)).to.deep.equal(before);
    });

    it("what the records of a change throw is thrown on as it is, and nothing of the change is there", async () => {
      const store = await withRecords();
      const before = await everything(store, allKinds);
      const error = new Error("line 3 cannot be read");
      function* puts(): Iterable<Put> {
        yield put("employer", "E", employer());
        throw error;
      }
      async function* putsAsync(): AsyncIterable<readonly Put[]> {
        for (const each of puts()) yield [each];
      }
      expect(await errorOf(store.commit({ puts: puts(), entry: () => draft() }))).to.equal(error);
      expect(await errorOf(store.commit({ puts: putsAsync(), entry: () => draft() }))).to.equal(error);
      const noEntry = () => {
        throw error;
      };
      expect(await errorOf(store.commit({ puts: [put("employer", "E", employer())], entry: noEntry }))).to.equal(error);
      expect(await everything(store, allKinds)).to.deep.equal(before);
    });

    it("after a change that failed the next one is written", async () => {
      const store = await withRecords();
      await expectError(write(store, put("landlord", "L", landlord("third"), 1)), "conflict");
      const { sequence } = await write(store, put("landlord", "L", landlord("third"), 2));
      expect(sequence).to.equal(3);
      expect((await store.get("landlord", "L"))?.version).to.equal(3);
    });

    it("a change is not seen before it is whole", async () => {
      const store = await withRecords();
      const head = await store.head();
      const seen: unknown[] = [];
      async function* puts(): AsyncIterable<readonly Put[]> {
        yield [put("employer", "E", employer()), put("request", "R", request("housed"), 1)];
        seen.push(await store.get("employer", "E"), (await store.get("request", "R"))?.version, await store.head());
        seen.push((await store.list({ kind: "request", by: "byState", equals: ["housed"] })).records.length);
      }
      await store.commit({ puts: puts(), entry: () => draft() });
      expect(seen).to.deep.equal([undefined, 1, head, 0]);
      expect((await store.get("request", "R"))?.version).to.equal(2);
    });

    it("the entry is asked for once, when all records were taken", async () => {
      const store = await places.open();
      let written = 0;
      let asked = 0;
      function* puts(): Iterable<Put> {
        for (; written < 5; written++) yield put("employer", `E-${written}`, employer());
      }
      const { entry } = await store.commit({
        puts: puts(),
        entry: () => {
          asked++;
          return { ...draft(), events: [{ type: "pool-imported", records: written, unchanged: 0 }] };
        },
      });
      expect(asked).to.equal(1);
      expect(entry.events).to.deep.equal([{ type: "pool-imported", records: 5, unchanged: 0 }]);
    });

    it("of concurrent changes to one record one wins, and each other is told the newer version", async () => {
      const store = await places.open();
      await write(store, put("request", "R", request("active")));
      const other = await places.reopen(store);
      const attempts = Array.from({ length: 12 }, (_, n) =>
        write(n % 2 === 0 ? store : other, put("request", "R", request("housed", { employerId: `E-${n}` }), 1)),
      );
      const ends = await Promise.allSettled(attempts);
      expect(ends.filter(({ status }) => status === "fulfilled")).to.have.length(1);
      const lost = attempts.filter((_, n) => ends[n]!.status === "rejected");
      for (const attempt of lost) {
        const found = { kind: "request", id: "R", expected: 1, found: 2, state: "housed" };
        await expectError(attempt, "conflict", found);
      }
      expect((await store.head()).sequence).to.equal(2);
    });

    it("of concurrent changes that each look first whether another was written one is", async () => {
      const store = await places.open();
      const other = await places.reopen(store);
      const taken = new Error("another was written");
      const attempts = Array.from({ length: 12 }, (_, n) => {
        const own = n % 2 === 0 ? store : other;
        const puts: AsyncIterable<readonly Put[]> = {
          async *[Symbol.asyncIterator]() {
            const { records } = await own.list({ kind: "request", by: "byState", equals: ["active"] });
            if (records.length > 0) throw taken;
            yield [put("request", `R-${n}`, request("active"))];
          },
        };
        return own.commit({ puts, entry: () => draft() });
      });
      const ends = await Promise.allSettled(attempts);
      expect(ends.filter(({ status }) => status === "fulfilled")).to.have.length(1);
      for (const end of ends) if (end.status === "rejected") expect(end.reason).to.equal(taken);
      expect((await store.head()).sequence).to.equal(1);
    });

    it("concurrent changes to different records are all written, one after the other", async () => {
      const store = await places.open();
      const other = await places.reopen(store);
      const committed = await Promise.all(
        Array.from({ length: 12 }, (_, n) => write(n % 2 === 0 ? store : other, put("employer", `E-${n}`, employer()))),
      );
      const sequences = committed.map(({ sequence }) => sequence).sort((a, b) => a - b);
      expect(sequences).to.deep.equal(Array.from({ length: 12 }, (_, n) => n + 1));
      expect(
        (
          await store.getMany(
            "employer",
            Array.from({ length: 12 }, (_, n) => `E-${n}`),
          )
        ).size,
      ).to.equal(12);
    });

    it("a change made well before the last one is refused, and nothing of it is there", async () => {
      const store = await withRecords();
      const before = await everything(store, allKinds);
      const at = "2026-11-23T07:58:59.999Z";
      const change = { puts: [put("employer", "E", employer())], entry: () => draft(at) };
      await expectError(store.commit(change), "clock-backwards", { now: at, last: NOW });
      expect(await everything(store, allKinds)).to.deep.equal(before);
    });
  });
}

function employer() {
  return { facts: { id: "E", sector: "public", employees: 12 } } as const;
}
