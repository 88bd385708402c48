/**
 * Tables and indexes of the SQLite store, made from the table of kinds and from nothing else. A file that was made before a kind, a column or
 * a query was added gets what it lacks when it is opened; one that has a table or column this product does not know is newer and refused.
 */
import type { DatabaseSync } from "node:sqlite";
import { allKinds, type Kind, shapeOf } from "../../app/kinds.ts";
import { sha256 } from "../../domain/shared/digest.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { columnNames, columnValues, documentOf } from "./documents.ts";

/** Marks a file as ours: "Ctgt". Source: https://sqlite.org/pragma.html#pragma_application_id */
const APPLICATION_ID = 0x43746774;

/** Version of what is not made from the table of kinds. */
const LAYOUT_VERSION = 1;

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The table of a kind's current versions. */
export function currentTable(kind: Kind): string {
  return quoted(kind);
}

/** The table of a kind's earlier versions. */
export function pastTable(kind: Kind): string {
  return quoted(pastName(kind));
}

/** The index of a closed query. */
export function indexName(kind: Kind, by: string): string {
  return `${kind} ${by}`;
}

/** Columns that earlier versions are found by: a snapshot of an earlier sequence asks for states. */
export function pastColumns(kind: Kind): readonly string[] {
  return columnNames(kind).filter((name) => name === "state");
}

function pastName(kind: Kind): string {
  return `${kind} past`;
}

const ownColumns = [
  "id TEXT NOT NULL",
  "version INTEGER NOT NULL",
  "sequence INTEGER NOT NULL",
  "erased_by INTEGER",
  "schema_version INTEGER NOT NULL",
  "digest BLOB NOT NULL",
  "facts_digest BLOB",
] as const;

const contents = ["life TEXT NOT NULL", "facts TEXT"] as const;

const textColumn = (name: string) => `${quoted(name)} TEXT NOT NULL DEFAULT ''`;

function tables(): ReadonlyMap<string, string> {
  const made = new Map<string, string>([
    ["audit", "sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, hash TEXT NOT NULL, entry TEXT NOT NULL"],
    [
      "job",
      "job TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, token TEXT NOT NULL, " +
        "started_at TEXT NOT NULL, lease_until TEXT NOT NULL, finished_at TEXT, outcome TEXT, PRIMARY KEY (job, key)",
    ],
    ["meta", "name TEXT PRIMARY KEY, value TEXT NOT NULL"],
  ]);
  for (const kind of allKinds) {
    const found = columnNames(kind).map(textColumn);
    made.set(kind, [...ownColumns, ...found, ...contents, "PRIMARY KEY (id)"].join(", "));
    const foundPast = pastColumns(kind).map(textColumn);
    const past = [
      ...ownColumns,
      "superseded_by INTEGER NOT NULL",
      ...foundPast,
      ...contents,
      "PRIMARY KEY (id, version)",
    ];
    made.set(pastName(kind), past.join(", "));
  }
  return made;
}

/** Names of all tables. */
export function tableNames(): readonly string[] {
  return [...tables().keys()];
}

/** The indexes of a kind by name: one for each closed query, in its order. */
function indexesOf(kind: Kind): ReadonlyMap<string, string> {
  const made = new Map<string, string>();
  for (const [by, { equals, order }] of Object.entries(shapeOf(kind).queries)) {
    const columns = [...equals, ...order];
    if (columns.length === 0) continue;
    const name = indexName(kind, by);
    made.set(
      name,
      `CREATE INDEX ${quoted(name)} ON ${currentTable(kind)} (${[...columns, "id"].map(quoted).join(", ")})`,
    );
  }
  return made;
}

function indexes(): ReadonlyMap<string, string> {
  return new Map(allKinds.flatMap((kind) => [...indexesOf(kind)]));
}

/** Takes the indexes of a kind away while very many of its records are written. Call inside a write transaction. */
export function dropIndexes(db: DatabaseSync, kind: Kind): void {
  for (const name of indexesOf(kind).keys()) db.exec(`DROP INDEX ${quoted(name)}`);
}

/**
 * Writes the indexes of a kind anew. Why: what a tree of an index no longer holds may stay in the gaps of its pages, since SQLite overwrites
 * what is deleted but not what was moved before; the pages of the old tree are overwritten whole.
 */
export function renewIndexes(db: DatabaseSync, kind: Kind): void {
  for (const name of indexesOf(kind).keys()) db.exec(`REINDEX ${quoted(name)}`);
}

/** Makes them again, each in one go. */
export function rebuildIndexes(db: DatabaseSync, kind: Kind): void {
  for (const sql of indexesOf(kind).values()) db.exec(sql);
}

/** Digest of the whole layout of today. */
function layoutDigest(): string {
  return sha256(JSON.stringify([[...tables()], [...indexes()]]));
}

interface Header {
  readonly applicationId: number;
  readonly layoutVersion: number;
  readonly objects: number;
}

function headerOf(db: DatabaseSync): Header {
  return {
    applicationId: db.prepare("PRAGMA application_id").get()!.application_id as number,
    layoutVersion: db.prepare("PRAGMA user_version").get()!.user_version as number,
    objects: db.prepare("SELECT count(*) AS objects FROM sqlite_schema").get()!.objects as number,
  };
}

/** What a file is: `empty` for a new one. Throws: `not-a-database` for another application's, `newer-schema`. */
export function recognise(db: DatabaseSync, place: string): "empty" | "current" | "older" {
  const { applicationId, layoutVersion, objects } = headerOf(db);
  if (applicationId === 0 && layoutVersion === 0 && objects === 0) return "empty";
  if (applicationId !== APPLICATION_ID)
    throw new DomainError("not-a-database", { place, reason: "another-application" });
  if (layoutVersion > LAYOUT_VERSION) {
    throw new DomainError("newer-schema", { place, found: layoutVersion, known: LAYOUT_VERSION });
  }
  const stored = db.prepare("SELECT value FROM meta WHERE name = 'layout'").get()?.value;
  return stored === layoutDigest() ? "current" : "older";
}

/** Makes tables and indexes in an empty file, or adds what an older one lacks. Call inside a write transaction. Throws: as `recognise`. */
export function makeLayout(db: DatabaseSync, place: string): void {
  if (recognise(db, place) === "current") return;
  const wanted = tables();
  const unknown = presentTables(db).find((name) => !wanted.has(name));
  if (unknown) throw new DomainError("newer-schema", { place, found: unknown, known: LAYOUT_VERSION });
  for (const [name, columns] of wanted) makeTable(db, place, name, columns);
  makeIndexes(db);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  db.exec(`PRAGMA user_version = ${LAYOUT_VERSION}`);
  db.prepare("INSERT INTO meta VALUES ('layout', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").run(
    layoutDigest(),
  );
}

function presentTables(db: DatabaseSync): string[] {
  return db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'")
    .all()
    .map((row) => row.name as string);
}

function makeTable(db: DatabaseSync, place: string, name: string, columns: string): void {
  const present = columnsIn(db, name);
  if (present.length === 0) {
    db.exec(`CREATE TABLE ${quoted(name)} (${columns}) STRICT`);
    return;
  }
  const kind = allKinds.find((each) => name === each || name === pastName(each));
  if (!kind) return;
  const wanted = name === kind ? columnNames(kind) : pastColumns(kind);
  const own = [...ownColumns, ...contents, "superseded_by"].map((column) => column.split(" ")[0]!);
  const unknown = present.filter((column) => !wanted.includes(column) && !own.includes(column));
  if (unknown.length > 0) {
    throw new DomainError("newer-schema", { place, found: `${name}.${unknown[0]}`, known: LAYOUT_VERSION });
  }
  const missing = wanted.filter((column) => !present.includes(column));
  for (const column of missing) db.exec(`ALTER TABLE ${quoted(name)} ADD COLUMN ${textColumn(column)}`);
  if (missing.length > 0) fillColumns(db, kind, name, missing);
}

function columnsIn(db: DatabaseSync, table: string): string[] {
  return db
    .prepare("SELECT name FROM pragma_table_info(?)")
    .all(table)
    .map((row) => row.name as string);
}

function fillColumns(db: DatabaseSync, kind: Kind, table: string, missing: readonly string[]): void {
  const names = columnNames(kind);
  const set = missing.map((column) => `${quoted(column)} = ?`).join(", ");
  const update = db.prepare(`UPDATE ${quoted(table)} SET ${set} WHERE rowid = ?`);
  const rows = db.prepare(
    `SELECT rowid, facts, life, schema_version AS schemaVersion FROM ${quoted(table)} WHERE rowid > ? ORDER BY rowid LIMIT 1000`,
  );
  for (let last = 0; ; ) {
    const batch = rows.all(last) as unknown as {
      rowid: number;
      facts: string | null;
      life: string;
      schemaVersion: number;
    }[];
    if (batch.length === 0) return;
    for (const { rowid, facts, life, schemaVersion } of batch) {
      const document = documentOf(kind, { life, schemaVersion, ...(facts === null ? {} : { facts }) });
      const values = columnValues(kind, document);
      update.run(...missing.map((column) => values[names.indexOf(column)]!), rowid);
    }
    last = batch.at(-1)!.rowid;
  }
}

function makeIndexes(db: DatabaseSync): void {
  const wanted = indexes();
  const present = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
    .all() as unknown as { name: string; sql: string }[];
  for (const { name, sql } of present) if (wanted.get(name) !== sql) db.exec(`DROP INDEX ${quoted(name)}`);
  const kept = new Set(present.filter(({ name, sql }) => wanted.get(name) === sql).map(({ name }) => name));
  for (const [name, sql] of wanted) if (!kept.has(name)) db.exec(sql);
}
