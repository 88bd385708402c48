/**
 * The best candidates of each vacancy while requests stream past: a bounded heap per vacancy, its worst on top.
 * Promises the same candidates whatever the order in which they came.
 */
import type { TieBreaks } from "./tie-breaks.ts";

/** Keeps the best candidates of some vacancies. */
export class BestLists {
  /** Key of the worst candidate of a full list, -Infinity for a list that has room. Indexed by vacancy. */
  readonly floor: Float64Array;
  readonly #ties: TieBreaks;
  readonly #capacity: number;
  readonly #slot: Int32Array;
  readonly #counts: Int32Array;
  readonly #keys: Float64Array;
  readonly #rows: Int32Array;
  readonly #vacancies: Int32Array;

  /** Room for `capacity` candidates of each of these vacancies, out of `vacancyCount`. */
  constructor(vacancies: Int32Array, vacancyCount: number, capacity: number, ties: TieBreaks) {
    this.#ties = ties;
    this.#capacity = capacity;
    this.#vacancies = vacancies;
    this.#slot = new Int32Array(vacancyCount).fill(-1);
    vacancies.forEach((vacancy, slot) => {
      this.#slot[vacancy] = slot;
    });
    this.#counts = new Int32Array(vacancies.length);
    this.#keys = new Float64Array(vacancies.length * capacity);
    this.#rows = new Int32Array(vacancies.length * capacity);
    this.floor = new Float64Array(vacancyCount).fill(Number.NEGATIVE_INFINITY);
  }

  /** Offers a candidate; true when the floor of the vacancy rose. */
  push(vacancy: number, request: number, key: number): boolean {
    const slot = this.#slot[vacancy]!;
    const start = slot * this.#capacity;
    const count = this.#counts[slot]!;
    if (count < this.#capacity) {
      this.#counts[slot] = count + 1;
      this.#rise(start, count, request, key);
      if (count + 1 < this.#capacity) return false;
    } else {
      if (!this.#isWorse(this.#keys[start]!, this.#rows[start]!, key, request)) return false;
      this.#sink(start, count, request, key);
    }
    this.floor[vacancy] = this.#keys[start]!;
    return true;
  }

  /** Candidates of each vacancy given at first, best first, with their keys. */
  *sorted(): Generator<{ vacancy: number; rows: Int32Array; keys: Float64Array; isFull: boolean }> {
    for (let slot = 0; slot < this.#vacancies.length; slot++) {
      const count = this.#counts[slot]!;
      const start = slot * this.#capacity;
      const order = Array.from({ length: count }, (_, at) => start + at);
      order.sort((a, b) => this.#keys[b]! - this.#keys[a]! || this.#ties.compare(this.#rows[a]!, this.#rows[b]!));
      yield {
        vacancy: this.#vacancies[slot]!,
        rows: Int32Array.from(order, (at) => this.#rows[at]!),
        keys: Float64Array.from(order, (at) => this.#keys[at]!),
        isFull: count === this.#capacity,
      };
    }
  }

  #isWorse(keyA: number, rowA: number, keyB: number, rowB: number): boolean {
    return keyA < keyB || (keyA === keyB && this.#ties.compare(rowA, rowB) > 0);
  }

  /** Puts a candidate at the end of a heap and lets it rise while it is worse than the one above. */
  #rise(start: number, end: number, row: number, key: number): void {
    let at = end;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const [keyAbove, rowAbove] = [this.#keys[start + above]!, this.#rows[start + above]!];
      if (!this.#isWorse(key, row, keyAbove, rowAbove)) break;
      this.#keys[start + at] = keyAbove;
      this.#rows[start + at] = rowAbove;
      at = above;
    }
    this.#keys[start + at] = key;
    this.#rows[start + at] = row;
  }

  /** Replaces the top of a heap and lets the new one sink below those that are worse. */
  #sink(start: number, count: number, row: number, key: number): void {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= count) break;
      const right = below + 1;
      if (
        right < count &&
        this.#isWorse(
          this.#keys[start + right]!,
          this.#rows[start + right]!,
          this.#keys[start + below]!,
          this.#rows[start + below]!,
        )
      ) {
        below = right;
      }
      const [keyBelow, rowBelow] = [this.#keys[start + below]!, this.#rows[start + below]!];
      if (!this.#isWorse(keyBelow, rowBelow, key, row)) break;
      this.#keys[start + at] = keyBelow;
      this.#rows[start + at] = rowBelow;
      at = below;
    }
    this.#keys[start + at] = key;
    this.#rows[start + at] = row;
  }
}
