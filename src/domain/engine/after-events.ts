/**
 * What follows from the events of a day, by id: refusals, withdrawals, new requests, lost vacancies, confirmations.
 * After a run, in place of a full rerun. Promises the result that a full run with the same pins and modes would give, and the moves that lead there.
 */
import type { RowPair } from "../facts/fact-table.ts";
import type { Request } from "../facts/request.ts";
import type { Pin, Struck } from "../facts/snapshot.ts";
import type { GrowingFactTable } from "../facts/table/fact-table-builder.ts";
import { type Allocation, resultOf } from "./allocate.ts";
import { NONE } from "./assignment/assignment-state.ts";
import type { MarketEvent, MoveCause } from "./market-event.ts";
import { listsPerRequestOf } from "./pins.ts";
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
 * Throws: when an event names a vacancy or request the run does not know, or confirms more than a vacancy has places or a request lists;
 * the caller checks both before.
 */
export function afterEvents(allocation: Allocation, events: readonly RunEvent[]): AfterEvents {
  const { input } = allocation;
  const table = input.table as GrowingFactTable;
  const books: Books = { pins: [...input.pins], struck: [...input.struck], held: new Set(input.pins.map(keyOf)) };
  const steps = events.flatMap((event, index) => stepsOf(allocation, table, books, event, index));
  steps.push(...confirmations(allocation, table, books, events));
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
  readonly struck: Struck[];
  /** Pins of the run that no event has taken out yet. */
  readonly held: Set<string>;
}

/** What happens in the market, and the event of the batch that it follows from. */
interface Step {
  readonly step: MarketEvent;
  readonly index: number;
}

/** What one event does to the market, entered in the books as well. Confirmations are entered only. */
function stepsOf(
  allocation: Allocation,
  table: GrowingFactTable,
  books: Books,
  event: RunEvent,
  index: number,
): readonly Step[] {
  const pair = (of: NamedPair) => rowsOf(table, of);
  /** Takes pins out of the books; the market gives back what they held. */
  const release = (isReleased: (pin: Pin) => boolean): Step[] => {
    const released = books.pins.filter((pin) => isReleased(pin) && books.held.delete(keyOf(pin)));
    books.pins = books.pins.filter((pin) => !isReleased(pin));
    return released.map((pin) => ({ step: { kind: "pair-released", ...pair(pin) }, index }));
  };
  switch (event.kind) {
    case "refused": {
      const { vacancyId, requestId, reason } = event;
      const struck = { step: { kind: "pair-struck", ...pair(event) }, index } as const;
      const released = release((pin) => keyOf(pin) === keyOf(event));
      books.struck.push({ vacancyId, requestId, reason });
      return released.length > 0 ? released : [struck];
    }
    case "withdrawn": {
      const request = known(table.requestRow(event.requestId), event.requestId);
      const released = release((pin) => pin.requestId === event.requestId);
      return [{ step: { kind: "request-gone", request }, index }, ...released];
    }
    case "submitted": {
      const lists = listsPerRequestOf(allocation.input.ruleSets);
      return [{ step: { kind: "request-arrived", request: table.appendRequest(event.request), lists }, index }];
    }
    case "lost": {
      const vacancy = known(table.vacancyRow(event.vacancyId), event.vacancyId);
      const released = release((pin) => pin.vacancyId === event.vacancyId);
      return [{ step: { kind: "vacancy-lost", vacancy }, index }, ...released];
    }
    case "confirmed": {
      const { vacancyId, requestId } = event;
      pair(event);
      books.pins = [
        ...books.pins.filter((pin) => keyOf(pin) !== keyOf(event)),
        { vacancyId, requestId, kind: "confirmed" },
      ];
      return [];
    }
  }
}

/**
 * What the batch as a whole pins beyond the pins of the run.
 * Why last: a place or a list that one event of the batch gives back may be the one that another takes, in whatever order they are told.
 */
function confirmations(
  allocation: Allocation,
  table: GrowingFactTable,
  { pins, held }: Books,
  events: readonly RunEvent[],
): readonly Step[] {
  return events.flatMap((event, index) => {
    if (event.kind !== "confirmed") return [];
    const isLast =
      events.findLastIndex((other) => other.kind === "confirmed" && keyOf(other) === keyOf(event)) === index;
    const isPinned = pins.some((pin) => keyOf(pin) === keyOf(event));
    if (!isLast || !isPinned || held.has(keyOf(event))) return [];
    const onVacancy = pins.filter((pin) => pin.vacancyId === event.vacancyId).length;
    const ofRequest = pins.filter((pin) => pin.requestId === event.requestId).length;
    const { vacancy, request } = rowsOf(table, event);
    if (onVacancy > allocation.places[vacancy]!)
      throw new Error(`more requests are pinned on ${event.vacancyId} than it has places`);
    if (ofRequest > listsPerRequestOf(allocation.input.ruleSets))
      throw new Error(`${event.requestId} is pinned on more lists than it may stand on`);
    return [{ step: { kind: "pair-confirmed", vacancy, request }, index }];
  });
}

interface NamedPair {
  readonly vacancyId: string;
  readonly requestId: string;
}

function keyOf({ vacancyId, requestId }: NamedPair): string {
  return `${vacancyId} ${requestId}`;
}

function rowsOf(table: GrowingFactTable, { vacancyId, requestId }: NamedPair): RowPair {
  return {
    vacancy: known(table.vacancyRow(vacancyId), vacancyId),
    request: known(table.requestRow(requestId), requestId),
  };
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
