/**
 * What SQLite says, as errors a caller can act on.
 */
import { accessSync, constants, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { DomainError } from "../../domain/shared/domain-error.ts";

/** Primary result codes of SQLite. Source: https://sqlite.org/rescode.html */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const CONSTRAINT = 19;
const NOTADB = 26;

/** Below so many free bytes a failed write is put down to a full disk. */
const NO_ROOM_BYTES = 65_536;

function resultCode(error: unknown): number | undefined {
  const { code, errcode } = (error ?? {}) as { readonly code?: unknown; readonly errcode?: unknown };
  return code === "ERR_SQLITE_ERROR" && typeof errcode === "number" ? errcode & 0xff : undefined;
}

/** True when another connection holds what is needed. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === BUSY || code === LOCKED;
}

/** The error of SQLite for a step that says by its result that it was kept from what it should do. */
export function busyError(): Error {
  return Object.assign(new Error("database is locked"), { code: "ERR_SQLITE_ERROR", errcode: BUSY });
}

/** True when a row with the same key is already there. */
export function isTaken(error: unknown): boolean {
  return resultCode(error) === CONSTRAINT;
}

/** True when there was no room for what was to be written. */
export function isFull(error: unknown): boolean {
  return resultCode(error) === FULL;
}

/** True when what lies in the file contradicts itself. */
export function isDamage(error: unknown): boolean {
  return resultCode(error) === CORRUPT;
}

/** The error as a `DomainError` when it is one of the database, as it is otherwise. */
export function translated(error: unknown, place: string): unknown {
  switch (resultCode(error)) {
    case BUSY:
    case LOCKED:
      return new DomainError("database-unavailable", { place, reason: "busy" });
    case READONLY:
      return new DomainError("database-read-only", { place });
    case FULL:
      return new DomainError("disk-full", { place });
    case NOTADB:
      return new DomainError("not-a-database", { place, reason: "not-sqlite" });
    case CORRUPT:
      return new DomainError("not-a-database", { place, reason: "damaged" });
    case IOERR:
    case CANTOPEN:
      if (!isWritable(place)) return new DomainError("database-read-only", { place });
      if (!hasRoom(place)) return new DomainError("disk-full", { place });
      return new DomainError("database-unavailable", { place, reason: "input-output" });
    default:
      return error;
  }
}

function isWritable(place: string): boolean {
  try {
    accessSync(dirname(place), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function hasRoom(place: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(place));
    return bavail * bsize > NO_ROOM_BYTES;
  } catch {
    return true;
  }
}
