/**
 * What follows from the events of a day, by id: refusals, withdrawals, new requests, lost vacancies, confirmations.
 * After a run, in place of a full rerun. Promises the result that a full run with the same pins and modes would give, and the moves that lead there.
 */
import type { GrowingFactTable } from "../facts/fact-table-builder.ts";
import type { Request } from "../facts/request.ts";
import type { Pin, Struck } from "../facts/snapshot.ts";
import { type Allocation, listsPerRequestOf, resultOf } from "./allocate.ts";
import { NONE } from "./assignment-state.ts";
import type { MarketEvent, MoveCause } from "./market-event.ts";
import { reassign } from "./reassign.ts";

/**
 * One thing that happened since the run. A refusal by a pinned request gives its place and its list back; a withdrawn request or a lost
 * vacancy takes its pins with it; the confirmation of a pinned pair moves nobody.
 */
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
  const books: Books = { pins: [...input.pins], struck: [...input.struck] };
  const steps = events.flatMap((event, index) =>
    marketEvents(allocation, table, books, event).map((step) => ({ step, index })),
  );
  const moves = reassign(
    allocation.state,
    steps.map(({ step }) => step),
    allocation.lists,
  );
  const repaired = {
    ...allocation,
    pinned: pinnedIdsByRow(table, books.pins),
    input: { ...input, pins: books.pins, struck: books.struck },
  };
  return {
    allocation: { ...repaired, ...resultOf({ ...repaired, outcomes: allocation.result.targets }) },
    moves: moves.map(({ request, from, to, because }) => ({
      requestId: table.requestId(request),
      ...(from === NONE ? {} : { fromVacancyId: table.vacancyId(from) }),
      ...(to === NONE ? {} : { toVacancyId: table.vacancyId(to) }),
      because: because.kind === "event" ? { kind: "event", event: steps[because.event]!.index } : because,
    })),
  };
}

/** Pins and struck pairs as the events of the batch leave them. */
interface Books {
  pins: Pin[];
  struck: Struck[];
}

/** What one event does to the market, entered in the books as well. */
function marketEvents(
  allocation: Allocation,
  table: GrowingFactTable,
  books: Books,
  event: RunEvent,
): readonly MarketEvent[] {
  const vacancyOf = (id: string) => known(table.vacancyRow(id), id);
  const requestOf = (id: string) => known(table.requestRow(id), id);
  /** Takes the pins out of the books; the market gives back what they held. */
  const release = (isReleased: (pin: Pin) => boolean): MarketEvent[] => {
    const released = books.pins.filter(isReleased);
    books.pins = books.pins.filter((pin) => !isReleased(pin));
    return released.map(({ vacancyId, requestId }) => ({
      kind: "pair-released",
      vacancy: vacancyOf(vacancyId),
      request: requestOf(requestId),
    }));
  };
  switch (event.kind) {
    case "refused": {
      const { vacancyId, requestId, reason } = event;
      const struck = { kind: "pair-struck", vacancy: vacancyOf(vacancyId), request: requestOf(requestId) } as const;
      const released = release(isPair(event));
      books.struck.push({ vacancyId, requestId, reason });
      return released.length > 0 ? released : [struck];
    }
    case "withdrawn": {
      const gone = { kind: "request-gone", request: requestOf(event.requestId) } as const;
      return [gone, ...release((pin) => pin.requestId === event.requestId)];
    }
    case "submitted": {
      const lists = listsPerRequestOf(allocation.input.ruleSets);
      return [{ kind: "request-arrived", request: table.appendRequest(event.request), lists }];
    }
    case "lost": {
      const lost = { kind: "vacancy-lost", vacancy: vacancyOf(event.vacancyId) } as const;
      return [lost, ...release((pin) => pin.vacancyId === event.vacancyId)];
    }
    case "confirmed": {
      const { vacancyId, requestId } = event;
      const confirmed = {
        kind: "pair-confirmed",
        vacancy: vacancyOf(vacancyId),
        request: requestOf(requestId),
      } as const;
      const others = books.pins.filter((pin) => !isPair(event)(pin));
      const wasPinned = others.length < books.pins.length;
      books.pins = [...others, { vacancyId, requestId, kind: "confirmed" }];
      return wasPinned ? [] : [confirmed];
    }
  }
}

interface NamedPair {
  readonly vacancyId: string;
  readonly requestId: string;
}

function isPair(one: NamedPair): (other: NamedPair) => boolean {
  return (other) => other.vacancyId === one.vacancyId && other.requestId === one.requestId;
}

function pinnedIdsByRow(table: GrowingFactTable, pins: readonly Pin[]): ReadonlyMap<number, readonly string[]> {
  const rows = new Map<number, Set<string>>();
  for (const { vacancyId, requestId } of pins) {
    const vacancy = table.vacancyRow(vacancyId)!;
    rows.set(vacancy, (rows.get(vacancy) ?? new Set()).add(requestId));
  }
  return new Map([...rows].map(([vacancy, ids]) => [vacancy, [...ids]]));
}

function known(row: number | undefined, id: string): number {
  if (row === undefined) throw new Error(`the run does not know ${id}`);
  return row;
}
