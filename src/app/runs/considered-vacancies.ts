/**
 * The vacancies that a run considered, with what was kept of their lists, held in memory while it is the last one: asked for every page of requests.
 * Cost of the first question after a night: one reading of vacancies, dwellings and employers.
 */
import { governVacancies } from "../../domain/engine/governing.ts";
import { ConsideredVacancies, type KeptList } from "../../domain/engine/outlook.ts";
import { factCatalogue } from "../../domain/facts/catalogue.ts";
import type { TravelTime } from "../../domain/facts/snapshot.ts";
import { FactTableBuilder, type GrowingFactTable } from "../../domain/facts/table/fact-table-builder.ts";
import type { FactRecord } from "../../domain/facts/table/side-builder.ts";
import type { KeptProposal, RunDocument } from "../../domain/runs/run-record.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import type { Kind } from "../kinds.ts";
import type { Context, SnapshotReading, Store, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";
import { references, snapshotVacancyStates } from "./read-snapshot.ts";
import { ruleSetByDigest } from "./run-rules.ts";

/** Requests looked at before the table is made anew, so that it does not grow for ever. */
const MOST_REQUESTS = 20_000;

interface Held {
  readonly runId: string;
  readonly considered: Promise<ConsideredVacancies>;
}

/** The last one of each store. */
const held = new WeakMap<Store, Held>();

/** The vacancies of a completed run, ready to be asked. */
export async function consideredVacancies(context: Context, run: Stored<"run">): Promise<ConsideredVacancies> {
  const known = held.get(context.store);
  if (known?.runId === run.id) {
    const considered = await known.considered;
    if (considered.requestCount < MOST_REQUESTS) return considered;
  }
  const considered = readConsidered(context, run);
  held.set(context.store, { runId: run.id, considered });
  considered.catch(() => held.delete(context.store));
  return considered;
}

async function readConsidered(context: Context, { id, document }: Stored<"run">): Promise<ConsideredVacancies> {
  const table = await vacanciesOf(context, document);
  const named = document.record?.ruleSets ?? [];
  const ruleSets = await Promise.all(named.map(({ digest }) => ruleSetByDigest(context, digest, document.asOf)));
  const { ruleSetOf } = governVacancies(table, ruleSets);
  return new ConsideredVacancies(table, ruleSets, ruleSetOf, await keptLists(context, id));
}

/** A table of the vacancies as the run saw them, without a request. */
async function vacanciesOf({ store }: Context, { asOf, snapshotSequence }: RunDocument): Promise<GrowingFactTable> {
  const builder = new FactTableBuilder(factCatalogue, dayNumberOf(asOf)!);
  // Room at once: what was compiled for a table holds as long as its columns stay where they are.
  builder.reserveRequests(MOST_REQUESTS);
  const reading = await store.snapshot(snapshotSequence);
  try {
    for (const [collection, kind] of references)
      for await (const record of recordsOf(reading, kind)) builder.addReference(collection, record);
    for await (const record of recordsOf(reading, "vacancy", snapshotVacancyStates)) builder.addVacancy(record);
    for await (const record of recordsOf(reading, "travel-time"))
      builder.addTravelTime(record as unknown as TravelTime);
  } finally {
    await reading.close();
  }
  return builder.build();
}

async function* recordsOf(reading: SnapshotReading, kind: Kind, states?: readonly string[]): AsyncIterable<FactRecord> {
  for await (const rows of reading.rows(kind, states))
    for (const { facts } of rows) if (facts !== undefined) yield JSON.parse(facts) as FactRecord;
}

/** The lists of the run, and those of earlier runs that were on an agenda meanwhile. */
async function keptLists(context: Context, runId: string): Promise<ReadonlyMap<string, KeptList>> {
  const lists = new Map<string, KeptList>();
  for (const query of [
    { kind: "proposal", by: "byState", equals: ["proposed"] },
    { kind: "proposal", by: "byRun", equals: [runId] },
  ] as const)
    for await (const { document } of listAll(context, query))
      lists.set(document.vacancyId, keptList(document.proposed));
  return lists;
}

function keptList({ candidates, pinned, places, priorityFirstFor }: KeptProposal): KeptList {
  const last = candidates.length + pinned.length >= places ? candidates.at(-1) : undefined;
  return {
    ...(last ? { last } : {}),
    ...(priorityFirstFor === undefined ? {} : { priorityFirstFor }),
  };
}
