import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { draft, expectError, landlord, put, write } from "../../contract/writing.ts";
import { SqlitePlaces } from "./sqlite-places.ts";

const places = new SqlitePlaces();

/** How often a transaction was made durable meanwhile. */
async function commitsOf(work: () => Promise<unknown>): Promise<number> {
  const { exec } = DatabaseSync.prototype;
  let commits = 0;
  DatabaseSync.prototype.exec = function counted(this: DatabaseSync, sql: string) {
    if (sql === "COMMIT") commits++;
    exec.call(this, sql);
  };
  try {
    await work();
  } finally {
    DatabaseSync.prototype.exec = exec;
  }
  return commits;
}

describe("changes of a SQLite store that come at the same time", () => {
  afterEach(() => places.clean());

  it("share one transaction, each with an entry of its own, in the order in which they came", async () => {
    const store = await places.open(await places.file());
    const ids = Array.from({ length: 20 }, (_, n) => `L-${n}`);
    const sequences: number[] = [];
    const commits = await commitsOf(async () => {
      const all = await Promise.all(ids.map((id) => write(store, put("landlord", id, landlord(id)))));
      sequences.push(...all.map(({ sequence }) => sequence));
    });
    expect(commits).to.equal(1);
    expect(sequences).to.deep.equal(ids.map((_, n) => n + 1));
    expect((await store.head()).sequence).to.equal(20);
  });

  it("fail each for itself: nothing of the one that fails is there, and all of the others", async () => {
    const store = await places.open(await places.file());
    await write(store, put("landlord", "taken", landlord("first")));
    const good = write(store, put("landlord", "A", landlord("A")));
    const failing = write(store, put("landlord", "B", landlord("B")), put("landlord", "taken", landlord("second")));
    const late = write(store, put("landlord", "C", landlord("C")));
    await expectError(failing, "conflict", { kind: "landlord", id: "taken", expected: 0, found: 1 });
    expect([(await good).sequence, (await late).sequence]).to.deep.equal([2, 3]);
    expect(await store.get("landlord", "B")).to.equal(undefined);
    expect((await store.get("landlord", "taken"))?.document.facts.title).to.equal("first");
  });

  it("of two that replace the same version, the second is told of the first", async () => {
    const store = await places.open(await places.file());
    await write(store, put("landlord", "L", landlord("first")));
    const one = write(store, put("landlord", "L", landlord("one"), 1));
    const other = write(store, put("landlord", "L", landlord("other"), 1));
    await expectError(other, "conflict", { kind: "landlord", id: "L", expected: 1, found: 2 });
    expect((await one).sequence).to.equal(2);
  });

  it("are written before a change that was asked after them, and after one that was asked before", async () => {
    const store = await places.open(await places.file());
    const late = () =>
      store.commit({
        puts: (async function* () {
          yield [put("landlord", "late", landlord("late"))];
        })(),
        entry: () => draft(),
      });
    const all = await Promise.all([
      write(store, put("landlord", "A", landlord("A"))),
      late(),
      write(store, put("landlord", "B", landlord("B"))),
    ]);
    expect(all.map(({ sequence }) => sequence)).to.deep.equal([1, 2, 3]);
  });
});
