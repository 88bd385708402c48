/** A small seeded source of numbers (mulberry32): the demonstration is the same on every machine. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to bound - 1. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * bound);
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** True so many times in a hundred. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One of the items. */
  one<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** An identifier that says nothing: four characters without look-alikes. */
  code(): string {
    const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    return Array.from({ length: 4 }, () => letters[this.below(letters.length)]).join("");
  }
}
