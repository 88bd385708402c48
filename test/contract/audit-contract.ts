import { expect } from "chai";
import { allKinds } from "../../src/app/kinds.ts";
import { type AuditEntry, chainEntry, emptyLog, headAfter } from "../../src/domain/audit/audit-entry.ts";
import { RowLeaves } from "../../src/domain/audit/row-leaves.ts";
import { canonicalJson, sha256 } from "../../src/domain/shared/digest.ts";
import { sampleOf } from "./sample-documents.ts";
import { all, draft, landlord, put, request, type StorePlaces, write } from "./writing.ts";

/** Every change is one entry of the log, chained to the one before, over everything it wrote. */
export function auditContract(places: StorePlaces): void {
  describe("the audit log", () => {
    it("an empty store has an empty log", async () => {
      const store = await places.open();
      expect(await store.head()).to.deep.equal(emptyLog);
      expect(await all(store.entries())).to.deep.equal([]);
    });

    it("entries are appended in order, each chained to the one before, and the head is the last", async () => {
      const store = await places.open();
      const written: AuditEntry[] = [];
      for (let n = 0; n < 8; n++) {
        const { sequence, entry } = await write(store, put("landlord", `L-${n}`, landlord(`n° ${n}`)));
        expect(sequence).to.equal(n + 1);
        written.push(entry);
      }
      const entries = await all(store.entries());
      expect(entries).to.deep.equal(written);
      expect(await store.head()).to.deep.equal(headAfter(entries.at(-1)!));
      let previous = emptyLog.hash;
      for (const [n, { hash, ...rest }] of entries.entries()) {
        expect(rest.sequence).to.equal(n + 1);
        expect(rest.previous).to.equal(previous);
        expect(sha256(canonicalJson(rest))).to.equal(hash);
        previous = hash;
      }
    });

    it("entries are read from any one on", async () => {
      const store = await places.open();
      for (let n = 0; n < 5; n++) await write(store, put("landlord", `L-${n}`, landlord(`n° ${n}`)));
      const sequencesFrom = async (from: number) => (await all(store.entries(from))).map(({ sequence }) => sequence);
      expect(await sequencesFrom(4)).to.deep.equal([4, 5]);
      expect(await sequencesFrom(1)).to.deep.equal([1, 2, 3, 4, 5]);
      expect(await sequencesFrom(6)).to.deep.equal([]);
    });

    it("a change without records is an entry all the same", async () => {
      const store = await places.open();
      const read = { ...draft(), purpose: "review", events: [{ type: "person-read", personIds: ["P"] } as const] };
      const { entry } = await store.commit({ puts: [], entry: () => read });
      expect(entry).to.deep.include({ ...read, sequence: 1, rows: new RowLeaves().rows() });
      expect(await all(store.entries())).to.deep.equal([entry]);
    });

    it("an entry made a little before the last one takes its instant", async () => {
      const store = await places.open();
      await write(store, put("landlord", "L", landlord("first")));
      const change = {
        puts: [put("landlord", "M", landlord("second"))],
        entry: () => draft("2026-11-23T07:59:30.000Z"),
      };
      const { entry } = await store.commit(change);
      expect(entry.at).to.equal("2026-11-23T08:00:00.000Z");
    });

    it("the root of an entry is over every version it wrote, as the store gives them later", async () => {
      const store = await places.open();
      await write(store, ...allKinds.map((kind) => put(kind, "id", sampleOf(kind, 0))));
      await write(store, ...allKinds.map((kind) => put(kind, "id", sampleOf(kind, 2), 1)));
      await store.commit({
        puts: [put("request", "id", request("withdrawn"), 2)],
        erasures: [{ kind: "request", id: "id" }],
        entry: () => draft(),
      });
      const leavesOf = new Map<number, RowLeaves>();
      for (const kind of allKinds) {
        for (const { id, version, sequence, digest } of await all(store.versions(kind))) {
          const leaves = leavesOf.get(sequence) ?? new RowLeaves();
          leaves.add(kind, id, version, digest);
          leavesOf.set(sequence, leaves);
        }
      }
      for (const { sequence, rows } of await all(store.entries())) {
        expect(leavesOf.get(sequence)!.rows()).to.deep.equal(rows);
      }
    });

    it("the log of a thousand entries and more is read in order", async () => {
      const source = await places.open();
      const entries: AuditEntry[] = [];
      let head = emptyLog;
      for (let n = 0; n < 2_300; n++) {
        const entry = chainEntry(head, draft(), new RowLeaves().rows());
        head = headAfter(entry);
        entries.push(entry);
      }
      await source.receive({
        head: async () => head,
        versions: async function* () {},
        entries: async function* () {
          yield entries;
        },
      });
      expect(await all(source.entries())).to.deep.equal(entries);
      expect((await all(source.entries(1_999))).length).to.equal(302);
    });
  });
}
