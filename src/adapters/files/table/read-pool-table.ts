/**
 * Reads a pool straight into a fact table, for pools too big to be held as records: the same problems, the same table and the same digest
 * as reading the snapshot first, in memory that grows with the columns alone.
 */
import { factCatalogue } from "../../../domain/facts/catalogue.ts";
import type { LedgerEntry } from "../../../domain/facts/ledger.ts";
import type { Pin, Snapshot, Struck, TravelTime } from "../../../domain/facts/snapshot.ts";
import { SnapshotDigest, snapshotDigest } from "../../../domain/facts/snapshot-digest.ts";
import {
  FactTableBuilder,
  type GrowingFactTable,
  tableOfSnapshot,
} from "../../../domain/facts/table/fact-table-builder.ts";
import { dayNumberOf } from "../../../domain/shared/dates.ts";
import { type InputProblem, ProblemList } from "../input-problem.ts";
import type { PoolCollectionName, PoolRecord } from "../pool-collections.ts";
import { type FoundFolder, findPool, type PoolFile, readHeader } from "../pool-files.ts";
import { keysOf, missingFrom, type PoolOptions, readPool, readRecords } from "../read-pool.ts";
import type { PoolRest } from "./column-file.ts";
import { type ReadRequests, readRequests } from "./read-requests.ts";

/** How a pool is read. */
export interface PoolTableOptions extends PoolOptions {
  /** Smallest part of the requests that is worth a thread. */
  readonly bytesPerThread?: number;
}

/** A pool in columns, or why there is none. */
export interface PoolTableReading {
  readonly table?: GrowingFactTable;
  readonly rest?: PoolRest;
  readonly problems: readonly InputProblem[];
  readonly problemCount: number;
}

/** Reads a pool from a file or folder into a fact table. */
export async function readPoolIntoTable(path: string, options: PoolTableOptions = {}): Promise<PoolTableReading> {
  const problems = new ProblemList();
  const found = await findPool(path, problems);
  if (found?.kind === "snapshot") return tableOfReading(await readPool(path, options));
  const read = found && (await readFolderIntoTable(found, options, problems));
  const reading = { problems: problems.list(), problemCount: problems.total };
  return read && problems.total === 0 ? { ...read(), ...reading } : reading;
}

function tableOfReading(reading: Awaited<ReturnType<typeof readPool>>): PoolTableReading {
  const { snapshot, problems, problemCount } = reading;
  if (!snapshot) return { problems, problemCount };
  return { table: tableOfSnapshot(snapshot, factCatalogue), rest: restOf(snapshot), problems, problemCount };
}

function restOf(snapshot: Snapshot): PoolRest {
  const { ledger = [], pins = [], struck = [], note } = snapshot;
  const rest = { ledger, pins, struck, snapshotDigest: snapshotDigest(snapshot) };
  return note === undefined ? rest : { ...rest, note };
}

/** Reads every file and gives the step that builds the table, to be taken when no problem was found. */
async function readFolderIntoTable(found: FoundFolder, options: PoolTableOptions, problems: ProblemList) {
  const header = await readHeader(found.folder, found.header, options.asOf, problems);
  const asOf = header?.asOf ?? "1970-01-01";
  const builder = new FactTableBuilder(factCatalogue, dayNumberOf(asOf)!);
  const digest = new SnapshotDigest(asOf);
  const keys = keysOf(found, problems);
  const rest = { ledger: [] as LedgerEntry[], pins: [] as Pin[], struck: [] as Struck[] };
  const employers: PoolRecord[] = [];
  const missing = missingFrom(found);
  for (const file of found.files) {
    if (file.collection.name === "requests") {
      const reading = { builder, keys, problems, employers, missing };
      const { bytesPerThread } = options;
      const read = await readRequests(file, bytesPerThread === undefined ? reading : { ...reading, bytesPerThread });
      reportTwins(file, builder, read, problems);
      keys.delegate("requests", knownRequests(builder, read));
      const order = builder.requests.order();
      digest.addCollection("requests", { count: read.hashes.count, digest: read.hashes.digestBy(order) });
    } else {
      await readRecords(file, keys, problems, ({ name }, record) => {
        digest.add(name, record);
        if (name === "employers") employers.push(record);
        addRecord(builder, rest, name, record);
      });
    }
  }
  return () => {
    const noted = header?.note === undefined ? rest : { ...rest, note: header.note };
    return { table: builder.build(), rest: { ...noted, snapshotDigest: digest.digest() } };
  };
}

function knownRequests({ requests }: FactTableBuilder, { refused }: ReadRequests): (id: string) => boolean {
  const refusedIds = new Set(refused.map(([id]) => id));
  return (id) => requests.ids.rowOf(id) !== undefined || refusedIds.has(id);
}

/** Reports ids that stand twice, also on requests with other mistakes. */
function reportTwins(
  { file, format }: PoolFile,
  { requests }: FactTableBuilder,
  { lines, refused }: ReadRequests,
  problems: ProblemList,
): void {
  const linesById = new Map<string, Set<number>>();
  const note = (id: string, ...places: readonly number[]) => {
    const known = linesById.get(id) ?? new Set();
    for (const line of places) known.add(line);
    linesById.set(id, known);
  };
  for (const [earlier, later] of requests.twins()) note(requests.ids.at(later), lines[earlier]!, lines[later]!);
  for (const [id, line] of refused) {
    const row = requests.ids.rowOf(id);
    if (row === undefined) note(id, line);
    else note(id, line, lines[row]!);
  }
  const place = format === "csv" ? { file, column: "id" } : { file, pointer: "/id" };
  for (const [id, places] of linesById) {
    const [first, ...others] = [...places].sort((a, b) => a - b);
    for (const line of others) problems.add({ ...place, line }, "id-twice", { id, first: first! });
  }
}

function addRecord(
  builder: FactTableBuilder,
  rest: { ledger: LedgerEntry[]; pins: Pin[]; struck: Struck[] },
  name: PoolCollectionName,
  record: Record<string, unknown>,
): void {
  switch (name) {
    case "requests":
      break;
    case "vacancies":
      builder.addVacancy(record);
      break;
    case "travelTimes":
      builder.addTravelTime(record as TravelTime);
      break;
    case "ledger":
      rest.ledger.push(record as LedgerEntry);
      break;
    case "pins":
      rest.pins.push(record as Pin);
      break;
    case "struck":
      rest.struck.push(record as Struck);
      break;
    default:
      builder.addReference(name, record);
  }
}
