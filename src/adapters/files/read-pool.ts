/**
 * Reads a pool: one JSON snapshot, or a folder of CSV or NDJSON files. Every problem is listed; with any problem there is no snapshot,
 * so that nothing is ever computed from half a file.
 */
import type { Snapshot } from "../../domain/facts/snapshot.ts";
import { readCsvFile } from "./csv/csv-file.ts";
import { type InputPlace, type InputProblem, ProblemList } from "./input-problem.ts";
import { isRecord, readNdjsonFile } from "./ndjson-file.ts";
import {
  type PoolCollection,
  type PoolCollectionName,
  poolCollections,
  type RecordCollection,
} from "./pool-collections.ts";
import {
  type FoundFolder,
  type FoundPool,
  type FoundSnapshot,
  findPool,
  headerOf,
  type PoolFile,
  type PoolHeader,
  readHeader,
  readJson,
} from "./pool-files.ts";
import { PoolKeys } from "./pool-keys.ts";
import { positionPaths, projectPositions } from "./positions.ts";
import { type PlaceOf, reportErrors, validatorOf } from "./record-check.ts";
import { kindOf } from "./words.ts";

/** A pool that was read, or why not. `problemCount` counts those too that are not listed. */
export interface PoolReading {
  readonly snapshot?: Snapshot;
  readonly problems: readonly InputProblem[];
  readonly problemCount: number;
}

/** How a pool is read. */
export interface PoolOptions {
  /** Reference day; wins over the one in the files. */
  readonly asOf?: string;
}

/** Takes the good records of one pool. */
export type TakeRecord = (collection: PoolCollection, record: Record<string, unknown>, place: InputPlace) => void;

const pathsByCollection = new Map<string, ReturnType<typeof positionPaths>>(
  poolCollections.map((collection) => [collection.name, positionPaths(collection)]),
);

/** Projects and checks one record; true when nothing is wrong with it. */
export function checkRecord(
  collection: RecordCollection,
  record: Record<string, unknown>,
  placeOf: PlaceOf,
  problems: ProblemList,
): boolean {
  const before = problems.total;
  projectPositions(record, pathsByCollection.get(collection.name) ?? [], (pointer, code, values) => {
    const place = placeOf(pointer);
    if (place) problems.add(place, code, values);
  });
  const validate = validatorOf(collection);
  if (!validate(record)) reportErrors(validate.errors ?? [], placeOf, problems);
  return problems.total === before;
}

/** Reads a pool from a file or folder. */
export async function readPool(path: string, options: PoolOptions = {}): Promise<PoolReading> {
  const problems = new ProblemList();
  const found = await findPool(path, problems);
  const snapshot = found && (await readFound(found, options, problems));
  const reading = { problems: problems.list(), problemCount: problems.total };
  return snapshot && problems.total === 0 ? { snapshot, ...reading } : reading;
}

async function readFound(found: FoundPool, options: PoolOptions, problems: ProblemList): Promise<Snapshot | undefined> {
  const records = new Map<PoolCollectionName, unknown[]>(poolCollections.map(({ name }) => [name, []]));
  const take: TakeRecord = (collection, record) => {
    records.get(collection.name)!.push(record);
  };
  const header =
    found.kind === "snapshot"
      ? await readSnapshotFile(found.path, found.file, options, problems, take)
      : await readFolder(found, options, problems, take);
  if (!header) return undefined;
  const optional = poolCollections.filter(({ name, isRequired }) => !isRequired && name !== "employers");
  for (const { name } of optional) if (records.get(name)!.length === 0) records.delete(name);
  return {
    format: "contingent-snapshot",
    schemaVersion: 1,
    ...header,
    ...Object.fromEntries(records),
  } as unknown as Snapshot;
}

async function readFolder(
  found: FoundFolder,
  options: PoolOptions,
  problems: ProblemList,
  take: TakeRecord,
): Promise<PoolHeader | undefined> {
  const header = await readHeader(found.folder, found.header, options.asOf, problems);
  const keys = keysOf(found, problems);
  for (const file of found.files) await readRecords(file, keys, problems, take);
  return header;
}

/** Collections of which a folder has no file. */
export function missingFrom(found: FoundFolder): readonly PoolCollectionName[] {
  const present = new Set(found.files.map(({ collection }) => collection.name));
  return poolCollections.map(({ name }) => name).filter((name) => !present.has(name));
}

/** The keys of a folder of which nothing was read yet. */
export function keysOf(found: FoundFolder, problems: ProblemList): PoolKeys {
  return new PoolKeys(problems, new Set(missingFrom(found)));
}

/** Reads one file of records and passes the good ones on. */
export async function readRecords(
  { collection, path, file, format }: PoolFile,
  keys: PoolKeys,
  problems: ProblemList,
  take: TakeRecord,
): Promise<void> {
  const before = problems.total;
  let records = 0;
  const takeChecked = (record: Record<string, unknown>, line: number, placeOf: PlaceOf) => {
    records++;
    const isGood = checkRecord(collection, record, placeOf, problems);
    keys.check(collection, record, { file, line }, placeOf);
    if (isGood) take(collection, record, { file, line });
  };
  if (format === "csv") await readCsvFile(path, file, collection, problems, takeChecked);
  else {
    await readNdjsonFile(path, file, problems, (record, line) => {
      takeChecked(record, line, (pointer) => ({ file, line, pointer }));
    });
  }
  if (records === 0 && problems.total > before && collection.name !== "requests") keys.leaveOut(collection.name);
}

async function readSnapshotFile(
  path: string,
  file: string,
  options: PoolOptions,
  problems: ProblemList,
  take: TakeRecord,
) {
  const content = await readMarked(path, file, problems);
  return content && readSnapshotContent(content, file, options, problems, take);
}

/** The lists of a snapshot file as they stand there, none of their records checked; undefined when it is none. */
export async function readSnapshotLists(
  { path, file }: FoundSnapshot,
  problems: ProblemList,
): Promise<ReadonlyMap<string, readonly unknown[]> | undefined> {
  const content = await readMarked(path, file, problems);
  if (!content) return undefined;
  const lists = new Map<string, readonly unknown[]>();
  for (const { name } of poolCollections) {
    const list = takeList(content, name, file, problems);
    if (list) lists.set(name, list);
  }
  headerOf({ asOf: "1970-01-01", ...content }, file, undefined, problems);
  return lists;
}

/** Takes a list out of a snapshot; undefined where it is absent, or no list and reported. */
function takeList(
  content: Record<string, unknown>,
  name: string,
  file: string,
  problems: ProblemList,
): readonly unknown[] | undefined {
  const list = content[name];
  delete content[name];
  if (list === undefined || Array.isArray(list)) return list;
  problems.add({ file, pointer: `/${name}` }, "wrong-type", {
    allowed: { en: "a list in brackets", fr: "une liste entre crochets" },
    sent: kindOf(list),
  });
  return undefined;
}

/** The content of a snapshot file; undefined after reporting why it is none. */
async function readMarked(path: string, file: string, problems: ProblemList) {
  const content = await readJson(path, file, problems);
  if (content === undefined) return undefined;
  if (!isRecord(content) || content.format !== "contingent-snapshot" || content.schemaVersion !== 1) {
    const { en, fr } = kindOf(content);
    const marks = '"format": "contingent-snapshot", "schemaVersion": 1';
    const reason = isRecord(content)
      ? { en: `it must say ${marks}`, fr: `il doit porter ${marks}` }
      : { en: `it is ${en}`, fr: `c’est ${fr}` };
    problems.add({ file }, "not-a-snapshot", { reason });
    return undefined;
  }
  return content;
}

async function readSnapshotContent(
  content: Record<string, unknown>,
  file: string,
  options: PoolOptions,
  problems: ProblemList,
  take: TakeRecord,
) {
  const keys = new PoolKeys(problems, new Set());
  for (const collection of poolCollections) {
    const pointer = `/${collection.name}`;
    if (content[collection.name] === undefined && (collection.isRequired || collection.name === "employers")) {
      problems.add({ file, pointer }, "fact-missing", { fact: collection.name });
    }
    const list = takeList(content, collection.name, file, problems);
    list?.forEach((record: unknown, index) => {
      const place = { file, pointer: `${pointer}/${index}` };
      const placeOf = (inner: string) => ({ file, pointer: `${place.pointer}${inner}` });
      if (!isRecord(record)) {
        problems.add(place, "not-an-object", { sent: kindOf(record) });
        return;
      }
      const isGood = checkRecord(collection, record, placeOf, problems);
      keys.check(collection, record, place, placeOf);
      if (isGood) take(collection, record, place);
    });
  }
  return headerOf(content, file, options.asOf, problems);
}
