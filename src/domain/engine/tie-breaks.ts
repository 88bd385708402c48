/**
 * The published tie-break between requests of equal points and seniority, computed only for those that meet.
 */
import type { FactTable } from "../facts/fact-table.ts";
import { tieBreak } from "../shared/digest.ts";
import { compareText } from "../shared/order.ts";

/** Orders requests by their tie-break number, then by id. */
export class TieBreaks {
  readonly #seed: string;
  readonly #table: FactTable;
  readonly #numbers = new Map<number, string>();

  constructor(seed: string, table: FactTable) {
    this.#seed = seed;
    this.#table = table;
  }

  /** The number of a request, in hexadecimal. */
  of(request: number): string {
    let number = this.#numbers.get(request);
    if (number === undefined) {
      number = tieBreak(this.#seed, this.#table.requestId(request));
      this.#numbers.set(request, number);
    }
    return number;
  }

  /** Negative when `a` comes before `b`. */
  compare(a: number, b: number): number {
    if (a === b) return 0;
    return compareText(this.of(a), this.of(b)) || compareText(this.#table.requestId(a), this.#table.requestId(b));
  }
}
