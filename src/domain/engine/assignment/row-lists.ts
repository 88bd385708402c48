/**
 * Short ordered lists, one per row, in one flat array: who stands on the list of a vacancy, on which lists a request stands.
 * Promises constant memory per row and no allocation per change. Knows nothing of orders: the caller says where to insert.
 */

/** One short list of whole numbers per row. Cost: rows x longest list. */
export class RowLists {
  #counts: Int32Array;
  #entries: Int32Array;
  #stride: number;

  constructor(rowCount: number, longest: number) {
    this.#stride = Math.max(1, longest);
    this.#counts = new Int32Array(rowCount);
    this.#entries = new Int32Array(rowCount * this.#stride);
  }

  count(row: number): number {
    return this.#counts[row]!;
  }

  at(row: number, index: number): number {
    return this.#entries[row * this.#stride + index]!;
  }

  /** The last entry. Invariant: the list is not empty. */
  last(row: number): number {
    return this.#entries[row * this.#stride + this.#counts[row]! - 1]!;
  }

  has(row: number, entry: number): boolean {
    const start = row * this.#stride;
    for (let i = start; i < start + this.#counts[row]!; i++) if (this.#entries[i] === entry) return true;
    return false;
  }

  insert(row: number, index: number, entry: number): void {
    if (this.#counts[row] === this.#stride) this.#widen();
    const start = row * this.#stride;
    this.#entries.copyWithin(start + index + 1, start + index, start + this.#counts[row]!);
    this.#entries[start + index] = entry;
    this.#counts[row]!++;
  }

  /** Takes the entry out; nothing happens when it is not there. */
  remove(row: number, entry: number): void {
    const start = row * this.#stride;
    const end = start + this.#counts[row]!;
    for (let i = start; i < end; i++) {
      if (this.#entries[i] !== entry) continue;
      this.#entries.copyWithin(i, i + 1, end);
      this.#counts[row]!--;
      return;
    }
  }

  /** Takes the last entry out and returns it. Invariant: the list is not empty. */
  removeLast(row: number): number {
    const last = this.last(row);
    this.#counts[row]!--;
    return last;
  }

  copy(row: number): Int32Array {
    const start = row * this.#stride;
    return this.#entries.slice(start, start + this.#counts[row]!);
  }

  /** Makes room for so many rows; new rows are empty. Cost: doubles, so that growth by single rows stays cheap. */
  ensureRows(rowCount: number): void {
    if (rowCount <= this.#counts.length) return;
    const grown = Math.max(rowCount, 2 * this.#counts.length);
    this.#counts = grownCopy(this.#counts, grown);
    this.#entries = grownCopy(this.#entries, grown * this.#stride);
  }

  #widen(): void {
    const stride = 2 * this.#stride;
    const entries = new Int32Array(this.#counts.length * stride);
    for (let row = 0; row < this.#counts.length; row++) {
      const start = row * this.#stride;
      for (let i = 0; i < this.#counts[row]!; i++) entries[row * stride + i] = this.#entries[start + i]!;
    }
    this.#entries = entries;
    this.#stride = stride;
  }
}

/** A longer copy of the array, filled up with 0. */
export function grownCopy(values: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length);
  copy.set(values);
  return copy;
}
