import { copyFile, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { documentOf, snapshotParts } from "../../../src/adapters/store/documents.ts";
import { schemaVersionOf, type Upgrades, upgrades } from "../../../src/adapters/store/upgrades.ts";
import { allKinds } from "../../../src/app/kinds.ts";
import { errorOf, everything, landlord, put, write } from "../../contract/writing.ts";
import { SqlitePlaces } from "./sqlite-places.ts";

const places = new SqlitePlaces();

/** Made up: version 2 says `name` for `title`, version 3 adds a country. */
const madeUp: Upgrades = {
  landlord: [
    function toV2({ facts, ...rest }) {
      const { title, ...others } = facts as Record<string, unknown>;
      return { ...rest, facts: { ...others, name: title } };
    },
    function toV3(document) {
      return { ...document, country: "FR" };
    },
  ],
};

const facts = '{"id":"L","kind":"social","title":"Habitat inventé"}';

describe("the schema version of a document", () => {
  afterEach(() => places.clean());

  it("is one more than the number of steps that lead to it", () => {
    expect(schemaVersionOf("landlord", madeUp)).to.equal(3);
    expect(schemaVersionOf("request", madeUp)).to.equal(1);
  });

  it("is brought up to date step by step when a document is read", () => {
    const today = { facts: { id: "L", kind: "social", name: "Habitat inventé" }, country: "FR" };
    expect(documentOf("landlord", { facts, life: "{}", schemaVersion: 1 }, madeUp)).to.deep.equal(today);
    const second = { facts: '{"id":"L","kind":"social","name":"Habitat inventé"}', life: "{}", schemaVersion: 2 };
    expect(documentOf("landlord", second, madeUp)).to.deep.equal(today);
    const third = { facts: second.facts, life: '{"country":"FR"}', schemaVersion: 3 };
    expect(documentOf("landlord", third, madeUp)).to.deep.equal(today);
  });

  it("is brought up to date for a snapshot too, in canonical text", () => {
    expect(snapshotParts("landlord", { facts, life: "{}", schemaVersion: 1 }, madeUp)).to.deep.equal({
      facts: '{"id":"L","kind":"social","name":"Habitat inventé"}',
      life: '{"country":"FR"}',
    });
    const parts = { facts, life: "{}", schemaVersion: 1 };
    expect(snapshotParts("landlord", parts)).to.equal(parts);
  });

  it("is refused when it is newer than the product", () => {
    expect(() => documentOf("landlord", { facts, life: "{}", schemaVersion: 4 }, madeUp)).to.throw("schema version 4");
    expect(() => documentOf("landlord", { facts, life: "{}", schemaVersion: 2 })).to.throw("schema version 2");
  });

  const versions = Math.max(...allKinds.map((kind) => schemaVersionOf(kind, upgrades)));
  for (let version = 1; version <= versions; version++) {
    it(`of a database of version ${version} is still read`, async () => {
      const kept = fileURLToPath(new URL(`../../fixtures/store-v${version}.db`, import.meta.url));
      const expected = JSON.parse(await readFile(kept.replace(/db$/, "json"), "utf8"));
      const file = await places.file();
      await copyFile(kept, file);
      const store = await places.open(file);
      // Kinds that came later have no records there.
      const known = (versions: readonly object[][]) => versions.filter((ofKind) => ofKind.length > 0);
      const found = JSON.parse(JSON.stringify(await everything(store, allKinds)));
      expect({ ...found, versions: known(found.versions) }).to.deep.equal({
        ...expected,
        versions: known(expected.versions),
      });
      for (const { kind, id, version: current, supersededBy } of expected.versions.flat()) {
        if (supersededBy === undefined) expect((await store.get(kind, id))?.version).to.equal(current);
      }
      const { sequence } = await write(store, put("landlord", "L", landlord("next")));
      expect(sequence).to.equal(expected.head.sequence + 1);
    });
  }

  it("that has no step for a stored version would be noticed", async () => {
    const store = await places.open(await places.file());
    await write(store, put("landlord", "L", landlord("first")));
    await store.close();
    const { DatabaseSync } = await import("node:sqlite");
    const db = new DatabaseSync(store.place);
    db.exec("UPDATE landlord SET schema_version = 9");
    db.close();
    const again = await places.open(store.place);
    expect(await errorOf(again.get("landlord", "L"))).to.be.instanceOf(Error);
  });
});
