/**
 * Deliberately wrong copies of the engine's steps. Tests show that the comparison with the naive assignment catches them.
 */
import type { AssignmentState } from "../../src/domain/engine/assignment/assignment-state.ts";
import { closeMarket } from "../../src/domain/engine/assignment/close-market.ts";
import { pushRequests } from "../../src/domain/engine/assignment/push-requests.ts";
import { reopenPlaces } from "../../src/domain/engine/assignment/reopen-places.ts";
import { Repair } from "../../src/domain/engine/assignment/repair.ts";
import { requestOptimalPositions } from "../../src/domain/engine/assignment/request-proposals.ts";
import { vacancyOptimalStandings } from "../../src/domain/engine/assignment/vacancy-proposals.ts";
import type { MarketEvent } from "../../src/domain/engine/market-event.ts";
import type { ExplicitMarket } from "./explicit-market.ts";

/** Cuts each list at the first request that has a free list, even if it stands on this very list. */
export function assignCuttingAtEveryFreeRequest(explicit: ExplicitMarket): number[][] {
  const market = explicit.market();
  const vacancies = explicit.places.map((_, vacancy) => vacancy);
  explicit.extend(vacancies, explicit.requestCount);
  const standings = vacancyOptimalStandings(market, 2);
  const cuts = vacancies.map((vacancy) => {
    const known = explicit.known(vacancy);
    const cut = known.findIndex((request) => standings.count(request) < market.lists[request]!);
    return market.places[vacancy] === 0 ? 0 : cut < 0 ? known.length : cut;
  });
  const members = requestOptimalPositions(market, Int32Array.from(cuts));
  return vacancies.map((vacancy) => [...members.copy(vacancy)].map((position) => explicit.known(vacancy)[position]!));
}

/** Repairs by asking on and chains alone: stable, but not always the best for the requests. */
export function reassignWithoutExchanges(
  state: AssignmentState,
  events: readonly MarketEvent[],
  market: ExplicitMarket,
): void {
  const repair = new Repair(state);
  closeMarket(repair, events, market);
  pushRequests(repair);
  reopenPlaces(repair);
}
