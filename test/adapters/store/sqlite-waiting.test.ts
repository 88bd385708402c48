import { execFile } from "node:child_process";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { checkDatabase } from "../../../src/adapters/store/sqlite-maintenance.ts";
import type { Put } from "../../../src/app/ports.ts";
import { all, draft, expectError, landlord, NOW, put, write } from "../../contract/writing.ts";
import { SqlitePlaces } from "./sqlite-places.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const run = (args: readonly string[]) => promisify(execFile)(process.execPath, args, { cwd: root });

const places = new SqlitePlaces();

/** Holds the right to write, as another process would. */
function writingElsewhere(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  db.exec("BEGIN IMMEDIATE");
  return db;
}

describe("a SQLite store that another process writes", () => {
  afterEach(() => places.clean());

  it("waits for its turn, and reads meanwhile", async () => {
    const store = await places.open(await places.file());
    await write(store, put("landlord", "L", landlord("first")));
    const other = writingElsewhere(store.place);
    const writing = write(store, put("landlord", "L", landlord("second"), 1));
    const claiming = store.claim("night", "day", { now: NOW, leaseUntil: NOW });
    await sleep(300);
    expect((await store.get("landlord", "L"))?.version).to.equal(1);
    expect((await store.head()).sequence).to.equal(1);
    other.close();
    expect((await writing).sequence).to.equal(2);
    expect(await claiming).to.include({ attempt: 1 });
  });

  it("says that it is busy when its turn does not come, keeps nothing of the change, and goes on later", async () => {
    const store = await places.open(await places.file(), { longestWaitMs: 200 });
    const other = writingElsewhere(store.place);
    const busy = { place: store.place, reason: "busy" };
    await expectError(write(store, put("landlord", "L", landlord("first"))), "database-unavailable", busy);
    await expectError(store.claim("night", "day", { now: NOW, leaseUntil: NOW }), "database-unavailable", busy);
    other.close();
    expect(await store.get("landlord", "L")).to.equal(undefined);
    expect((await write(store, put("landlord", "L", landlord("first")))).sequence).to.equal(1);
  });

  it("writes small changes as soon as a long import is whole", async () => {
    const store = await places.open(await places.file());
    const importing = await places.open(store.place);
    async function* puts(): AsyncIterable<readonly Put[]> {
      for (let n = 0; n < 3_000; n++) {
        if (n % 300 === 0) await sleep(60);
        yield [put("landlord", `I-${n}`, landlord("imported"))];
      }
    }
    const imported = importing.commit({ puts: puts(), entry: () => draft() });
    await sleep(100);
    const changes = await Promise.all(["a", "b", "c"].map((id) => write(store, put("landlord", id, landlord(id)))));
    expect((await imported).sequence).to.equal(1);
    expect(changes.map(({ sequence }) => sequence)).to.deep.equal([2, 3, 4]);
  });

  it("is made and written by several processes at once, each change as a whole", async () => {
    const file = await places.file();
    const code = (name: string) => `
      import { openSqliteStore } from "./src/adapters/store/sqlite-store.ts";
      import { landlord, put, write } from "./test/contract/writing.ts";
      const store = await openSqliteStore(${JSON.stringify(file)});
      for (let n = 0; n < 5; n++) await write(store, put("landlord", "${name}-" + n, landlord("${name}")));
      await store.close();
    `;
    const processes = ["a", "b", "c", "d"].map((name) => run(["--input-type=module", "-e", code(name)]));
    await Promise.all(processes);
    const store = await places.open(file);
    const entries = await all(store.entries());
    expect(entries.map(({ sequence }) => sequence)).to.deep.equal(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(entries.slice(1).map(({ previous }) => previous)).to.deep.equal(
      entries.slice(0, -1).map(({ hash }) => hash),
    );
    expect((await checkDatabase(file)).problems).to.deep.equal([]);
  });

  it("is opened while another process writes", async () => {
    const first = await places.open(await places.file());
    await write(first, put("landlord", "L", landlord("first")));
    const other = writingElsewhere(first.place);
    const opening = places.open(first.place);
    await sleep(100);
    other.close();
    expect((await (await opening).get("landlord", "L"))?.version).to.equal(1);
  });
});
