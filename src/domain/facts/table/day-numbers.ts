/**
 * Day numbers of many days in a row, by a table of months: `dayNumberOf` for the first day of a month, an addition for the others.
 */
import { dayNumberOf } from "../../shared/dates.ts";

const ZERO = 48;

/** Turns days into day numbers. Cost: a look-up per day once its month was met. */
export class DayNumbers {
  // Indexed by year * 12 + month - 1: number of the first day, and how many days the month has.
  readonly #firstDays: (number | undefined)[] = [];
  readonly #lengths: number[] = [];

  /** The number of a day written `2026-11-23`. Throws: no such day. */
  of(text: string): number {
    const isWritten = text.length === 10 && text[4] === "-" && text[7] === "-";
    const year = digits(text, 0) * 100 + digits(text, 2);
    const found = isWritten ? this.find(year, digits(text, 5), digits(text, 8)) : undefined;
    if (found === undefined) throw new Error(`there is no day ${text}`);
    return found;
  }

  /** The number of a day, or undefined when there is no such day. */
  find(year: number, month: number, day: number): number | undefined {
    if (!(month >= 1 && month <= 12 && day >= 1 && year >= 0 && year <= 9_999)) return undefined;
    const index = year * 12 + month - 1;
    const first = this.#firstDays[index] ?? this.#enter(index, year, month);
    return day <= this.#lengths[index]! ? first + day - 1 : undefined;
  }

  #enter(index: number, year: number, month: number): number {
    const start = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-`;
    const first = dayNumberOf(`${start}01`)!;
    let length = 31;
    while (dayNumberOf(`${start}${length}`) === undefined) length--;
    this.#firstDays[index] = first;
    this.#lengths[index] = length;
    return first;
  }
}

function digits(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}
