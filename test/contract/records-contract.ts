import { expect } from "chai";
import fc from "fast-check";
import { allKinds, type Documents, type Kind, shapeOf } from "../../src/app/kinds.ts";
import type { Put } from "../../src/app/ports.ts";
import { digestDocument } from "../../src/domain/audit/record-digest.ts";
import { someOf } from "../support/effort.ts";
import { sampleOf } from "./sample-documents.ts";
import { all, landlord, put, type StorePlaces, write } from "./writing.ts";

/** Records come back as they were written, and so do their earlier versions. */
export function recordsContract(places: StorePlaces): void {
  describe("records", () => {
    for (const kind of allKinds) {
      it(`a ${kind} comes back as it was written`, async () => {
        const store = await places.open();
        const documents = Array.from({ length: 6 }, (_, n) => sampleOf(kind, n));
        await write(store, ...documents.map((document, n) => put(kind, `id-${n}`, document)));
        for (const [n, document] of documents.entries()) {
          const expected = { kind, id: `id-${n}`, version: 1, sequence: 1, document };
          expect(await store.get(kind, `id-${n}`)).to.deep.equal(expected);
        }
      });
    }

    it("what is stored of a document is its canonical text and its digests", async () => {
      const store = await places.open();
      await write(store, ...allKinds.map((kind) => put(kind, "id-0", sampleOf(kind, 0))));
      for (const kind of allKinds) {
        const [version] = await all(store.versions(kind));
        const expected = digestDocument(sampleOf(kind, 0));
        expect(version).to.deep.equal({ kind, id: "id-0", version: 1, sequence: 1, schemaVersion: 1, ...expected });
      }
    });

    it("any JSON comes back as it was written", async () => {
      const store = await places.open();
      const values = fc.sample(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), {
        numRuns: someOf(60, 200),
        seed: 20261123,
      });
      const contents = values.map((value) => JSON.parse(JSON.stringify(value)));
      await write(store, ...contents.map((content, n) => put("rule-files", `id-${n}`, holding(content))));
      for (const [n, content] of contents.entries()) {
        const stored = await store.get("rule-files", `id-${n}`);
        expect(stored?.document).to.deep.equal(holding(content));
      }
    });

    const extremes: Readonly<Record<string, unknown>> = {
      "whole numbers up to two thousand million": [2_000_000_000, -2_000_000_000, 0, Number.MAX_SAFE_INTEGER],
      "an instant, a day of a leap year and a text like a number": ["2026-11-23T08:00:00.000Z", "2024-02-29", "007"],
      "empty texts, lists and records": ["", [], {}, [[]], { "": "" }],
      "accents, ligatures, other scripts and a pair of surrogates": "Œuvre à l’Île-d’Aix — Ζωή, 李, 🏠",
      "names of members that a database might take for its own": { $set: 1, "a.b": 2, _id: 3, __v: 4, length: 5 },
      "a zero character and line ends": "a\u0000b\r\n\u2028c",
      "a text of two million characters": "é".repeat(2_000_000),
    };
    for (const [name, content] of Object.entries(extremes)) {
      it(`${name} come back as they were written`, async () => {
        const store = await places.open();
        await write(store, put("rule-files", "id", holding(content)));
        expect((await store.get("rule-files", "id"))?.document).to.deep.equal(holding(content));
      });
    }

    it("ids are told apart by every character and its case", async () => {
      const store = await places.open();
      const ids = ["a", "A", "a-b", "a.b", "a_b", "ab", "0", "00"];
      await write(store, ...ids.map((id) => put("landlord", id, landlord(`of ${id}`))));
      for (const id of ids) expect((await store.get("landlord", id))?.document).to.deep.equal(landlord(`of ${id}`));
      expect(await store.get("landlord", "B")).to.equal(undefined);
    });

    it("the same id may stand for one record of each kind", async () => {
      const store = await places.open();
      await write(
        store,
        put("landlord", "same", sampleOf("landlord", 1)),
        put("employer", "same", sampleOf("employer", 2)),
      );
      expect((await store.get("landlord", "same"))?.document).to.deep.equal(sampleOf("landlord", 1));
      expect((await store.get("employer", "same"))?.document).to.deep.equal(sampleOf("employer", 2));
      expect(await store.get("request", "same")).to.equal(undefined);
    });

    it("many are read by id at once, and those that do not exist are left out", async () => {
      const store = await places.open();
      const ids = Array.from({ length: 2_500 }, (_, n) => `L-${n}`);
      await write(store, ...ids.map((id) => put("landlord", id, landlord(id))));
      const found = await store.getMany("landlord", [...ids, "L-none", "L-0"]);
      expect(found.size).to.equal(2_500);
      expect(found.get("L-2499")).to.deep.equal(await store.get("landlord", "L-2499"));
      expect(found.has("L-none")).to.equal(false);
      expect((await store.getMany("landlord", [])).size).to.equal(0);
    });

    it("an earlier version is given with the entry that wrote it", async () => {
      const store = await places.open();
      await write(store, put("landlord", "L", landlord("first")));
      await write(store, put("landlord", "M", landlord("other")));
      await write(store, put("landlord", "L", landlord("second"), 1));
      const first = { kind: "landlord", id: "L", version: 1, sequence: 1, document: landlord("first") };
      const second = { kind: "landlord", id: "L", version: 2, sequence: 3, document: landlord("second") };
      expect(await store.getVersion("landlord", "L", 1)).to.deep.equal(first);
      expect(await store.getVersion("landlord", "L", 2)).to.deep.equal(second);
      expect(await store.get("landlord", "L")).to.deep.equal(second);
      expect(await store.getVersion("landlord", "L", 3)).to.equal(undefined);
      expect(await store.getVersion("landlord", "L", 0)).to.equal(undefined);
      expect(await store.getVersion("landlord", "none", 1)).to.equal(undefined);
    });

    it("every version is given in order of id and version, with the entry that wrote the next one", async () => {
      const store = await places.open();
      await write(store, put("landlord", "M", landlord("m1")), put("landlord", "L", landlord("l1")));
      await write(store, put("landlord", "M", landlord("m2"), 1));
      await write(store, put("landlord", "M", landlord("m3"), 2));
      const versions = await all(store.versions("landlord"));
      const told = versions.map(({ id, version, sequence, supersededBy }) => [id, version, sequence, supersededBy]);
      expect(told).to.deep.equal([
        ["L", 1, 1, undefined],
        ["M", 1, 1, 2],
        ["M", 2, 2, 3],
        ["M", 3, 3, undefined],
      ]);
    });

    const forgetful = allKinds.filter((kind) => !shapeOf(kind).hasHistory);
    for (const kind of forgetful) {
      it(`an earlier version of a ${kind} is emptied of everything but its digests`, async () => {
        const store = await places.open();
        const first = sampleOf(kind, 0);
        await write(store, put(kind, "id", first));
        await write(store, nextOf(kind, sampleOf(kind, 2)));
        expect(await store.getVersion(kind, "id", 1)).to.equal(undefined);
        expect((await store.getVersion(kind, "id", 2))?.document).to.deep.equal(sampleOf(kind, 2));
        const { facts: _, life: __, ...digests } = digestDocument(first);
        const [earlier] = await all(store.versions(kind));
        const expected = { kind, id: "id", version: 1, sequence: 1, supersededBy: 2, erasedBy: 2, schemaVersion: 1 };
        expect(earlier).to.deep.equal({ ...expected, life: "{}", ...digests });
      });
    }
  });
}

function nextOf<K extends Kind>(kind: K, document: Documents[K]): Put {
  return put(kind, "id", document, 1);
}

function holding(content: unknown): Documents["rule-files"] {
  return { ruleSetId: "rules", version: "1.0.0", files: [{ path: "rules/manifest.json", content }] };
}
