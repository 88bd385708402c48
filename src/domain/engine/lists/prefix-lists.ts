/**
 * Candidate lists as exact prefixes: what is known of each vacancy's order, grown and kept right as the market changes.
 */
import type { GrowingLists, ListOptions, ListPart, PairSource, PlaceInOrder } from "./growing-lists.ts";
import type { Scanner } from "./pair-program.ts";

/** The lists of a market. */
export class PrefixLists implements GrowingLists {
  readonly #pairs: PairSource;
  readonly #modes: Int32Array;
  readonly #known: Int32Array[] = [];
  readonly #isComplete: Uint8Array;
  #scanners: (Scanner | undefined)[] = [];
  #scannersVersion = -1;
  #found: number[] = [];

  constructor(pairs: PairSource, modes: Int32Array, parts: readonly ListPart[], options: Required<ListOptions>) {
    this.#pairs = pairs;
    this.#modes = modes;
    const { vacancyCount } = pairs.input.table;
    this.#isComplete = new Uint8Array(vacancyCount).fill(1);
    const ends = parts.map(() => 0);
    for (let vacancy = 0; vacancy < vacancyCount; vacancy++) {
      const lists = parts.map(({ counts, rows, keys }, p) => {
        const start = ends[p]!;
        ends[p] = start + counts[vacancy]!;
        return { rows: rows.subarray(start, ends[p]), keys: keys.subarray(start, ends[p]) };
      });
      const found = lists.reduce((sum, { rows }) => sum + rows.length, 0);
      this.#known.push(lists.length === 1 ? lists[0]!.rows : this.#merged(lists, Math.min(found, options.best)));
      if (found >= options.best) this.#isComplete[vacancy] = 0;
    }
  }

  /** The best `count` of several lists that are each in order. */
  #merged(lists: readonly { readonly rows: Int32Array; readonly keys: Float64Array }[], count: number): Int32Array {
    const next = lists.map(() => 0);
    const merged = new Int32Array(count);
    for (let place = 0; place < count; place++) {
      let best = -1;
      for (let p = 0; p < lists.length; p++) {
        if (next[p]! >= lists[p]!.rows.length) continue;
        if (best < 0 || this.#isBefore(lists[p]!, next[p]!, lists[best]!, next[best]!)) best = p;
      }
      merged[place] = lists[best]!.rows[next[best]!++]!;
    }
    return merged;
  }

  #isBefore(
    a: { readonly rows: Int32Array; readonly keys: Float64Array },
    atA: number,
    b: { readonly rows: Int32Array; readonly keys: Float64Array },
    atB: number,
  ): boolean {
    const difference = a.keys[atA]! - b.keys[atB]!;
    return difference === 0 ? this.#pairs.ties.compare(a.rows[atA]!, b.rows[atB]!) < 0 : difference > 0;
  }

  known(vacancy: number): Int32Array {
    return this.#known[vacancy]!;
  }

  isComplete(vacancy: number): boolean {
    return this.#isComplete[vacancy] === 1;
  }

  extend(vacancies: readonly number[], count: number): void {
    const short = new Set(vacancies.filter((v) => !this.isComplete(v) && this.#known[v]!.length < count));
    if (short.size === 0) return;
    const { requestCount } = this.#pairs.input.table;
    const capacity = Math.min(count, requestCount + 1);
    for (const bound of this.#pairs.bound) {
      const own = bound.slots((vacancy) => short.has(vacancy));
      if (own.length === 0) continue;
      // One band: few vacancies take so few pairs that reading the requests once matters more than their order.
      const over = { from: 0, to: requestCount, bands: 1 };
      const lists = this.#pairs.best(bound, own, this.#modes, capacity, over);
      own.forEach((slot, place) => {
        const { rows } = lists.sortedAt(place);
        const vacancy = bound.rows[slot]!;
        this.#known[vacancy] = rows.slice();
        this.#isComplete[vacancy] = rows.length < capacity ? 1 : 0;
      });
    }
  }

  compare(vacancy: number, a: number, b: number): number {
    const ruleSet = this.#pairs.input.ruleSetOf[vacancy]!;
    const scanner = this.#scanner(ruleSet);
    const slot = this.#pairs.bound[ruleSet]!.slotOf[vacancy]!;
    return scanner.keyOf(b, slot) - scanner.keyOf(a, slot) || this.#pairs.ties.compare(a, b);
  }

  vacanciesOf(request: number): Int32Array {
    this.#found = [];
    this.#pairs.bound.forEach((bound, r) => {
      if (!bound.isOpen(request)) return;
      const scanner = this.#scanner(r);
      scanner.forget();
      scanner.visit(request);
    });
    return Int32Array.from(this.#found);
  }

  /** Loops over every vacancy of a rule set that hand over each eligible pair, made once per state of the table. */
  #scanner(r: number): Scanner {
    if (this.#scannersVersion !== this.#pairs.version) {
      this.#scanners = [];
      this.#scannersVersion = this.#pairs.version;
    }
    const bound = this.#pairs.bound[r]!;
    return (this.#scanners[r] ??= bound.everyScanner(bound.slots(), this.#modes, (slot, request) => {
      const vacancy = bound.rows[slot]!;
      if (!this.#pairs.isExcluded(vacancy, request)) this.#found.push(vacancy);
    }));
  }

  placesInOrder(request: number, vacancies: readonly number[]): PlaceInOrder[] {
    const asked = new Set(vacancies);
    const { vacancyCount, requestCount } = this.#pairs.input.table;
    const eligible = new Int32Array(vacancyCount);
    const better = new Int32Array(vacancyCount);
    const isCandidate = new Uint8Array(vacancyCount);
    this.#pairs.bound.forEach((bound, r) => {
      const own = bound.slots((vacancy) => asked.has(vacancy));
      if (own.length === 0) return;
      const isOpen = bound.isOpen(request);
      const keys = Float64Array.from(bound.rows, () => Number.NaN);
      for (const slot of isOpen ? own : []) keys[slot] = this.#scanner(r).keyOf(request, slot);
      const take = (slot: number, other: number, key: number) => {
        const vacancy = bound.rows[slot]!;
        if (this.#pairs.isExcluded(vacancy, other)) return;
        eligible[vacancy]!++;
        if (other === request) isCandidate[vacancy] = 1;
        else if (key > keys[slot]! || (key === keys[slot] && this.#pairs.ties.compare(other, request) < 0)) {
          better[vacancy]!++;
        }
      };
      bound.everyScanner(own, this.#modes, take).scanAny(0, requestCount);
    });
    return vacancies.map((vacancy) => ({
      place: isCandidate[vacancy] === 1 ? better[vacancy]! + 1 : 0,
      eligible: eligible[vacancy]!,
    }));
  }

  addRequest(request: number): void {
    this.#pairs.enter(request);
    for (const vacancy of this.vacanciesOf(request)) {
      const known = this.#known[vacancy]!;
      if (known.includes(request)) continue;
      const at = this.#placeAmong(known, vacancy, request);
      if (at === known.length && !this.isComplete(vacancy)) continue;
      const grown = new Int32Array(known.length + 1);
      grown.set(known.subarray(0, at));
      grown[at] = request;
      grown.set(known.subarray(at), at + 1);
      this.#known[vacancy] = grown;
    }
  }

  #placeAmong(known: Int32Array, vacancy: number, request: number): number {
    let low = 0;
    let high = known.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(vacancy, known[middle]!, request) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  removeRequest(request: number): void {
    for (const vacancy of this.vacanciesOf(request)) this.#forget(vacancy, request);
    this.#pairs.remove(request);
  }

  strike(vacancy: number, request: number): void {
    this.#pairs.strike(vacancy, request);
    this.#forget(vacancy, request);
  }

  #forget(vacancy: number, request: number): void {
    const known = this.#known[vacancy]!;
    if (known.includes(request)) this.#known[vacancy] = known.filter((row) => row !== request);
  }
}
