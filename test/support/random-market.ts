/**
 * Small random markets and the events of a random day, from a seed: cheap enough for tens of thousands of comparisons.
 */
import type { AssignmentState } from "../../src/domain/engine/assignment/assignment-state.ts";
import type { MarketEvent } from "../../src/domain/engine/market-event.ts";
import { ExplicitMarket, type ExplicitRequest } from "./explicit-market.ts";

/** A stream of reproducible numbers: `random(n)` is a whole number from 0 to n - 1. */
export type Random = (below: number) => number;

/** The stream of a seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** How large a market gets at most. */
export interface MarketSize {
  readonly requests: number;
  readonly vacancies: number;
  readonly places: number;
  readonly lists: number;
}

export const smallMarket: MarketSize = { requests: 7, vacancies: 6, places: 3, lists: 3 };
export const tinyMarket: MarketSize = { requests: 4, vacancies: 4, places: 2, lists: 2 };

function randomRequest(random: Random, vacancyCount: number, lists: number, eligibleInTen: number): ExplicitRequest {
  const each = <T>(make: (vacancy: number) => T): T[] => Array.from({ length: vacancyCount }, (_, v) => make(v));
  // Few different values, so that ties are common and fall to the row.
  const standingWith = each(() => random(6));
  // Half of the requests wish most for what they have the least chance of: that makes several stable assignments likely.
  const isContrary = random(2) === 0;
  return {
    lists,
    eligible: each(() => random(10) < eligibleInTen),
    standingWith,
    wish: each((vacancy) => (isContrary ? 5 - standingWith[vacancy]! : random(6))),
  };
}

/** A market with prefixes of 1 to 3 known candidates. */
export function randomMarket(random: Random, size: MarketSize): ExplicitMarket {
  const vacancyCount = 2 + random(size.vacancies - 1);
  const requestCount = 2 + random(size.requests - 1);
  const eligibleInTen = 5 + random(6);
  const places = Array.from({ length: vacancyCount }, () => (random(12) === 0 ? 0 : 1 + random(size.places)));
  const requests = Array.from({ length: requestCount }, () =>
    randomRequest(random, vacancyCount, random(12) === 0 ? 0 : 1 + random(size.lists), eligibleInTen),
  );
  const market = new ExplicitMarket(places, requests, 1 + random(3));
  for (let i = random(4); i > 0; i--) market.strike(random(vacancyCount), random(requestCount));
  return market;
}

/** What the day remembers between events: which pairs are confirmed. */
export interface Day {
  readonly confirmed: { readonly vacancy: number; readonly request: number }[];
}

/**
 * A random event that makes sense now, entered in the books of the market. It may be about pairs that were not proposed, vacancies
 * without a place and requests without a list; a request that arrives has a new row, or the row of one that has gone with new facts.
 */
export function randomEvent(random: Random, market: ExplicitMarket, day: Day, size: MarketSize): MarketEvent {
  const event = draw(random, market, day, size);
  market.book(event);
  return event;
}

function draw(random: Random, market: ExplicitMarket, day: Day, size: MarketSize): MarketEvent {
  const vacancy = random(market.places.length);
  const request = random(market.requestCount);
  const kind = random(12);
  if (kind < 3) return { kind: "pair-struck", vacancy, request };
  if (kind < 5 && market.places[vacancy]! > 0 && market.lists[request]! > 0) {
    day.confirmed.push({ vacancy, request });
    return { kind: "pair-confirmed", vacancy, request };
  }
  if (kind < 7 && day.confirmed.length > 0) {
    const [pair] = day.confirmed.splice(random(day.confirmed.length), 1);
    return { kind: "pair-released", ...pair! };
  }
  if (kind < 9) {
    const row = random(3) === 0 || market.lists[request]! > 0 ? market.requestCount : request;
    const isPinned = day.confirmed.some((pair) => pair.request === row);
    if (!isPinned) {
      const lists = 1 + random(size.lists);
      market.prepare(row, randomRequest(random, market.places.length, lists, 5 + random(6)));
      return { kind: "request-arrived", request: row, lists };
    }
  }
  if (kind === 9 && random(3) === 0) return { kind: "vacancy-lost", vacancy };
  if (kind < 12 && market.lists[request]! > 0) return { kind: "request-gone", request };
  return { kind: "pair-struck", vacancy, request };
}

/** The lists of a state as plain arrays. */
export function listsOf(state: AssignmentState): number[][] {
  return state.assignment().map((list) => [...list]);
}
