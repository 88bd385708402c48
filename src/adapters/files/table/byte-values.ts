/**
 * Whole numbers and days read from bytes.
 */
import { ABSENT } from "../../../domain/facts/fact-table.ts";
import type { DayNumbers } from "../../../domain/facts/table/day-numbers.ts";

/** Says that bytes are no whole number. */
export const NO_INTEGER = Number.NEGATIVE_INFINITY;

const [MINUS, ZERO, NINE] = [45, 48, 57] as const;

/** A whole number of at most ten digits; zeros in front only where `mayHaveZeros`. */
export function integerIn(bytes: Uint8Array, from: number, to: number, mayHaveZeros: boolean): number {
  const isNegative = bytes[from] === MINUS;
  const first = isNegative ? from + 1 : from;
  if (first >= to || to - first > 10) return NO_INTEGER;
  if (!mayHaveZeros && bytes[first] === ZERO && to - first > 1) return NO_INTEGER;
  let value = 0;
  for (let i = first; i < to; i++) {
    const byte = bytes[i]!;
    if (byte < ZERO || byte > NINE) return NO_INTEGER;
    value = value * 10 + byte - ZERO;
  }
  return isNegative ? 0 - value : value;
}

/** The number of a day written `2026-11-23`, or ABSENT. */
export function dayIn(bytes: Uint8Array, from: number, to: number, days: DayNumbers): number {
  if (to - from !== 10 || bytes[from] === MINUS || bytes[from + 4] !== MINUS || bytes[from + 7] !== MINUS)
    return ABSENT;
  const year = integerIn(bytes, from, from + 4, true);
  const month = integerIn(bytes, from + 5, from + 7, true);
  const day = integerIn(bytes, from + 8, to, true);
  return days.find(year, month, day) ?? ABSENT;
}
