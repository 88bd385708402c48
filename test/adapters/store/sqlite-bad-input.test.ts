import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { openSqliteStore } from "../../../src/adapters/store/sqlite-store.ts";
import { allKinds } from "../../../src/app/kinds.ts";
import type { Put } from "../../../src/app/ports.ts";
import { draft, everything, expectError, landlord, NOW, put, write } from "../../contract/writing.ts";
import { SqlitePlaces } from "./sqlite-places.ts";

const places = new SqlitePlaces();

/** A database with one landlord. */
async function filled(file: string): Promise<void> {
  const store = await openSqliteStore(file);
  await write(store, put("landlord", "L", landlord("first")));
  await store.close();
}

describe("a bad place for the SQLite store", () => {
  afterEach(() => places.clean());

  it("a file that is not a database is refused and left as it is", async () => {
    const file = await places.file();
    const text = "id;title\nL-1;Habitat inventé\n".repeat(500);
    await writeFile(file, text);
    await expectError(openSqliteStore(file), "not-a-database", { place: file, reason: "not-sqlite" });
    expect(await readFile(file, "utf8")).to.equal(text);
    expect(await readdir(join(file, ".."))).to.deep.equal(["contingent.db"]);
  });

  it("the database of another application is refused and left as it is", async () => {
    const file = await places.file();
    const other = new DatabaseSync(file);
    other.exec("CREATE TABLE song (title TEXT); PRAGMA user_version = 3");
    other.close();
    const bytes = await readFile(file);
    await expectError(openSqliteStore(file), "not-a-database", { place: file, reason: "another-application" });
    expect((await readFile(file)).equals(bytes)).to.equal(true);
  });

  it("a database of a newer product is refused and left as it is", async () => {
    for (const change of [
      "PRAGMA user_version = 2",
      "ALTER TABLE request ADD COLUMN floor TEXT; UPDATE meta SET value = 'newer'",
      "CREATE TABLE parking (id TEXT); UPDATE meta SET value = 'newer'",
    ]) {
      const file = await places.file();
      await filled(file);
      const db = new DatabaseSync(file);
      db.exec(change);
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      db.close();
      const bytes = await readFile(file);
      await expectError(openSqliteStore(file), "newer-schema", { place: file });
      expect((await readFile(file)).equals(bytes), change).to.equal(true);
    }
  });

  it("a folder is refused", async () => {
    const folder = await places.folder();
    await expectError(openSqliteStore(folder), "not-a-database", { place: folder, reason: "folder" });
  });

  it("a file in a folder that does not exist is refused", async () => {
    const file = join(await places.folder(), "none", "contingent.db");
    await expectError(openSqliteStore(file), "database-unavailable", { place: file, reason: "no-such-folder" });
  });

  it("a pipe and a device are refused, not waited for", async () => {
    const pipe = await places.file();
    execFileSync("mkfifo", [pipe]);
    for (const place of [pipe, "/dev/null"])
      await expectError(openSqliteStore(place), "not-a-database", { place, reason: "not-a-file" });
  });

  it("a path that no file can have is refused", async () => {
    const loop = await places.file();
    await symlink(loop, loop);
    for (const place of [loop, `${loop}${"x".repeat(300)}`, `${loop}\0`])
      await expectError(openSqliteStore(place), "not-a-database", { place, reason: "impossible-path" });
  });

  it("words that mean something to SQLite are names of files like any other", async () => {
    const before = process.cwd();
    process.chdir(await places.folder());
    try {
      for (const file of [":memory:", "file:x.db", "file:x.db?mode=memory"]) {
        await filled(file);
        const store = await places.open(file);
        expect((await store.head()).sequence, file).to.equal(1);
        expect(existsSync(file), file).to.equal(true);
      }
      expect(existsSync("x.db")).to.equal(false);
    } finally {
      process.chdir(before);
    }
  });

  it("only its owner may read a new database and the journal beside it", async () => {
    const file = await places.file();
    const store = await places.open(file);
    await write(store, put("landlord", "L", landlord("first")));
    for (const suffix of ["", "-wal", "-shm"])
      expect((await stat(`${file}${suffix}`)).mode & 0o777, suffix).to.equal(0o600);
  });

  it("a record whose text is none any more is named", async () => {
    const file = await places.file();
    await filled(file);
    const db = new DatabaseSync(file);
    db.exec("UPDATE landlord SET life = substr(life, 3)");
    db.close();
    const store = await places.open(file);
    await expectError(store.get("landlord", "L"), "record-unreadable", { kind: "landlord", id: "L" });
  });

  it("a damaged database is refused when the damage is met", async () => {
    const file = await places.file();
    await filled(file);
    await truncate(file, 4096 * 3);
    await expectError(openSqliteStore(file), "not-a-database", { place: file, reason: "damaged" });
  });

  it("an empty file becomes a database", async () => {
    const file = await places.file();
    await writeFile(file, "");
    const store = await places.open(file);
    expect((await write(store, put("landlord", "L", landlord("first")))).sequence).to.equal(1);
  });

  it("a name with spaces, accents and signs is as good as any", async () => {
    const folder = join(await places.folder(), "été 2026 # 100 % ?");
    await mkdir(folder);
    const file = join(folder, "base & copie 'n° 1'.db");
    await filled(file);
    const store = await places.open(file);
    expect((await store.get("landlord", "L"))?.version).to.equal(1);
  });

  it("a disk that may only be read is told, and a store cannot be made there", async function () {
    const disk = await places.smallDisk(8_000_000);
    if (disk === undefined) return this.skip();
    const file = join(disk, "contingent.db");
    await filled(file);
    places.writeProtect(disk);
    await expectError(openSqliteStore(file), "database-read-only", { place: file });
    await expectError(openSqliteStore(join(disk, "new.db")), "database-read-only", { place: join(disk, "new.db") });
  });

  it("a full disk is told, nothing half-written is there, and the store works on once there is room", async function () {
    const disk = await places.smallDisk(2_000_000);
    if (disk === undefined) return this.skip();
    const store = await places.open(join(disk, "contingent.db"));
    await write(store, put("landlord", "L", landlord("first")));
    const before = await everything(store, allKinds);
    function* puts(): Iterable<Put> {
      for (let n = 0; n < 40_000; n++) yield put("landlord", `L-${n}`, landlord("x".repeat(500)));
    }
    await expectError(store.commit({ puts: puts(), entry: () => draft() }), "disk-full", { place: store.place });
    expect(await everything(store, allKinds)).to.deep.equal(before);
    const { sequence } = await write(store, put("landlord", "L", landlord("second"), 1));
    expect(sequence).to.equal(2);
    await store.close();
    const again = await places.open(store.place);
    expect((await again.get("landlord", "L"))?.document).to.deep.equal(landlord("second"));
  });

  it("a disk that other files have filled is told at every change until there is room", async function () {
    const disk = await places.smallDisk(3_000_000);
    if (disk === undefined) return this.skip();
    const store = await places.open(join(disk, "contingent.db"));
    await write(store, put("landlord", "L", landlord("first")));
    await fill(join(disk, "other"));
    const big = put("landlord", "M", landlord("x".repeat(3_000_000)));
    await expectError(write(store, big), "disk-full");
    await expectError(write(store, big), "disk-full");
    await truncate(join(disk, "other"), 0);
    expect((await write(store, put("landlord", "L", landlord("second"), 1))).sequence).to.equal(2);
  });

  it("no database can be made on a full disk", async function () {
    const disk = await places.smallDisk(100_000);
    if (disk === undefined) return this.skip();
    await fill(join(disk, "other"));
    await expectError(openSqliteStore(join(disk, "contingent.db")), "disk-full");
  });

  it("a clock that runs backwards is told at once, and nothing is written", async () => {
    const store = await places.open(await places.file());
    await write(store, put("landlord", "L", landlord("first")));
    const change = { puts: [put("landlord", "M", landlord("next"))], entry: () => draft("2026-11-22T08:00:00.000Z") };
    await expectError(store.commit(change), "clock-backwards", { now: "2026-11-22T08:00:00.000Z", last: NOW });
    expect(await store.get("landlord", "M")).to.equal(undefined);
    expect((await store.head()).sequence).to.equal(1);
  });
});

/** Writes until there is no room. */
async function fill(file: string): Promise<void> {
  const block = Buffer.alloc(4096, 1);
  try {
    for (;;) await writeFile(file, block, { flag: "a" });
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).to.equal("ENOSPC");
  }
}
