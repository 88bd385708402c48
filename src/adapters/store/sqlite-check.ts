/**
 * What can be wrong in a database file whose header is right: pages, missing tables, versions that are not in a row or that no entry wrote.
 * Whether the contents are what the log says is the audit's own check.
 */
import type { DatabaseSync } from "node:sqlite";
import { allKinds, type Kind } from "../../app/kinds.ts";
import { isDamage } from "./sqlite-errors.ts";
import { currentTable, pastTable, tableNames } from "./sqlite-layout.ts";

/** One thing that is wrong. */
export interface FileProblem {
  readonly code:
    | "page-damaged"
    | "reference-broken"
    | "table-missing"
    | "versions-missing"
    | "entry-missing"
    | "log-broken";
  readonly values: Readonly<Record<string, string | number>>;
}

/** So many of a sort are told. */
const MOST = 20;

/** Everything that is wrong, the deepest first; nothing more is looked at when pages are damaged. */
export function problemsOf(db: DatabaseSync): FileProblem[] {
  const damaged = damagedPages(db);
  if (damaged.length > 0) return damaged.map((detail) => ({ code: "page-damaged", values: { detail } }));
  const broken = textsOf(db, "PRAGMA foreign_key_check");
  const present = new Set(textsOf(db, "SELECT name FROM sqlite_schema WHERE type = 'table'"));
  const missing = tableNames().filter((table) => !present.has(table));
  return [
    ...broken.map((table) => ({ code: "reference-broken", values: { table } }) as const),
    ...missing.map((table) => ({ code: "table-missing", values: { table } }) as const),
    ...(present.has("audit") ? logProblems(db) : []),
    ...allKinds
      .filter((kind) => present.has(kind) && present.has(`${kind} past`))
      .flatMap((kind) => kindProblems(db, kind)),
  ];
}

/** What SQLite says of the pages; where they are too bad to go on, what it said until then and that. */
function damagedPages(db: DatabaseSync): string[] {
  const said: string[] = [];
  try {
    for (const row of db.prepare(`PRAGMA integrity_check(${MOST})`).iterate()) said.push(String(row.integrity_check));
  } catch (error) {
    if (!isDamage(error)) throw error;
    said.push(String((error as Error).message));
  }
  return said.filter((text) => text !== "ok");
}

function logProblems(db: DatabaseSync): FileProblem[] {
  const { entries, last } = db.prepare("SELECT count(*) AS entries, max(sequence) AS last FROM audit").get() as {
    readonly entries: number;
    readonly last: number | null;
  };
  return entries === (last ?? 0) ? [] : [{ code: "log-broken", values: { entries, last: last ?? 0 } }];
}

function kindProblems(db: DatabaseSync, kind: Kind): FileProblem[] {
  const [current, past] = [currentTable(kind), pastTable(kind)];
  const notInRow = textsOf(
    db,
    `SELECT id FROM ${current} AS c WHERE version - 1 <> (SELECT count(*) FROM ${past} AS p WHERE p.id = c.id)
     UNION SELECT id FROM ${past} WHERE id NOT IN (SELECT id FROM ${current}) ORDER BY id LIMIT ${MOST}`,
  );
  const unwritten = textsOf(
    db,
    `SELECT id FROM ${current} WHERE sequence NOT IN (SELECT sequence FROM audit)
     UNION SELECT id FROM ${past} WHERE sequence NOT IN (SELECT sequence FROM audit)
       OR superseded_by NOT IN (SELECT sequence FROM audit) ORDER BY id LIMIT ${MOST}`,
  );
  return [
    ...notInRow.map((id) => ({ code: "versions-missing", values: { kind, id } }) as const),
    ...unwritten.map((id) => ({ code: "entry-missing", values: { kind, id } }) as const),
  ];
}

function textsOf(db: DatabaseSync, sql: string): string[] {
  return db
    .prepare(sql)
    .all()
    .map((row) => String(Object.values(row)[0]));
}
