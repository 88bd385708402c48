/**
 * Long readings: each has a connection of its own inside a read transaction, so that it sees one state of the store whatever is committed
 * meanwhile, and gives rows some at a time.
 */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { type Kind, shapeOf } from "../../app/kinds.ts";
import type { SnapshotReading, SnapshotRow, StoredVersion } from "../../app/ports.ts";
import type { AuditEntry, AuditHead } from "../../domain/audit/audit-entry.ts";
import { emptyLog } from "../../domain/audit/audit-entry.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { misfiledColumns, snapshotParts } from "./documents.ts";
import { translated } from "./sqlite-errors.ts";
import { columnAlias, snapshotStatement, versionsStatement } from "./sqlite-statements.ts";
import { versionFromRow } from "./sqlite-tables.ts";

const BATCH = 1_000;

/** The end of the log, as text: what the query plan is asserted on. */
export const headStatement = "SELECT sequence, hash, at FROM audit WHERE sequence > 0 ORDER BY sequence DESC LIMIT 1";

/** The log from an entry on. */
export const entriesStatement = "SELECT sequence, entry FROM audit WHERE sequence >= ? ORDER BY sequence";

/** The end of the log. */
export function headOf(db: DatabaseSync): AuditHead {
  const row = db.prepare(headStatement).get() as AuditHead | undefined;
  return row ? { sequence: row.sequence, hash: row.hash, at: row.at } : emptyLog;
}

interface RawRow {
  readonly id: string;
  readonly version: number;
  readonly schemaVersion: number;
  readonly facts: string | null;
  readonly factsDigest: Uint8Array;
  readonly life: string;
}

interface EntryRow {
  readonly sequence: number;
  readonly entry: string;
}

/** One consistent reading. */
export class SqliteReading implements SnapshotReading {
  readonly sequence: number;
  readonly #db: DatabaseSync;
  readonly #place: string;
  readonly #newest: number;
  readonly #closed: () => void;

  /** Takes over the connection; `closed` is told when the reading has ended. */
  constructor(db: DatabaseSync, place: string, at: number | undefined, closed: () => void) {
    this.#db = db;
    this.#place = place;
    this.#closed = closed;
    db.exec("BEGIN");
    this.#newest = headOf(db).sequence;
    this.sequence = at ?? this.#newest;
    if (this.sequence < 0 || this.sequence > this.#newest) {
      throw new Error(`there is no sequence ${this.sequence}: the newest is ${this.#newest}`);
    }
  }

  async *rows(kind: Kind, states: readonly string[] = []): AsyncIterable<readonly SnapshotRow[]> {
    if (states.length > 0 && !("state" in shapeOf(kind).columns)) throw new Error(`a ${kind} has no state`);
    const sql = snapshotStatement(kind, this.sequence === this.#newest, states.length);
    for await (const batch of this.batches(sql, [this.sequence, ...states])) {
      yield (batch as unknown as RawRow[]).map((row) => snapshotRow(kind, row));
    }
  }

  async *versions(kind: Kind): AsyncIterable<readonly StoredVersion[]> {
    for await (const batch of this.batches(versionsStatement(kind), [])) {
      yield batch.map((row) => {
        const version = versionFromRow(kind, row);
        const found = (name: string) => (row as Record<string, string | null>)[columnAlias(name)] ?? undefined;
        return { ...version, ...misfiledColumns(kind, version, found) };
      });
    }
  }

  async *entries(from: number): AsyncIterable<readonly AuditEntry[]> {
    for await (const batch of this.batches(entriesStatement, [from])) {
      const rows = batch as unknown as EntryRow[];
      const entries = rows.map(({ entry }) => parsedEntry(entry));
      const broken = entries.indexOf(undefined);
      if (broken === -1) {
        yield entries as AuditEntry[];
        continue;
      }
      if (broken > 0) yield entries.slice(0, broken) as AuditEntry[];
      throw new DomainError("log-unreadable", { sequence: rows[broken]!.sequence });
    }
  }

  async *batches(sql: string, values: readonly SQLInputValue[]): AsyncIterable<readonly object[]> {
    try {
      const rows = this.#db.prepare(sql).iterate(...values);
      for (let batch = take(rows, BATCH); batch.length > 0; batch = take(rows, BATCH)) yield batch;
    } catch (error) {
      throw translated(error, this.#place);
    }
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
    this.#closed();
  }
}

/** An entry that somebody altered may be no JSON any more. */
function parsedEntry(text: string): AuditEntry | undefined {
  try {
    return JSON.parse(text) as AuditEntry;
  } catch {
    return undefined;
  }
}

function snapshotRow(kind: Kind, { id, version, schemaVersion, facts, factsDigest, life }: RawRow): SnapshotRow {
  const parts = snapshotParts(kind, { life, schemaVersion, ...(facts === null ? {} : { facts }) });
  return {
    id,
    version,
    ...(parts.facts === undefined ? {} : { facts: parts.facts }),
    factsDigest,
    life: parts.life,
  };
}

function take(rows: Iterator<object>, most: number): object[] {
  const batch: object[] = [];
  while (batch.length < most) {
    const { done, value } = rows.next();
    if (done) break;
    batch.push(value);
  }
  return batch;
}
