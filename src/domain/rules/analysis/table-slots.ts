/**
 * Which cells of a table the possible keys reach, and which possible key reaches none.
 */
import { joined, type PhraseValue, phrase } from "../../shared/phrase.ts";
import type { Table, TableKey } from "../rule-set.ts";
import { slotCount } from "../table-layout.ts";
import { type AbstractValue, spanText, texts, whole } from "./values.ts";

/** The slots of a key that can be asked for; `missing` names possible keys that have none. */
interface Slots {
  readonly slots: readonly number[];
  readonly missing?: PhraseValue;
}

/** What reading a table can give; `missing` names a possible key, or combination of keys, without a cell. */
export interface TableResult {
  readonly value: AbstractValue;
  readonly missing?: PhraseValue;
}

function textSlots(key: Extract<TableKey, { kind: "texts" }>, values: ReadonlySet<string> | undefined): Slots {
  const other = key.hasOther ? [key.values.length] : [];
  const all = key.values.map((_, slot) => slot);
  if (!values) return key.hasOther ? { slots: [...all, ...other] } : { slots: all, missing: phrase`any other text` };
  const slots = all.filter((slot) => values.has(key.values[slot]!));
  const strangers = [...values].filter((text) => !key.values.includes(text));
  if (strangers.length === 0) return { slots };
  if (key.hasOther) return { slots: [...slots, ...other] };
  return { slots, missing: strangers.map((text) => `"${text}"`).join(", ") };
}

function rangeSlots(key: Extract<TableKey, { kind: "range" }>, low: number, high: number): Slots {
  const [first, last] = [Math.max(low, key.from), Math.min(high, key.to)];
  const slots = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first - key.from + i);
  if (low >= key.from && high <= key.to) return { slots };
  const gaps: PhraseValue[] = [];
  if (low < key.from) gaps.push(spanText(low, high > low ? Math.min(high, key.from - 1) : low));
  if (high > key.to) gaps.push(spanText(Math.max(low, key.to + 1), high));
  return { slots, missing: gaps.reduce((all, gap) => phrase`${all} and ${gap}`) };
}

function slotsOf(key: TableKey, value: AbstractValue): Slots {
  if (key.kind === "texts" && value.kind === "text") return textSlots(key, value.values);
  if (key.kind === "range" && value.kind === "whole") {
    return value.low > value.high ? { slots: [] } : rangeSlots(key, value.low, value.high);
  }
  throw new Error(`a ${value.kind} is no key of a table`);
}

function slotText(key: TableKey, slot: number): string {
  return key.kind === "range" ? `${key.from + slot}` : `"${key.values[slot] ?? "*"}"`;
}

/** Every combination of reachable slots, with the place of its cell. Cost: at most the cells of the table. */
function* combinations(table: Table, slots: readonly Slots[]): Generator<{ place: number; chosen: readonly number[] }> {
  const sizes = table.keys.map(slotCount);
  let partial: { place: number; chosen: readonly number[] }[] = [{ place: 0, chosen: [] }];
  slots.forEach((one, k) => {
    partial = partial.flatMap(({ place, chosen }) =>
      one.slots.map((slot) => ({ place: place * sizes[k]! + slot, chosen: [...chosen, slot] })),
    );
  });
  yield* partial;
}

/** What `table("id", keys...)` can give for these keys. A combination without a row has no cell at its place. */
export function readTable(table: Table, keys: readonly AbstractValue[], mayGrow: boolean): TableResult {
  const slots = table.keys.map((key, k) => slotsOf(key, keys[k]!));
  const unknown = keys.some((key) => key.unknown);
  const outside = slots.flatMap((one, k) => (one.missing === undefined ? [] : [phrase`key ${k + 1}: ${one.missing}`]));
  const cells: (number | string)[] = [];
  for (const { place, chosen } of combinations(table, slots)) {
    const cell = table.cells[place];
    if (cell === undefined)
      outside.push(phrase`keys ${chosen.map((slot, k) => slotText(table.keys[k]!, slot)).join(", ")}`);
    else cells.push(cell);
  }
  const value = mayGrow && outside.length > 0 ? anyCell(table) : cellsValue(table, cells);
  const missing = outside.length === 0 ? {} : { missing: joined(outside.slice(0, 5), "; ") };
  return { value: { ...value, unknown: unknown || outside.length > 0 }, ...missing };
}

function anyCell(table: Table): AbstractValue {
  return table.type === "int" ? whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) : texts(undefined);
}

function cellsValue(table: Table, cells: readonly (number | string)[]): AbstractValue {
  if (table.type === "text") return texts(cells.map(String));
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const cell of cells as readonly number[]) {
    low = Math.min(low, cell);
    high = Math.max(high, cell);
  }
  return whole(low, high);
}
