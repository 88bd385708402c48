/**
 * The closed functions of rules over numbers that may be unknown: NaN stands for unknown and spreads by itself.
 * Generated code calls nothing but these, typed arrays and its own functions. Everything known is a whole number.
 */
import { ABSENT } from "../../facts/fact-table.ts";
import { effortRate as knownEffortRate, percent as knownPercent } from "../../rules/closed-functions.ts";
import { completedMonths, completedYears } from "../../shared/dates.ts";

/** The value of a column cell, unknown where it is absent. */
export function known(cell: number): number {
  return cell === ABSENT ? Number.NaN : cell;
}

/** Both are known and differ. */
export function differ(a: number, b: number): boolean {
  return a < b || a > b;
}

/** Kleene outcome of a comparison: 1, 0, or NaN where either side is unknown. */
export function equalKleene(a: number, b: number): number {
  return a === b ? 1 : a < b || a > b ? 0 : Number.NaN;
}
/** The same for less than. */
export function lessKleene(a: number, b: number): number {
  return a < b ? 1 : a >= b ? 0 : Number.NaN;
}
/** The same for at most. */
export function atMostKleene(a: number, b: number): number {
  return a <= b ? 1 : a > b ? 0 : Number.NaN;
}

/** Truncates toward zero; unknown for a divisor 0. */
export function quotient(a: number, b: number): number {
  return b === 0 ? Number.NaN : Math.trunc(a / b);
}

/** Remainder with the sign of `a`; unknown for a divisor 0. */
export function remainder(a: number, b: number): number {
  return b === 0 ? Number.NaN : a % b;
}

/** Completed years between two days; NaN where one is unknown. */
export function age(bornOn: number, on: number): number {
  return Number.isNaN(bornOn + on) ? Number.NaN : completedYears(bornOn, on);
}

/** Completed months between two days; NaN where one is unknown. */
export function months(from: number, to: number): number {
  return Number.isNaN(from + to) ? Number.NaN : completedMonths(from, to);
}

/** Floor of the straight line in metres; unknown between two grids or where a position is absent. */
export function distanceMetres(
  gridA: number,
  eastA: number,
  northA: number,
  gridB: number,
  eastB: number,
  northB: number,
): number {
  if (gridA !== gridB || gridA === ABSENT) return Number.NaN;
  const east = eastA - eastB;
  const north = northA - northB;
  return Math.floor(Math.sqrt(east * east + north * north));
}

/** (cost - aid) / resources in basis points, half up; 0 when the aid covers the cost, at most 100,000. */
export function effortRate(costCents: number, aidCents: number, resourcesCents: number): number {
  if (Number.isNaN(costCents + aidCents + resourcesCents)) return Number.NaN;
  return knownEffortRate(costCents, aidCents, resourcesCents);
}

/** a x basisPoints / 10,000, half up. */
export function percent(a: number, basisPoints: number): number {
  return Number.isNaN(a + basisPoints) ? Number.NaN : knownPercent(a, basisPoints);
}

/** Kleene `code in list` for a row of a list column. */
export function memberKleene(code: number, codes: Int32Array, from: number, to: number): number {
  if (Number.isNaN(code)) return Number.NaN;
  for (let i = from; i < to; i++) if (codes[i] === code) return 1;
  return 0;
}

/** Place of a code in a row of a list column, from 1; size + 1 when it is not there. */
export function rankIn(code: number, codes: Int32Array, from: number, to: number): number {
  if (Number.isNaN(code)) return Number.NaN;
  for (let i = from; i < to; i++) if (codes[i] === code) return i - from + 1;
  return to - from + 1;
}

/** Days around a fixed one whose ages or months are kept: 150 years before it, 30 after. */
const DAYS_BEFORE = 54_800;
const DAYS_KEPT = 65_536;

/**
 * A function of a day that computes each value once. `near` is the day most others lie around.
 * Why: a table of requests asks for the age or the wait on one reference day again and again.
 */
export function rememberedByDay(near: number, compute: (day: number) => number): (day: number) => number {
  const known = new Int32Array(DAYS_KEPT).fill(ABSENT);
  const first = near - DAYS_BEFORE;
  return (day) => {
    const at = day - first;
    if (!(at >= 0 && at < DAYS_KEPT)) return compute(day);
    const value = known[at]!;
    return value === ABSENT ? (known[at] = compute(day)) : value;
  };
}
