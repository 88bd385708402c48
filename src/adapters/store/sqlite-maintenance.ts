/**
 * What an operator does with a database file: keep a copy, put one back, check it, bring it up to date.
 */
import { existsSync } from "node:fs";
import { chmod, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { type FileProblem, problemsOf } from "./sqlite-check.ts";
import { checkPlace, makePrivate, openReader, openWriter, pathOf } from "./sqlite-connection.ts";
import { isBusy, isFull, translated } from "./sqlite-errors.ts";
import { recognise } from "./sqlite-layout.ts";
import { headOf } from "./sqlite-reading.ts";

/** Pages copied before others get their turn. */
const PAGES_AT_A_TIME = 1_000;

/** How long an upgrade waits for other processes. Units: milliseconds. */
const UPGRADE_WAIT_MS = 10_000;

/** What a database file holds. */
export interface FileState {
  /** The last entry of its log. */
  readonly sequence: number;
}

/** What was found in a database file. */
export interface CheckedFile extends FileState {
  /** True when it lacks what a newer product added; opening it adds that. */
  readonly isOlder: boolean;
  readonly problems: readonly FileProblem[];
}

/**
 * Copies a database into a new file, as it stands when the copying begins, while others read and write it.
 * Throws: `database-missing`; `file-exists` when the copy would overwrite something; what a bad file or disk gives.
 */
export async function backupDatabase(file: string, to: string): Promise<FileState> {
  if (existsSync(to)) throw new DomainError("file-exists", { place: to });
  checkPlace(to);
  const part = `${to}.part`;
  const state = await copied(file, part);
  await rename(part, to);
  await settle(dirname(to));
  return state;
}

/** Checks a database file: its pages, its tables, and that versions and log belong together. Throws: when it is no database of this product. */
export async function checkDatabase(file: string): Promise<CheckedFile> {
  return reading(file, (db) => ({
    isOlder: recognise(db, file) === "older",
    sequence: headOf(db).sequence,
    problems: problemsOf(db),
  }));
}

/** Brings a database file up to date; true when it was not. Throws: `database-missing`, `newer-schema`, and as every opening. */
export async function upgradeDatabase(file: string): Promise<boolean> {
  const isOlder = await reading(file, (db) => recognise(db, file) !== "current");
  (await openWriter(file, UPGRADE_WAIT_MS)).close();
  return isOlder;
}

/**
 * Puts a copy back in the place of a database; the file that was there is kept aside until the copy is in its place.
 * Throws: `not-a-database` with the problems as details when the copy is not sound; `database-unavailable` while the database is in use.
 */
export async function restoreDatabase(from: string, file: string): Promise<FileState> {
  const { problems } = await checkDatabase(from);
  if (problems.length > 0) throw new DomainError("not-a-database", { place: from, reason: "damaged" }, problems);
  checkPlace(file);
  const inPlace = existsSync(file) ? await realpath(file) : file;
  const part = `${inPlace}.part`;
  const state = await copied(from, part);
  try {
    if (existsSync(inPlace)) await chmod(part, (await stat(inPlace)).mode);
    await replace(inPlace, part);
  } catch (error) {
    await rm(part, { force: true });
    throw translated(error, file);
  }
  return state;
}

/** The old file is locked while it is moved, so that nobody writes into what is about to go. */
async function replace(file: string, part: string): Promise<void> {
  const lock = existsSync(file) ? lockAlone(file) : undefined;
  const aside = (suffix: string) => `${file}.replaced${suffix}`;
  const suffixes = ["-wal", "-shm", ""].filter((suffix) => existsSync(`${file}${suffix}`));
  const moved: string[] = [];
  try {
    for (const suffix of suffixes) {
      await rename(`${file}${suffix}`, aside(suffix));
      moved.push(suffix);
    }
    await rename(part, file);
  } catch (error) {
    for (const suffix of moved.toReversed()) await rename(aside(suffix), `${file}${suffix}`);
    throw error;
  } finally {
    lock?.close();
  }
  await settle(dirname(file));
  for (const suffix of suffixes) await rm(aside(suffix));
}

/** Only a file that nobody else has open leaves the mode with a journal beside it; a damaged one is held by nobody. */
function lockAlone(file: string): DatabaseSync | undefined {
  const db = new DatabaseSync(pathOf(file));
  try {
    db.exec("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
    return db;
  } catch (error) {
    db.close();
    if (isBusy(error)) throw new DomainError("database-unavailable", { place: file, reason: "in-use" });
    const said = translated(error, file);
    if (said instanceof DomainError && said.code === "not-a-database") return undefined;
    throw error;
  }
}

async function copied(file: string, part: string): Promise<FileState> {
  await rm(part, { force: true });
  makePrivate(part);
  try {
    const state = await reading(file, async (db) => {
      db.exec("BEGIN");
      const { sequence } = headOf(db);
      await backup(db, pathOf(part), { rate: PAGES_AT_A_TIME }).catch((error) => {
        throw isFull(error) ? translated(error, part) : error;
      });
      return { sequence };
    });
    await settle(part);
    return state;
  } catch (error) {
    await rm(part, { force: true });
    throw translated(error, part);
  }
}

async function reading<T>(file: string, step: (db: DatabaseSync) => T | Promise<T>): Promise<T> {
  checkPlace(file);
  if (!existsSync(file)) throw new DomainError("database-missing", { place: file });
  const db = openReader(file);
  try {
    // A file that was cut to nothing must not pass for a sound database in which nobody was ever erased.
    if (recognise(db, file) === "empty" || headOf(db).sequence === 0)
      throw new DomainError("database-missing", { place: file });
    return await step(db);
  } catch (error) {
    throw translated(error, file);
  } finally {
    db.close();
  }
}

/** What was written of a file or folder is on the disk when this returns. */
async function settle(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
