/**
 * Second half of the assignment: requests ask vacancies in their own order, on lists cut where nothing below can matter.
 * Promises the request-optimal stable lists of the market made of the cut lists alone.
 */
import type { Market } from "../market.ts";
import { RowLists } from "./row-lists.ts";

/** Who may ask whom: the cut lists turned round, one stretch of entries per request, in the request's own order. */
interface Wishes {
  readonly starts: Int32Array;
  readonly vacancies: Int32Array;
  /** Place of the request in the order of the vacancy. */
  readonly positions: Int32Array;
}

/** Per vacancy the positions, in its own order, of the requests on its list; `cuts` says how many of its candidates take part. */
export function requestOptimalPositions(market: Market, cuts: Int32Array): RowLists {
  const { places, lists, candidates } = market;
  const wishes = wishesOf(market, cuts);
  const members = new RowLists(
    market.vacancyCount,
    places.reduce((longest, n) => Math.max(longest, n), 0),
  );
  const next = wishes.starts.slice();
  const standing = new Int32Array(market.requestCount);

  /** The request asks on until it stands on its number of lists or has asked everyone; returns those it displaced. */
  const askOn = (request: number, displaced: number[]): void => {
    const end = wishes.starts[request + 1]!;
    while (standing[request]! < lists[request]! && next[request]! < end) {
      const entry = next[request]!++;
      const vacancy = wishes.vacancies[entry]!;
      const position = wishes.positions[entry]!;
      if (members.count(vacancy) === places[vacancy]) {
        if (members.last(vacancy) < position) continue;
        const loser = candidates.known(vacancy)[members.removeLast(vacancy)]!;
        standing[loser]!--;
        displaced.push(loser);
      }
      let rank = members.count(vacancy);
      while (rank > 0 && position < members.at(vacancy, rank - 1)) rank--;
      members.insert(vacancy, rank, position);
      standing[request]!++;
    }
  };

  const displaced: number[] = [];
  for (let request = 0; request < market.requestCount; request++) {
    if (wishes.starts[request] === wishes.starts[request + 1]) continue;
    askOn(request, displaced);
    for (let loser = displaced.pop(); loser !== undefined; loser = displaced.pop()) askOn(loser, displaced);
  }
  return members;
}

function wishesOf(market: Market, cuts: Int32Array): Wishes {
  const starts = new Int32Array(market.requestCount + 1);
  for (let vacancy = 0; vacancy < market.vacancyCount; vacancy++) {
    const known = market.candidates.known(vacancy);
    for (let position = 0; position < cuts[vacancy]!; position++) starts[known[position]! + 1]!++;
  }
  for (let request = 0; request < market.requestCount; request++) starts[request + 1]! += starts[request]!;
  const total = starts[market.requestCount]!;
  const wishes: Wishes = { starts, vacancies: new Int32Array(total), positions: new Int32Array(total) };
  const ends = starts.slice(0, market.requestCount);
  for (let vacancy = 0; vacancy < market.vacancyCount; vacancy++) {
    const known = market.candidates.known(vacancy);
    for (let position = 0; position < cuts[vacancy]!; position++) {
      const request = known[position]!;
      insertWish(market, wishes, request, ends[request]!++, vacancy, position);
    }
  }
  return wishes;
}

/** Puts the wish at its rank among those of the request collected before it, which end at `end`. */
function insertWish(
  market: Market,
  wishes: Wishes,
  request: number,
  end: number,
  vacancy: number,
  position: number,
): void {
  let low = wishes.starts[request]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (market.preferences.compare(request, vacancy, wishes.vacancies[middle]!) < 0) high = middle;
    else low = middle + 1;
  }
  wishes.vacancies.copyWithin(low + 1, low, end);
  wishes.positions.copyWithin(low + 1, low, end);
  wishes.vacancies[low] = vacancy;
  wishes.positions[low] = position;
}
