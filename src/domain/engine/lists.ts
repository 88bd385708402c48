/**
 * Eligible pairs and candidate lists: from facts and rules to each vacancy's own order of its eligible requests.
 * After governing, before the assignment. Promises exact prefixes of the order
 * (class if the vacancy is priority-first, points, seniority, tie-break number, id), the same whatever the order of the input
 * and the number of parts. It knows no rule and no fact by name, and nothing of who is given what.
 */
import { ABSENT } from "../facts/fact-table.ts";
import { planRuleSet } from "../rules/planner.ts";
import { BestLists } from "./lists/best-lists.ts";
import { BoundArrays } from "./lists/bound-arrays.ts";
import { BoundRuleSet } from "./lists/bound-rule-set.ts";
import type {
  GrowingLists,
  ListOptions,
  ListPart,
  ListWork,
  PairSource,
  PairsInput,
  WorkShares,
} from "./lists/growing-lists.ts";
import { PrefixLists } from "./lists/prefix-lists.ts";
import { type RuleFunctions, ruleFunctions } from "./lists/rule-functions.ts";
import { TieBreaks } from "./lists/tie-breaks.ts";

export type {
  GrowingLists,
  ListOptions,
  ListPart,
  ListWork,
  PairsInput,
  PlaceInOrder,
  WorkShares,
} from "./lists/growing-lists.ts";

const DEFAULTS = { best: 64, bands: 4 } as const;
const PAIR = 4_294_967_296;
/** Requests drawn at a time by threads that work together. */
const REQUESTS_PER_SHARE = 8_192;

/** The list of a vacancy, undefined where nobody can be a candidate. */
type Found = ReturnType<BestLists["sortedAt"]> | undefined;

/** The eligible pairs of a market. */
export class EligiblePairs implements PairSource {
  readonly input: PairsInput;
  readonly #isOnGivenRecords: boolean;
  readonly ties: TieBreaks;
  readonly #bound: readonly BoundRuleSet[];
  readonly #excluded = new Set<number>();
  /** What `withEligiblePriority` found, by rule set and target, while the market stays as it is. */
  readonly #withPriority = new Map<string, ReadonlySet<number>>();
  readonly #removed = new Set<number>();
  /** Requests that got a list back. */
  readonly #entered = new Set<number>();
  #functions: readonly RuleFunctions[] | undefined;
  readonly #arrays: BoundArrays;
  /** Grows when columns or records have moved: scanners made before are void. */
  version = 0;

  constructor(input: PairsInput) {
    const { table, ruleSets, ruleSetOf, places } = input;
    for (const { vacancy, request } of input.excluded) this.strike(vacancy, request);
    this.ties = new TieBreaks(input.seed, table);
    this.#arrays = new BoundArrays(table);
    this.#bound = ruleSets.map((ruleSet, r) => {
      const rows = Array.from(ruleSetOf.keys());
      const candidates = Int32Array.from(rows.filter((v) => ruleSetOf[v] === r && places[v]! > 0));
      return new BoundRuleSet(table, planRuleSet(ruleSet, table.catalogue), candidates, input.records?.[r]);
    });
    this.#isOnGivenRecords = input.records !== undefined;
    this.input = input;
  }

  /** What another thread needs to make parts of the same lists on the same records; all but the table is plain data. */
  inputForThreads(): PairsInput {
    return { ...this.input, records: this.#bound.map((bound) => bound.requestRecords) };
  }

  /** The rule sets bound to the table, in the order of the run. */
  get bound(): readonly BoundRuleSet[] {
    return this.#bound;
  }

  strike(vacancy: number, request: number): void {
    this.#excluded.add(vacancy * PAIR + request);
    this.#withPriority.clear();
  }

  /** True when the pair was struck, pinned or is in conflict. */
  isExcluded(vacancy: number, request: number): boolean {
    return this.#excluded.size > 0 && this.#excluded.has(vacancy * PAIR + request);
  }

  /** Takes a request out of the market. */
  remove(request: number): void {
    this.#removed.add(request);
    this.#withPriority.clear();
    for (const bound of this.#bound) bound.leave(request);
  }

  /** Puts a request into the market: a new row of the table, one that was removed, or one that gets a list back. */
  enter(request: number): void {
    this.#removed.delete(request);
    this.#entered.add(request);
    this.#withPriority.clear();
    const haveMoved = this.#arrays.haveMoved();
    if (haveMoved) this.#functions = undefined;
    let isVoid = haveMoved;
    for (const bound of this.#bound) if (bound.grow(haveMoved)) isVoid = true;
    this.fill(0, this.input.table.requestCount);
    for (const bound of this.#bound) bound.enter(request);
    if (isVoid) this.version++;
  }

  #isOpen(request: number): boolean {
    return (this.input.lists[request] !== 0 || this.#entered.has(request)) && !this.#removed.has(request);
  }

  /** Makes sure that rows `from` to `to` are computed. */
  fill(from: number, to: number): void {
    for (const bound of this.#bound) bound.fill(from, to, (request) => this.#isOpen(request));
  }

  #functionsOf(ruleSet: number): RuleFunctions {
    this.#functions ??= this.input.ruleSets.map((set) => ruleFunctions(this.input.table, set));
    return this.#functions[ruleSet]!;
  }

  /** True when the request may be a candidate of the vacancy: eligible, both in the market, the pair not excluded. */
  has(vacancy: number, request: number): boolean {
    const { ruleSetOf, places } = this.input;
    const ruleSet = ruleSetOf[vacancy]!;
    if (ruleSet < 0 || places[vacancy]! <= 0 || !this.#isOpen(request)) return false;
    return !this.isExcluded(vacancy, request) && this.#functionsOf(ruleSet).isEligible(request, vacancy);
  }

  /** Points of the request for the vacancy, eligible or not. */
  pointsOf(vacancy: number, request: number): number {
    return this.#functionsOf(this.input.ruleSetOf[vacancy]!).points(request, vacancy);
  }

  /** Day from which the seniority of the request counts before the vacancy, ABSENT where unknown. */
  seniorityOf(vacancy: number, request: number): number {
    const day = this.#functionsOf(this.input.ruleSetOf[vacancy]!).seniority(request);
    return Number.isNaN(day) ? ABSENT : day;
  }

  /** Class of the request under a target of a rule set; 0 does not count. */
  priorityClassOf(ruleSet: number, target: number, request: number): number {
    return this.#functionsOf(ruleSet).priorityClass(request, target);
  }

  /** Which of the vacancies have an eligible request that counts toward the target. Cost: one pass per target, then kept. */
  withEligiblePriority(ruleSet: number, target: number, vacancies: readonly number[]): ReadonlySet<number> {
    const name = `${ruleSet} ${target}`;
    let found = this.#withPriority.get(name);
    if (!found) this.#withPriority.set(name, (found = this.#findPriority(ruleSet, target)));
    return new Set(vacancies.filter((vacancy) => found.has(vacancy)));
  }

  /** Every vacancy of a rule set that has an eligible request that counts toward the target. */
  #findPriority(ruleSet: number, target: number): ReadonlySet<number> {
    const { requestCount } = this.input.table;
    this.fill(0, requestCount);
    const bound = this.#bound[ruleSet]!;
    const found = new Set<number>();
    const take = (slot: number, request: number) => {
      if (!this.isExcluded(bound.rows[slot]!, request)) found.add(bound.rows[slot]!);
    };
    let open = bound.slots();
    let scanner = bound.everyScanner(open, undefined, take);
    const all = open.length;
    for (let request = 0; request < requestCount && found.size < all; request++) {
      if (!bound.isOpen(request) || bound.priorityClass(request, target) <= 0) continue;
      scanner.visit(request);
      // Once half of the indexed vacancies are found, the others get an index of their own: each halving costs one small index.
      if (all - found.size >= open.length / 2) continue;
      open = bound.slots((vacancy) => !found.has(vacancy));
      scanner = bound.everyScanner(open, undefined, take);
    }
    return found;
  }

  /** The best candidates of each vacancy among requests `from` to `to`. Invariant: the same modes and options for all parts. */
  part(modes: Int32Array, from: number, to: number, options: ListOptions = {}): ListPart {
    const { best, bands } = { ...DEFAULTS, ...options };
    this.fill(from, to);
    const found: Found[] = new Array(this.input.table.vacancyCount).fill(undefined);
    for (const bound of this.#bound) {
      bound.arrangeBands(from, to, bound.bandLimits(from, to, bands));
      const lists = this.best(bound, bound.slots(), modes, best, { from, to, bands });
      lists.slots.forEach((slot, at) => {
        found[bound.rows[slot]!] = lists.sortedAt(at);
      });
    }
    return this.#partOf(found, from, to);
  }

  /** What so many threads need to make lists together, in memory that all of them see; they draw from the given shares. */
  workTogether(threads: number, filling: WorkShares, making: WorkShares): ListWork {
    const { vacancyCount } = this.input.table;
    const room = vacancyCount * DEFAULTS.best;
    const pieces = this.#bound.flatMap((bound, ruleSet) =>
      bound.pieces(threads, (request) => this.#isOpen(request)).map((piece) => ({ ruleSet, ...piece })),
    );
    const counts = new Int32Array(new SharedArrayBuffer(4 * vacancyCount));
    const rows = new Int32Array(new SharedArrayBuffer(4 * room));
    const keys = new Float64Array(new SharedArrayBuffer(8 * room));
    return { filling, making, pieces, counts, rows, keys };
  }

  /**
   * Makes lists together with other threads that do the same: each draws a few requests at a time to fill their records, then pieces.
   * Why pieces of vacancies, not of requests: a list is made by one thread alone, so its floor is as high as it can be, the work is
   * that of one thread, and nothing is merged. Throws: another thread does not do what it has drawn.
   */
  makeTogether(modes: Int32Array, work: ListWork): void {
    const { best, bands } = DEFAULTS;
    const { making, pieces, counts, rows, keys } = work;
    const { requestCount } = this.input.table;
    this.#fillTogether(work.filling, bands);
    for (let drawn = making.draw(); drawn < pieces.length; drawn = making.draw()) {
      const { ruleSet, from, to } = pieces[drawn]!;
      const bound = this.#bound[ruleSet]!;
      const slots = bound.slots().filter((slot) => slot >= from && slot < to);
      const lists = this.best(bound, slots, modes, best, { from: 0, to: requestCount, bands });
      lists.slots.forEach((slot, at) => {
        const list = lists.sortedAt(at);
        const vacancy = bound.rows[slot]!;
        counts[vacancy] = list.rows.length;
        rows.set(list.rows, vacancy * best);
        keys.set(list.keys, vacancy * best);
      });
      making.finish();
    }
    making.waitFor(pieces.length);
  }

  /** The lists that were made together, as one part. */
  partOf({ counts, rows, keys }: ListWork): ListPart {
    const found = Array.from(counts, (count, vacancy): Found => {
      const from = vacancy * DEFAULTS.best;
      return { rows: rows.subarray(from, from + count), keys: keys.subarray(from, from + count) };
    });
    return this.#partOf(found, 0, this.input.table.requestCount);
  }

  /** Fills the records of all requests together with other threads, and waits until they are. */
  #fillTogether(filling: WorkShares, bands: number): void {
    const { requestCount } = this.input.table;
    const chunks = Math.ceil(requestCount / REQUESTS_PER_SHARE);
    const limits: (number[] | undefined)[] = this.#bound.map(() => undefined);
    for (let chunk = filling.draw(); chunk < chunks; chunk = filling.draw()) {
      const from = chunk * REQUESTS_PER_SHARE;
      const to = Math.min(requestCount, from + REQUESTS_PER_SHARE);
      this.#bound.forEach((bound, b) => {
        bound.fillRows(from, to, (request) => this.#isOpen(request));
        bound.arrangeBands(from, to, (limits[b] ??= bound.bandLimits(from, to, bands)));
      });
      filling.finish();
    }
    filling.waitFor(chunks);
    for (const bound of this.#bound) bound.noteFilled(0, requestCount);
  }

  /** Forgets what is known of the requests, so that a thread that was given up disturbs nothing. */
  startAgain(): void {
    for (const bound of this.#bound) bound.renew();
    this.version++;
  }

  #partOf(found: readonly Found[], from: number, to: number): ListPart {
    const counts = new Int32Array(new SharedArrayBuffer(4 * this.input.table.vacancyCount));
    const length = found.reduce((sum, list) => sum + (list?.rows.length ?? 0), 0);
    const rows = new Int32Array(new SharedArrayBuffer(4 * length));
    const keys = new Float64Array(new SharedArrayBuffer(8 * length));
    let end = 0;
    found.forEach((list, vacancy) => {
      if (!list) return;
      counts[vacancy] = list.rows.length;
      rows.set(list.rows, end);
      keys.set(list.keys, end);
      end += list.rows.length;
    });
    return { from, to, isOnGivenRecords: this.#isOnGivenRecords, counts, rows, keys };
  }

  /** Streams requests past the vacancies in some slots of a rule set and keeps the best of each. */
  best(
    bound: BoundRuleSet,
    slots: Int32Array,
    modes: Int32Array,
    capacity: number,
    over: { readonly from: number; readonly to: number; readonly bands: number },
  ): BestLists {
    const lists = new BestLists(slots, bound.rows.length, capacity, this.ties);
    const hasExclusions = this.#excluded.size > 0;
    const scanner = bound.bestScanner(slots, modes, lists.floor, (slot, request, key) => {
      if (hasExclusions && this.isExcluded(bound.rows[slot]!, request)) return false;
      return lists.push(slot, request, key);
    });
    if (over.bands === 1) scanner.scanAny(over.from, over.to);
    else for (let band = 0; band < over.bands; band++) scanner.scan(over.from, over.to, band);
    return lists;
  }

  /** The lists of the market under these modes: per vacancy the index of the target it serves first, or -1. */
  lists(modes: Int32Array, options: ListOptions = {}): GrowingLists {
    return this.merge(modes, [this.part(modes, 0, this.input.table.requestCount, options)], options);
  }

  /** The lists of the market from parts that together cover all requests. */
  merge(modes: Int32Array, parts: readonly ListPart[], options: ListOptions = {}): GrowingLists {
    for (const { from, to, isOnGivenRecords } of [...parts].sort((a, b) => b.from - a.from)) {
      if (isOnGivenRecords) for (const bound of this.#bound) bound.noteFilled(from, to);
    }
    this.fill(0, this.input.table.requestCount);
    return new PrefixLists(this, modes, parts, { ...DEFAULTS, ...options });
  }
}
