/**
 * The ids of one side of the fact table, a few bytes each: their characters in one array, with the way back from id to row.
 * Rows keep the order of `add` until `sort`; ids added later stay behind. It does not know what the ids stand for.
 */
import { sharedBytes, sharedInts } from "./growing-column.ts";
import { orderOfIds } from "./id-order.ts";

/** Throws: a character outside Latin-1; ids of the schema are ASCII. */
export class IdColumn {
  count = 0;
  bytes = sharedBytes(1_024);
  /** Row i holds bytes[offsets[i]] to bytes[offsets[i + 1] - 1]. */
  offsets = sharedInts(65);
  #slots: Int32Array | undefined;

  /** A column over arrays that hold `count` ids already. */
  static of(count: number, bytes: Uint8Array, offsets: Int32Array): IdColumn {
    const column = new IdColumn();
    column.count = count;
    column.bytes = bytes;
    column.offsets = offsets;
    return column;
  }

  /** Adds an id and gives its row. */
  add(id: string): number {
    const row = this.count++;
    this.#makeRoom(row, id.length);
    const start = this.offsets[row]!;
    const end = start + id.length;
    for (let i = 0; i < id.length; i++) {
      const code = id.charCodeAt(i);
      if (code > 255) throw new Error(`the id ${JSON.stringify(id)} holds a character that no id may hold`);
      this.bytes[start + i] = code;
    }
    this.offsets[row + 1] = end;
    if (this.#slots) this.#enter(row);
    return row;
  }

  /** Adds an id by its bytes and gives its row. */
  addBytes(bytes: Uint8Array, from: number, to: number): number {
    const row = this.count++;
    this.#makeRoom(row, to - from);
    let end = this.offsets[row]!;
    for (let i = from; i < to; i++) this.bytes[end++] = bytes[i]!;
    this.offsets[row + 1] = end;
    if (this.#slots) this.#enter(row);
    return row;
  }

  at(row: number): string {
    let id = "";
    for (let i = this.offsets[row]!; i < this.offsets[row + 1]!; i++) id += String.fromCharCode(this.bytes[i]!);
    return id;
  }

  /** Row of an id. Cost: the first call reads every id once. */
  rowOf(id: string): number | undefined {
    if (!this.#slots) {
      this.#slots = new Int32Array(slotsFor(this.count));
      for (let row = 0; row < this.count; row++) this.#enter(row);
    }
    const mask = this.#slots.length - 1;
    let hash = 0;
    for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
    for (let slot = (hash ^ (hash >>> 15)) & mask; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const row = this.#slots[slot]! - 1;
      if (this.#holds(row, id)) return row;
    }
    return undefined;
  }

  /** Negative when the id of row `a` comes before that of row `b` in code-unit order, 0 when they are the same id. */
  compare(a: number, b: number): number {
    const startA = this.offsets[a]!;
    const startB = this.offsets[b]!;
    const lengthA = this.offsets[a + 1]! - startA;
    const lengthB = this.offsets[b + 1]! - startB;
    const shorter = Math.min(lengthA, lengthB);
    for (let i = 0; i < shorter; i++) {
      const difference = this.bytes[startA + i]! - this.bytes[startB + i]!;
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  }

  /** Rows in order of their ids, or undefined when they already are. */
  order(): Int32Array | undefined {
    let isSorted = true;
    for (let row = 1; row < this.count && isSorted; row++) isSorted = this.compare(row - 1, row) <= 0;
    if (isSorted) return undefined;
    return orderOfIds(this);
  }

  /** Puts row order[i] at place i. */
  permute(order: Int32Array): void {
    const bytes = sharedBytes(this.bytes.length);
    const offsets = sharedInts(this.offsets.length);
    let end = 0;
    order.forEach((row, place) => {
      const from = this.offsets[row]!;
      const to = this.offsets[row + 1]!;
      for (let i = from; i < to; i++) bytes[end++] = this.bytes[i]!;
      offsets[place + 1] = end;
    });
    this.bytes = bytes;
    this.offsets = offsets;
    this.#slots = undefined;
  }

  #makeRoom(row: number, length: number): void {
    if (row + 1 >= this.offsets.length) this.offsets = grown(this.offsets, sharedInts(this.offsets.length * 2));
    const end = this.offsets[row]! + length;
    if (end > this.bytes.length) this.bytes = grown(this.bytes, sharedBytes(Math.max(end, this.bytes.length * 2)));
  }

  #holds(row: number, id: string): boolean {
    const start = this.offsets[row]!;
    if (this.offsets[row + 1]! - start !== id.length) return false;
    for (let i = 0; i < id.length; i++) if (this.bytes[start + i] !== id.charCodeAt(i)) return false;
    return true;
  }

  // Open addressing: a slot holds row + 1; at most half of the slots are taken, so a search ends.
  #enter(row: number): void {
    if (this.#slots!.length < this.count * 2) {
      this.#slots = new Int32Array(slotsFor(this.count));
      for (let earlier = 0; earlier < row; earlier++) this.#enter(earlier);
    }
    const slots = this.#slots!;
    const mask = slots.length - 1;
    let hash = 0;
    for (let i = this.offsets[row]!; i < this.offsets[row + 1]!; i++) {
      hash = Math.imul(hash ^ this.bytes[i]!, 0x01000193);
    }
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = row + 1;
  }
}

function slotsFor(count: number): number {
  let slots = 64;
  while (slots < count * 4) slots *= 2;
  return slots;
}

function grown<T extends Int32Array | Uint8Array>(values: T, larger: T): T {
  larger.set(values);
  return larger;
}
