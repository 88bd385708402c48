/**
 * Records to CSV, in the columns that the reader of pools reads.
 */
import type { PoolCollection, PoolRecord } from "../pool-collections.ts";
import type { CsvColumn } from "./csv-cells.ts";
import { columnsOf } from "./csv-columns.ts";

/** Columns of a collection by their own names, in the order of its schema. */
export function ownColumns(collection: PoolCollection): readonly CsvColumn[] {
  return [...new Set(columnsOf(collection).values())];
}

/** A CSV text with a header and one line per record. */
export function csvText(columns: readonly CsvColumn[], records: readonly PoolRecord[]): string {
  const lines = records.map((record) => columns.map((column) => cellOf(valueAt(record, column.path))).join(","));
  return [columns.map(({ name }) => name).join(","), ...lines, ""].join("\n");
}

function valueAt(record: PoolRecord, path: readonly (string | number)[]): unknown {
  let value: unknown = record;
  for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step];
  return value;
}

function cellOf(value: unknown): string {
  if (value === undefined) return "";
  const text = Array.isArray(value) ? value.join(" ") || "|" : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
