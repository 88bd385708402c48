import { expect } from "chai";
import { allKinds, type Documents, isPersonal, type Kind, shapeOf } from "../../src/app/kinds.ts";
import type { SnapshotRow, Store } from "../../src/app/ports.ts";
import { digestDocument } from "../../src/domain/audit/record-digest.ts";
import { sampleOf } from "./sample-documents.ts";
import { all, draft, errorOf, expectError, put, request, rowsAt, type StorePlaces, write } from "./writing.ts";

const digestsOf = (rows: readonly SnapshotRow[]) =>
  rows.map(({ id, version, factsDigest }) => `${id} v${version} ${Buffer.from(factsDigest).toString("hex")}`);

function erase<K extends Kind>(store: Store, kind: K, id: string, document: Documents[K], expected: number) {
  return store.commit({ puts: [put(kind, id, document, expected)], erasures: [{ kind, id }], entry: () => draft() });
}

/** Erasure empties what is personal in every version; what proves that it was there stays. */
export function erasureContract(places: StorePlaces): void {
  describe("erasure", () => {
    for (const kind of allKinds.filter(isPersonal)) {
      it(`every version of a ${kind} loses its personal members and keeps its digests`, async () => {
        const store = await places.open();
        const documents = [sampleOf(kind, 0), sampleOf(kind, 6), sampleOf(kind, 12)];
        await write(store, put(kind, "id", documents[0]!), put(kind, "other", documents[0]!));
        await write(store, put(kind, "id", documents[1]!, 1));
        await erase(store, kind, "id", documents[2]!, 2);
        const versions = (await all(store.versions(kind))).filter(({ id }) => id === "id");
        expect(versions).to.have.length(3);
        for (const [n, { facts, life, digest, factsDigest, erasedBy }] of versions.entries()) {
          const written = digestDocument(documents[n]!);
          expect([digest, factsDigest]).to.deep.equal([written.digest, written.factsDigest]);
          expect(erasedBy).to.equal(shapeOf(kind).hasHistory ? 3 : [2, 3, 3][n]);
          const left = Object.keys({ ...JSON.parse(life), ...(facts === undefined ? {} : { facts }) });
          expect(left.filter((member) => personalOf(kind).includes(member))).to.deep.equal([]);
        }
        const { document } = (await store.get(kind, "id"))!;
        expect(document).to.deep.equal(withoutPersonal(kind, documents[2]!));
        expect((await store.get(kind, "other"))?.document).to.deep.equal(documents[0]);
      });
    }

    it("an earlier version is given without what was erased", async () => {
      const store = await places.open();
      await write(store, put("request", "R", request("active")));
      await erase(store, "request", "R", request("withdrawn"), 1);
      const earlier = await store.getVersion("request", "R", 1);
      expect(earlier?.document).to.deep.equal(withoutPersonal("request", request("active")));
    });

    it("a snapshot of then keeps its digests and lacks the facts", async () => {
      const store = await places.open();
      await write(store, put("request", "A", request("active")), put("request", "B", request("active")));
      await write(store, put("request", "A", request("active", { employerId: "E" }), 1));
      const before = [await rowsAt(store, "request", 1), await rowsAt(store, "request", 2)];
      await erase(store, "request", "A", request("withdrawn"), 2);
      const after = [await rowsAt(store, "request", 1), await rowsAt(store, "request", 2)];
      expect(after.map(digestsOf)).to.deep.equal(before.map(digestsOf));
      const facts = (rows: readonly SnapshotRow[]) => rows.map((row) => row.facts !== undefined);
      expect(after.map(facts)).to.deep.equal([
        [false, true],
        [false, true],
      ]);
    });

    it("a reading that began before an erasure still sees everything", async () => {
      const store = await places.open();
      await write(store, put("request", "A", request("active")));
      const reading = await store.snapshot();
      const erasing = erase(store, "request", "A", request("withdrawn"), 1);
      const rows = await all(reading.rows("request"));
      await reading.close();
      await erasing;
      expect(rows.map(({ version, facts }) => [version, facts !== undefined])).to.deep.equal([[1, true]]);
    });

    it("an erased record is not found any more by what was erased", async () => {
      const store = await places.open();
      await write(store, put("person", "P", { sealed: "c2VhbGVk", tokens: { name: "N", email: "M" } }));
      await write(store, put("request", "R", request("active", { employerId: "E", personId: "P" })));
      await store.commit({
        puts: [],
        erasures: [
          { kind: "person", id: "P" },
          { kind: "request", id: "R" },
        ],
        entry: () => draft(),
      });
      expect((await store.list({ kind: "person", by: "byName", equals: ["N"] })).records).to.deep.equal([]);
      expect((await store.list({ kind: "person", by: "byEmail", equals: ["M"] })).records).to.deep.equal([]);
      expect((await store.list({ kind: "request", by: "byEmployer", equals: ["E"] })).records).to.deep.equal([]);
      const { records } = await store.list({ kind: "request", by: "byPerson", equals: ["P"] });
      expect(records.map(({ id }) => id)).to.deep.equal(["R"]);
      const { records: active } = await store.list({ kind: "request", by: "byState", equals: ["active"] });
      expect(active.map(({ id }) => id)).to.deep.equal(["R"]);
    });

    it("a version that held nothing personal is not marked, so that its digest can still be checked", async () => {
      const store = await places.open();
      const { facts: _, ...withoutFacts } = request("withdrawn");
      await write(store, put("request", "R", request("active")));
      await erase(store, "request", "R", withoutFacts, 1);
      const versions = await all(store.versions("request"));
      expect(versions.map(({ erasedBy }) => erasedBy)).to.deep.equal([2, undefined]);
    });

    it("a second erasure empties what was written since and leaves the first mark", async () => {
      const store = await places.open();
      await write(store, put("request", "R", request("active")));
      await erase(store, "request", "R", request("withdrawn"), 1);
      await write(store, put("request", "R", request("active"), 2));
      await erase(store, "request", "R", request("withdrawn"), 3);
      const versions = await all(store.versions("request"));
      expect(versions.map(({ erasedBy }) => erasedBy)).to.deep.equal([2, 2, 4, 4]);
      expect(versions.filter(({ facts }) => facts !== undefined)).to.deep.equal([]);
    });

    it("an erasure of what is not there is refused, and nothing of its change is there", async () => {
      const store = await places.open();
      await write(store, put("request", "R", request("active")));
      const erasures = ["R", "none"].map((id) => ({ kind: "request", id }) as const);
      const change = { puts: [put("request", "S", request("active"))], erasures, entry: () => draft() };
      await expectError(store.commit(change), "not-found", { kind: "request", id: "none" });
      expect(await store.get("request", "S")).to.equal(undefined);
      expect((await store.get("request", "R"))?.document).to.deep.equal(request("active"));
      expect((await store.head()).sequence).to.equal(1);
    });

    it("a kind that holds nothing personal cannot be erased", async () => {
      const store = await places.open();
      await write(store, put("landlord", "L", sampleOf("landlord", 0)));
      const erasures = [{ kind: "landlord", id: "L" }] as const;
      expect(await errorOf(store.commit({ puts: [], erasures, entry: () => draft() }))).to.be.instanceOf(Error);
      expect((await store.get("landlord", "L"))?.document).to.deep.equal(sampleOf("landlord", 0));
    });
  });
}

function withoutPersonal(kind: Kind, document: object): object {
  const personal = personalOf(kind);
  return Object.fromEntries(Object.entries(document).filter(([name]) => !personal.includes(name)));
}

function personalOf(kind: Kind): readonly string[] {
  return shapeOf(kind).personal;
}
