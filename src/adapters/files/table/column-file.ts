/**
 * A fact table as one binary file: a header in JSON, then the typed arrays as they stand in memory. Made once from a big pool,
 * it is loaded in a fraction of a second into memory that threads may share. A digest of the content is checked on loading.
 *
 * Layout: 8 bytes `CTGCOLS1`, 4 bytes length of the header (little-endian), 64 bytes SHA-256 in hexadecimal of everything behind
 * byte 80, 4 bytes 0, the header, 0 to the next multiple of 8, then the arrays, each from a multiple of 8, little-endian.
 */
import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { endianness } from "node:os";
import type { FactCatalogue, FactDeclaration } from "../../../domain/facts/catalogue.ts";
import type { Column, ScalarColumn } from "../../../domain/facts/fact-table.ts";
import type { LedgerEntry } from "../../../domain/facts/ledger.ts";
import type { Pin, Struck } from "../../../domain/facts/snapshot.ts";
import {
  type HeldTable,
  type SideRows,
  type TableParts,
  tableOfParts,
} from "../../../domain/facts/table/held-table.ts";
import { canonicalJson } from "../../../domain/shared/digest.ts";
import { type InputProblem, inputProblem } from "../input-problem.ts";
import { reasonOf } from "../words.ts";

/** What a run needs besides the table. */
export interface PoolRest {
  readonly ledger: readonly LedgerEntry[];
  readonly pins: readonly Pin[];
  readonly struck: readonly Struck[];
  readonly snapshotDigest: string;
  readonly note?: string;
}

/** A pool in columns, or why there is none. */
export interface ColumnReading {
  readonly table?: HeldTable;
  readonly rest?: PoolRest;
  readonly problems: readonly InputProblem[];
}

type Numbers = Int32Array | Uint8Array;

interface FactColumn {
  readonly fact: string;
  /** Type of the fact, so that a file of another catalogue is not read. */
  readonly type: string;
  readonly kind: Column["kind"];
  readonly arrays: readonly Extent[];
}
/** Place of an array behind the header. */
interface Extent {
  readonly at: number;
  readonly length: number;
}
interface SideHeader {
  readonly count: number;
  readonly idBytes: Extent;
  readonly idOffsets: Extent;
  readonly columns: readonly FactColumn[];
}
interface Header {
  readonly asOf: number;
  readonly texts: readonly string[];
  readonly requests: SideHeader;
  readonly vacancies: SideHeader;
  readonly journeys: readonly Extent[];
  readonly rest: PoolRest;
}

const MAGIC = "CTGCOLS1";
const PREFIX_BYTES = 80;
const BYTES_AT_ONCE = 1 << 26;

const padded = (bytes: number) => Math.ceil(bytes / 8) * 8;
const typeOf = (fact: FactDeclaration) => canonicalJson(fact.type);

/** Writes a table and what belongs to it; an earlier file is replaced whole. */
export async function writeColumnFile(
  path: string,
  parts: TableParts,
  catalogue: FactCatalogue,
  rest: PoolRest,
): Promise<readonly InputProblem[]> {
  const unfinished = `${path}.unfinished-${process.pid}`;
  try {
    await writeFile(unfinished, parts, catalogue, rest);
    await rename(unfinished, path);
    return [];
  } catch (error) {
    await rm(unfinished, { force: true });
    return [inputProblem({ file: path }, "not-written", { reason: reasonOf(error) })];
  }
}

async function writeFile(path: string, parts: TableParts, catalogue: FactCatalogue, rest: PoolRest): Promise<void> {
  const arrays: Numbers[] = [];
  let at = 0;
  const extent = (array: Numbers): Extent => {
    const place = { at, length: array.length };
    arrays.push(array);
    at += padded(array.byteLength);
    return place;
  };
  const side = (rows: SideRows): SideHeader => ({
    count: rows.count,
    idBytes: extent(rows.idBytes.subarray(0, rows.idOffsets[rows.count])),
    idOffsets: extent(rows.idOffsets.subarray(0, rows.count + 1)),
    columns: catalogue.facts.flatMap((fact) => {
      const column = rows.columns[fact.index];
      if (!column) return [];
      const held = arraysOf(column, rows.count).map(extent);
      return [{ fact: fact.name, type: typeOf(fact), kind: column.kind, arrays: held }];
    }),
  });
  const { from, to, minutes } = parts.journeys;
  const header: Header = {
    asOf: parts.asOf,
    texts: parts.texts,
    requests: side(parts.requests),
    vacancies: side(parts.vacancies),
    journeys: [from, to, minutes].map(extent),
    rest,
  };
  const text = Buffer.from(JSON.stringify(header));
  const content = [text, ...arrays.map(bytesOf)].flatMap((bytes) => [
    bytes,
    Buffer.alloc(padded(bytes.length) - bytes.length),
  ]);
  const hash = createHash("sha256");
  for (const bytes of content) hash.update(bytes);
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.write(MAGIC, 0, "latin1");
  prefix.writeUInt32LE(text.length, 8);
  prefix.write(hash.digest("hex"), 12, "latin1");
  const file = await open(path, "wx");
  try {
    await writeAll(file, prefix);
    for (const bytes of content) await writeAll(file, bytes);
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, Math.min(BYTES_AT_ONCE, bytes.length - done))).bytesWritten;
  }
}

function bytesOf(array: Numbers): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** The arrays of a column, cut to what its rows hold. */
function arraysOf(column: Column, count: number): Numbers[] {
  switch (column.kind) {
    case "scalar":
      return [column.values.subarray(0, count)];
    case "position":
      return [column.east.subarray(0, count), column.north.subarray(0, count), column.grid.subarray(0, count)];
    case "texts":
      return [...listArrays(column, count), column.codes.subarray(0, column.offsets[count])];
    case "persons":
      return [
        ...listArrays(column, count),
        ...column.fields.map((field) => field.values.subarray(0, column.offsets[count])),
      ];
  }
}

function listArrays(column: { offsets: Int32Array; absent: Uint8Array }, count: number): [Int32Array, Uint8Array] {
  return [column.offsets.subarray(0, count + 1), column.absent.subarray(0, count)];
}

/** Loads a table. What is wrong with the file is a problem, never an exception. */
export async function readColumnFile(path: string, catalogue: FactCatalogue): Promise<ColumnReading> {
  const refused = (en: string, fr: string) => ({
    problems: [inputProblem({ file: path }, "column-file-broken", { reason: { en, fr } })],
  });
  if (endianness() !== "LE")
    return refused(
      "this machine keeps the bytes of a number the other way round",
      "cette machine range les octets d’un nombre dans l’autre sens",
    );
  let bytes: Uint8Array<SharedArrayBuffer>;
  try {
    bytes = await readShared(path);
  } catch (error) {
    return { problems: [inputProblem({ file: path }, "file-unreadable", { reason: reasonOf(error) })] };
  }
  const prefix = Buffer.from(bytes.buffer, 0, Math.min(PREFIX_BYTES, bytes.length));
  if (prefix.toString("latin1", 0, 8) !== MAGIC || prefix.readUInt32LE(76) !== 0)
    return refused("it does not begin as one", "il ne commence pas comme il faut");
  const found = createHash("sha256").update(bytes.subarray(PREFIX_BYTES)).digest("hex");
  if (found !== prefix.toString("latin1", 12, 76))
    return refused("its content was altered or cut off", "son contenu a été modifié ou coupé");
  const headerBytes = prefix.readUInt32LE(8);
  const start = PREFIX_BYTES + padded(headerBytes);
  if (start > bytes.length) return refused("its end is missing", "sa fin manque");
  const header = parsed(Buffer.from(bytes.buffer, PREFIX_BYTES, headerBytes).toString("utf8"));
  return (
    (header && tableOf(header, bytes.buffer, start, catalogue)) ??
    refused("it was written for other facts", "il a été écrit pour d’autres faits")
  );
}

async function readShared(path: string): Promise<Uint8Array<SharedArrayBuffer>> {
  const { size } = await stat(path);
  const bytes = new Uint8Array(new SharedArrayBuffer(Math.max(size, PREFIX_BYTES)));
  const file = await open(path, "r");
  try {
    for (let done = 0; done < size; ) {
      const { bytesRead } = await file.read(bytes, done, Math.min(BYTES_AT_ONCE, size - done), done);
      if (bytesRead === 0) throw new Error("it became shorter while it was read");
      done += bytesRead;
    }
  } finally {
    await file.close();
  }
  return bytes;
}

function parsed(text: string): Header | undefined {
  try {
    return JSON.parse(text) as Header;
  } catch {
    return undefined;
  }
}

function tableOf(
  header: Header,
  buffer: SharedArrayBuffer,
  start: number,
  catalogue: FactCatalogue,
): ColumnReading | undefined {
  const ints = ({ at, length }: Extent) => new Int32Array(buffer, start + at, length);
  const bytes = ({ at, length }: Extent) => new Uint8Array(buffer, start + at, length);
  const factByName = new Map(catalogue.facts.map((fact) => [fact.name, fact]));
  const rowsOf = (side: SideHeader): SideRows | undefined => {
    const columns: (Column | undefined)[] = [];
    for (const { fact: name, type, kind, arrays } of side.columns) {
      const fact = factByName.get(name);
      if (!fact || typeOf(fact) !== type) return undefined;
      columns[fact.index] = columnOf(kind, arrays, ints, bytes);
    }
    return { count: side.count, idBytes: bytes(side.idBytes), idOffsets: ints(side.idOffsets), columns };
  };
  const requests = rowsOf(header.requests);
  const vacancies = rowsOf(header.vacancies);
  if (!requests || !vacancies) return undefined;
  const [from, to, minutes] = header.journeys.map(ints);
  const journeys = { from: from!, to: to!, minutes: minutes! };
  const parts: TableParts = { asOf: header.asOf, texts: header.texts, requests, vacancies, journeys };
  return { table: tableOfParts(parts, catalogue), rest: header.rest, problems: [] };
}

function columnOf(
  kind: Column["kind"],
  extents: readonly Extent[],
  ints: (extent: Extent) => Int32Array,
  bytes: (extent: Extent) => Uint8Array,
): Column {
  if (kind === "scalar") return { kind, values: ints(extents[0]!) };
  if (kind === "position") return { kind, east: ints(extents[0]!), north: ints(extents[1]!), grid: ints(extents[2]!) };
  const offsets = ints(extents[0]!);
  const absent = bytes(extents[1]!);
  if (kind === "texts") return { kind, offsets, absent, codes: ints(extents[2]!) };
  const fields = extents.slice(2).map((extent): ScalarColumn => ({ kind: "scalar", values: ints(extent) }));
  return { kind, offsets, absent, fields };
}
