/**
 * Candidate lists: from facts and rules to each vacancy's own order of its eligible requests.
 * After governing and modes, before the assignment. Promises exact prefixes of the order
 * (class if the vacancy is priority-first, points, seniority, tie-break number, id), the same whatever the order of the input
 * and the number of parts. It knows no rule and no fact by name, and nothing of who is given what.
 */
import { ABSENT, type FactTable, type RowPair } from "../facts/fact-table.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import type { CandidateLists } from "./market.ts";
import { pointsKey, seniorityKey } from "./rank-keys.ts";
import { type RuleFunctions, ruleFunctions } from "./rule-functions.ts";
import { TieBreaks } from "./tie-breaks.ts";

/** What decides which pairs may be candidates at all. */
export interface PairsInput {
  readonly table: FactTable;
  readonly ruleSets: readonly RuleSet[];
  /** Index of the governing rule set per vacancy, -1 for none. */
  readonly ruleSetOf: Int32Array;
  /** Places left per vacancy; a vacancy without places has no candidates. */
  readonly places: Int32Array;
  /** Lists left per request; a request without lists is no candidate. Indexed by row; rows behind its end have one list. */
  readonly lists: Int32Array;
  /** Struck, conflicted and pinned pairs. */
  readonly excluded: readonly RowPair[];
  readonly seed: string;
}

/** Where a request stands before a vacancy. */
export interface Standing {
  /** 1 for the first; 0 when the request is not eligible for it. */
  readonly place: number;
  /** How many requests are eligible for the vacancy. */
  readonly eligible: number;
}

/** How lists are made; changes the work, never the result. */
export interface ListOptions {
  /** Candidates per vacancy known at first. */
  readonly best?: number;
  /** Bands of falling points in which requests are read. */
  readonly bands?: number;
}

/** Lists of a part of the requests, for another thread; plain data. */
export interface ListPart {
  /** Per vacancy the number of candidates, then their rows, best first. */
  readonly counts: Int32Array;
  readonly rows: Int32Array;
}

/** Candidate lists that change with the market. */
export interface GrowingLists extends CandidateLists {
  /** Exact place of a request before each named vacancy and how many are eligible there. Cost: one pass over the requests. */
  placesInOrder(request: number, vacancies: readonly number[]): Standing[];
  /** Adds a request to the market after the table has grown by its row, or after it was removed. */
  addRequest(request: number): void;
  /** Takes a request out of the market. */
  removeRequest(request: number): void;
  /** Takes a pair out of the market. */
  strike(vacancy: number, request: number): void;
}

/** The eligible pairs of a market, before anybody is ordered. */
export class EligiblePairs {
  readonly input: PairsInput;
  #functions: readonly RuleFunctions[] = [];
  readonly #excluded = new Set<number>();
  readonly #removed = new Set<number>();
  readonly ties: TieBreaks;

  constructor(input: PairsInput) {
    this.input = input;
    this.bind();
    for (const { vacancy, request } of input.excluded) this.strike(vacancy, request);
    this.ties = new TieBreaks(input.seed, input.table);
  }

  /** Reads the columns of the table again, after it has grown. */
  bind(): void {
    this.#functions = this.input.ruleSets.map((ruleSet) => ruleFunctions(this.input.table, ruleSet));
  }

  strike(vacancy: number, request: number): void {
    this.#excluded.add(vacancy * 2 ** 32 + request);
  }

  remove(request: number): void {
    this.#removed.add(request);
  }

  restore(request: number): void {
    this.#removed.delete(request);
  }

  /** True when the request may be a candidate of the vacancy: eligible, both in the market, the pair not excluded. */
  has(vacancy: number, request: number): boolean {
    const { ruleSetOf, places, lists } = this.input;
    const ruleSet = ruleSetOf[vacancy]!;
    if (ruleSet < 0 || places[vacancy]! <= 0 || lists[request] === 0) return false;
    if (this.#removed.has(request) || this.#excluded.has(vacancy * 2 ** 32 + request)) return false;
    return this.#functions[ruleSet]!.isEligible(request, vacancy);
  }

  /** Points of the request for the vacancy, eligible or not. */
  pointsOf(vacancy: number, request: number): number {
    return this.#functions[this.input.ruleSetOf[vacancy]!]!.points(request, vacancy);
  }

  /** Day from which the seniority of the request counts before the vacancy, ABSENT where unknown. */
  seniorityOf(vacancy: number, request: number): number {
    const day = this.#functions[this.input.ruleSetOf[vacancy]!]!.seniority(request);
    return Number.isNaN(day) ? ABSENT : day;
  }

  /** Class of the request under a target of a rule set; 0 does not count. */
  priorityClassOf(ruleSet: number, target: number, request: number): number {
    return this.#functions[ruleSet]!.priorityClass(request, target);
  }

  /** Which of the vacancies have an eligible request that counts toward the target. */
  withEligiblePriority(ruleSet: number, target: number, vacancies: readonly number[]): ReadonlySet<number> {
    const found = new Set<number>();
    const open = new Set(vacancies);
    for (let request = 0; request < this.input.table.requestCount && open.size > 0; request++) {
      if (this.priorityClassOf(ruleSet, target, request) <= 0) continue;
      for (const vacancy of open) {
        if (!this.has(vacancy, request)) continue;
        found.add(vacancy);
        open.delete(vacancy);
      }
    }
    return found;
  }

  /** The key of the request in the order of the vacancy, whose mode is the index of a target or -1. */
  keyOf(vacancy: number, request: number, mode: number): number {
    const ruleSet = this.input.ruleSetOf[vacancy]!;
    const functions = this.#functions[ruleSet]!;
    const { maximumPoints, minimumPoints } = this.input.ruleSets[ruleSet]!;
    const priorityClass = mode < 0 ? 0 : functions.priorityClass(request, mode);
    const points = functions.points(request, vacancy);
    return (
      pointsKey(points, priorityClass, maximumPoints - minimumPoints + 1) + seniorityKey(functions.seniority(request))
    );
  }

  /** The lists of the market under these modes: per vacancy the index of the target it serves first, or -1. */
  lists(modes: Int32Array, options: ListOptions = {}): GrowingLists {
    return new PlainLists(this, modes, options.best ?? 64);
  }
}

class PlainLists implements GrowingLists {
  readonly #pairs: EligiblePairs;
  readonly #modes: Int32Array;
  readonly #orders = new Map<number, number[]>();
  readonly #counts: Int32Array;

  constructor(pairs: EligiblePairs, modes: Int32Array, best: number) {
    this.#pairs = pairs;
    this.#modes = modes;
    this.#counts = new Int32Array(pairs.input.table.vacancyCount).fill(best);
  }

  #order(vacancy: number): number[] {
    let order = this.#orders.get(vacancy);
    if (!order) {
      order = [];
      for (let request = 0; request < this.#pairs.input.table.requestCount; request++) {
        if (this.#pairs.has(vacancy, request)) order.push(request);
      }
      order.sort((a, b) => this.compare(vacancy, a, b));
      this.#orders.set(vacancy, order);
    }
    return order;
  }

  known(vacancy: number): Int32Array {
    return Int32Array.from(this.#order(vacancy).slice(0, this.#counts[vacancy]!));
  }

  isComplete(vacancy: number): boolean {
    return this.#counts[vacancy]! >= this.#order(vacancy).length;
  }

  extend(vacancies: readonly number[], count: number): void {
    for (const vacancy of vacancies) this.#counts[vacancy] = Math.max(this.#counts[vacancy]!, count);
  }

  compare(vacancy: number, a: number, b: number): number {
    const mode = this.#modes[vacancy]!;
    const difference = this.#pairs.keyOf(vacancy, b, mode) - this.#pairs.keyOf(vacancy, a, mode);
    return difference || this.#pairs.ties.compare(a, b);
  }

  vacanciesOf(request: number): Int32Array {
    const vacancies: number[] = [];
    for (let vacancy = 0; vacancy < this.#pairs.input.table.vacancyCount; vacancy++) {
      if (this.#pairs.has(vacancy, request)) vacancies.push(vacancy);
    }
    return Int32Array.from(vacancies);
  }

  placesInOrder(request: number, vacancies: readonly number[]): Standing[] {
    return vacancies.map((vacancy) => {
      const order = this.#order(vacancy);
      return { place: order.indexOf(request) + 1, eligible: order.length };
    });
  }

  addRequest(request: number): void {
    this.#pairs.bind();
    this.#pairs.restore(request);
    this.#orders.clear();
  }

  removeRequest(request: number): void {
    this.#pairs.remove(request);
    this.#orders.clear();
  }

  strike(vacancy: number, request: number): void {
    this.#pairs.strike(vacancy, request);
    this.#orders.clear();
  }
}
