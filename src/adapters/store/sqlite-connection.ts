/**
 * How a database file is opened: the settings every connection shares, and what stops a file from being used.
 */
import { closeSync, openSync, type Stats, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { isAddress, shownAddress } from "./address.ts";
import { busyError, isBusy, translated } from "./sqlite-errors.ts";
import { makeLayout, recognise } from "./sqlite-layout.ts";

/** A reading hardly ever waits: only while another process recovers the file. Units: milliseconds. */
const READ_WAIT_MS = 5_000;

/** The thread must not stand still for long, so a writer asks again by itself. Units: milliseconds. */
const WRITE_WAIT_MS = 50;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 200;

/** Pages of the writer are kept in memory up to this, so that a big import does not write them again and again. Units: KiB. */
const WRITER_CACHE_KIB = 131_072;

/**
 * The journal is put into the file once it has so many pages, 32 MB: a decision writes some hundred, many of them the same as the one before, and each is
 * put there once. Units: pages of 4,096 bytes.
 */
const JOURNAL_PAGES = 8_000;

/** A journal grown by a big import is cut to this. Units: bytes. */
const JOURNAL_BYTES = 67_108_864;

/** Opens the writing connection, making the tables of a new file. Throws: see `translated` and `recognise`. */
export async function openWriter(file: string, longestWaitMs: number): Promise<DatabaseSync> {
  checkPlace(file);
  makePrivate(file);
  const db = opened(file, { timeout: WRITE_WAIT_MS });
  try {
    await whileBusy(() => recogniseFile(db, file), longestWaitMs);
    await whileBusy(() => useJournal(db), longestWaitMs);
    db.exec(`PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -${WRITER_CACHE_KIB}; PRAGMA journal_size_limit = ${JOURNAL_BYTES};
      PRAGMA wal_autocheckpoint = ${JOURNAL_PAGES}`);
    await whileBusy(() => db.exec("BEGIN IMMEDIATE"), longestWaitMs);
    makeLayout(db, file);
    db.exec("COMMIT");
    return db;
  } catch (error) {
    db.close();
    throw translated(error, file);
  }
}

/** Opens a connection that only reads. */
export function openReader(file: string): DatabaseSync {
  checkPlace(file);
  return opened(file, { timeout: READ_WAIT_MS, readOnly: true });
}

/** Does a step again while another connection is in the way, up to a limit; then its error is thrown on. */
export async function whileBusy<T>(step: () => T, longestWaitMs: number): Promise<T> {
  const start = performance.now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return step();
    } catch (error) {
      if (!isBusy(error) || performance.now() - start > longestWaitMs) throw error;
    }
    await sleep(pause * (0.5 + Math.random() / 2));
  }
}

function opened(file: string, options: { readonly timeout: number; readonly readOnly?: boolean }): DatabaseSync {
  try {
    return new DatabaseSync(pathOf(file), options);
  } catch (error) {
    throw translated(error, file);
  }
}

/** A journal beside the file lets others read while one writes. SQLite keeps the old mode, without an error, while others are in the way. */
function useJournal(db: DatabaseSync): void {
  const { journal_mode } = db.prepare("PRAGMA journal_mode = WAL").get() as { readonly journal_mode: string };
  if (journal_mode !== "wal") throw busyError();
}

function recogniseFile(db: DatabaseSync, file: string): void {
  recognise(db, file);
}

/** A path that SQLite takes for nothing else: `:memory:` and `file:` are names of files like any other. */
export function pathOf(file: string): string {
  return resolve(file);
}

/** Makes a new file that only its owner may read; SQLite gives the journal beside it the same rights. What hinders it, the opening tells. */
export function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, "ax", 0o600));
  } catch {
    return;
  }
}

/**
 * SQLite says the same of a folder, of a file in no folder and of one it may not open, and waits for ever on a pipe.
 * Throws: `not-a-database`, `database-unavailable`.
 */
export function checkPlace(file: string): void {
  if (isAddress(file))
    throw new DomainError("not-a-database", { place: shownAddress(file), reason: "another-address" });
  const found = statsOf(file);
  if (found?.isDirectory()) throw new DomainError("not-a-database", { place: file, reason: "folder" });
  if (found && !found.isFile()) throw new DomainError("not-a-database", { place: file, reason: "not-a-file" });
  if (!statsOf(dirname(file))?.isDirectory())
    throw new DomainError("database-unavailable", { place: file, reason: "no-such-folder" });
}

/** Undefined where nothing is. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR") return undefined;
    if (code === "EACCES") throw new DomainError("database-unavailable", { place: path, reason: code });
    throw new DomainError("not-a-database", { place: path, reason: "impossible-path" });
  }
}
