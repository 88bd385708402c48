/**
 * Tables of a rule file, written out flat: every cell at the place its keys give, the last key as far as it can be asked for.
 * Whether every reachable key has a cell is proved elsewhere (`analysis/`); here only the rows themselves are checked.
 */
import { type PhraseValue, phrase, type Said, said } from "../../shared/phrase.ts";
import type { TableEntry, TableKeyEntry } from "../rule-files.ts";
import type { TableKey } from "../rule-set.ts";
import { cellCount, slotCount } from "../table-layout.ts";

/** A table without what its parameter says of it. A cell that no row gives is undefined. */
export interface FlatTable {
  readonly keys: readonly TableKey[];
  readonly type: "int" | "text";
  readonly cells: readonly (number | string)[];
}

/** Something wrong with a table; `tail` is the place below it: `/rows/2/cells`. */
export interface TableProblem extends Said {
  readonly tail: string;
  readonly kind: "wrong-shape" | "duplicate-id" | "wrong-type" | "may-overflow" | "too-large";
}

/** The text in a row that stands for every text without a row of its own. */
const ANY_OTHER = "*";

/** The cells a table may have at most once written out. */
const MOST_CELLS = 20_000;

/** True when the last key goes on beyond its own end. */
export function doesGrow(table: TableEntry): boolean {
  const last = table.keys.at(-1)!;
  return "from" in last && last.beyond !== undefined;
}

/** The table written out; `lastKeyTo` is how far a last key that goes on can be asked for. */
export function flatten(
  table: TableEntry,
  lastKeyTo?: number,
): { readonly table: FlatTable; readonly problems: readonly TableProblem[] } {
  const problems: TableProblem[] = [];
  const keys = table.keys.map((key, place) => keyOf(key, place, table, lastKeyTo, problems));
  const count = cellCount({ keys });
  if (count > MOST_CELLS) {
    const sentence = phrase`Written out, the table has ${count} cells; ${MOST_CELLS} are allowed. Maybe hold its last key with least(...).`;
    return {
      table: { keys, type: "int", cells: [] },
      problems: [{ tail: "", kind: "too-large", ...said(sentence) }, ...problems],
    };
  }
  const cells = new Array<number | string>(count);
  const width = slotCount(keys.at(-1)!);
  const rowsSeen = new Set<number>();
  table.rows.forEach((row, place) => {
    const tail = `/rows/${place}`;
    const number = rowNumber(row.at, keys, `${tail}/at`, problems);
    if (number === undefined) return;
    if (rowsSeen.has(number)) {
      problems.push({
        tail,
        kind: "duplicate-id",
        ...said(phrase`A row for ${named(row.at)} stands twice in the table.`),
      });
      return;
    }
    rowsSeen.add(number);
    rowCells(table, row, keys.at(-1)!, tail, problems).forEach((cell, slot) => {
      if (slot < width) cells[number * width + slot] = cell;
    });
  });
  return { table: { keys, type: isOfTexts(table) ? "text" : "int", cells }, problems };
}

function isOfTexts(table: TableEntry): boolean {
  return table.rows.some((row) => row.cells.some((cell) => typeof cell === "string"));
}

function named(at: readonly (string | number)[]): PhraseValue {
  return at.length === 0 ? phrase`the only key` : at.map((value) => JSON.stringify(value)).join(", ");
}

function keyOf(
  key: TableKeyEntry,
  place: number,
  table: TableEntry,
  lastKeyTo: number | undefined,
  problems: TableProblem[],
): TableKey {
  const isLast = place === table.keys.length - 1;
  const tail = `/keys/${place}`;
  if ("values" in key) {
    const values = [...new Set(key.values)];
    if (values.length < key.values.length)
      problems.push({ tail, kind: "duplicate-id", ...said(phrase`The key "${key.name}" names a value twice.`) });
    return { kind: "texts", values, hasOther: key.other === true };
  }
  if (key.to < key.from)
    problems.push({ tail, kind: "wrong-shape", ...said(phrase`The key "${key.name}" ends before it starts.`) });
  if (key.beyond !== undefined && !isLast) {
    problems.push({
      tail,
      kind: "wrong-shape",
      ...said(phrase`Only the last key can go on beyond its end; "${key.name}" is not the last.`),
    });
  }
  const to = Math.max(key.from, key.to, isLast && key.beyond !== undefined ? (lastKeyTo ?? key.to) : key.to);
  return { kind: "range", from: key.from, to };
}

function slotOf(key: TableKey, value: string | number): number | undefined {
  if (key.kind === "range") {
    return typeof value === "number" && value >= key.from && value <= key.to ? value - key.from : undefined;
  }
  const slot = key.values.indexOf(String(value));
  if (slot >= 0) return slot;
  return key.hasOther && value === ANY_OTHER ? key.values.length : undefined;
}

/** The number of a row among all combinations of the keys before the last. */
function rowNumber(
  at: readonly (string | number)[],
  keys: readonly TableKey[],
  tail: string,
  problems: TableProblem[],
): number | undefined {
  if (at.length !== keys.length - 1) {
    problems.push({
      tail,
      kind: "wrong-shape",
      ...said(phrase`A row names every key but the last: ${keys.length - 1}, but this one names ${at.length}.`),
    });
    return undefined;
  }
  let number = 0;
  for (const [place, value] of at.entries()) {
    const slot = slotOf(keys[place]!, value);
    if (slot === undefined) {
      problems.push({
        tail: `${tail}/${place}`,
        kind: "wrong-shape",
        ...said(phrase`${JSON.stringify(value)} is no value of key ${place + 1} of the table.`),
      });
      return undefined;
    }
    number = number * slotCount(keys[place]!) + slot;
  }
  return number;
}

/** The cells of a row, scaled, with those beyond its own written out. */
function rowCells(
  table: TableEntry,
  row: TableEntry["rows"][number],
  lastKey: TableKey,
  tail: string,
  problems: TableProblem[],
): (number | string)[] {
  const last = table.keys.at(-1)!;
  const declared = "values" in last ? slotCount(lastKey) : Math.max(last.to - last.from + 1, 1);
  if (row.cells.length !== declared) {
    problems.push({
      tail: `${tail}/cells`,
      kind: "wrong-shape",
      ...said(phrase`The key "${last.name}" wants ${declared} cells in every row, but here are ${row.cells.length}.`),
    });
  }
  const scale = table.scale ?? 1;
  const isText = isOfTexts(table);
  if (row.cells.some((cell) => (typeof cell === "string") !== isText) || (isText && table.scale !== undefined)) {
    const sentence = phrase`The cells of a table are either all texts, without scale, or all whole numbers.`;
    problems.push({ tail: `${tail}/cells`, kind: "wrong-type", ...said(sentence) });
  }
  const cells = row.cells.map((cell) => (isText || typeof cell === "string" ? String(cell) : cell * scale));
  const wanted = slotCount(lastKey);
  const beyond = "from" in last ? last.beyond : undefined;
  if (beyond === "increment" && typeof row.increment !== "number") {
    problems.push({
      tail,
      kind: "wrong-shape",
      ...said(phrase`The key "${last.name}" goes on by an increment, but the row gives none.`),
    });
  } else if (beyond !== "increment" && row.increment !== undefined) {
    problems.push({
      tail: `${tail}/increment`,
      kind: "wrong-shape",
      ...said(phrase`The key "${last.name}" does not go on by an increment.`),
    });
  }
  while (beyond !== undefined && cells.length > 0 && cells.length < wanted) {
    const before = cells[cells.length - 1]!;
    cells.push(beyond === "increment" && typeof before === "number" ? before + (row.increment ?? 0) * scale : before);
  }
  if (cells.some((cell) => typeof cell === "number" && !Number.isSafeInteger(cell))) {
    problems.push({
      tail,
      kind: "may-overflow",
      ...said(phrase`A cell of the row leaves the exact whole numbers (${Number.MAX_SAFE_INTEGER} at most).`),
    });
  }
  return cells;
}
