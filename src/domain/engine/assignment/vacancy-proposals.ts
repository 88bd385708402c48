/**
 * First half of the assignment: vacancies ask their candidates, best first, until their places are full or nobody is left to ask.
 * Promises the vacancy-optimal stable lists of the whole market, from prefixes that grow only where they run out. Its use is to tell
 * who keeps a free list and who fills which list: that is the same in every stable outcome.
 */
import type { Market } from "../market.ts";
import { extendTogether } from "./prefix-growth.ts";
import { RowLists } from "./row-lists.ts";

/** Per request the vacancies whose lists it stands on in the vacancy-optimal outcome, best first in its own order. */
export function vacancyOptimalStandings(market: Market, growthFactor: number): RowLists {
  const { candidates, preferences, places, lists } = market;
  const standings = new RowLists(
    market.requestCount,
    lists.reduce((longest, n) => Math.max(longest, n), 0),
  );
  const asked = new Int32Array(market.vacancyCount);
  const filled = new Int32Array(market.vacancyCount);
  const active: number[] = [];
  for (let vacancy = market.vacancyCount - 1; vacancy >= 0; vacancy--) if (places[vacancy]! > 0) active.push(vacancy);
  const waiting = new Set<number>();

  /** Puts the vacancy at its rank among those the request stands on. */
  const accept = (request: number, vacancy: number): void => {
    let rank = standings.count(request);
    while (rank > 0 && preferences.compare(request, vacancy, standings.at(request, rank - 1)) < 0) rank--;
    standings.insert(request, rank, vacancy);
    filled[vacancy]!++;
  };

  const askOn = (vacancy: number): void => {
    const known = candidates.known(vacancy);
    while (filled[vacancy]! < places[vacancy]!) {
      if (asked[vacancy] === known.length) {
        if (!candidates.isComplete(vacancy)) waiting.add(vacancy);
        return;
      }
      const request = known[asked[vacancy]!++]!;
      if (standings.count(request) < lists[request]!) accept(request, vacancy);
      else if (lists[request]! > 0 && preferences.compare(request, vacancy, standings.last(request)) < 0) {
        const left = standings.removeLast(request);
        filled[left]!--;
        active.push(left);
        accept(request, vacancy);
      }
    }
  };

  // The outcome does not depend on the order in which vacancies ask, so those that wait for a longer list simply go on later.
  for (;;) {
    for (let vacancy = active.pop(); vacancy !== undefined; vacancy = active.pop()) askOn(vacancy);
    if (waiting.size === 0) return standings;
    const nearlyExhausted: number[] = [];
    for (let vacancy = 0; vacancy < market.vacancyCount; vacancy++) {
      if (places[vacancy]! > 0 && 4 * asked[vacancy]! >= 3 * candidates.known(vacancy).length) {
        if (!candidates.isComplete(vacancy)) nearlyExhausted.push(vacancy);
      }
    }
    extendTogether(candidates, [...waiting], nearlyExhausted, growthFactor);
    active.push(...waiting);
    waiting.clear();
  }
}
