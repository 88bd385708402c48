/**
 * A run in which one request stands in other versions of itself, one after the other, with all else fixed.
 * Made for the smallest change: an exact repair instead of a full rerun for every version that is tried.
 */
import type { Request } from "../facts/request.ts";
import type { GrowingFactTable } from "../facts/table/fact-table-builder.ts";
import type { Allocation } from "./allocate.ts";
import type { MarketEvent } from "./market-event.ts";
import { listsPerRequestOf } from "./pins.ts";
import { reassign } from "./reassign.ts";

/**
 * Gives a function from a version of the request to the ids of the vacancies on whose lists it would stand, in the order of its wishes.
 * The allocation belongs to the what-if from now on. Invariant: the request is pinned nowhere.
 */
export function openWhatIf(allocation: Allocation, requestId: string): (changed: Request) => readonly string[] {
  const { input, state, lists } = allocation;
  const table = input.table as GrowingFactTable;
  const struck = input.struck
    .filter((pair) => pair.requestId === requestId)
    .map((pair) => table.vacancyRow(pair.vacancyId)!);
  let present = table.requestRow(requestId)!;
  return (changed) => {
    const request = table.appendVersion(changed);
    const events: MarketEvent[] = [
      { kind: "request-gone", request: present },
      ...struck.map((vacancy): MarketEvent => ({ kind: "pair-struck", vacancy, request })),
      { kind: "request-arrived", request, lists: listsPerRequestOf(input.ruleSets) },
    ];
    reassign(state, events, lists);
    present = request;
    return Array.from(state.standingsOf(request), (vacancy) => table.vacancyId(vacancy));
  };
}
