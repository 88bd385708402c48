/**
 * Third phase of reassign: each freed place goes to the first request in order that wants it. A request over its number of lists
 * drops its worst one, which frees a place there, and so on. Afterwards nobody is passed over.
 */
import type { MoveCause } from "../market-event.ts";
import { NONE } from "./assignment-state.ts";
import type { FreedBy, Repair } from "./repair.ts";

/** Offers every closed place, and every place that falls free on the way. */
export function reopenPlaces(repair: Repair): void {
  const { state, closed } = repair;
  const queue = [...closed.keys()];
  // Requests only gain in this phase, so that a place nobody wants stays unwanted, and the chain ends.
  for (const vacancy of queue) {
    const freed = closed.get(vacancy)!;
    while (freed.length > 0) {
      const request = state.firstWanting(vacancy);
      if (request === NONE) break;
      const because = causeOf(freed.shift()!);
      const from = state.hasFreeList(request) ? NONE : state.worstStanding(request);
      if (from !== NONE) state.leave(request, from);
      state.enter(request, vacancy);
      const move = repair.tell(request, from, vacancy, because);
      if (from === NONE) continue;
      repair.close(from, { move });
      queue.push(from);
    }
  }
}

function causeOf(by: FreedBy): MoveCause {
  return "move" in by ? { kind: "freed-place", move: by.move } : { kind: "event", event: by.event };
}
