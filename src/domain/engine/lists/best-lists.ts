/**
 * The best candidates of each vacancy while requests stream past: a bounded heap per vacancy, its worst on top.
 * Promises the same candidates whatever the order in which they came.
 */
import type { TieBreaks } from "./tie-breaks.ts";

/** Keeps the best candidates of some vacancies. */
export class BestLists {
  /** Key of the worst candidate of a full list, -Infinity for a list that has room. Indexed by slot. */
  readonly floor: Float64Array;
  readonly #ties: TieBreaks;
  readonly #capacity: number;
  readonly #place: Int32Array;
  readonly #counts: Int32Array;
  readonly #keys: Float64Array;
  readonly #rows: Int32Array;
  /** The vacancies given at first, by slot. */
  readonly slots: Int32Array;

  /** Room for `capacity` candidates of each of these vacancies, out of `slotCount`. */
  constructor(slots: Int32Array, slotCount: number, capacity: number, ties: TieBreaks) {
    this.#ties = ties;
    this.#capacity = capacity;
    this.slots = slots;
    this.#place = new Int32Array(slotCount).fill(-1);
    slots.forEach((slot, place) => {
      this.#place[slot] = place;
    });
    this.#counts = new Int32Array(slots.length);
    this.#keys = new Float64Array(slots.length * capacity);
    this.#rows = new Int32Array(slots.length * capacity);
    this.floor = new Float64Array(slotCount).fill(Number.NEGATIVE_INFINITY);
  }

  /** Offers a candidate; true when the floor of the vacancy rose. */
  push(slot: number, request: number, key: number): boolean {
    const place = this.#place[slot]!;
    const start = place * this.#capacity;
    const count = this.#counts[place]!;
    if (count < this.#capacity) {
      this.#keys[start + count] = key;
      this.#rows[start + count] = request;
      this.#counts[place] = count + 1;
      if (count + 1 < this.#capacity) return false;
      this.#heapify(start, count + 1);
    } else {
      if (!this.#isWorse(this.#keys[start]!, this.#rows[start]!, key, request)) return false;
      this.#sink(start, 0, count, request, key);
    }
    this.floor[slot] = this.#keys[start]!;
    return true;
  }

  /**
   * Puts the list at a place among `slots` into its order, best first; it may be asked once, and nothing pushed after.
   * Rows and keys are views that stay as they are.
   */
  sortedAt(place: number): { readonly rows: Int32Array; readonly keys: Float64Array } {
    const count = this.#counts[place]!;
    const start = place * this.#capacity;
    const keys = this.#keys;
    const rows = this.#rows;
    if (count < this.#capacity) this.#heapify(start, count);
    // The top is the worst: taken off again and again, it fills the list from its end.
    for (let left = count - 1; left > 0; left--) {
      const key = keys[start]!;
      const row = rows[start]!;
      this.#sink(start, 0, left, rows[start + left]!, keys[start + left]!);
      keys[start + left] = key;
      rows[start + left] = row;
    }
    return { rows: rows.subarray(start, start + count), keys: keys.subarray(start, start + count) };
  }

  #isWorse(keyA: number, rowA: number, keyB: number, rowB: number): boolean {
    return keyA < keyB || (keyA === keyB && this.#ties.compare(rowA, rowB) > 0);
  }

  /** Makes a heap of candidates in any order. */
  #heapify(start: number, count: number): void {
    for (let at = (count >> 1) - 1; at >= 0; at--) {
      this.#sink(start, at, count, this.#rows[start + at]!, this.#keys[start + at]!);
    }
  }

  /** Puts a candidate at a place of a heap of `count` and lets it sink below those that are worse. */
  #sink(start: number, from: number, count: number, row: number, key: number): void {
    const keys = this.#keys;
    const rows = this.#rows;
    let at = from;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= count) break;
      const right = below + 1;
      let keyBelow = keys[start + below]!;
      if (right < count) {
        const keyRight = keys[start + right]!;
        if (keyRight < keyBelow || (keyRight === keyBelow && this.#isTieWorse(start + right, start + below))) {
          below = right;
          keyBelow = keyRight;
        }
      }
      if (keyBelow > key || !this.#isWorse(keyBelow, rows[start + below]!, key, row)) break;
      keys[start + at] = keyBelow;
      rows[start + at] = rows[start + below]!;
      at = below;
    }
    keys[start + at] = key;
    rows[start + at] = row;
  }

  #isTieWorse(a: number, b: number): boolean {
    return this.#ties.compare(this.#rows[a]!, this.#rows[b]!) > 0;
  }
}
