/**
 * The yardstick of an import: the rows of an imported database inserted into another file by `node:sqlite` alone, with the same tables, indexes
 * and settings, by statements that are prepared once, in one transaction and in the order the rows lie in; indexes are kept up with the rows,
 * or made once the rows are there. Reading the rows is not counted, nor is anything done to them: no file is read, nothing is checked, digested or sealed.
 */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { openWriter } from "../../src/adapters/store/sqlite-connection.ts";

/** What it took. */
export interface RawInserts {
  readonly rows: number;
  /** Inserts, commit and close. */
  readonly milliseconds: number;
  readonly processorMilliseconds: number;
}

const CHUNK = 10_000;

/** When indexes are made. */
export type IndexTime = "before" | "after";

/** Inserts all rows of a database into a new file. */
export async function insertRaw(from: string, to: string, indexTime: IndexTime): Promise<RawInserts> {
  const source = new DatabaseSync(from, { readOnly: true });
  const target = await openWriter(to, 0);
  const tables = source
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'meta'")
    .all()
    .map(({ name }) => name as string);
  const indexes = source
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
    .all() as unknown as readonly { readonly name: string; readonly sql: string }[];
  let [milliseconds, processorMilliseconds] = [0, 0];
  let rows = 0;
  const clock = (work: () => void) => {
    const before = process.cpuUsage();
    const start = process.hrtime.bigint();
    work();
    milliseconds += Number(process.hrtime.bigint() - start) / 1e6;
    const used = process.cpuUsage(before);
    processorMilliseconds += (used.user + used.system) / 1e3;
  };
  clock(() => {
    target.exec("BEGIN IMMEDIATE");
    if (indexTime === "after") for (const { name } of indexes) target.exec(`DROP INDEX "${name}"`);
  });
  for (const table of tables) {
    const select = source.prepare(`SELECT * FROM "${table}" ORDER BY rowid`);
    select.setReturnArrays(true);
    const places = select.columns().map(() => "?");
    const insert = target.prepare(`INSERT INTO "${table}" VALUES (${places.join(", ")})`);
    let chunk: SQLInputValue[][] = [];
    const write = () => {
      for (const row of chunk) insert.run(...row);
      rows += chunk.length;
      chunk = [];
    };
    for (const row of select.iterate()) {
      chunk.push(row as unknown as SQLInputValue[]);
      if (chunk.length === CHUNK) clock(write);
    }
    clock(write);
  }
  clock(() => {
    if (indexTime === "after") for (const { sql } of indexes) target.exec(sql);
    target.exec("COMMIT");
    target.close();
  });
  source.close();
  return { rows, milliseconds, processorMilliseconds };
}
