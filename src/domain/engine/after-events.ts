/**
 * What follows from the events of a day, by id: refusals, withdrawals, new requests, lost vacancies, confirmations.
 * After a run, in place of a full rerun. Promises the result that a full run with the same pins and modes would give, and the moves that lead there.
 */
import type { GrowingFactTable } from "../facts/fact-table-builder.ts";
import type { Request } from "../facts/request.ts";
import type { Struck } from "../facts/snapshot.ts";
import { type Allocation, listsPerRequestOf, resultOf } from "./allocate.ts";
import { NONE } from "./assignment-state.ts";
import type { MarketEvent, MoveCause } from "./market-event.ts";
import { reassign } from "./reassign.ts";

/** One thing that happened since the run. */
export type RunEvent =
  | {
      readonly kind: "refused";
      readonly vacancyId: string;
      readonly requestId: string;
      readonly reason: Struck["reason"];
    }
  | { readonly kind: "withdrawn"; readonly requestId: string }
  | { readonly kind: "submitted"; readonly request: Request }
  | { readonly kind: "lost"; readonly vacancyId: string }
  | { readonly kind: "confirmed"; readonly vacancyId: string; readonly requestId: string };

/** One request that changes lists, by id. `because` names the event or the earlier move it follows from. */
export interface NamedMove {
  readonly requestId: string;
  readonly fromVacancyId?: string;
  readonly toVacancyId?: string;
  readonly because: MoveCause;
}

/** A run after the events: the same state, repaired. The allocation given must not be used any more. */
export interface AfterEvents {
  readonly allocation: Allocation;
  readonly moves: readonly NamedMove[];
}

/**
 * Takes events in.
 * Throws: when an event names a vacancy or request the run does not know; the caller checks ids before.
 */
export function afterEvents(allocation: Allocation, events: readonly RunEvent[]): AfterEvents {
  const { input } = allocation;
  const table = input.table as GrowingFactTable;
  const marketEvents = events.map((event) => marketEvent(allocation, table, event));
  const moves = reassign(allocation.state, marketEvents, allocation.lists);
  const confirmed = events.filter((event) => event.kind === "confirmed");
  const struck = events.filter((event) => event.kind === "refused");
  const pinned = new Map(allocation.pinned);
  for (const { vacancyId, requestId } of confirmed) {
    const vacancy = table.vacancyRow(vacancyId)!;
    pinned.set(vacancy, [...(pinned.get(vacancy) ?? []), requestId]);
  }
  const repaired = {
    ...allocation,
    pinned,
    input: {
      ...input,
      pins: [
        ...input.pins,
        ...confirmed.map(({ vacancyId, requestId }) => ({ vacancyId, requestId, kind: "confirmed" as const })),
      ],
      struck: [
        ...input.struck,
        ...struck.map(({ vacancyId, requestId, reason }) => ({ vacancyId, requestId, reason })),
      ],
    },
  };
  return {
    allocation: { ...repaired, ...resultOf({ ...repaired, outcomes: allocation.result.targets }) },
    moves: moves.map(({ request, from, to, because }) => ({
      requestId: table.requestId(request),
      ...(from === NONE ? {} : { fromVacancyId: table.vacancyId(from) }),
      ...(to === NONE ? {} : { toVacancyId: table.vacancyId(to) }),
      because,
    })),
  };
}

function marketEvent(allocation: Allocation, table: GrowingFactTable, event: RunEvent): MarketEvent {
  const vacancyOf = (id: string) => known(table.vacancyRow(id), id);
  const requestOf = (id: string) => known(table.requestRow(id), id);
  switch (event.kind) {
    case "refused":
      return { kind: "pair-struck", vacancy: vacancyOf(event.vacancyId), request: requestOf(event.requestId) };
    case "withdrawn":
      return { kind: "request-gone", request: requestOf(event.requestId) };
    case "submitted":
      return {
        kind: "request-arrived",
        request: table.appendRequest(event.request),
        lists: listsPerRequestOf(allocation.input.ruleSets),
      };
    case "lost":
      return { kind: "vacancy-lost", vacancy: vacancyOf(event.vacancyId) };
    case "confirmed":
      return { kind: "pair-confirmed", vacancy: vacancyOf(event.vacancyId), request: requestOf(event.requestId) };
  }
}

function known(row: number | undefined, id: string): number {
  if (row === undefined) throw new Error(`the run does not know ${id}`);
  return row;
}
