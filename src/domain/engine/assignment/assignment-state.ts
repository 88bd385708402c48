/**
 * The assignment as it stands: who is on which list, with the market it holds for. Made by assign, kept right by reassign.
 * Promises that both sides agree (a request stands on a list exactly when the list holds it), that lists are best first in the
 * vacancy's order, and that a request's lists are best first in its own. Must not know facts, rules or points.
 */
import type { Assignment, CandidateLists, Market, Preferences } from "../market.ts";
import { extendTogether, GROWTH_FACTOR, grownLength } from "./prefix-growth.ts";
import { grownCopy, RowLists } from "./row-lists.ts";

/** No vacancy, no request. */
export const NONE = -1;

/** The lists of all vacancies and the lists each request stands on. */
export class AssignmentState {
  readonly vacancyCount: number;
  readonly candidates: CandidateLists;
  readonly preferences: Preferences;
  /** Places per vacancy as they are now; a copy, so that the market given at first stays as it was. */
  readonly places: Int32Array;
  /** Vacancies that were lost: a place that comes back to them is not offered. */
  readonly lost = new Set<number>();
  /** Requests that withdrew: a list that comes back to them is not used. */
  readonly withdrawn = new Set<number>();
  #requestRows: number;
  #listNumbers: Int32Array;
  readonly #members: RowLists;
  readonly #standings: RowLists;

  constructor(market: Market) {
    this.vacancyCount = market.vacancyCount;
    this.#requestRows = market.requestCount;
    this.candidates = market.candidates;
    this.preferences = market.preferences;
    this.places = market.places.slice();
    this.#listNumbers = market.lists.slice();
    this.#members = new RowLists(market.vacancyCount, longestOf(market.places));
    this.#standings = new RowLists(market.requestCount, longestOf(market.lists));
  }

  /** The market as it is now: a full run on it gives the same lists. */
  get market(): Market {
    return {
      requestCount: this.#requestRows,
      vacancyCount: this.vacancyCount,
      places: this.places.slice(),
      lists: this.#listNumbers.slice(0, this.#requestRows),
      candidates: this.candidates,
      preferences: this.preferences,
    };
  }

  get requestCount(): number {
    return this.#requestRows;
  }

  /** How many lists the request may stand on. */
  lists(request: number): number {
    return this.#listNumbers[request]!;
  }

  /** The requests on the list of the vacancy, best first. */
  membersOf(vacancy: number): Int32Array {
    return this.#members.copy(vacancy);
  }

  /** The vacancies on whose lists the request stands, best first. */
  standingsOf(request: number): Int32Array {
    return this.#standings.copy(request);
  }

  /** Every list. */
  assignment(): Assignment {
    return Array.from({ length: this.vacancyCount }, (_, vacancy) => this.membersOf(vacancy));
  }

  memberCount(vacancy: number): number {
    return this.#members.count(vacancy);
  }

  standingCount(request: number): number {
    return this.#standings.count(request);
  }

  /** The last of the list. Invariant: the list is not empty. */
  lastMember(vacancy: number): number {
    return this.#members.last(vacancy);
  }

  /** The list the request likes least of those it stands on. Invariant: it stands on one. */
  worstStanding(request: number): number {
    return this.#standings.last(request);
  }

  standsOn(request: number, vacancy: number): boolean {
    return this.#standings.has(request, vacancy);
  }

  hasFreeList(request: number): boolean {
    return this.#standings.count(request) < this.#listNumbers[request]!;
  }

  /** True when the request is not on the list and would take a place there: it has a free list, or prefers it to its worst one. */
  wants(request: number, vacancy: number): boolean {
    if (this.#listNumbers[request]! <= 0 || this.#standings.has(request, vacancy)) return false;
    return this.hasFreeList(request) || this.preferences.compare(request, vacancy, this.#standings.last(request)) < 0;
  }

  /**
   * Who would come next if one candidate fell away: the first requests of the vacancy's order, not on the list, who want it.
   * Cost: extends the list of this vacancy where it must; `nextOfEach` does so for all vacancies together.
   */
  nextOf(vacancy: number, count: number): Int32Array {
    for (;;) {
      const next = this.#knownNext(vacancy, count);
      if (next.length === count || this.#isFullyKnown(vacancy)) return Int32Array.from(next);
      const known = this.candidates.known(vacancy).length;
      this.candidates.extend([vacancy], grownLength(known, GROWTH_FACTOR));
    }
  }

  /** `nextOf` of every vacancy, with as few passes over the requests as possible. */
  nextOfEach(count: number): readonly Int32Array[] {
    const result: Int32Array[] = new Array(this.vacancyCount);
    let open = Array.from({ length: this.vacancyCount }, (_, vacancy) => vacancy);
    while (open.length > 0) {
      const waiting: number[] = [];
      for (const vacancy of open) {
        const next = this.#knownNext(vacancy, count);
        if (next.length === count || this.#isFullyKnown(vacancy)) result[vacancy] = Int32Array.from(next);
        else waiting.push(vacancy);
      }
      if (waiting.length > 0) extendTogether(this.candidates, waiting, [], GROWTH_FACTOR);
      open = waiting;
    }
    return result;
  }

  /** The first request below the list who wants the vacancy, or NONE. */
  firstWanting(vacancy: number): number {
    return this.nextOf(vacancy, 1)[0] ?? NONE;
  }

  /** Puts the request on the list, at its place in both orders. */
  enter(request: number, vacancy: number): void {
    let place = this.#members.count(vacancy);
    while (place > 0 && this.candidates.compare(vacancy, request, this.#members.at(vacancy, place - 1)) < 0) place--;
    this.#members.insert(vacancy, place, request);
    let rank = this.#standings.count(request);
    while (rank > 0 && this.preferences.compare(request, vacancy, this.#standings.at(request, rank - 1)) < 0) rank--;
    this.#standings.insert(request, rank, vacancy);
  }

  /** Takes the request off the list. */
  leave(request: number, vacancy: number): void {
    this.#members.remove(vacancy, request);
    this.#standings.remove(request, vacancy);
  }

  /** Sets how many lists the request may stand on; its row may be a new one. */
  setLists(request: number, lists: number): void {
    if (request >= this.#requestRows) {
      this.#requestRows = request + 1;
      if (request >= this.#listNumbers.length) this.#listNumbers = grownCopy(this.#listNumbers, 2 * this.#requestRows);
      this.#standings.ensureRows(this.#requestRows);
    }
    this.#listNumbers[request] = lists;
  }

  #isFullyKnown(vacancy: number): boolean {
    return this.places[vacancy] === 0 || this.candidates.isComplete(vacancy);
  }

  /** Those of `nextOf` among the candidates known so far. Nobody above the last of a list wants it without being on it. */
  #knownNext(vacancy: number, count: number): number[] {
    const next: number[] = [];
    if (this.places[vacancy] === 0) return next;
    const known = this.candidates.known(vacancy);
    for (let i = this.#positionBelowList(vacancy, known); i < known.length && next.length < count; i++) {
      const request = known[i]!;
      if (this.wants(request, vacancy)) next.push(request);
    }
    return next;
  }

  #positionBelowList(vacancy: number, known: Int32Array): number {
    if (this.#members.count(vacancy) === 0) return 0;
    const last = this.#members.last(vacancy);
    let low = 0;
    let high = known.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const request = known[middle]!;
      if (request === last) return middle + 1;
      if (this.candidates.compare(vacancy, request, last) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function longestOf(numbers: Int32Array): number {
  return numbers.reduce((longest, n) => Math.max(longest, n), 0);
}
