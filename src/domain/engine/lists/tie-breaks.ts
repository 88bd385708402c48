/**
 * The published tie-break between requests of equal points and seniority, computed only for those that meet.
 */
import type { FactTable } from "../../facts/fact-table.ts";
import { tieBreak } from "../../shared/digest.ts";
import { compareText } from "../../shared/order.ts";

/** Hexadecimal digits of a tie-break number that a number holds exactly. They decide nearly always. */
const LEADING_DIGITS = 13;

/** Orders requests by their tie-break number, then by id. */
export class TieBreaks {
  readonly #seed: string;
  readonly #table: FactTable;
  /** Leading digits per request row, NaN where they were not asked for yet. */
  #leading = new Float64Array(0);

  constructor(seed: string, table: FactTable) {
    this.#seed = seed;
    this.#table = table;
  }

  /** The number of a request, in hexadecimal. */
  of(request: number): string {
    return tieBreak(this.#seed, this.#table.requestId(request));
  }

  /** Negative when `a` comes before `b`. */
  compare(a: number, b: number): number {
    if (a === b) return 0;
    return (
      this.#leadingOf(a) - this.#leadingOf(b) ||
      compareText(this.of(a), this.of(b)) ||
      compareText(this.#table.requestId(a), this.#table.requestId(b))
    );
  }

  #leadingOf(request: number): number {
    if (request >= this.#leading.length) {
      const grown = new Float64Array(Math.max(this.#table.requestCount, request + 1)).fill(Number.NaN);
      grown.set(this.#leading);
      this.#leading = grown;
    }
    const known = this.#leading[request]!;
    if (!Number.isNaN(known)) return known;
    const leading = Number.parseInt(this.of(request).slice(0, LEADING_DIGITS), 16);
    this.#leading[request] = leading;
    return leading;
  }
}
