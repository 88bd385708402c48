/**
 * The leaves of all versions that one audit entry writes, gathered in any order.
 * The root is over the leaves in order of their bytes, so that whoever checks it may read the records in any order too.
 */
import type { WrittenRows } from "./audit-entry.ts";
import { HASH_BYTES, merkleRoot } from "./merkle.ts";
import { rowLeaf } from "./record-digest.ts";

/** Leaves while they are gathered. */
export class RowLeaves {
  #bytes: Uint8Array;
  #count = 0;

  /** With room for a number of leaves; it grows as needed. */
  constructor(room = 8) {
    this.#bytes = new Uint8Array(room * HASH_BYTES);
  }

  get count(): number {
    return this.#count;
  }

  /** Adds one written version. */
  add(kind: string, id: string, version: number, digest: string): void {
    this.addLeaf(rowLeaf(kind, id, version, digest));
  }

  /** Adds a leaf that was made before. */
  addLeaf(leaf: Uint8Array): void {
    const start = this.#count * HASH_BYTES;
    if (start === this.#bytes.length) {
      const larger = new Uint8Array(Math.max(2 * start, HASH_BYTES));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(leaf, start);
    this.#count++;
  }

  /** The leaf that was added at a place. */
  leaf(place: number): Uint8Array {
    return this.#bytes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);
  }

  /** Their number and root. */
  rows(): WrittenRows {
    return { count: this.#count, root: merkleRoot(this.#inOrderOfBytes()) };
  }

  #inOrderOfBytes(): Uint8Array {
    const order = Uint32Array.from({ length: this.#count }, (_, place) => place);
    if (this.#count > 1) order.sort((a, b) => this.#compare(a * HASH_BYTES, b * HASH_BYTES));
    const sorted = new Uint8Array(this.#count * HASH_BYTES);
    for (const [at, place] of order.entries()) sorted.set(this.leaf(place), at * HASH_BYTES);
    return sorted;
  }

  #compare(a: number, b: number): number {
    for (let i = 0; i < HASH_BYTES; i++) {
      const difference = this.#bytes[a + i]! - this.#bytes[b + i]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}
