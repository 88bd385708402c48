/**
 * The tables of a rule set as typed arrays: one flat row of cells, and the slot of each text of a key by its code.
 */
import type { Table, TableKey } from "../../rules/rule-set.ts";
import { cellCount } from "../../rules/table-layout.ts";

/** The cells of a table, texts as their codes; a hole and everything beyond the last cell is unknown. */
export function cellsOf(table: Table, codeOf: (text: string) => number): Float64Array {
  const flat = new Float64Array(2 * cellCount(table) + 1).fill(Number.NaN);
  table.cells.forEach((cell, at) => {
    flat[at] = typeof cell === "string" ? codeOf(cell) : cell;
  });
  return flat;
}

/** The slot of each text of a key, by its code. */
export function slotsOf(key: TableKey & { kind: "texts" }, codeOf: (text: string) => number): Map<number, number> {
  return new Map(key.values.map((text, slot) => [codeOf(text), slot]));
}
