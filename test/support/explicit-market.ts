/**
 * A market written out as numbers, with candidate lists that pretend to know only a prefix. Every score is made distinct, so that
 * orders are strict. It keeps its own books of places and lists, so that a full run after events needs nothing from the state.
 */
import type { CandidateLists, Market, MarketChange } from "../../src/domain/engine/market.ts";
import type { MarketEvent } from "../../src/domain/engine/market-event.ts";
import type { NaiveMarket } from "./naive-assignment.ts";

/** What a request is before the market: for which vacancies it is eligible, how they rank it, how it ranks them. */
export interface ExplicitRequest {
  readonly lists: number;
  readonly eligible: readonly boolean[];
  /** Per vacancy; lower is better for the vacancy. */
  readonly standingWith: readonly number[];
  /** Per vacancy; lower is better for the request. */
  readonly wish: readonly number[];
}

/** A request that wishes, in this order, for the vacancies named, each with its standing there (lower is better for the vacancy). */
export function requestWishing(
  vacancyCount: number,
  lists: number,
  wishes: readonly (readonly [vacancy: number, standing: number])[],
): ExplicitRequest {
  const vacancies = Array.from({ length: vacancyCount }, (_, vacancy) => vacancy);
  const rankOf = (vacancy: number) => wishes.findIndex(([wished]) => wished === vacancy);
  return {
    lists,
    eligible: vacancies.map((vacancy) => rankOf(vacancy) >= 0),
    standingWith: vacancies.map((vacancy) => wishes[rankOf(vacancy)]?.[1] ?? 0),
    wish: vacancies.map(rankOf),
  };
}

/** A market that anybody can change and look at: candidate lists, books, and the same written out in full. */
export class ExplicitMarket implements CandidateLists, MarketChange {
  readonly places: number[];
  readonly lists: number[] = [];
  private readonly requests: ExplicitRequest[] = [];
  private readonly prepared = new Map<number, ExplicitRequest>();
  private readonly present: boolean[] = [];
  private readonly struck = new Set<string>();
  private readonly gone = new Set<number>();
  private readonly lost = new Set<number>();
  private readonly prefixes: number[][];
  /** How often lists had to grow. */
  passes = 0;

  constructor(places: readonly number[], requests: readonly ExplicitRequest[], prefixLength: number) {
    this.places = [...places];
    requests.forEach((request, row) => {
      this.prepare(row, request);
      this.present[row] = request.lists > 0;
      this.lists[row] = request.lists;
    });
    this.prefixes = places.map((_, vacancy) => this.orderOf(vacancy).slice(0, prefixLength));
  }

  /** Sets the facts of a row; they hold from its next arrival on. */
  prepare(row: number, request: ExplicitRequest): void {
    this.prepared.set(row, request);
    this.requests[row] ??= request;
    this.present[row] ??= false;
    this.lists[row] ??= 0;
  }

  get requestCount(): number {
    return this.requests.length;
  }

  isPresent(row: number): boolean {
    return this.present[row] === true;
  }

  /** The market as the books have it, for a full run that knows only prefixes of the given length. */
  market(): Market {
    return {
      requestCount: this.requests.length,
      vacancyCount: this.places.length,
      places: Int32Array.from(this.places),
      lists: Int32Array.from(this.lists),
      candidates: this,
      preferences: { compare: (request, a, b) => this.compareWishes(request, a, b) },
    };
  }

  /** The same market with complete orders written out. */
  naive(): NaiveMarket {
    return {
      places: this.places,
      lists: this.lists,
      vacancyOrders: this.places.map((_, vacancy) => this.orderOf(vacancy)),
      requestOrders: this.requests.map((_, request) =>
        [...this.vacanciesOf(request)].sort((a, b) => this.compareWishes(request, a, b)),
      ),
    };
  }

  /** A second market with the same books and fresh prefixes. */
  fresh(prefixLength: number): ExplicitMarket {
    const copy = new ExplicitMarket(this.places, [], 0);
    this.requests.forEach((request, row) => {
      copy.prepare(row, request);
      copy.present[row] = this.present[row]!;
      copy.lists[row] = this.lists[row]!;
    });
    for (const pair of this.struck) copy.struck.add(pair);
    this.places.forEach((_, vacancy) => {
      copy.prefixes[vacancy] = copy.orderOf(vacancy).slice(0, prefixLength);
    });
    return copy;
  }

  /** Enters the event in the books of places and lists, by its meaning alone. */
  book(event: MarketEvent): void {
    if (event.kind === "pair-confirmed") {
      this.places[event.vacancy]!--;
      this.lists[event.request]!--;
    } else if (event.kind === "pair-released") {
      if (!this.lost.has(event.vacancy)) this.places[event.vacancy]!++;
      if (!this.gone.has(event.request)) this.lists[event.request]!++;
    } else if (event.kind === "request-gone") {
      this.lists[event.request] = 0;
      this.gone.add(event.request);
    } else if (event.kind === "request-arrived") {
      this.lists[event.request] = event.lists;
      this.gone.delete(event.request);
    } else if (event.kind === "vacancy-lost") {
      this.places[event.vacancy] = 0;
      this.lost.add(event.vacancy);
    }
  }

  known(vacancy: number): Int32Array {
    return Int32Array.from(this.prefixes[vacancy]!);
  }

  isComplete(vacancy: number): boolean {
    return this.prefixes[vacancy]!.length === this.orderOf(vacancy).length;
  }

  extend(vacancies: readonly number[], count: number): void {
    this.passes++;
    for (const vacancy of vacancies) {
      const length = Math.max(count, this.prefixes[vacancy]!.length);
      this.prefixes[vacancy] = this.orderOf(vacancy).slice(0, length);
    }
  }

  compare(vacancy: number, a: number, b: number): number {
    if (!this.isEligible(vacancy, a) || !this.isEligible(vacancy, b))
      throw new Error("compared a pair that cannot meet");
    return this.requests[a]!.standingWith[vacancy]! - this.requests[b]!.standingWith[vacancy]! || a - b;
  }

  vacanciesOf(request: number): Int32Array {
    return Int32Array.from(this.places.keys()).filter((vacancy) => this.canMeet(vacancy, request));
  }

  strike(vacancy: number, request: number): void {
    this.struck.add(`${vacancy}/${request}`);
    this.prefixes[vacancy] = this.prefixes[vacancy]!.filter((r) => r !== request);
  }

  removeRequest(request: number): void {
    if (!this.present[request]) throw new Error("removed a request that was not in the market");
    this.present[request] = false;
    this.prefixes.forEach((prefix, vacancy) => {
      this.prefixes[vacancy] = prefix.filter((r) => r !== request);
    });
  }

  addRequest(request: number): void {
    if (this.present[request]) throw new Error("added a request that was in the market already");
    const complete = this.places.map((_, vacancy) => this.isComplete(vacancy));
    this.requests[request] = this.prepared.get(request)!;
    this.present[request] = true;
    this.prefixes.forEach((prefix, vacancy) => {
      if (!this.canMeet(vacancy, request)) return;
      const position = prefix.filter((r) => this.compare(vacancy, r, request) < 0).length;
      if (position < prefix.length || complete[vacancy]) prefix.splice(position, 0, request);
    });
  }

  private compareWishes(request: number, a: number, b: number): number {
    const { wish } = this.requests[request]!;
    return wish[a]! - wish[b]! || a - b;
  }

  private isEligible(vacancy: number, request: number): boolean {
    return this.requests[request]!.eligible[vacancy]!;
  }

  private canMeet(vacancy: number, request: number): boolean {
    return this.present[request]! && this.isEligible(vacancy, request) && !this.struck.has(`${vacancy}/${request}`);
  }

  private orderOf(vacancy: number): number[] {
    return [...this.requests.keys()]
      .filter((request) => this.canMeet(vacancy, request))
      .sort((a, b) => this.compare(vacancy, a, b));
  }
}
