/**
 * A folder of CSV or NDJSON files, or a JSON snapshot, as an import reads it. Of a folder no more is held than one piece of a file and the
 * keys of all records; a snapshot file is read whole.
 */
import { statSync } from "node:fs";
import type {
  ImportedKind,
  ImportProblemCode,
  PoolSource,
  RowKind,
  SourcePlace,
  SourceProblem,
  SourceRows,
} from "../../app/pool-source.ts";
import { ProblemList } from "./input-problem.ts";
import { personsCollection } from "./persons-collection.ts";
import { type PoolCollectionName, poolCollections, type RecordCollection } from "./pool-collections.ts";
import { type FoundPool, findPool, type PoolFile } from "./pool-files.ts";
import { PoolKeys } from "./pool-keys.ts";
import { readSnapshotLists } from "./read-pool.ts";
import { RowIntake } from "./row-intake.ts";

/** How a pool is opened. */
export interface SourceOptions {
  /** Problems that are listed; further ones are counted. */
  readonly problemsKept?: number;
}

const PROBLEMS_KEPT = 100_000;

const nameByKind: Readonly<Record<ImportedKind, PoolCollectionName>> = {
  landlord: "landlords",
  agreement: "agreements",
  right: "rights",
  dwelling: "dwellings",
  employer: "employers",
  vacancy: "vacancies",
  request: "requests",
  ledger: "ledger",
  pin: "pins",
  struck: "struck",
  "travel-time": "travelTimes",
};

type Lists = ReadonlyMap<string, readonly unknown[]>;

/** Opens the pool at a path; what cannot be opened is a source without rows whose problems say why. */
export async function openPoolSource(path: string, options: SourceOptions = {}): Promise<PoolSource> {
  const problems = new ProblemList(options.problemsKept ?? PROBLEMS_KEPT);
  const found = await findPool(path, problems, { isPart: true, hasPersons: true });
  const lists = found?.kind === "snapshot" ? await readSnapshotLists(found, problems) : undefined;
  return new FileSource(found, lists, problems);
}

class FileSource implements PoolSource {
  readonly #found: FoundPool | undefined;
  readonly #lists: Lists | undefined;
  readonly #problems: ProblemList;
  readonly #keys: PoolKeys;
  readonly #unread = new Set<RowKind>();
  #isBroken: boolean;

  constructor(found: FoundPool | undefined, lists: Lists | undefined, problems: ProblemList) {
    this.#found = found;
    this.#lists = lists;
    this.#problems = problems;
    this.#keys = new PoolKeys(problems, new Set());
    this.#isBroken = problems.total > 0;
  }

  get problemCount(): number {
    return this.#problems.total;
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  get bytes(): number {
    if (!this.#found) return 0;
    const files = this.#found.kind === "snapshot" ? [this.#found] : this.#found.files;
    const all = [...files, ...(this.#found.persons ? [this.#found.persons] : [])];
    return all.reduce((sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  }

  has(kind: RowKind): boolean {
    const list = kind === "person" ? undefined : this.#lists?.get(nameByKind[kind]);
    return list !== undefined || this.#filesOf(kind).length > 0;
  }

  isUnread(kind: RowKind): boolean {
    return this.#unread.has(kind);
  }

  titleOf(kind: RowKind): string {
    return collectionOf(kind).name;
  }

  report(place: SourcePlace, code: ImportProblemCode, values: Readonly<Record<string, string | number>>): void {
    this.#problems.add(place, code, values);
  }

  problems(): readonly SourceProblem[] {
    return this.#problems.list();
  }

  async *rows(kind: RowKind): AsyncIterable<SourceRows> {
    const intake = new RowIntake(collectionOf(kind), this.#problems, this.#keys);
    const before = this.#problems.total;
    let count = 0;
    for await (const rows of this.#batches(kind, intake)) {
      count += rows.rows.length;
      yield rows;
    }
    this.#isBroken ||= intake.isBroken;
    if (count === 0 && this.#problems.total > before) this.#unread.add(kind);
  }

  async *#batches(kind: RowKind, intake: RowIntake): AsyncIterable<SourceRows> {
    const list = kind === "person" ? undefined : this.#lists?.get(nameByKind[kind]);
    if (list) yield* intake.readList(list, (this.#found as { readonly file: string }).file);
    for (const file of this.#filesOf(kind)) yield* intake.readFile(file);
  }

  #filesOf(kind: RowKind): readonly PoolFile<RecordCollection>[] {
    if (!this.#found) return [];
    if (kind === "person") return this.#found.persons ? [this.#found.persons] : [];
    if (this.#found.kind === "snapshot") return [];
    return this.#found.files.filter(({ collection }) => collection.name === nameByKind[kind]);
  }
}

function collectionOf(kind: RowKind): RecordCollection {
  if (kind === "person") return personsCollection;
  return poolCollections.find(({ name }) => name === nameByKind[kind])!;
}
