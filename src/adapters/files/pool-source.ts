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
  SourceRow,
  SourceRows,
} from "../../app/pool-source.ts";
import { CsvReader } from "./csv/csv-file.ts";
import { linesOf, piecesOf } from "./file-lines.ts";
import { ProblemList } from "./input-problem.ts";
import { isRecord, takeJsonLine } from "./ndjson-file.ts";
import { personsCollection } from "./persons-collection.ts";
import { type PoolCollectionName, poolCollections, type RecordCollection } from "./pool-collections.ts";
import { type FoundPool, findPool, type PoolFile } from "./pool-files.ts";
import { PoolKeys } from "./pool-keys.ts";
import { checkRecord, readSnapshotLists } from "./read-pool.ts";
import type { PlaceOf } from "./record-check.ts";
import { kindOf } from "./words.ts";

/** How a pool is opened. */
export interface SourceOptions {
  /** Problems that are listed; further ones are counted. */
  readonly problemsKept?: number;
}

const PROBLEMS_KEPT = 100_000;
const ROWS_AT_ONCE = 1_000;

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
    const intake = new RowIntake(collectionOf(kind), this.#keys, this.#problems);
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

/** Rows of one collection while they are read. */
class RowIntake {
  readonly #collection: RecordCollection;
  readonly #keys: PoolKeys;
  readonly #problems: ProblemList;
  #rows: SourceRow[] = [];
  #unreadable = 0;
  /** Problems before the row that is being read. */
  #problemsBefore = 0;
  /** True when a problem was found that is not one row's. */
  isBroken = false;

  constructor(collection: RecordCollection, keys: PoolKeys, problems: ProblemList) {
    this.#collection = collection;
    this.#keys = keys;
    this.#problems = problems;
  }

  async *readFile(file: PoolFile<RecordCollection>): AsyncIterable<SourceRows> {
    const reader = file.format === "csv" ? this.#csvReader(file) : this.#jsonReader(file);
    const pieces = piecesOf(file.path, file.file, this.#problems);
    for (;;) {
      const { done, value } = await pieces.next();
      if (done) {
        if (value) this.#aside(() => reader.end());
        else this.isBroken = true;
        break;
      }
      for (const line of linesOf(value)) {
        if (!reader.readLine(line)) {
          this.isBroken = true;
          yield* this.#take();
          return;
        }
        if (this.#rows.length >= ROWS_AT_ONCE) yield* this.#take();
      }
    }
    yield* this.#take();
  }

  *readList(list: readonly unknown[], file: string): Iterable<SourceRows> {
    for (const [index, record] of list.entries()) {
      const pointer = `/${this.#collection.name}/${index}`;
      this.#counted(() => {
        const place = { file, pointer };
        if (isRecord(record)) this.#add(record, place, (inner) => ({ file, pointer: `${pointer}${inner}` }));
        else this.#problems.add(place, "not-an-object", { sent: kindOf(record) });
      });
      if (this.#rows.length >= ROWS_AT_ONCE) yield* this.#take();
    }
    yield* this.#take();
  }

  #csvReader({ file }: PoolFile<RecordCollection>) {
    const reader = new CsvReader(this.#collection, file, this.#problems, (record, line, placeOf) => {
      this.#add(record, { file, line }, placeOf);
    });
    return {
      readLine: (line: string): boolean => {
        const read = () => reader.readLine(line);
        return reader.hasHeader ? this.#counted(read) : this.#aside(read);
      },
      end: () => reader.end(),
    };
  }

  #jsonReader({ file }: PoolFile<RecordCollection>) {
    let line = 0;
    return {
      readLine: (text: string): boolean => {
        line++;
        const place = { file, line };
        this.#counted(() => {
          takeJsonLine(text, place, this.#problems, (record) => {
            this.#add(record, place, (pointer) => ({ ...place, pointer }));
          });
        });
        return true;
      },
      end: () => {},
    };
  }

  /** Reads what gives one row at most; a problem without a row is a row that could not be read. */
  #counted<T>(read: () => T): T {
    const rows = this.#rows.length;
    this.#problemsBefore = this.#problems.total;
    const value = read();
    if (this.#problems.total > this.#problemsBefore && this.#rows.length === rows) this.#unreadable++;
    return value;
  }

  /** Reads what is not a row. */
  #aside<T>(read: () => T): T {
    const before = this.#problems.total;
    const value = read();
    if (this.#problems.total > before) this.isBroken = true;
    return value;
  }

  #add(record: Record<string, unknown>, place: SourcePlace, placeOf: PlaceOf): void {
    checkRecord(this.#collection, record, placeOf, this.#problems);
    this.#keys.checkKey(this.#collection, record, place, placeOf);
    this.#rows.push({ facts: record, isGood: this.#problems.total === this.#problemsBefore, placeOf });
  }

  *#take(): Iterable<SourceRows> {
    const rows = this.#rows;
    const unreadable = this.#unreadable;
    this.#rows = [];
    this.#unreadable = 0;
    if (rows.length > 0 || unreadable > 0) yield { rows, unreadable };
  }
}
