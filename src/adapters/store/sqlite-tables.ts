/**
 * The statements of one kind, prepared once per connection: what is read by id, by a closed query or as of a sequence, and what is written.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type Kind, shapeOf } from "../../app/kinds.ts";
import type { Stored, StoredVersion } from "../../app/ports.ts";
import type { ResolvedQuery } from "./closed-queries.ts";
import { columnNames, columnValues, documentOf, EMPTY_LIFE, emptied, storedOf, versionConflict } from "./documents.ts";
import { isTaken } from "./sqlite-errors.ts";
import { currentTable, indexName, pastColumns, pastTable, quoted } from "./sqlite-layout.ts";

/** A row as SQLite gives it. */
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

const DOCUMENT = "id, version, sequence, schema_version AS schemaVersion, facts, life";
const VERSION = `${DOCUMENT}, erased_by AS erasedBy, facts_digest AS factsDigest, digest`;
const WRITTEN = "id, version, sequence, erased_by, schema_version, digest, facts_digest, life, facts";

const bytesOf = (hex: string) => Buffer.from(hex, "hex");
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");

/** Every statement of a kind, as text: what the query plans are asserted on. */
export function readingStatements(kind: Kind): ReadonlyMap<string, string> {
  const statements = new Map([
    ["get", `SELECT ${DOCUMENT} FROM ${currentTable(kind)} WHERE id = ?`],
    ["getVersion", `SELECT ${VERSION} FROM ${pastTable(kind)} WHERE id = ? AND version = ?`],
    ["versionsOf", `SELECT ${VERSION} FROM ${pastTable(kind)} WHERE id = ?`],
  ]);
  for (const by of Object.keys(shapeOf(kind).queries)) {
    statements.set(by, listStatement(kind, by, false));
    if (shapeOf(kind).queries[by]!.order.length > 0) statements.set(`${by} upTo`, listStatement(kind, by, true));
  }
  return statements;
}

/** The page after a key in the order of the query's own index: no other index and no sorting can serve it. */
function listStatement(kind: Kind, by: string, isBounded: boolean): string {
  const { equals, order } = shapeOf(kind).queries[by]!;
  const key = [...order, "id"].map(quoted).join(", ");
  const places = [...order, "id"].map(() => "?").join(", ");
  const conditions = [
    ...equals.map((column) => `${quoted(column)} = ?`),
    ...(isBounded ? [`${quoted(order[0]!)} > ''`, `${quoted(order[0]!)} <= ?`] : []),
    `(${key}) > (${places})`,
  ];
  const index = equals.length + order.length === 0 ? "" : ` INDEXED BY ${quoted(indexName(kind, by))}`;
  return `SELECT ${DOCUMENT} FROM ${currentTable(kind)}${index} WHERE ${conditions.join(" AND ")} ORDER BY ${key} LIMIT ?`;
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
    return row && this.#stored(row as unknown as Row);
  }

  getVersion(id: string, version: number): Stored<K> | undefined {
    const current = this.get(id);
    if (!current || current.version === version) return current;
    if (!shapeOf(this.#kind).hasHistory) return undefined;
    const row = this.#statement("getVersion").get(id, version);
    return row && this.#stored(row as unknown as Row);
  }

  /** The records of a page, and one more when there is a next one. */
  list({ by, values, upTo, after, limit }: ResolvedQuery): Stored<K>[] {
    const bound = upTo === undefined ? [] : [upTo];
    return this.#statement(upTo === undefined ? by : `${by} upTo`)
      .all(...values, ...bound, ...after, limit + 1)
      .map((row) => this.#stored(row as unknown as Row));
  }

  #statement(name: string): StatementSync {
    let statement = this.#prepared.get(name);
    if (!statement) this.#prepared.set(name, (statement = this.#db.prepare(this.#statements.get(name)!)));
    return statement;
  }

  #stored({ facts, ...row }: Row): Stored<K> {
    return storedOf(this.#kind, { ...row, ...(facts === null ? {} : { facts }) });
  }
}

/** Writes records of one kind inside a transaction that is already open. */
export class SqliteWrites {
  readonly #kind: Kind;
  readonly #insert: StatementSync;
  readonly #supersede: StatementSync;
  readonly #update: StatementSync;
  readonly #insertPast: StatementSync;
  readonly #found: StatementSync;
  readonly #current: StatementSync;
  readonly #past: StatementSync;
  readonly #empty: StatementSync;
  readonly #emptyPast: StatementSync;

  constructor(db: DatabaseSync, kind: Kind) {
    this.#kind = kind;
    const names = columnNames(kind).map(quoted);
    const past = pastColumns(kind).map(quoted);
    const written = [...WRITTEN.split(", "), ...names];
    const places = (count: number) => Array.from({ length: count }, () => "?").join(", ");
    this.#insert = db.prepare(
      `INSERT INTO ${currentTable(kind)} (${written.join(", ")}) VALUES (${places(written.length)})`,
    );
    this.#insertPast = db.prepare(
      `INSERT INTO ${pastTable(kind)} (${[...WRITTEN.split(", "), ...past, "superseded_by"].join(", ")}) VALUES (${places(10 + past.length)})`,
    );
    const { hasHistory } = shapeOf(kind);
    const kept = hasHistory ? "erased_by" : "?2";
    const text = hasHistory ? "life, facts" : `'${EMPTY_LIFE}', NULL`;
    this.#supersede = db.prepare(
      `INSERT INTO ${pastTable(kind)} (${[...WRITTEN.split(", "), ...past, "superseded_by"].join(", ")})
       SELECT ${["id, version, sequence", kept, "schema_version, digest, facts_digest", text, ...past].join(", ")}, ?2
       FROM ${currentTable(kind)} WHERE id = ?1 AND version = ?3`,
    );
    this.#update = db.prepare(
      `UPDATE ${currentTable(kind)} SET ${written.map((name) => `${name} = ?`).join(", ")} WHERE id = ?`,
    );
    const state = past.length > 0 ? past[0]! : "''";
    this.#found = db.prepare(`SELECT version, ${state} AS state FROM ${currentTable(kind)} WHERE id = ?`);
    this.#current = db.prepare(`SELECT ${VERSION}, NULL AS supersededBy FROM ${currentTable(kind)} WHERE id = ?`);
    this.#past = db.prepare(`SELECT ${VERSION}, superseded_by AS supersededBy FROM ${pastTable(kind)} WHERE id = ?`);
    const emptying = ["facts = ?", "life = ?", "erased_by = ?"];
    this.#empty = db.prepare(
      `UPDATE ${currentTable(kind)} SET ${[...emptying, ...names.map((name) => `${name} = ?`)].join(", ")} WHERE id = ?`,
    );
    this.#emptyPast = db.prepare(`UPDATE ${pastTable(kind)} SET ${emptying.join(", ")} WHERE id = ? AND version = ?`);
  }

  /** Writes the next version of a record. Throws: `conflict` when it is not at the version before. */
  put(version: StoredVersion, document: object): void {
    const columns = columnValues(this.#kind, document);
    const values = [...valuesOf(version), ...columns];
    const expected = version.version - 1;
    if (expected === 0) {
      try {
        this.#insert.run(...values);
      } catch (error) {
        if (!isTaken(error)) throw error;
        this.check(version.id, 0);
        throw error;
      }
      return;
    }
    if (this.#supersede.run(version.id, version.sequence, expected).changes === 0) {
      this.check(version.id, expected);
    }
    this.#update.run(...values, version.id);
  }

  /** Throws: `conflict` when a record is at another version. */
  check(id: string, expected: number): void {
    const row = this.#found.get(id) as { version: number; state: string } | undefined;
    const found = row?.version ?? 0;
    if (found !== expected) throw versionConflict(this.#kind, id, expected, found, row?.state);
  }

  /** Empties personal members of every version of a record; false when there is no such record. */
  erase(id: string, sequence: number): boolean {
    const current = this.#current.get(id) as unknown as VersionRow | undefined;
    if (!current) return false;
    for (const row of [current, ...(this.#past.all(id) as unknown as VersionRow[])]) {
      const version = versionFrom(this.#kind, row);
      const without = emptied(version);
      if (!without) continue;
      const values = [without.facts ?? null, without.life, version.erasedBy ?? sequence];
      if (row !== current) this.#emptyPast.run(...values, id, version.version);
      else this.#empty.run(...values, ...columnValues(this.#kind, documentOf(this.#kind, without)), id);
    }
    return true;
  }

  /** Takes over a version as it is. */
  receive(version: StoredVersion): void {
    const columns = columnValues(this.#kind, documentOf(this.#kind, version));
    if (version.supersededBy === undefined) {
      this.#insert.run(...valuesOf(version), ...columns);
      return;
    }
    const names = columnNames(this.#kind);
    const past = pastColumns(this.#kind).map((name) => columns[names.indexOf(name)]!);
    this.#insertPast.run(...valuesOf(version), ...past, version.supersededBy);
  }
}

/** Values in the order of `WRITTEN`. */
function valuesOf(version: StoredVersion): (string | number | Uint8Array | null)[] {
  return [
    version.id,
    version.version,
    version.sequence,
    version.erasedBy ?? null,
    version.schemaVersion,
    bytesOf(version.digest),
    version.factsDigest === undefined ? null : bytesOf(version.factsDigest),
    version.life,
    version.facts ?? null,
  ];
}

function versionFrom(kind: Kind, row: VersionRow): StoredVersion {
  return {
    kind,
    id: row.id,
    version: row.version,
    sequence: row.sequence,
    ...(row.supersededBy === null ? {} : { supersededBy: row.supersededBy }),
    ...(row.erasedBy === null ? {} : { erasedBy: row.erasedBy }),
    schemaVersion: row.schemaVersion,
    ...(row.facts === null ? {} : { facts: row.facts }),
    ...(row.factsDigest === null ? {} : { factsDigest: hexOf(row.factsDigest) }),
    life: row.life,
    digest: hexOf(row.digest),
  };
}

/** Every version of a kind, in order of id and version. */
export function versionsStatement(kind: Kind): string {
  return `SELECT ${VERSION}, NULL AS supersededBy FROM ${currentTable(kind)}
    UNION ALL SELECT ${VERSION}, superseded_by FROM ${pastTable(kind)} ORDER BY id, version`;
}

/** A version as `versionsStatement` gives it. */
export function versionFromRow(kind: Kind, row: unknown): StoredVersion {
  return versionFrom(kind, row as VersionRow);
}

/** Records with facts as of a sequence, in order of id: with `isNewest` current versions only. */
export function snapshotStatement(kind: Kind, isNewest: boolean, states: number): string {
  const columns = "id, version, schema_version AS schemaVersion, facts, facts_digest AS factsDigest, life";
  const inStates =
    states > 0 ? ` AND +state IN (${Array.from({ length: states }, (_, i) => `?${i + 2}`).join(", ")})` : "";
  const current = `SELECT ${columns} FROM ${currentTable(kind)} WHERE sequence <= ?1 AND facts_digest IS NOT NULL${inStates}`;
  if (isNewest) return `${current} ORDER BY id`;
  return `${current} UNION ALL SELECT ${columns} FROM ${pastTable(kind)}
    WHERE sequence <= ?1 AND superseded_by > ?1 AND facts_digest IS NOT NULL${inStates} ORDER BY id`;
}
