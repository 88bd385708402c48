/**
 * Reads one CSV file record by record: header, delimiter, quotes, cells. Everything wrong with a row is reported, and the row is not passed on.
 */
import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { linesOf, readPieces } from "../file-lines.ts";
import type { ProblemList } from "../input-problem.ts";
import type { RecordCollection } from "../pool-collections.ts";
import type { PlaceOf } from "../record-check.ts";
import { maybe } from "../words.ts";
import { CellError, type CsvColumn, cellValue } from "./csv-cells.ts";
import { columnsOf } from "./csv-columns.ts";

/** Longest record, so that an unclosed quote does not swallow the file, nor a line without end the time of everybody. Units: characters. */
export const LONGEST_RECORD = 100_000;
/** Unknown columns of a file for which a known one is looked for that was probably meant. */
const HINTS = 100;
/** No name of a column is nearly as long. */
const LONGEST_HINTED = 100;

const delimiters = [",", ";", "\t"] as const;

/** Takes a record that was read. `placeOf` gives the column of a fact, or undefined when its problem is known already. */
export type TakeRow = (record: Record<string, unknown>, line: number, placeOf: PlaceOf) => void;

/** The header of a file, understood. */
export class CsvHeader {
  readonly delimiter: string;
  readonly width: number;
  /** By place in the row; undefined for a column that is not known. */
  readonly columns: readonly (CsvColumn | undefined)[];
  /** What the user called the column of a fact. */
  readonly titleByPointer = new Map<string, string>();
  /** Facts whose column is missing; said once, not for each row. */
  readonly missing = new Set<string>();

  constructor(line: string, collection: RecordCollection, file: string, problems: ProblemList) {
    this.delimiter = delimiterOf(line);
    const titles = cellsOf(line, this.delimiter).map((title) => title.trim());
    this.width = titles.length;
    const known = collection.headings?.columns ?? columnsOf(collection);
    const plain = collection.headings?.plain ?? ((title: string) => title);
    let unknown = 0;
    this.columns = titles.map((title, index) => {
      const column = known.get(plain(title));
      if (!column) {
        if (title !== "") {
          const names = unknown++ < HINTS ? new Set([...known.values()].map(({ name }) => name)) : [];
          const hint = maybe(title.slice(0, LONGEST_HINTED), names);
          problems.add({ file, line: 1, column: title }, "column-unknown", { sent: title, hint });
        }
        return undefined;
      }
      const pointer = pointerOf(column.path);
      const earlier = this.titleByPointer.get(pointer);
      if (earlier !== undefined) {
        problems.add({ file, line: 1, column: title }, "column-twice", { sent: titles[index]! });
        return undefined;
      }
      this.titleByPointer.set(pointer, title);
      return column;
    });
    for (const column of new Set(known.values())) {
      const pointer = pointerOf(column.path);
      if (!column.isRequired || this.titleByPointer.has(pointer)) continue;
      this.missing.add(pointer);
      problems.add({ file, line: 1, column: column.name }, "column-missing", { column: column.name });
    }
  }
}

function pointerOf(path: readonly (string | number)[]): string {
  return `/${path.join("/")}`;
}

function delimiterOf(header: string): string {
  const counted = delimiters.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((best, candidate) => (candidate.count > best.count ? candidate : best)).delimiter;
}

/** Cells of a record. Throws: CsvError when its quotes are wrong. */
function cellsOf(text: string, delimiter: string): string[] {
  if (!text.includes('"')) return text.split(delimiter);
  return (parse(text, { delimiter, relax_column_count: true }) as string[][])[0] ?? [];
}

function hasOpenQuote(text: string): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes++;
  return quotes % 2 === 1;
}

/** Reads lines of a CSV file; what a quote holds together may arrive in several calls. */
export class CsvReader {
  readonly #collection: RecordCollection;
  readonly #file: string;
  readonly #problems: ProblemList;
  readonly #take: TakeRow;
  #header: CsvHeader | undefined;
  #open: { text: string; line: number } | undefined;
  #line = 0;

  /** `header` is given where the lines to come are only a part of a file. */
  constructor(collection: RecordCollection, file: string, problems: ProblemList, take: TakeRow, header?: CsvHeader) {
    this.#header = header;
    this.#collection = collection;
    this.#file = file;
    this.#problems = problems;
    this.#take = take;
  }

  /** The header once it was read; undefined inside a quote, where no line stands alone. */
  get header(): CsvHeader | undefined {
    return this.#open ? undefined : this.#header;
  }

  /** True once the header was read. */
  get hasHeader(): boolean {
    return this.#header !== undefined;
  }

  /** Counts a line that was read elsewhere. */
  passLine(): void {
    this.#line++;
  }

  get line(): number {
    return this.#line;
  }

  /** Gives false when nothing more can be read. */
  readLine(line: string): boolean {
    this.#line++;
    const text = this.#open ? `${this.#open.text}\n${line}` : line;
    const start = this.#open?.line ?? this.#line;
    this.#open = undefined;
    if (text.length > LONGEST_RECORD) {
      this.#problems.add({ file: this.#file, line: start }, "line-too-long", { allowed: LONGEST_RECORD });
      return false;
    }
    if (text.includes('"') && hasOpenQuote(text)) {
      this.#open = { text, line: start };
      return true;
    }
    return this.#readRecord(text, start);
  }

  end(): void {
    if (this.#open) this.#problems.add({ file: this.#file, line: this.#open.line }, "quote-open");
    else if (!this.#header) this.#problems.add({ file: this.#file }, "header-missing");
  }

  #readRecord(text: string, line: number): boolean {
    try {
      if (this.#header) this.#readRow(cellsOf(text, this.#header.delimiter), line, this.#header);
      else if (text.trim() !== "") this.#header = new CsvHeader(text, this.#collection, this.#file, this.#problems);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      this.#problems.add({ file: this.#file, line }, "quote-open");
      return this.#header !== undefined;
    }
    return true;
  }

  #readRow(cells: readonly string[], line: number, header: CsvHeader): void {
    if (cells.every((cell) => cell.trim() === "")) return;
    if (cells.length !== header.width) {
      const counts = { sent: cells.length, allowed: header.width };
      this.#problems.add({ file: this.#file, line }, "row-length", counts);
      return;
    }
    const record = emptyRecord(this.#collection);
    const failed = new Set<string>();
    for (let i = 0; i < cells.length; i++) {
      const column = header.columns[i];
      const text = cells[i]!.trim();
      if (!column || text === "") continue;
      const value = cellValue(column.kind, text);
      if (value instanceof CellError) {
        const pointer = pointerOf(column.path);
        failed.add(pointer);
        const place = { file: this.#file, line, column: header.titleByPointer.get(pointer)! };
        this.#problems.add(place, value.code, value.values);
      } else put(record, column.path, value);
    }
    const places = closeLists(record);
    this.#take(record, line, (pointer) => this.#placeOf(pointer, line, header, failed, places));
  }

  #placeOf(pointer: string, line: number, header: CsvHeader, failed: ReadonlySet<string>, places: readonly number[]) {
    // Persons were moved together; back to the number that stands in the header.
    const asSent = pointer.replace(/\/(\d+)(?=\/|$)/, (whole, index) => {
      const place = places[Number(index)];
      return place === undefined ? whole : `/${place}`;
    });
    const isWithin = (known: string) =>
      known === asSent || known.startsWith(`${asSent}/`) || asSent.startsWith(`${known}/`);
    if ([...failed, ...header.missing].some(isWithin)) return undefined;
    const title =
      header.titleByPointer.get(asSent) ??
      [...header.titleByPointer].find(
        ([known]) => known.startsWith(`${asSent}/`) || asSent.startsWith(`${known}/`),
      )?.[1];
    return title === undefined ? { file: this.#file, line } : { file: this.#file, line, column: title };
  }
}

/** A record with the records in it that the schema requires: in a row they are always there, though they may be empty. */
function emptyRecord(collection: RecordCollection): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const name of collection.schema.required ?? []) {
    if (collection.schema.properties?.[name]?.type === "object") record[name] = {};
  }
  return record;
}

function put(record: Record<string, unknown>, path: readonly (string | number)[], value: unknown): void {
  let holder = record as Record<string | number, unknown>;
  for (let i = 0; i < path.length - 1; i++) {
    holder = (holder[path[i]!] ??= typeof path[i + 1] === "number" ? [] : {}) as Record<string | number, unknown>;
  }
  holder[path.at(-1)!] = value;
}

/** Moves the items of a list with gaps together, and gives the place each had. */
function closeLists(record: Record<string, unknown>): number[] {
  for (const value of Object.values(record)) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) continue;
    for (const [name, inner] of Object.entries(value as Record<string, unknown>)) {
      if (!Array.isArray(inner) || typeof inner.find((item) => item !== undefined) !== "object") continue;
      const places = Object.keys(inner).map(Number);
      (value as Record<string, unknown>)[name] = places.map((place) => inner[place]);
      return places;
    }
  }
  return [];
}

/** Reads a whole CSV file. */
export async function readCsvFile(
  path: string,
  file: string,
  collection: RecordCollection,
  problems: ProblemList,
  take: TakeRow,
): Promise<void> {
  const reader = new CsvReader(collection, file, problems, take);
  const isWhole = await readPieces(path, file, problems, (piece) =>
    linesOf(piece).every((line) => reader.readLine(line)),
  );
  if (isWhole) reader.end();
}
