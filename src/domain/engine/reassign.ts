/**
 * What follows from the events of a day: an exact repair of the assignment, and the moves it takes, each with its cause.
 * Promises the very lists that a full run on the market after the events would give, at the cost of the requests and vacancies that
 * are concerned. Must not know facts, rules or points.
 *
 * In order: close (take the events in), push (who lost a list asks on), reopen (freed places are offered), exchange.
 */
import type { AssignmentState } from "./assignment/assignment-state.ts";
import { closeMarket } from "./assignment/close-market.ts";
import { makeExchanges } from "./assignment/exchanges.ts";
import { pushRequests } from "./assignment/push-requests.ts";
import { reopenPlaces } from "./assignment/reopen-places.ts";
import { Repair } from "./assignment/repair.ts";
import type { MarketChange } from "./market.ts";
import type { MarketEvent, Move } from "./market-event.ts";

/**
 * Takes a batch of events in and returns the moves in causal order. Changes the state, and the candidate lists through `change`.
 * The resulting lists follow from the market after the events alone; the trace tells the events in the order given.
 */
export function reassign(
  state: AssignmentState,
  events: readonly MarketEvent[],
  change: MarketChange,
): readonly Move[] {
  const repair = new Repair(state);
  closeMarket(repair, events, change);
  pushRequests(repair);
  reopenPlaces(repair);
  makeExchanges(repair);
  return repair.trace;
}
