import { chmod, copyFile, lstat, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import {
  backupDatabase,
  checkDatabase,
  restoreDatabase,
  upgradeDatabase,
} from "../../../src/adapters/store/sqlite-maintenance.ts";
import { allKinds } from "../../../src/app/kinds.ts";
import type { Store } from "../../../src/app/ports.ts";
import { DomainError } from "../../../src/domain/shared/domain-error.ts";
import { errorOf, everything, expectError, landlord, put, request, write } from "../../contract/writing.ts";
import { SqlitePlaces } from "./sqlite-places.ts";

const places = new SqlitePlaces();

/** A store of some versions. */
async function filled(file: string): Promise<Store> {
  const store = await places.open(file);
  await write(store, put("landlord", "L", landlord("first")), put("request", "R", request("active")));
  await write(store, put("landlord", "L", landlord("second"), 1));
  return store;
}

/** Alters a closed database by hand. */
function alter(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

const besides = async (file: string) => (await readdir(dirname(file))).filter((name) => name !== basename(file));

describe("a backup of the SQLite store", () => {
  afterEach(() => places.clean());

  it("holds everything that was committed, while the store is open", async () => {
    const file = await places.file();
    const store = await filled(file);
    const to = join(await places.folder(), "backup.db");
    expect(await backupDatabase(file, to)).to.deep.equal({ sequence: 2 });
    expect(await besides(to)).to.deep.equal([]);
    expect(await checkDatabase(to)).to.deep.equal({ isOlder: false, sequence: 2, problems: [] });
    const copy = await places.open(to);
    expect(await everything(copy, allKinds)).to.deep.equal(await everything(store, allKinds));
  });

  it("is one state of the store also while others write", async () => {
    const file = await places.file();
    const store = await filled(file);
    await write(store, ...Array.from({ length: 4_000 }, (_, n) => put("request", `R-${n}`, request("active"))));
    const to = join(await places.folder(), "backup.db");
    const backup = backupDatabase(file, to);
    let written = 0;
    const writing = (async () => {
      for (; written < 60; written++) {
        await write(store, put("landlord", `L-${written}`, landlord("l")), put("employer", `E-${written}`, employer));
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const { sequence } = await backup;
    await writing;
    expect((await checkDatabase(to)).problems).to.deep.equal([]);
    const copy = await places.open(to);
    expect((await copy.head()).sequence).to.equal(sequence);
    const ids = Array.from({ length: 60 }, (_, n) => n);
    const landlords = await copy.getMany(
      "landlord",
      ids.map((n) => `L-${n}`),
    );
    const employers = await copy.getMany(
      "employer",
      ids.map((n) => `E-${n}`),
    );
    expect([landlords.size, employers.size]).to.deep.equal([sequence - 3, sequence - 3]);
  });

  it("overwrites nothing", async () => {
    const file = await places.file();
    await filled(file);
    const to = join(await places.folder(), "notes.txt");
    await writeFile(to, "notes");
    await expectError(backupDatabase(file, to), "file-exists", { place: to });
    expect(await readFile(to, "utf8")).to.equal("notes");
  });

  it("of what is not there, or is no database, is refused and leaves nothing", async () => {
    const to = join(await places.folder(), "backup.db");
    const none = await places.file();
    await expectError(backupDatabase(none, to), "database-missing", { place: none });
    const text = await places.file();
    await writeFile(text, "no database".repeat(500));
    await expectError(backupDatabase(text, to), "not-a-database", { place: text });
    expect(await readdir(dirname(to))).to.deep.equal([]);
  });

  it("of a file that was cut to nothing, or that nothing was ever written to, is refused", async () => {
    const cut = await places.file();
    await writeFile(cut, "");
    const unused = await places.file();
    await (await places.open(unused)).close();
    for (const file of [cut, unused]) {
      const missing = { place: file };
      await expectError(backupDatabase(file, `${file}.copy`), "database-missing", missing);
      await expectError(checkDatabase(file), "database-missing", missing);
      await expectError(restoreDatabase(file, `${file}.restored`), "database-missing", missing);
      const made = (await besides(file)).filter((name) => /copy|restored/.test(name));
      expect(made).to.deep.equal([]);
    }
    expect((await stat(cut)).size).to.equal(0);
  });

  it("into a folder that is not there names that folder's file, not the database", async () => {
    const file = await places.file();
    await filled(file);
    const to = join(await places.folder(), "none", "backup.db");
    await expectError(backupDatabase(file, to), "database-unavailable", { place: to, reason: "no-such-folder" });
  });

  it("may be read by its owner only", async () => {
    const file = await places.file();
    await filled(file);
    const to = join(await places.folder(), "backup.db");
    await backupDatabase(file, to);
    expect((await stat(to)).mode & 0o777).to.equal(0o600);
  });

  it("on a disk that is full is told and leaves nothing", async function () {
    const disk = await places.smallDisk(400_000);
    if (disk === undefined) return this.skip();
    const file = await places.file();
    const store = await filled(file);
    await write(store, put("landlord", "big", landlord("x".repeat(1_000_000))));
    const full = { place: join(disk, "backup.db.part") };
    await expectError(backupDatabase(file, join(disk, "backup.db")), "disk-full", full);
    expect(await readdir(disk)).to.deep.equal([]);
  });
});

describe("restoring the SQLite store", () => {
  afterEach(() => places.clean());

  /** A database with three entries, closed, and a backup of its first two. */
  const withBackup = async () => {
    const file = await places.file();
    const store = await filled(file);
    const backup = join(await places.folder(), "backup.db");
    await backupDatabase(file, backup);
    const expected = await everything(store, allKinds);
    await write(store, put("landlord", "L", landlord("third"), 2));
    return { file, store, backup, expected };
  };

  it("puts the backup in the place of the database, and nothing of the old one is left", async () => {
    const { file, store, backup, expected } = await withBackup();
    await store.close();
    expect(await restoreDatabase(backup, file)).to.deep.equal({ sequence: 2 });
    expect(await besides(file)).to.deep.equal([]);
    const again = await places.open(file);
    expect(await everything(again, allKinds)).to.deep.equal(expected);
    expect((await write(again, put("landlord", "L", landlord("other"), 2))).sequence).to.equal(3);
  });

  it("makes a database where there was none", async () => {
    const { backup, expected } = await withBackup();
    const file = await places.file();
    await restoreDatabase(backup, file);
    expect(await everything(await places.open(file), allKinds)).to.deep.equal(expected);
  });

  it("is refused while the database is in use, and changes nothing", async () => {
    const { file, store, backup } = await withBackup();
    const before = await everything(store, allKinds);
    await expectError(restoreDatabase(backup, file), "database-unavailable", { place: file, reason: "in-use" });
    expect(await everything(store, allKinds)).to.deep.equal(before);
    expect((await write(store, put("landlord", "L", landlord("fourth"), 3))).sequence).to.equal(4);
    expect((await besides(file)).filter((name) => !name.endsWith("-wal") && !name.endsWith("-shm"))).to.deep.equal([]);
  });

  it("of a backup that is not sound is refused with what is wrong, and changes nothing", async () => {
    const { file, store, backup } = await withBackup();
    await store.close();
    alter(backup, 'DELETE FROM "landlord past"');
    const error = (await errorOf(restoreDatabase(backup, file))) as DomainError;
    expect(error).to.be.instanceOf(DomainError);
    expect([error.code, error.values.reason, error.details]).to.deep.equal([
      "not-a-database",
      "damaged",
      [{ code: "versions-missing", values: { kind: "landlord", id: "L" } }],
    ]);
    expect((await (await places.open(file)).head()).sequence).to.equal(3);
  });

  it("keeps a link to the database a link, and who may read it", async () => {
    const { file, store, backup, expected } = await withBackup();
    await store.close();
    await chmod(file, 0o660);
    const link = await places.file();
    await symlink(file, link);
    await restoreDatabase(backup, link);
    expect((await lstat(link)).isSymbolicLink()).to.equal(true);
    expect((await stat(file)).mode & 0o777).to.equal(0o660);
    expect(await everything(await places.open(file), allKinds)).to.deep.equal(expected);
  });

  it("in the place of a folder is refused", async () => {
    const { backup } = await withBackup();
    const folder = await places.folder();
    await expectError(restoreDatabase(backup, folder), "not-a-database", { place: folder, reason: "folder" });
  });

  it("takes the place of a database that is damaged", async () => {
    const { file, store, backup, expected } = await withBackup();
    await store.close();
    await writeFile(file, Buffer.alloc(50_000, 7));
    await writeFile(`${file}-wal`, Buffer.alloc(5_000, 7));
    await restoreDatabase(backup, file);
    expect(await besides(file)).to.deep.equal([]);
    expect(await everything(await places.open(file), allKinds)).to.deep.equal(expected);
  });
});

describe("the check of the SQLite store", () => {
  afterEach(() => places.clean());

  const alterations: Readonly<Record<string, readonly [sql: string, problems: readonly object[]]>> = {
    "an earlier version that is gone": [
      'DELETE FROM "landlord past"',
      [{ code: "versions-missing", values: { kind: "landlord", id: "L" } }],
    ],
    "a current version that is gone": [
      "DELETE FROM landlord",
      [{ code: "versions-missing", values: { kind: "landlord", id: "L" } }],
    ],
    "an entry that is gone in the middle": [
      "DELETE FROM audit WHERE sequence = 1",
      [
        { code: "log-broken", values: { entries: 1, last: 2 } },
        { code: "entry-missing", values: { kind: "landlord", id: "L" } },
        { code: "entry-missing", values: { kind: "request", id: "R" } },
      ],
    ],
    "the last entry that is gone": [
      "DELETE FROM audit WHERE sequence = 2",
      [{ code: "entry-missing", values: { kind: "landlord", id: "L" } }],
    ],
    "a table that is gone": ['DROP TABLE "pin past"', [{ code: "table-missing", values: { table: "pin past" } }]],
  };
  for (const [name, [sql, problems]] of Object.entries(alterations)) {
    it(`names ${name}`, async () => {
      const file = await places.file();
      await (await filled(file)).close();
      expect((await checkDatabase(file)).problems).to.deep.equal([]);
      alter(file, sql);
      const byKind = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b));
      const found = (await checkDatabase(file)).problems;
      expect(found.toSorted(byKind)).to.deep.equal(problems.toSorted(byKind));
    });
  }

  it("names pages that are damaged", async () => {
    const file = await places.file();
    const store = await filled(file);
    await write(store, ...Array.from({ length: 2_000 }, (_, n) => put("request", `R-${n}`, request("active"))));
    await store.close();
    const bytes = await readFile(file);
    const at = bytes.lastIndexOf("R-1500");
    await writeFile(file, bytes.fill(0, at - (at % 4096), at - (at % 4096) + 4096));
    const { problems } = await checkDatabase(file);
    expect(problems[0]?.code).to.equal("page-damaged");
  });

  it("reads a database that is open elsewhere", async () => {
    const file = await places.file();
    await filled(file);
    expect(await checkDatabase(file)).to.deep.equal({ isOlder: false, sequence: 2, problems: [] });
    expect(await upgradeDatabase(file)).to.equal(false);
  });

  it("says of what is no database why it is none", async () => {
    const none = await places.file();
    await expectError(checkDatabase(none), "database-missing", { place: none });
    await expectError(upgradeDatabase(none), "database-missing", { place: none });
    const file = await places.file();
    await copyFile(import.meta.filename, file);
    await expectError(checkDatabase(file), "not-a-database", { place: file, reason: "not-sqlite" });
  });
});

const employer = { facts: { id: "E", sector: "public", employees: 12 } } as const;
