/**
 * Records of one kind in SQLite: how they are read and, inside a transaction that is already open, written. Statements are prepared once.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { type Kind, shapeOf } from "../../app/kinds.ts";
import type { Stored, StoredVersion } from "../../app/ports.ts";
import type { ResolvedQuery } from "./closed-queries.ts";
import { columnNames, columnValues, documentOf, emptied, storedOf, versionConflict } from "./documents.ts";
import { isTaken } from "./sqlite-errors.ts";
import { pastColumns } from "./sqlite-layout.ts";
import { readingStatements, type WritingStatement, writingStatements } from "./sqlite-statements.ts";

interface Row {
  readonly id: string;
  readonly version: number;
  readonly sequence: number;
  readonly schemaVersion: number;
  readonly facts: string | null;
  readonly life: string;
}

interface VersionRow extends Row {
  readonly supersededBy: number | null;
  readonly erasedBy: number | null;
  readonly factsDigest: Uint8Array | null;
  readonly digest: Uint8Array;
}

/** Reads records of one kind. */
export class SqliteReads<K extends Kind> {
  readonly #kind: K;
  readonly #db: DatabaseSync;
  readonly #statements: ReadonlyMap<string, string>;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(db: DatabaseSync, kind: K) {
    this.#db = db;
    this.#kind = kind;
    this.#statements = readingStatements(kind);
  }

  get(id: string): Stored<K> | undefined {
    const row = this.#statement("get").get(id);
    return row && this.#stored(row);
  }

  getVersion(id: string, version: number): Stored<K> | undefined {
    const current = this.get(id);
    if (!current || current.version === version) return current;
    if (!shapeOf(this.#kind).hasHistory) return undefined;
    const row = this.#statement("getVersion").get(id, version);
    return row && this.#stored(row);
  }

  /** The records of a page, and one more when there is a next one. */
  list({ by, values, upTo, after, limit }: ResolvedQuery): Stored<K>[] {
    const bound = upTo === undefined ? [] : [upTo];
    return this.#statement(upTo === undefined ? by : `${by} upTo`)
      .all(...values, ...bound, ...after, limit + 1)
      .map((row) => this.#stored(row));
  }

  #statement(name: string): StatementSync {
    let statement = this.#prepared.get(name);
    if (!statement) this.#prepared.set(name, (statement = this.#db.prepare(this.#statements.get(name)!)));
    return statement;
  }

  #stored(row: unknown): Stored<K> {
    const { facts, ...rest } = row as Row;
    return storedOf(this.#kind, { ...rest, ...(facts === null ? {} : { facts }) });
  }
}

/** Writes records of one kind. */
export class SqliteWrites {
  readonly #kind: Kind;
  readonly #db: DatabaseSync;
  readonly #statements: Readonly<Record<WritingStatement, string>>;
  readonly #prepared = new Map<WritingStatement, StatementSync>();

  constructor(db: DatabaseSync, kind: Kind) {
    this.#db = db;
    this.#kind = kind;
    this.#statements = writingStatements(kind);
  }

  /** Writes the next version of a record. Throws: `conflict` when it is not at the version before. */
  put(version: StoredVersion, document: object): void {
    const values = [...parametersOf(version), ...columnValues(this.#kind, document)];
    const expected = version.version - 1;
    if (expected === 0) {
      this.#insert(version.id, values);
      return;
    }
    const { changes } = this.#statement("supersede").run(version.id, version.sequence, expected);
    if (changes === 0) this.check(version.id, expected);
    this.#statement("update").run(...values, version.id);
  }

  /** Throws: `conflict` when a record is at another version. */
  check(id: string, expected: number): void {
    const row = this.#statement("found").get(id) as { version: number; state: string } | undefined;
    const found = row?.version ?? 0;
    if (found !== expected) throw versionConflict(this.#kind, id, expected, found, row?.state);
  }

  /** Empties personal members of every version of a record; false when there is no such record. */
  erase(id: string, sequence: number): boolean {
    const current = this.#statement("current").get(id);
    if (!current) return false;
    for (const row of [current, ...this.#statement("past").all(id)]) {
      const version = versionFromRow(this.#kind, row);
      const without = emptied(version);
      if (!without) continue;
      const values = [without.facts ?? null, without.life, version.erasedBy ?? sequence];
      if (row !== current) this.#statement("emptyPast").run(...values, id, version.version);
      else this.#statement("empty").run(...values, ...columnValues(this.#kind, documentOf(this.#kind, without)), id);
    }
    return true;
  }

  /** Takes over a version as it is. */
  receive(version: StoredVersion): void {
    const columns = columnValues(this.#kind, documentOf(this.#kind, version));
    if (version.supersededBy === undefined) {
      this.#insert(version.id, [...parametersOf(version), ...columns]);
      return;
    }
    const names = columnNames(this.#kind);
    const past = pastColumns(this.#kind).map((name) => columns[names.indexOf(name)]!);
    this.#statement("insertPast").run(...parametersOf(version), ...past, version.supersededBy);
  }

  #insert(id: string, values: readonly SQLInputValue[]): void {
    try {
      this.#statement("insert").run(...values);
    } catch (error) {
      if (isTaken(error)) this.check(id, 0);
      throw error;
    }
  }

  #statement(name: WritingStatement): StatementSync {
    let statement = this.#prepared.get(name);
    if (!statement) this.#prepared.set(name, (statement = this.#db.prepare(this.#statements[name])));
    return statement;
  }
}

/** Values of a version in the order in which they are written. */
function parametersOf(version: StoredVersion): SQLInputValue[] {
  return [
    version.id,
    version.version,
    version.sequence,
    version.erasedBy ?? null,
    version.schemaVersion,
    Buffer.from(version.digest, "hex"),
    version.factsDigest === undefined ? null : Buffer.from(version.factsDigest, "hex"),
    version.life,
    version.facts ?? null,
  ];
}

/** A version as a statement gave it. */
export function versionFromRow(kind: Kind, row: unknown): StoredVersion {
  const { id, version, sequence, supersededBy, erasedBy, schemaVersion, facts, factsDigest, life, digest } =
    row as VersionRow;
  return {
    kind,
    id,
    version,
    sequence,
    ...(supersededBy === null ? {} : { supersededBy }),
    ...(erasedBy === null ? {} : { erasedBy }),
    schemaVersion,
    ...(facts === null ? {} : { facts }),
    ...(factsDigest === null ? {} : { factsDigest: hexOf(factsDigest) }),
    life,
    digest: hexOf(digest),
  };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
