/**
 * Every statement of the SQLite store about one kind, as text, made from the table of kinds. The query plans are asserted on these.
 */
import { type Kind, shapeOf } from "../../app/kinds.ts";
import { columnNames, EMPTY_LIFE } from "./documents.ts";
import { currentTable, indexName, pastColumns, pastTable, quoted } from "./sqlite-layout.ts";

const DOCUMENT = "id, version, sequence, schema_version AS schemaVersion, facts, life";
const VERSION = `${DOCUMENT}, erased_by AS erasedBy, facts_digest AS factsDigest, digest`;

/** What is written of a version, before the columns of its kind; `parametersOf` gives the values in this order. */
const WRITTEN = "id, version, sequence, erased_by, schema_version, digest, facts_digest, life, facts";

const placesFor = (columns: string) => columns.replaceAll(/[^,]+/g, "?");

/** What is read: by id, by version, and by each closed query, with `upTo` after its name where it is bounded. */
export function readingStatements(kind: Kind): ReadonlyMap<string, string> {
  const statements = new Map([
    ["get", `SELECT ${DOCUMENT} FROM ${currentTable(kind)} WHERE id = ?`],
    ["getVersion", `SELECT ${DOCUMENT} FROM ${pastTable(kind)} WHERE id = ? AND version = ?`],
  ]);
  for (const [by, { order }] of Object.entries(shapeOf(kind).queries)) {
    statements.set(by, listStatement(kind, by, false));
    if (order.length > 0) statements.set(`${by} upTo`, listStatement(kind, by, true));
  }
  return statements;
}

/** The page after a key in the order of the query's own index: no other index and no sorting can serve it. */
function listStatement(kind: Kind, by: string, isBounded: boolean): string {
  const { equals, order } = shapeOf(kind).queries[by]!;
  const key = [...order, "id"].map(quoted).join(", ");
  const conditions = [
    ...equals.map((column) => `${quoted(column)} = ?`),
    ...(isBounded ? [`${quoted(order[0]!)} > ''`, `${quoted(order[0]!)} <= ?`] : []),
    `(${key}) > (${placesFor(key)})`,
  ];
  const index = equals.length + order.length === 0 ? "" : ` INDEXED BY ${quoted(indexName(kind, by))}`;
  return `SELECT ${DOCUMENT} FROM ${currentTable(kind)}${index} WHERE ${conditions.join(" AND ")} ORDER BY ${key} LIMIT ?`;
}

/** Names of the writing statements. */
export type WritingStatement =
  | "insert"
  | "insertPast"
  | "supersede"
  | "update"
  | "found"
  | "current"
  | "past"
  | "empty"
  | "emptyPast";

/** What is written, and what is looked at before. */
export function writingStatements(kind: Kind): Readonly<Record<WritingStatement, string>> {
  const [current, past] = [currentTable(kind), pastTable(kind)];
  const names = columnNames(kind).map(quoted);
  const pastNames = pastColumns(kind).map(quoted);
  const written = [WRITTEN, ...names].join(", ");
  const writtenPast = [WRITTEN, ...pastNames, "superseded_by"].join(", ");
  const moved = shapeOf(kind).hasHistory
    ? WRITTEN
    : WRITTEN.replace("erased_by", "?2").replace("life, facts", `'${EMPTY_LIFE}', NULL`);
  const set = (columns: readonly string[]) => columns.map((column) => `${column} = ?`).join(", ");
  const emptied = ["facts", "life", "erased_by"];
  return {
    insert: `INSERT INTO ${current} (${written}) VALUES (${placesFor(written)})`,
    insertPast: `INSERT INTO ${past} (${writtenPast}) VALUES (${placesFor(writtenPast)})`,
    supersede: `INSERT INTO ${past} (${writtenPast})
      SELECT ${[moved, ...pastNames].join(", ")}, ?2 FROM ${current} WHERE id = ?1 AND version = ?3`,
    update: `UPDATE ${current} SET ${set(written.split(", "))} WHERE id = ?`,
    found: `SELECT version, ${pastNames.length > 0 ? "state" : "''"} AS state FROM ${current} WHERE id = ?`,
    current: `SELECT ${VERSION}, NULL AS supersededBy FROM ${current} WHERE id = ?`,
    past: `SELECT ${VERSION}, superseded_by AS supersededBy FROM ${past} WHERE id = ?`,
    empty: `UPDATE ${current} SET ${set([...emptied, ...names])} WHERE id = ?`,
    emptyPast: `UPDATE ${past} SET ${set(emptied)} WHERE id = ? AND version = ?`,
  };
}

/** The name that a column of a kind has among the parts of a version. */
export function columnAlias(column: string): string {
  return `column ${column}`;
}

/** Every version of a kind with the columns it is found by, in order of id and version. */
export function versionsStatement(kind: Kind): string {
  const past = pastColumns(kind);
  const names = columnNames(kind);
  const ofCurrent = names.map((name) => `, ${quoted(name)} AS ${quoted(columnAlias(name))}`).join("");
  const ofPast = names.map((name) => (past.includes(name) ? `, ${quoted(name)}` : ", NULL")).join("");
  return `SELECT ${VERSION}, NULL AS supersededBy${ofCurrent} FROM ${currentTable(kind)}
    UNION ALL SELECT ${VERSION}, superseded_by${ofPast} FROM ${pastTable(kind)} ORDER BY id, version`;
}

/** Records with facts as of a sequence, in order of id; `isNewest` where that is the last one, so that no earlier version counts. */
export function snapshotStatement(kind: Kind, isNewest: boolean, states: number): string {
  const columns = "id, version, schema_version AS schemaVersion, facts, facts_digest AS factsDigest, life";
  const inStates =
    states > 0 ? ` AND +state IN (${Array.from({ length: states }, (_, i) => `?${i + 2}`).join(", ")})` : "";
  const current = `SELECT ${columns} FROM ${currentTable(kind)} WHERE sequence <= ?1 AND facts_digest IS NOT NULL${inStates}`;
  if (isNewest) return `${current} ORDER BY id`;
  return `${current} UNION ALL SELECT ${columns} FROM ${pastTable(kind)}
    WHERE sequence <= ?1 AND superseded_by > ?1 AND facts_digest IS NOT NULL${inStates} ORDER BY id`;
}
