/**
 * Requests on their way from a file into columns: each line is read straight into a row where that can be, and the careful way where not.
 * Keeps the digest and the line of every row. One thread reads a whole file or one part of it.
 */
import { stat } from "node:fs/promises";
import type { FactCatalogue } from "../../../domain/facts/catalogue.ts";
import { RecordHashes } from "../../../domain/facts/snapshot-digest.ts";
import { CanonicalRows } from "../../../domain/facts/table/canonical-rows.ts";
import type { FactTableBuilder } from "../../../domain/facts/table/fact-table-builder.ts";
import { CsvHeader, CsvReader } from "../csv/csv-file.ts";
import { readPieces } from "../file-lines.ts";
import { ProblemList } from "../input-problem.ts";
import { takeJsonLine } from "../ndjson-file.ts";
import type { PoolCollectionName } from "../pool-collections.ts";
import type { PoolFile } from "../pool-files.ts";
import type { PoolKeys } from "../pool-keys.ts";
import { checkRecord } from "../read-pool.ts";
import type { PlaceOf } from "../record-check.ts";
import { CsvRow } from "./csv-row.ts";
import { JsonRow } from "./json-row.ts";
import { type ObjectTarget, targetsOf } from "./row-targets.ts";

const [LINE_FEED, RETURN] = [10, 13] as const;

/** No request is shorter, so that a file of empty lines reserves no room. */
const SHORTEST_LINE_BYTES = 30;

/** Part of a file that one thread reads. Invariant: it begins and ends on a line border. */
export interface FileRange {
  readonly from: number;
  readonly to: number;
  /** Header line of a CSV file, where the part does not begin with it. */
  readonly header?: string;
}

/** Requests while they are read. */
export class RequestRows {
  readonly #builder: FactTableBuilder;
  readonly #catalogue: FactCatalogue;
  readonly #keys: PoolKeys;
  readonly #problems: ProblemList;
  readonly #hashes = new RecordHashes();
  readonly #canonical: CanonicalRows;
  /** Line of each row, counted from the beginning of what was read. */
  #lines = new Int32Array(1_024);
  /** Requests that are no rows because something is wrong with them, with their lines. */
  readonly #refused: (readonly [id: string, line: number])[] = [];
  #lineCount = 0;
  #sawQuote = false;

  constructor(builder: FactTableBuilder, catalogue: FactCatalogue, keys: PoolKeys, problems: ProblemList) {
    this.#builder = builder;
    this.#catalogue = catalogue;
    this.#keys = keys;
    this.#problems = problems;
    const { ids, filler } = builder.requests;
    this.#canonical = new CanonicalRows("request", catalogue, {
      ids,
      columns: filler.columns,
      texts: builder.texts.texts,
    });
  }

  /** Digests of the records by row. */
  get hashes(): RecordHashes {
    return this.#hashes;
  }

  get lines(): Int32Array {
    return this.#lines.subarray(0, this.#builder.requests.ids.count);
  }

  get lineCount(): number {
    return this.#lineCount;
  }

  get refused(): readonly (readonly [id: string, line: number])[] {
    return this.#refused;
  }

  /** True when a CSV part holds a quote, so that a line border may stand inside a cell. */
  get sawQuote(): boolean {
    return this.#sawQuote;
  }

  /** Reads a file, or one part of it. */
  async read(file: PoolFile, range?: FileRange): Promise<void> {
    const targets = targetsOf(file.collection, this.#catalogue, this.#builder.texts, (name, id) =>
      this.#keys.isKnown(name as PoolCollectionName, id),
    );
    const size = range ? range.to - range.from : (await stat(file.path).catch(() => ({ size: 0 }))).size;
    if (file.format === "csv") await this.#readCsv(file, targets, size, range);
    else await this.#readNdjson(file, targets, size, range);
  }

  async #readNdjson(
    { path, file, collection }: PoolFile,
    targets: ObjectTarget,
    size: number,
    range: FileRange | undefined,
  ): Promise<void> {
    const row = new JsonRow(targets, this.#builder.requests);
    let line = 0;
    const take = (piece: Buffer) => {
      this.#reserve(piece, size);
      eachLine(piece, (from, to) => {
        line++;
        if (row.read(piece, from, to)) this.#keep(line, row.isCanonical ? piece.subarray(from, to) : undefined);
        else {
          takeJsonLine(textOf(piece, from, to), { file, line }, this.#problems, (record) => {
            this.#take(collection, record, line, (pointer) => ({ file, line, pointer }));
          });
        }
        return true;
      });
      return true;
    };
    await readPieces(path, file, this.#problems, take, range);
    this.#lineCount = line;
  }

  async #readCsv(
    { path, file, collection }: PoolFile,
    targets: ObjectTarget,
    size: number,
    range: FileRange | undefined,
  ): Promise<void> {
    const { requests, texts } = this.#builder;
    const take = (record: Record<string, unknown>, line: number, placeOf: PlaceOf) => {
      this.#take(collection, record, line, placeOf);
    };
    const known =
      range?.header === undefined ? undefined : new CsvHeader(range.header, collection, file, new ProblemList());
    const reader = new CsvReader(collection, file, this.#problems, take, known);
    let row: CsvRow | undefined;
    const readLine = (piece: Buffer, from: number, to: number): boolean => {
      const { header } = reader;
      if (header && !row) row = new CsvRow(targets, header.columns, header.delimiter, requests, texts);
      if (header && row!.read(piece, from, to)) {
        reader.passLine();
        this.#keep(reader.line);
        return true;
      }
      const text = textOf(piece, from, to);
      this.#sawQuote ||= text.includes('"');
      return !(range && this.#sawQuote) && reader.readLine(text);
    };
    const takePiece = (piece: Buffer) => {
      this.#reserve(piece, size);
      return eachLine(piece, (from, to) => readLine(piece, from, to));
    };
    if (await readPieces(path, file, this.#problems, takePiece, range)) reader.end();
    this.#lineCount = reader.line;
  }

  /** Guesses the number of rows from the first lines, so that columns need not grow. */
  #reserve(piece: Buffer, size: number): void {
    if (this.#builder.requests.ids.count > 0) return;
    let lines = 0;
    eachLine(piece, () => ++lines > 0);
    const guess = Math.ceil(((size / piece.length) * lines * 51) / 50);
    this.#builder.reserveRequests(Math.min(guess, Math.ceil(size / SHORTEST_LINE_BYTES)));
  }

  /** Takes a record read the careful way. */
  #take(collection: PoolFile["collection"], record: Record<string, unknown>, line: number, placeOf: PlaceOf): void {
    const before = this.#problems.total;
    const isGood = checkRecord(collection, record, placeOf, this.#problems);
    this.#keys.checkReferences(collection, record, placeOf);
    if (isGood && this.#problems.total === before) {
      this.#builder.requests.add(record);
      this.#keep(line);
    } else if (typeof record.id === "string") this.#refused.push([record.id, line]);
  }

  /** Keeps the digest and the line of the row that was just filled. */
  #keep(line: number, canonical?: Uint8Array): void {
    const row = this.#builder.requests.ids.count - 1;
    this.#hashes.addCanonical(canonical ?? this.#canonical.bytes(row));
    if (row >= this.#lines.length) {
      const lines = new Int32Array(this.#lines.length * 2);
      lines.set(this.#lines);
      this.#lines = lines;
    }
    this.#lines[row] = line;
  }
}

/** A line as text, without a carriage return at its end. */
function textOf(piece: Buffer, from: number, to: number): string {
  return piece.toString("utf8", from, piece[to - 1] === RETURN ? to - 1 : to);
}

/** Calls `onLine` for each line of a piece, its end left out; stops and gives false when `onLine` does. */
function eachLine(piece: Buffer, onLine: (from: number, to: number) => boolean): boolean {
  for (let from = 0; from < piece.length; ) {
    const end = piece.indexOf(LINE_FEED, from);
    const to = end < 0 ? piece.length : end;
    if (!onLine(from, to)) return false;
    from = to + 1;
  }
  return true;
}
