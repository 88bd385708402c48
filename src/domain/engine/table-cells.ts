/**
 * The tables of a rule set as typed arrays: one flat row of cells, and the slot of each text of a key by its code.
 */
import type { Table, TableKey } from "../rules/rule-set.ts";

/** Slots of a key of texts. `other` is the slot of any other text. */
export interface TextSlots {
  readonly slotByCode: ReadonlyMap<number, number>;
  readonly other: number | undefined;
  readonly size: number;
}

/** The cells of a table; texts as their codes. */
export function cellsOf(table: Table, codeOf: (text: string) => number): Float64Array {
  return Float64Array.from(table.cells, (cell) => (typeof cell === "string" ? codeOf(cell) : cell));
}

export function slotsOf(key: TableKey & { kind: "texts" }, codeOf: (text: string) => number): TextSlots {
  return {
    slotByCode: new Map(key.values.map((text, slot) => [codeOf(text), slot])),
    other: key.hasOther ? key.values.length : undefined,
    size: key.values.length + (key.hasOther ? 1 : 0),
  };
}
