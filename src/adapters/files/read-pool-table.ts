/**
 * Reads a pool straight into a fact table, for pools too big to be held as records: the same problems, the same table and the same digest
 * as reading the snapshot first, in memory that grows with the columns alone.
 */
import { stat } from "node:fs/promises";
import { CanonicalRows } from "../../domain/facts/canonical-rows.ts";
import { type FactCatalogue, factCatalogue } from "../../domain/facts/catalogue.ts";
import { FactTableBuilder, type GrowingFactTable, tableOfSnapshot } from "../../domain/facts/fact-table-builder.ts";
import type { LedgerEntry } from "../../domain/facts/ledger.ts";
import type { Pin, Snapshot, Struck, TravelTime } from "../../domain/facts/snapshot.ts";
import { RecordHashes, SnapshotDigest, snapshotDigest } from "../../domain/facts/snapshot-digest.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import type { PoolRest } from "./column-file.ts";
import { CsvReader } from "./csv-file.ts";
import { CsvRow } from "./csv-row.ts";
import { readPieces } from "./file-lines.ts";
import { type InputProblem, ProblemList } from "./input-problem.ts";
import { JsonRow } from "./json-row.ts";
import { takeJsonLine } from "./ndjson-file.ts";
import type { PoolCollectionName } from "./pool-collections.ts";
import { type FoundFolder, findPool, type PoolFile, readHeader } from "./pool-files.ts";
import type { PoolKeys } from "./pool-keys.ts";
import { checkRecord, keysOf, type PoolOptions, readPool, readRecords } from "./read-pool.ts";
import type { PlaceOf } from "./record-check.ts";
import { type ObjectTarget, targetsOf } from "./row-targets.ts";

/** A pool in columns, or why there is none. */
export interface PoolTableReading {
  readonly table?: GrowingFactTable;
  readonly rest?: PoolRest;
  readonly problems: readonly InputProblem[];
  readonly problemCount: number;
}

const LINE_FEED = 10;

/** Reads a pool from a file or folder into a fact table. */
export async function readPoolIntoTable(path: string, options: PoolOptions = {}): Promise<PoolTableReading> {
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
async function readFolderIntoTable(found: FoundFolder, options: PoolOptions, problems: ProblemList) {
  const header = await readHeader(found.folder, found.header, options.asOf, problems);
  const asOf = header?.asOf ?? "1970-01-01";
  const builder = new FactTableBuilder(factCatalogue, dayNumberOf(asOf)!);
  const digest = new SnapshotDigest(asOf);
  const keys = keysOf(found, problems);
  const rest = { ledger: [] as LedgerEntry[], pins: [] as Pin[], struck: [] as Struck[] };
  const requests = new RequestRows(builder, factCatalogue, keys, problems);
  for (const file of found.files) {
    if (file.collection.name === "requests") await requests.read(file);
    else {
      await readRecords(file, keys, problems, ({ name }, record) => {
        digest.add(name, record);
        addRecord(builder, rest, name, record);
      });
    }
  }
  requests.reportTwins();
  return () => {
    digest.addCollection("requests", requests.digest());
    const noted = header?.note === undefined ? rest : { ...rest, note: header.note };
    return { table: builder.build(), rest: { ...noted, snapshotDigest: digest.digest() } };
  };
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

/** The requests of a pool while they are read. */
class RequestRows {
  readonly #builder: FactTableBuilder;
  readonly #catalogue: FactCatalogue;
  readonly #keys: PoolKeys;
  readonly #problems: ProblemList;
  readonly #hashes = new RecordHashes();
  readonly #canonical: CanonicalRows;
  /** Line of each row, to name both places of an id that stands twice. */
  #lines = new Int32Array(1_024);
  /** Ids of requests that are no rows because something is wrong with them, with their lines. */
  readonly #refused = new Map<string, number>();
  #file = "";

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
    keys.delegate("requests", (id) => ids.rowOf(id) !== undefined || this.#refused.has(id));
  }

  async read(file: PoolFile): Promise<void> {
    this.#file = file.file;
    const targets = targetsOf(file.collection, this.#catalogue, this.#builder.texts, (name, id) =>
      this.#keys.isKnown(name as PoolCollectionName, id),
    );
    const { size } = await stat(file.path).catch(() => ({ size: 0 }));
    if (file.format === "csv") await this.#readCsv(file, targets, size);
    else await this.#readNdjson(file, targets, size);
  }

  /** Reports ids that stand twice. */
  reportTwins(): void {
    const report = (id: string, first: number, line: number) => {
      this.#problems.add({ file: this.#file, line }, "id-twice", { id, first });
    };
    const { ids } = this.#builder.requests;
    for (const [earlier, later] of this.#builder.requests.twins()) {
      report(ids.at(later), this.#lines[earlier]!, this.#lines[later]!);
    }
    for (const [id, line] of this.#refused) {
      const row = ids.rowOf(id);
      if (row === undefined) continue;
      const other = this.#lines[row]!;
      report(id, Math.min(line, other), Math.max(line, other));
    }
  }

  digest(): { count: number; digest: string } {
    return { count: this.#hashes.count, digest: this.#hashes.digestBy(this.#builder.requests.order()) };
  }

  async #readNdjson({ path, file, collection }: PoolFile, targets: ObjectTarget, size: number): Promise<void> {
    const row = new JsonRow(targets, this.#builder.requests);
    let line = 0;
    await readPieces(path, file, this.#problems, (piece) => {
      this.#reserve(piece, size);
      eachLine(piece, (from, to) => {
        line++;
        if (row.read(piece, from, to)) this.#keep(line, row.isCanonical ? piece.subarray(from, to) : undefined);
        else {
          takeJsonLine(piece.toString("utf8", from, to), { file, line }, this.#problems, (record) => {
            this.#take(collection, record, line, (pointer) => ({ file, line, pointer }));
          });
        }
        return true;
      });
      return true;
    });
  }

  async #readCsv({ path, file, collection }: PoolFile, targets: ObjectTarget, size: number): Promise<void> {
    const { requests, texts } = this.#builder;
    const reader = new CsvReader(collection, file, this.#problems, (record, line, placeOf) => {
      this.#take(collection, record, line, placeOf);
    });
    let row: CsvRow | undefined;
    const isWhole = await readPieces(path, file, this.#problems, (piece) => {
      this.#reserve(piece, size);
      return eachLine(piece, (from, to) => {
        const { header } = reader;
        if (header && !row) row = new CsvRow(targets, header.columns, header.delimiter, requests, texts);
        if (!header || !row!.read(piece, from, to)) {
          return reader.readLine(piece.toString("utf8", from, piece[to - 1] === 13 ? to - 1 : to));
        }
        reader.passLine();
        this.#keep(reader.line);
        return true;
      });
    });
    if (isWhole) reader.end();
  }

  /** Guesses the number of rows from the first lines, so that columns need not grow. */
  #reserve(piece: Buffer, size: number): void {
    if (this.#builder.requests.ids.count > 0) return;
    let lines = 0;
    eachLine(piece, () => ++lines > 0);
    this.#builder.reserveRequests(Math.ceil(((size / piece.length) * lines * 51) / 50));
  }

  /** Takes a record read the careful way. */
  #take(collection: PoolFile["collection"], record: Record<string, unknown>, line: number, placeOf: PlaceOf): void {
    const before = this.#problems.total;
    const isGood = checkRecord(collection, record, placeOf, this.#problems);
    this.#keys.checkReferences(collection, record, placeOf);
    if (isGood && this.#problems.total === before) {
      this.#builder.requests.add(record);
      this.#keep(line);
    } else if (typeof record.id === "string") this.#refuse(record.id, line);
  }

  #refuse(id: string, line: number): void {
    const first = this.#refused.get(id);
    if (first === undefined) this.#refused.set(id, line);
    else this.#problems.add({ file: this.#file, line }, "id-twice", { id, first });
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
