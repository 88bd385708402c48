/**
 * Values of facts and expressions as they are kept in an explanation: whole numbers, truths and texts; days as 2026-11-23.
 */
import type { FactValue } from "../facts/fact-reader.ts";
import type { ValueType } from "../rules/expression.ts";
import { dayText } from "../shared/dates.ts";

/** A value that a schema can hold: a day becomes its text, a list or a place becomes one text. */
export function typedValue(value: FactValue, type: ValueType): number | boolean | string {
  if (typeof value === "number") return type === "day" ? dayText(value) : value;
  if (typeof value === "boolean" || typeof value === "string") return value;
  return valueText(value, type);
}

/** A value as one text. Persons are counted, never listed: who they are is read in the request itself. */
export function valueText(value: FactValue, type: ValueType): string {
  if (typeof value === "number") return type === "day" ? dayText(value) : String(value);
  if (typeof value === "boolean" || typeof value === "string") return String(value);
  if (!("grid" in value)) return type === "persons" ? String(value.length) : value.join(", ");
  return `${value.grid} ${value.eastMetres} ${value.northMetres}`;
}
