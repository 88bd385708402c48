/**
 * How the flat cells of a table lie: each key has slots, and the slots of all keys give the place of a cell.
 */
import type { Table, TableKey } from "./rule-set.ts";

/** How many slots a key has. */
export function slotCount(key: TableKey): number {
  return key.kind === "range" ? key.to - key.from + 1 : key.values.length + (key.hasOther ? 1 : 0);
}

/** How many cells a table has, holes counted. */
export function cellCount({ keys }: Pick<Table, "keys">): number {
  return keys.reduce((count, key) => count * slotCount(key), 1);
}
