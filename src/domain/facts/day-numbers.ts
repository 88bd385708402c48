/**
 * Day numbers of many days in a row, by a table of months: `dayNumberOf` for the first day of a month, an addition for the others.
 */
import { dayNumberOf } from "../shared/dates.ts";

const ZERO = 48;

export class DayNumbers {
  // Indexed by year * 12 + month - 1: number of the first day, and how many days the month has.
  readonly #firstDays: (number | undefined)[] = [];
  readonly #lengths: number[] = [];

  /** The number of a day written `2026-11-23`. Throws: no such day. */
  of(text: string): number {
    const year = digits(text, 0) * 100 + digits(text, 2);
    const month = digits(text, 5) - 1;
    const index = year * 12 + month;
    const first = this.#firstDays[index] ?? this.#enter(index, text);
    const day = digits(text, 8) - 1;
    if (
      text.length !== 10 ||
      text[4] !== "-" ||
      text[7] !== "-" ||
      month > 11 ||
      !(day >= 0 && day < this.#lengths[index]!)
    ) {
      throw new Error(`there is no day ${text}`);
    }
    return first + day;
  }

  #enter(index: number, text: string): number {
    const first = dayNumberOf(`${text.slice(0, 8)}01`);
    if (first === undefined) throw new Error(`there is no day ${text}`);
    let length = 31;
    while (dayNumberOf(`${text.slice(0, 8)}${length}`) === undefined) length--;
    this.#firstDays[index] = first;
    this.#lengths[index] = length;
    return first;
  }
}

function digits(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}
