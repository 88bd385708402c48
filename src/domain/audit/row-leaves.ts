/**
 * The leaves of all versions that one audit entry writes, gathered in any order.
 * The root is over the leaves in order of their bytes, so that whoever checks it may read the records in any order too.
 */
import type { WrittenRows } from "./audit-entry.ts";
import { HASH_BYTES, merkleRoot } from "./merkle.ts";
import { rowLeaf } from "./record-digest.ts";

/** Whole numbers of so many bits are exact. */
const MOST_EXACT_BITS = 53;

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
    const sorted = new Uint8Array(this.#count * HASH_BYTES);
    for (const [at, place] of this.#order().entries()) sorted.set(this.leaf(place), at * HASH_BYTES);
    return sorted;
  }

  /**
   * Places of the leaves in their order. Leaves are hashes, so their first bits put nearly all of them in order: these are sorted as numbers
   * together with the place, which a million of them gain seconds by; the few that are alike in them are moved by all their bytes.
   */
  #order(): Uint32Array {
    const places = 2 ** Math.ceil(Math.log2(Math.max(this.#count, 2)));
    const spare = 2 ** Math.max(0, Math.log2(places) - (MOST_EXACT_BITS - 32));
    const bytes = new DataView(this.#bytes.buffer);
    const keys = new Float64Array(this.#count);
    for (let place = 0; place < this.#count; place++)
      keys[place] = Math.floor(bytes.getUint32(place * HASH_BYTES) / spare) * places + place;
    keys.sort();
    const order = new Uint32Array(this.#count);
    for (let at = 0; at < this.#count; at++) order[at] = keys[at]! % places;
    for (let i = 1; i < order.length; i++) {
      const moved = order[i]!;
      let at = i;
      for (; at > 0 && this.#compare(order[at - 1]!, moved) > 0; at--) order[at] = order[at - 1]!;
      order[at] = moved;
    }
    return order;
  }

  #compare(one: number, other: number): number {
    const [a, b] = [one * HASH_BYTES, other * HASH_BYTES];
    for (let i = 0; i < HASH_BYTES; i++) {
      const difference = this.#bytes[a + i]! - this.#bytes[b + i]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}
