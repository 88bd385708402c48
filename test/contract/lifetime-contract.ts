import { expect } from "chai";
import { allKinds } from "../../src/app/kinds.ts";
import type { Store, StoredVersion } from "../../src/app/ports.ts";
import { headAfter } from "../../src/domain/audit/audit-entry.ts";
import { sampleOf } from "./sample-documents.ts";
import {
  all,
  draft,
  everything,
  expectError,
  landlord,
  NOW,
  put,
  request,
  rowsAt,
  type StorePlaces,
  write,
} from "./writing.ts";

/** Two versions of every kind, some records erased. */
async function fill(store: Store): Promise<void> {
  await write(store, ...allKinds.map((kind) => put(kind, "a", sampleOf(kind, 0))));
  await write(store, ...allKinds.map((kind) => put(kind, "b", sampleOf(kind, 1))));
  await write(store, ...allKinds.map((kind) => put(kind, "a", sampleOf(kind, 2), 1)));
  const erasures = [
    { kind: "request", id: "a" },
    { kind: "person", id: "a" },
  ] as const;
  await store.commit({ puts: [put("request", "a", request("withdrawn"), 2)], erasures, entry: () => draft() });
}

/** What is written stays, wherever it is opened and wherever it is moved. */
export function lifetimeContract(places: StorePlaces): void {
  describe("opening, closing and moving", () => {
    it("everything is there when the store is opened again", async () => {
      const store = await places.open();
      await fill(store);
      const claim = (await store.claim("night", "day", { now: NOW, leaseUntil: "2026-11-23T09:00:00.000Z" }))!;
      const [before, jobs] = [await everything(store, allKinds), await store.jobs("night")];
      await store.close();
      const again = await places.reopen(store);
      expect(await everything(again, allKinds)).to.deep.equal(before);
      expect(await again.jobs("night")).to.deep.equal(jobs);
      await again.finish(claim, { now: NOW, state: "done" });
      const { entry } = await write(again, put("landlord", "L", landlord("next")));
      expect([entry.sequence, entry.previous]).to.deep.equal([5, before.entries.at(-1)!.hash]);
    });

    it("what one opening writes another sees at once", async () => {
      const store = await places.open();
      const other = await places.reopen(store);
      await write(store, put("landlord", "L", landlord("first")));
      expect((await other.get("landlord", "L"))?.document).to.deep.equal(landlord("first"));
      await write(other, put("landlord", "L", landlord("second"), 1));
      expect((await store.get("landlord", "L"))?.document).to.deep.equal(landlord("second"));
      expect(await store.head()).to.deep.equal(await other.head());
    });

    it("a store is closed twice as well as once", async () => {
      const store = await places.open();
      await write(store, put("landlord", "L", landlord("first")));
      await Promise.all([store.close(), store.close()]);
      await store.close();
      await expectError(store.get("landlord", "L"), "database-unavailable");
      await expectError(write(store, put("landlord", "L", landlord("second"), 1)), "database-unavailable");
      await expectError(store.snapshot(), "database-unavailable");
    });

    it("closing waits for what is being written", async () => {
      const store = await places.open();
      const writing = write(
        store,
        ...Array.from({ length: 500 }, (_, n) => put("landlord", `L-${n}`, landlord("first"))),
      );
      await store.close();
      expect((await writing).sequence).to.equal(1);
      expect((await (await places.reopen(store)).get("landlord", "L-499"))?.version).to.equal(1);
    });

    it("an empty store takes over another as it is", async () => {
      const [from, to] = [await places.open(), await places.open()];
      await fill(from);
      await to.receive(from);
      expect(await everything(to, allKinds)).to.deep.equal(await everything(from, allKinds));
      for (const at of [1, 2, 3, 4]) {
        expect(await rowsAt(to, "request", at)).to.deep.equal(await rowsAt(from, "request", at));
      }
      const list = { kind: "pin", by: "byVacancy", equals: ["vacancy-1"] } as const;
      expect(await to.list(list)).to.deep.equal(await from.list(list));
      expect((await to.list(list)).records).to.have.length(1);
      const { entry } = await write(to, put("landlord", "a", landlord("next"), 2));
      expect([entry.sequence, entry.previous]).to.deep.equal([5, (await from.head()).hash]);
    });

    it("a store that holds anything takes over nothing", async () => {
      const [from, to] = [await places.open(), await places.open()];
      await fill(from);
      await write(to, put("landlord", "L", landlord("own")));
      const before = await everything(to, allKinds);
      await expectError(to.receive(from), "not-empty", { found: 1 });
      expect(await everything(to, allKinds)).to.deep.equal(before);
    });

    it("a take-over that breaks off leaves an empty store", async () => {
      const [from, to] = [await places.open(), await places.open()];
      await fill(from);
      const empty = await everything(to, allKinds);
      async function* broken(): AsyncIterable<readonly StoredVersion[]> {
        yield await all(from.versions("vacancy"));
        throw new Error("the connection broke");
      }
      const source = {
        head: () => from.head(),
        entries: () => from.entries(),
        versions: (kind: (typeof allKinds)[number]) => (kind === "vacancy" ? broken() : from.versions(kind)),
      };
      expect(await to.receive(source).catch((error) => error.message)).to.equal("the connection broke");
      expect(await everything(to, allKinds)).to.deep.equal(empty);
      await to.receive(from);
      expect(await to.head()).to.deep.equal(await from.head());
    });

    it("a store that is written while it is taken over is not taken over", async () => {
      const [from, to] = [await places.open(), await places.open()];
      await fill(from);
      const source = {
        head: () => from.head(),
        entries: () => from.entries(),
        versions: async function* (kind: (typeof allKinds)[number]) {
          if (kind === "notice") await write(from, put("landlord", "late", landlord("late")));
          yield* from.versions(kind);
        },
      };
      await expectError(to.receive(source), "conflict", { kind: "audit", id: "head", expected: 4, found: 5 });
      expect((await to.head()).sequence).to.equal(0);
      expect(await all(to.versions("landlord"))).to.deep.equal([]);
    });

    it("the head is the last entry, also of a store that was taken over", async () => {
      const [from, to] = [await places.open(), await places.open()];
      await fill(from);
      await to.receive(from);
      expect(await to.head()).to.deep.equal(headAfter((await all(to.entries())).at(-1)!));
    });
  });
}
