/**
 * What generated source calls while it runs: whole-number arithmetic in which NaN stands for unknown and passes through.
 * Generated source sees these functions, typed arrays and numbers, and nothing else.
 */
import { ABSENT, type TextsColumn, type TravelMinutes } from "../../facts/fact-table.ts";
import { completedMonths, completedYears, plusMonths } from "../../shared/dates.ts";

/** True when both are known and differ. */
export function differs(a: number, b: number): boolean {
  return a < b || a > b;
}

/** Division toward zero; unknown by zero. */
export function quotient(a: number, b: number): number {
  return (a - (a % b)) / b;
}

/** Completed years between two days; NaN where one is unknown. */
export function age(bornOn: number, on: number): number {
  return Number.isNaN(bornOn + on) ? Number.NaN : completedYears(bornOn, on);
}

/** Completed months between two days; NaN where one is unknown. */
export function months(from: number, to: number): number {
  return Number.isNaN(from + to) ? Number.NaN : completedMonths(from, to);
}

/** The day so many months later; NaN where the day is unknown. */
export function monthsLater(day: number, count: number): number {
  return Number.isNaN(day) ? Number.NaN : plusMonths(day, count);
}

/** Floor of the straight line; unknown without a position or between two grids. */
export function distance(
  gridA: number,
  eastA: number,
  northA: number,
  gridB: number,
  eastB: number,
  northB: number,
): number {
  if (gridA === ABSENT || gridA !== gridB) return Number.NaN;
  const east = eastA - eastB;
  const north = northA - northB;
  return Math.floor(Math.sqrt(east * east + north * north));
}

/** Imported journey between two texts by their codes; `size` is the number of texts that facts hold. */
export function journey(minutes: TravelMinutes, size: number, from: number, to: number): number {
  return from < size && to < size ? (minutes.get(from * size + to) ?? Number.NaN) : Number.NaN;
}

/** a x b / divisor to the nearest whole number, a half upward. */
export function shareOf(a: number, b: number, divisor: number): number {
  const doubled = 2 * a * b + divisor;
  if (Number.isSafeInteger(doubled) && Number.isSafeInteger(2 * divisor)) return Math.floor(doubled / (2 * divisor));
  const exact = 2n * BigInt(a) * BigInt(b) + BigInt(divisor);
  const rest = exact % (2n * BigInt(divisor));
  return Number((exact - (rest < 0n ? rest + 2n * BigInt(divisor) : rest)) / (2n * BigInt(divisor)));
}

/** Basis points of (cost - aid) / resources, half up, held between 0 and 100,000. */
export function effortRate(cost: number, aid: number, resources: number): number {
  if (Number.isNaN(cost + aid + resources)) return Number.NaN;
  if (aid >= cost) return 0;
  return resources <= 0 ? 100_000 : Math.min(100_000, shareOf(10_000, cost - aid, resources));
}

/** Basis points of an amount, half up. */
export function percent(amount: number, basisPoints: number): number {
  return Number.isNaN(amount + basisPoints) ? Number.NaN : shareOf(amount, basisPoints, 10_000);
}

/** Place of a text in the list of a row from 1, size + 1 when it is not there. */
export function rank(item: number, column: TextsColumn, row: number): number {
  if (Number.isNaN(item) || column.absent[row] === 1) return Number.NaN;
  const { codes } = column;
  const start = column.offsets[row]!;
  const end = column.offsets[row + 1]!;
  for (let i = start; i < end; i++) if (codes[i] === item) return i - start + 1;
  return end - start + 1;
}

/** 1 when the list of a row holds the item, 0 when not. */
export function holds(item: number, column: TextsColumn, row: number): number {
  if (Number.isNaN(item) || column.absent[row] === 1) return Number.NaN;
  const { codes } = column;
  const end = column.offsets[row + 1]!;
  for (let i = column.offsets[row]!; i < end; i++) if (codes[i] === item) return 1;
  return 0;
}

/** Place of an item among values, one more than their number when it is not there; NaN where it is unknown. */
export function rankAmong(item: number, values: readonly number[]): number {
  if (Number.isNaN(item)) return Number.NaN;
  const place = values.indexOf(item);
  return place < 0 ? values.length + 1 : place + 1;
}

/** 1 where the values hold the item, 0 where not; NaN where it is unknown. */
export function holdsAmong(item: number, values: ReadonlySet<number>): number {
  return Number.isNaN(item) ? Number.NaN : values.has(item) ? 1 : 0;
}

/** Points per completed month up to a cap, and a bonus beyond a number of months; 0 where the months are unknown. */
export function perMonth(
  count: number,
  scale: {
    readonly points: number;
    readonly cap: number;
    readonly bonus?: { readonly moreThanMonths: number; readonly points: number };
  },
): number {
  if (Number.isNaN(count)) return 0;
  const bonus = scale.bonus && count > scale.bonus.moreThanMonths ? scale.bonus.points : 0;
  return Math.min(Math.max(count, 0) * scale.points, scale.cap) + bonus;
}

/** The value at a place of a table; unknown where the place is. */
export function cell(cells: Int32Array | Float64Array, place: number): number {
  return Number.isNaN(place) ? Number.NaN : cells[place]!;
}

/** The slot of a text among the keys of a table. */
export function slotOfText(slots: ReadonlyMap<number, number>, other: number, code: number): number {
  return Number.isNaN(code) ? Number.NaN : (slots.get(code) ?? other);
}

/** The slot of a whole number among the keys of a table. */
export function slotOfNumber(value: number, from: number, to: number): number {
  return value >= from && value <= to ? value - from : Number.NaN;
}
