/**
 * Who is in the market at a moment: requests in the queue, vacancies that live, places held and pairs struck. Read from the store, and moved on by the
 * writes of a change that is about to be made; the difference is what the change frees.
 */
import type { Pin, Struck } from "../../domain/facts/snapshot.ts";
import { queueStates } from "../../domain/requests/transitions.ts";
import type { Freed, FreeingEvent } from "../../domain/runs/reassignment-record.ts";
import type { Write } from "../commit.ts";
import type { Documents, Kind } from "../kinds.ts";
import type { Context, SnapshotReading } from "../ports.ts";
import { snapshotVacancyStates } from "../runs/read-snapshot.ts";

/** The books of a market; pairs by `vacancy request`, since ids hold no spaces. */
export interface MarketBooks {
  readonly requestIds: ReadonlySet<string>;
  readonly vacancyIds: ReadonlySet<string>;
  readonly pins: ReadonlyMap<string, Pin>;
  readonly struck: ReadonlyMap<string, Struck>;
}

/** The books as they stand in the store. Cost: one reading of all requests in the queue. */
export async function booksNow({ store }: Pick<Context, "store">): Promise<MarketBooks> {
  const reading = await store.snapshot();
  try {
    return {
      requestIds: await idsOf(reading, "request", queueStates),
      vacancyIds: await idsOf(reading, "vacancy", snapshotVacancyStates),
      pins: await pairsOf<Pin>(reading, "pin", ["held"]),
      struck: await pairsOf<Struck>(reading, "struck"),
    };
  } finally {
    await reading.close();
  }
}

/** The books once the writes are made, and what the writes free. */
export function booksAfter(
  books: MarketBooks,
  writes: readonly Write[],
): { readonly after: MarketBooks; readonly freed: Freed } {
  const requestIds = new Set(books.requestIds);
  const vacancyIds = new Set(books.vacancyIds);
  const pins = new Map(books.pins);
  const struck = new Map(books.struck);
  for (const write of writes) {
    const { id } = write;
    if (write.kind === "request") keep(requestIds, id, isOneOf(queueStates, documentOf(write, "request").state));
    if (write.kind === "vacancy")
      keep(vacancyIds, id, isOneOf(snapshotVacancyStates, documentOf(write, "vacancy").state));
    if (write.kind === "struck")
      struck.set(keyOf(documentOf(write, "struck").facts), documentOf(write, "struck").facts);
    if (write.kind === "pin") {
      const { state, facts } = documentOf(write, "pin");
      if (state === "held") pins.set(keyOf(facts), facts);
      else pins.delete(keyOf(facts));
    }
  }
  const after = { requestIds, vacancyIds, pins, struck };
  return { after, freed: freedBetween(books, after) };
}

/** The books as they stood before something was freed. */
export function booksBefore(books: MarketBooks, { events, pins, struck }: Freed): MarketBooks {
  const came = new Set(struck.map(keyOf));
  return {
    requestIds: new Set([
      ...books.requestIds,
      ...events.flatMap((event) => (event.kind === "withdrawn" ? [event.requestId] : [])),
    ]),
    vacancyIds: new Set([
      ...books.vacancyIds,
      ...events.flatMap((event) => (event.kind === "lost" ? [event.vacancyId] : [])),
    ]),
    pins: new Map([...books.pins, ...pins.map((pin) => [keyOf(pin), pin] as const)]),
    struck: new Map([...books.struck].filter(([key]) => !came.has(key))),
  };
}

function freedBetween(before: MarketBooks, after: MarketBooks): Freed {
  const struck = [...after.struck].flatMap(([key, pair]) => (before.struck.has(key) ? [] : [pair]));
  const gone = [...before.requestIds].filter((id) => !after.requestIds.has(id));
  const lost = [...before.vacancyIds].filter((id) => !after.vacancyIds.has(id));
  const events: FreeingEvent[] = [
    ...struck.map((pair) => ({ kind: "refused", ...pair }) as const),
    ...gone.map((requestId) => ({ kind: "withdrawn", requestId }) as const),
    ...lost.map((vacancyId) => ({ kind: "lost", vacancyId }) as const),
  ];
  const isTold = ({ vacancyId, requestId }: Pin) =>
    lost.includes(vacancyId) ||
    gone.includes(requestId) ||
    struck.some((pair) => pair.vacancyId === vacancyId && pair.requestId === requestId);
  const pins = [...before.pins].flatMap(([key, pin]) => (!after.pins.has(key) && isTold(pin) ? [pin] : []));
  return { events, pins, struck };
}

async function idsOf(reading: SnapshotReading, kind: Kind, states: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const rows of reading.rows(kind, states)) for (const { id } of rows) ids.add(id);
  return ids;
}

async function pairsOf<P extends Pin | Struck>(
  reading: SnapshotReading,
  kind: "pin" | "struck",
  states?: readonly string[],
): Promise<ReadonlyMap<string, P>> {
  const pairs = new Map<string, P>();
  for await (const rows of reading.rows(kind, states))
    for (const { facts } of rows) {
      const pair = JSON.parse(facts!) as P;
      pairs.set(keyOf(pair), pair);
    }
  return pairs;
}

/** Key of a pair. */
export function keyOf({ vacancyId, requestId }: Pick<Pin, "vacancyId" | "requestId">): string {
  return `${vacancyId} ${requestId}`;
}

function keep(ids: Set<string>, id: string, isIn: boolean): void {
  if (isIn) ids.add(id);
  else ids.delete(id);
}

function isOneOf(states: readonly string[], state: string): boolean {
  return states.includes(state);
}

function documentOf<K extends Kind>({ document }: Write, _kind: K): Documents[K] {
  return document as Documents[K];
}
