/**
 * Step 5 of the path: who is proposed for what. Of all assignments that pass nobody over, each request gets the one best for it.
 * Promises the request-optimal pairwise stable assignment of the whole market, although it reads only prefixes of the vacancies'
 * orders; the result depends on nothing but the orders, places and lists. Must not know facts, rules or points.
 */
import { AssignmentState } from "./assignment/assignment-state.ts";
import { extendTogether, GROWTH_FACTOR } from "./assignment/prefix-growth.ts";
import { requestOptimalPositions } from "./assignment/request-proposals.ts";
import type { RowLists } from "./assignment/row-lists.ts";
import { vacancyOptimalStandings } from "./assignment/vacancy-proposals.ts";
import type { Market } from "./market.ts";

/** Assigns the whole market. `growthFactor` decides how fast lists grow where they run out: cost only, never the result. */
export function assign(market: Market, growthFactor: number = GROWTH_FACTOR): AssignmentState {
  const standings = vacancyOptimalStandings(market, growthFactor);
  const cuts = listCuts(market, standings, growthFactor);
  const members = requestOptimalPositions(market, cuts);
  const state = new AssignmentState(market);
  for (let vacancy = 0; vacancy < market.vacancyCount; vacancy++) {
    const known = market.candidates.known(vacancy);
    for (let i = 0; i < members.count(vacancy); i++) state.enter(known[members.at(vacancy, i)]!, vacancy);
  }
  return state;
}

/**
 * Per vacancy, how many of its first candidates can matter: those before the first one who has a free list without being on its list.
 *
 * Why nothing below matters: everybody stands on the same number of lists in every stable assignment, and whoever has a free list
 * stands on the same lists in all of them. So that one request has a free list, and is not on this list, in every stable assignment:
 * it would be passed over unless the list is full of better ones. A request that is free and on this very list proves nothing.
 */
function listCuts(market: Market, standings: RowLists, growthFactor: number): Int32Array {
  const { candidates, lists } = market;
  const cuts = new Int32Array(market.vacancyCount);
  let open: number[] = [];
  for (let vacancy = 0; vacancy < market.vacancyCount; vacancy++) if (market.places[vacancy]! > 0) open.push(vacancy);
  while (open.length > 0) {
    open = open.filter((vacancy) => {
      const known = candidates.known(vacancy);
      let cut = cuts[vacancy]!;
      while (cut < known.length && !ends(known[cut]!, vacancy)) cut++;
      cuts[vacancy] = cut;
      return cut === known.length && !candidates.isComplete(vacancy);
    });
    if (open.length > 0) extendTogether(candidates, open, [], growthFactor);
  }
  return cuts;

  function ends(request: number, vacancy: number): boolean {
    return standings.count(request) < lists[request]! && !standings.has(request, vacancy);
  }
}
