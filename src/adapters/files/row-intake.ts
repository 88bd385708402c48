/** Rows of a collection while they are read, some at a time, each with whether something is wrong with it. */
import type { SourcePlace, SourceRow, SourceRows } from "../../app/pool-source.ts";
import { type CsvHeader, CsvReader } from "./csv/csv-file.ts";
import { linesOf, piecesOf } from "./file-lines.ts";
import type { ProblemList } from "./input-problem.ts";
import { isRecord, takeJsonLine } from "./ndjson-file.ts";
import type { RecordCollection } from "./pool-collections.ts";
import type { PoolFile } from "./pool-files.ts";
import type { PoolKeys } from "./pool-keys.ts";
import { checkRecord } from "./read-pool.ts";
import type { PlaceOf } from "./record-check.ts";
import { kindOf } from "./words.ts";

const ROWS_AT_ONCE = 1_000;

/** Rows of one collection while they are read. */
export class RowIntake {
  readonly #collection: RecordCollection;
  readonly #keys: PoolKeys | undefined;
  readonly #problems: ProblemList;
  #rows: SourceRow[] = [];
  #unreadable = 0;
  /** Problems before the row that is being read. */
  #problemsBefore = 0;
  /** True when a problem was found that is not one row's. */
  isBroken = false;

  /** With `keys` an id may stand once. */
  constructor(collection: RecordCollection, problems: ProblemList, keys?: PoolKeys) {
    this.#collection = collection;
    this.#keys = keys;
    this.#problems = problems;
  }

  async *readFile(file: PoolFile<RecordCollection>): AsyncIterable<SourceRows> {
    const reader = file.format === "csv" ? this.#csvReader(file.file) : this.#jsonReader(file);
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

  /** Reads a CSV that comes as lines; `onHeader` is told the header once it was read. */
  async *readCsv(
    lines: AsyncIterable<readonly string[]>,
    file: string,
    onHeader: (header: CsvHeader) => void,
  ): AsyncIterable<SourceRows> {
    const reader = this.#csvReader(file);
    let isHeaderTold = false;
    for await (const some of lines) {
      for (const line of some) {
        if (!reader.readLine(line)) {
          this.isBroken = true;
          yield* this.#take();
          return;
        }
        const header = isHeaderTold ? undefined : reader.header();
        if (header) {
          onHeader(header);
          isHeaderTold = true;
        }
        if (this.#rows.length >= ROWS_AT_ONCE) yield* this.#take();
      }
    }
    this.#aside(() => reader.end());
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

  #csvReader(file: string) {
    const reader = new CsvReader(this.#collection, file, this.#problems, (record, line, placeOf) => {
      this.#add(record, { file, line }, placeOf);
    });
    return {
      readLine: (line: string): boolean => {
        const read = () => reader.readLine(line);
        return reader.hasHeader ? this.#counted(read) : this.#aside(read);
      },
      header: () => reader.header,
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
    this.#keys?.checkKey(this.#collection, record, place, placeOf);
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
