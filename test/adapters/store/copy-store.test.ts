import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { copyStore, digestStore } from "../../../src/adapters/store/copy-store.ts";
import { openSqliteStore } from "../../../src/adapters/store/sqlite-store.ts";
import { allKinds } from "../../../src/app/kinds.ts";
import type { Store, StoredVersion } from "../../../src/app/ports.ts";
import { sampleOf } from "../../contract/sample-documents.ts";
import { all, draft, expectError, landlord, put, request, write } from "../../contract/writing.ts";
import { type MongoPlaces, openMongoPlaces } from "../../support/mongo-places.ts";

/** A store that takes over what is altered on the way. */
function altering(store: Store, alter: (version: StoredVersion) => StoredVersion): Store {
  return Object.assign(Object.create(store) as Store, {
    place: store.place,
    head: () => store.head(),
    entries: () => store.entries(),
    versions: (kind: (typeof allKinds)[number]) => store.versions(kind),
    receive: (from: Store) =>
      store.receive({
        head: () => from.head(),
        entries: () => from.entries(),
        versions: async function* (kind) {
          for await (const batch of from.versions(kind)) yield batch.map(alter);
        },
      }),
  });
}

describe("the copy of a store", () => {
  let places: MongoPlaces;
  let folder: string;
  let files: Store[];

  before(async () => {
    places = await openMongoPlaces();
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "contingent-copy-"));
    files = [];
  });

  afterEach(async () => {
    for (const store of files) await store.close();
    await places.clean();
    await rm(folder, { recursive: true, force: true });
  });

  after(() => places.end());

  const openFile = async () => {
    const store = await openSqliteStore(join(folder, `${files.length}.db`));
    files.push(store);
    return store;
  };

  /** Every kind in several versions, some erased, more of one than fits in a batch. */
  const filled = async () => {
    const store = await openFile();
    await write(store, ...allKinds.flatMap((kind) => [0, 1, 2].map((n) => put(kind, `id-${n}`, sampleOf(kind, n)))));
    await write(store, ...allKinds.map((kind) => put(kind, "id-1", sampleOf(kind, 4), 1)));
    await write(store, ...Array.from({ length: 2_300 }, (_, n) => put("request", `R-${n}`, request("active"))));
    await store.commit({
      puts: [put("request", "R-7", request("withdrawn"), 1)],
      erasures: [
        { kind: "request", id: "R-7" },
        { kind: "person", id: "id-1" },
      ],
      entry: () => draft(),
    });
    return store;
  };

  it("goes from a file to MongoDB and back to a file with everything that was in it", async () => {
    const first = await filled();
    const middle = await places.open();
    const there = await copyStore(first, middle);
    expect(there).to.include({ isEqual: true });
    expect(there.differing).to.deep.equal([]);
    expect(there.from.versions.request.count).to.equal(2_305);
    expect(there.from.entries.count).to.equal(4);
    const last = await openFile();
    const back = await copyStore(middle, last);
    expect(back.isEqual).to.equal(true);
    expect(new Set([there.from, there.to, back.from, back.to].map(({ digest }) => digest)).size).to.equal(1);
    expect(await all(last.versions("person"))).to.deep.equal(await all(first.versions("person")));
    expect((await write(last, put("landlord", "L", landlord("next")))).entry.previous).to.equal(
      (await first.head()).hash,
    );
  });

  const alterations: Readonly<Record<string, (version: StoredVersion) => StoredVersion>> = {
    "a value": (version) => ({ ...version, facts: version.facts!.replace('"social"', '"private"') }),
    "the entry that wrote a version": (version) => ({ ...version, sequence: version.sequence + 1 }),
    "a digest": (version) => ({ ...version, digest: "0".repeat(64) }),
  };
  for (const [what, alter] of Object.entries(alterations)) {
    it(`shows that ${what} was altered on the way`, async () => {
      const from = await filled();
      const once = (version: StoredVersion) =>
        version.kind === "landlord" && version.id === "id-2" ? alter(version) : version;
      for (const to of [await places.open(), await openFile()]) {
        const copy = await copyStore(from, altering(to, once));
        expect(copy.isEqual).to.equal(false);
        expect(copy.differing).to.deep.equal(["landlord"]);
        expect(copy.from.versions.landlord.count).to.equal(copy.to.versions.landlord.count);
      }
    });
  }

  it("goes into an empty store only", async () => {
    const [from, to] = [await filled(), await places.open()];
    await write(to, put("landlord", "L", landlord("own")));
    const before = await digestStore(to);
    await expectError(copyStore(from, to), "not-empty", { found: 1 });
    expect(await digestStore(to)).to.deep.equal(before);
  });

  it("holds the same for two stores that were written the same, and another for any difference", async () => {
    const [file, mongo] = [await openFile(), await places.open()];
    for (const store of [file, mongo]) {
      await write(store, put("landlord", "L", landlord("first")), put("request", "R", request("active")));
      await write(store, put("landlord", "L", landlord("second"), 1));
    }
    expect(await digestStore(mongo)).to.deep.equal(await digestStore(file));
    await write(file, put("landlord", "M", landlord("other")));
    expect((await digestStore(mongo)).digest).to.not.equal((await digestStore(file)).digest);
  });
});
