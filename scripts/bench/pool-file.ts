/**
 * The pool as one file: a JSON header line, then typed arrays, each at a multiple of 8 bytes. Generated once per size and kept in the cache.
 * Arrays are read into shared memory, so worker threads see them without a copy.
 */
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Column, ScalarColumn } from "../../src/domain/facts/fact-table.ts";
import { generatePool, type Pool, type PoolSize } from "./pool.ts";

/** Raised when the generator changes, so that an older cache is not read. */
const FORMAT = 5;

type Shape = { readonly kind: Column["kind"]; readonly fields?: number };
interface Header {
  readonly size: PoolSize;
  readonly asOf: number;
  readonly requestCount: number;
  readonly vacancyCount: number;
  readonly texts: readonly string[];
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly arrays: Readonly<
    Record<string, { readonly at: number; readonly bytes: number; readonly is: "int" | "byte" }>
  >;
}

/** The folder where pools and databases of the benchmark are kept; git ignores it. */
export const cacheFolder = join(import.meta.dirname, "../../out/bench");

/** Path of the pool's file in the cache. */
export function poolPath(size: PoolSize): string {
  return join(cacheFolder, `pool-${size}-v${FORMAT}.bin`);
}

/** Generates the pool of a size unless the cache holds it. */
export function ensurePool(size: PoolSize): string {
  const path = poolPath(size);
  if (!existsSync(path)) {
    mkdirSync(cacheFolder, { recursive: true });
    savePool(`${path}.part`, generatePool(size));
    renameSync(`${path}.part`, path);
  }
  return path;
}

function arraysOf(pool: Pool): Map<string, Int32Array | Uint8Array> {
  const arrays = new Map<string, Int32Array | Uint8Array>([
    ["requestIds", pool.requestIds],
    ["vacancyIds", pool.vacancyIds],
    ["employerOf", pool.employerOf],
  ]);
  for (const [name, column] of pool.columns) {
    if (column.kind === "scalar") arrays.set(`${name}/values`, column.values);
    else if (column.kind === "position") {
      arrays.set(`${name}/east`, column.east).set(`${name}/north`, column.north).set(`${name}/grid`, column.grid);
    } else {
      arrays.set(`${name}/offsets`, column.offsets).set(`${name}/absent`, column.absent);
      if (column.kind === "texts") arrays.set(`${name}/codes`, column.codes);
      else for (const [i, field] of column.fields.entries()) arrays.set(`${name}/field${i}`, field.values);
    }
  }
  return arrays;
}

function savePool(path: string, pool: Pool): void {
  const arrays = arraysOf(pool);
  const places: Record<string, { at: number; bytes: number; is: "int" | "byte" }> = {};
  let at = 0;
  for (const [name, array] of arrays) {
    places[name] = { at, bytes: array.byteLength, is: array instanceof Int32Array ? "int" : "byte" };
    at += Math.ceil(array.byteLength / 8) * 8;
  }
  const shapes: Record<string, Shape> = {};
  for (const [name, column] of pool.columns) {
    shapes[name] =
      column.kind === "persons" ? { kind: column.kind, fields: column.fields.length } : { kind: column.kind };
  }
  const { size, asOf, requestCount, vacancyCount, texts } = pool;
  const header: Header = { size, asOf, requestCount, vacancyCount, texts, shapes, arrays: places };
  const line = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(Math.ceil((8 + line.length) / 8) * 8);
  head.writeUInt32LE(line.length, 0);
  line.copy(head, 8);
  const file = openSync(path, "w");
  writeSync(file, head, 0, head.length, 0);
  for (const [name, array] of arrays) {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(
        file,
        bytes,
        written,
        Math.min(bytes.length - written, 1 << 28),
        head.length + places[name]!.at + written,
      );
    }
  }
  closeSync(file);
}

/** Reads a pool; with `facts`, only the columns of these facts, and of persons only their number. */
export function loadPool(path: string, facts?: readonly string[]): Pool {
  const file = openSync(path, "r");
  const lengths = Buffer.alloc(8);
  readSync(file, lengths, 0, 8, 0);
  const length = lengths.readUInt32LE(0);
  const line = Buffer.alloc(length);
  readSync(file, line, 0, length, 8);
  const start = Math.ceil((8 + length) / 8) * 8;
  const header = JSON.parse(line.toString()) as Header;
  const read = (name: string): Int32Array | Uint8Array => {
    const place = header.arrays[name]!;
    const shared = new SharedArrayBuffer(place.bytes);
    const bytes = new Uint8Array(shared);
    let done = 0;
    while (done < place.bytes)
      done += readSync(file, bytes, done, Math.min(place.bytes - done, 1 << 28), start + place.at + done);
    return place.is === "int" ? new Int32Array(shared) : bytes;
  };
  const int = (name: string) => read(name) as Int32Array;
  const byte = (name: string) => read(name) as Uint8Array;
  const columns = new Map<string, Column>();
  for (const [name, shape] of Object.entries(header.shapes)) {
    if (facts && !facts.includes(name)) continue;
    if (shape.kind === "scalar") columns.set(name, { kind: "scalar", values: int(`${name}/values`) });
    else if (shape.kind === "position") {
      columns.set(name, {
        kind: "position",
        east: int(`${name}/east`),
        north: int(`${name}/north`),
        grid: int(`${name}/grid`),
      });
    } else if (shape.kind === "texts") {
      columns.set(name, {
        kind: "texts",
        offsets: int(`${name}/offsets`),
        codes: int(`${name}/codes`),
        absent: byte(`${name}/absent`),
      });
    } else {
      const fields = Array.from(
        { length: facts ? 0 : (shape.fields ?? 0) },
        (_, i): ScalarColumn => ({ kind: "scalar", values: int(`${name}/field${i}`) }),
      );
      columns.set(name, { kind: "persons", offsets: int(`${name}/offsets`), fields, absent: byte(`${name}/absent`) });
    }
  }
  const pool: Pool = {
    size: header.size,
    asOf: header.asOf,
    requestCount: header.requestCount,
    vacancyCount: header.vacancyCount,
    texts: header.texts,
    requestIds: byte("requestIds"),
    vacancyIds: byte("vacancyIds"),
    employerOf: facts ? new Int32Array(0) : int("employerOf"),
    columns,
  };
  closeSync(file);
  return pool;
}
