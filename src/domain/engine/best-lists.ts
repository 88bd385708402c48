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
      this.#counts[place] = count + 1;
      this.#rise(start, count, request, key);
      if (count + 1 < this.#capacity) return false;
    } else {
      if (!this.#isWorse(this.#keys[start]!, this.#rows[start]!, key, request)) return false;
      this.#sink(start, count, request, key);
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
    const [keys, rows] = [this.#keys, this.#rows];
    // The top is the worst: taken off again and again, it fills the list from its end.
    for (let left = count - 1; left > 0; left--) {
      const key = keys[start]!;
      const row = rows[start]!;
      this.#sink(start, left, rows[start + left]!, keys[start + left]!);
      keys[start + left] = key;
      rows[start + left] = row;
    }
    return { rows: rows.subarray(start, start + count), keys: keys.subarray(start, start + count) };
  }

  #isWorse(keyA: number, rowA: number, keyB: number, rowB: number): boolean {
    return keyA < keyB || (keyA === keyB && this.#ties.compare(rowA, rowB) > 0);
  }

  /** Puts a candidate at the end of a heap and lets it rise while it is worse than the one above. */
  #rise(start: number, end: number, row: number, key: number): void {
    const [keys, rows] = [this.#keys, this.#rows];
    let at = end;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const keyAbove = keys[start + above]!;
      if (key > keyAbove || !this.#isWorse(key, row, keyAbove, rows[start + above]!)) break;
      keys[start + at] = keyAbove;
      rows[start + at] = rows[start + above]!;
      at = above;
    }
    keys[start + at] = key;
    rows[start + at] = row;
  }

  /** Replaces the top of a heap of `count` and lets the new one sink below those that are worse. */
  #sink(start: number, count: number, row: number, key: number): void {
    const [keys, rows] = [this.#keys, this.#rows];
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= count) break;
      const right = below + 1;
      if (right < count) {
        const [keyRight, keyLeft] = [keys[start + right]!, keys[start + below]!];
        if (keyRight < keyLeft || (keyRight === keyLeft && this.#isTieWorse(start + right, start + below)))
          below = right;
      }
      const keyBelow = keys[start + below]!;
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
