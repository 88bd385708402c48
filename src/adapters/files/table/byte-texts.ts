/**
 * Texts found by their bytes: what a text means is asked once for each different text, not once for each row.
 */

/** Gives the code of a text, or a negative number when the text is not allowed. */
export type CodeOf = (text: string) => number;

/** The texts met so far, by their bytes. Cost: no text is made for one met before. */
export class ByteTexts {
  readonly #codeOf: CodeOf;
  #slots = new Int32Array(256);
  #count = 0;
  /** Entry i: its bytes are bytes[starts[i]] to bytes[starts[i + 1] - 1]. */
  #starts = new Int32Array(128);
  #codes = new Int32Array(128);
  #bytes = new Uint8Array(1_024);

  constructor(codeOf: CodeOf) {
    this.#codeOf = codeOf;
  }

  /** Code of the text in these bytes, or a negative number when it is not allowed. */
  find(bytes: Uint8Array, from: number, to: number): number {
    let hash = to - from;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot]!;
      if (entry === 0) return this.#enter(bytes, from, to, slot);
      if (this.#isSame(entry - 1, bytes, from, to)) return this.#codes[entry - 1]!;
    }
  }

  #isSame(entry: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[entry]!;
    if (this.#starts[entry + 1]! - start !== to - from) return false;
    for (let i = from; i < to; i++) if (this.#bytes[start + i - from] !== bytes[i]) return false;
    return true;
  }

  // Texts that are not allowed are not kept: a bad file could hold any number of them.
  #enter(bytes: Uint8Array, from: number, to: number, slot: number): number {
    const code = this.#codeOf(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString("utf8"));
    if (code < 0) return code;
    const entry = this.#count++;
    if (entry + 1 >= this.#starts.length) {
      this.#starts = larger(this.#starts, new Int32Array(this.#starts.length * 2));
      this.#codes = larger(this.#codes, new Int32Array(this.#starts.length));
    }
    const start = this.#starts[entry]!;
    const end = start + to - from;
    if (end > this.#bytes.length) this.#bytes = larger(this.#bytes, new Uint8Array(end * 2));
    this.#bytes.set(bytes.subarray(from, to), start);
    this.#starts[entry + 1] = end;
    this.#codes[entry] = code;
    this.#slots[slot] = entry + 1;
    if (this.#count * 2 > this.#slots.length) this.#spread();
    return code;
  }

  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.#count; entry++) {
      const from = this.#starts[entry]!;
      const to = this.#starts[entry + 1]!;
      let hash = to - from;
      for (let i = from; i < to; i++) hash = Math.imul(hash ^ this.#bytes[i]!, 0x01000193);
      hash ^= hash >>> 15;
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
    this.#slots = slots;
  }
}

function larger<T extends Int32Array | Uint8Array>(values: T, target: T): T {
  target.set(values);
  return target;
}
