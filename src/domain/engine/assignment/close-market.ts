/**
 * First phase of reassign: takes the events in. Afterwards the market is the new one, and no vacancy has more open places than it
 * holds requests, except places that stood empty before.
 */
import type { MarketChange } from "../market.ts";
import type { MarketEvent } from "../market-event.ts";
import { NONE } from "./assignment-state.ts";
import type { Repair } from "./repair.ts";

/** Events that ask too much of a row, by row; settled once all events are known. */
interface Excess {
  /** Vacancies that may hold too many, with the event that took a place. */
  readonly vacancies: Map<number, number>;
  /** Requests that may stand on too many lists, with the event that took a list. */
  readonly requests: Map<number, number>;
  /** Requests without a list left: they leave the market. */
  readonly leaving: Set<number>;
}

/** Takes every event of the batch in, and notes who asks on, which places stay closed for now, and where exchanges may start. */
export function closeMarket(repair: Repair, events: readonly MarketEvent[], change: MarketChange): void {
  const excess: Excess = { vacancies: new Map(), requests: new Map(), leaving: new Set() };
  events.forEach((event, index) => {
    takeIn(repair, event, index, change, excess);
  });
  dropExcessLists(repair, change, excess);
  evictExcessMembers(repair, excess);
  const { state } = repair;
  for (const [vacancy, freed] of repair.closed) {
    freed.length = Math.max(0, Math.min(freed.length, state.places[vacancy]! - state.memberCount(vacancy)));
  }
}

function takeIn(repair: Repair, event: MarketEvent, index: number, change: MarketChange, excess: Excess): void {
  const { state } = repair;
  const because = { kind: "event", event: index } as const;
  switch (event.kind) {
    case "pair-struck": {
      const { vacancy, request } = event;
      repair.touched.add(vacancy);
      if (state.standsOn(request, vacancy)) repair.close(vacancy, repair.lose(request, vacancy, because));
      change.strike(vacancy, request);
      return;
    }
    case "pair-confirmed": {
      const { vacancy, request } = event;
      repair.touched.add(vacancy);
      repair.moved.add(request);
      repair.noteCursor(request);
      if (state.standsOn(request, vacancy)) {
        state.leave(request, vacancy);
        repair.tell(request, vacancy, NONE, because);
      }
      change.strike(vacancy, request);
      state.places[vacancy] = Math.max(0, state.places[vacancy]! - 1);
      excess.vacancies.set(vacancy, index);
      if (state.lists(request) === 0) return;
      state.setLists(request, state.lists(request) - 1);
      excess.requests.set(request, index);
      if (state.lists(request) === 0) excess.leaving.add(request);
      return;
    }
    case "pair-released": {
      const { vacancy, request } = event;
      if (!state.lost.has(vacancy)) {
        state.places[vacancy]!++;
        repair.close(vacancy, because);
      }
      if (state.withdrawn.has(request)) return;
      if (state.lists(request) > 0 || excess.leaving.delete(request)) repair.noteCursor(request);
      else {
        change.addRequest(request);
        repair.cursors.set(request, "start");
      }
      state.setLists(request, state.lists(request) + 1);
      repair.moved.add(request);
      repair.wish(request, NONE, because);
      return;
    }
    case "request-gone": {
      const { request } = event;
      state.withdrawn.add(request);
      if (state.lists(request) === 0 && !excess.leaving.delete(request)) return;
      for (const vacancy of state.candidates.vacanciesOf(request)) repair.touched.add(vacancy);
      for (const vacancy of state.standingsOf(request)) {
        state.leave(request, vacancy);
        repair.close(vacancy, { move: repair.tell(request, vacancy, NONE, because) });
      }
      state.setLists(request, 0);
      change.removeRequest(request);
      return;
    }
    case "request-arrived": {
      const { request } = event;
      state.withdrawn.delete(request);
      state.setLists(request, event.lists);
      change.addRequest(request);
      repair.cursors.set(request, "start");
      repair.moved.add(request);
      for (let i = 0; i < event.lists; i++) repair.wish(request, NONE, because);
      return;
    }
    case "vacancy-lost": {
      const { vacancy } = event;
      state.lost.add(vacancy);
      state.places[vacancy] = 0;
      repair.touched.add(vacancy);
      excess.vacancies.set(vacancy, index);
    }
  }
}

/**
 * A request with fewer lists than before keeps its best. It then stands in its order right after the worst that it kept: should it
 * lose another list, it asks for the dropped ones again like anybody else.
 */
function dropExcessLists(repair: Repair, change: MarketChange, excess: Excess): void {
  const { state } = repair;
  for (const [request, event] of excess.requests) {
    if (state.standingCount(request) <= state.lists(request)) continue;
    while (state.standingCount(request) > state.lists(request)) {
      const worst = state.worstStanding(request);
      state.leave(request, worst);
      repair.close(worst, { move: repair.tell(request, worst, NONE, { kind: "event", event }) });
    }
    if (state.standingCount(request) > 0) repair.cursors.set(request, { after: state.worstStanding(request) });
  }
  for (const request of excess.leaving) {
    for (const vacancy of state.candidates.vacanciesOf(request)) repair.touched.add(vacancy);
    change.removeRequest(request);
  }
}

function evictExcessMembers(repair: Repair, excess: Excess): void {
  const { state } = repair;
  for (const [vacancy, event] of excess.vacancies) {
    while (state.memberCount(vacancy) > state.places[vacancy]!) {
      repair.lose(state.lastMember(vacancy), vacancy, { kind: "event", event });
    }
  }
}
