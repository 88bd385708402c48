/**
 * Reads the requests of a pool on as many threads as there are, each a part of the file, and puts the parts together.
 * The result does not depend on the number of threads.
 */
import { open, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { factCatalogue } from "../../../domain/facts/catalogue.ts";
import { RecordHashes } from "../../../domain/facts/snapshot-digest.ts";
import type { FactTableBuilder } from "../../../domain/facts/table/fact-table-builder.ts";
import type { SideRows } from "../../../domain/facts/table/held-table.ts";
import type { InputProblem, ProblemList } from "../input-problem.ts";
import type { PoolCollectionName, PoolRecord } from "../pool-collections.ts";
import type { PoolFile } from "../pool-files.ts";
import type { PoolKeys } from "../pool-keys.ts";
import { type FileRange, RequestRows } from "./request-rows.ts";

/** What a thread is told. */
export interface RequestTask {
  readonly path: string;
  readonly file: string;
  readonly format: PoolFile["format"];
  readonly range: FileRange;
  readonly employers: readonly PoolRecord[];
  /** Collections without a file. */
  readonly missing: readonly PoolCollectionName[];
  /** Collections whose file could not be read. */
  readonly unread: readonly PoolCollectionName[];
}

/** What a thread gives back; its arrays are shared, not copied. */
export interface RequestPart {
  readonly rows: SideRows;
  readonly texts: readonly string[];
  readonly hashes: Uint8Array;
  readonly lines: Int32Array;
  readonly lineCount: number;
  readonly refused: readonly (readonly [id: string, line: number])[];
  readonly sawQuote: boolean;
  readonly problems: readonly InputProblem[];
  readonly problemCount: number;
}

/** Where the requests go, and what is known when they are read. */
export interface RequestReading {
  readonly builder: FactTableBuilder;
  readonly keys: PoolKeys;
  readonly problems: ProblemList;
  readonly employers: readonly PoolRecord[];
  readonly missing: readonly PoolCollectionName[];
  /** Smallest part of a file that is worth a thread. */
  readonly bytesPerThread?: number;
}

/** What is known of the rows besides their facts. */
export interface ReadRequests {
  readonly hashes: RecordHashes;
  /** Line of each row. */
  readonly lines: Int32Array;
  /** Requests that are no rows because something is wrong with them. */
  readonly refused: readonly (readonly [id: string, line: number])[];
}

const BYTES_PER_THREAD = 32 << 20;
const MOST_THREADS = 8;
const LINE_FEED = 10;

/** Reads a file of requests into the builder. */
export async function readRequests(file: PoolFile, reading: RequestReading): Promise<ReadRequests> {
  const ranges = await rangesOf(file, reading.bytesPerThread ?? BYTES_PER_THREAD).catch(() => []);
  if (ranges.length > 1) {
    const { employers, missing } = reading;
    const { unread } = reading.keys;
    const { path, format } = file;
    const tasks = ranges.map((range) => ({ path, file: file.file, format, range, employers, missing, unread }));
    // A thread that fails, for want of memory say, is no reason not to read: one thread reads it all.
    const parts = await Promise.all(tasks.map(runThread)).catch(() => undefined);
    if (parts && !parts.some((part) => part.sawQuote)) return joinParts(parts, reading);
  }
  const rows = new RequestRows(reading.builder, factCatalogue, reading.keys, reading.problems);
  await rows.read(file);
  const { hashes, lines, refused } = rows;
  return { hashes, lines, refused };
}

/** Parts of a file of about the same length, each ending with a line. */
async function rangesOf({ path, format }: PoolFile, bytesPerThread: number): Promise<FileRange[]> {
  const { size } = await stat(path);
  const wanted = Math.min(Math.floor(size / bytesPerThread), availableParallelism(), MOST_THREADS);
  if (wanted < 2) return [];
  const file = await open(path, "r");
  try {
    const lineEnd = async (from: number): Promise<number> => {
      const chunk = Buffer.alloc(1 << 16);
      for (let at = from; at < size; ) {
        const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
        if (bytesRead === 0) break;
        const end = chunk.subarray(0, bytesRead).indexOf(LINE_FEED);
        if (end >= 0) return at + end + 1;
        at += bytesRead;
      }
      return size;
    };
    const borders = [0];
    for (let i = 1; i < wanted; i++) {
      const border = await lineEnd(Math.floor((size * i) / wanted));
      if (border > borders.at(-1)! && border < size) borders.push(border);
    }
    const first = Buffer.alloc(format === "csv" ? await lineEnd(0) : 0);
    if (first.length > 0) await file.read(first, 0, first.length, 0);
    const header = first
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .trimEnd();
    return borders.map((from, i) => {
      const range = { from, to: borders[i + 1] ?? size };
      return format === "csv" && i > 0 ? { ...range, header } : range;
    });
  } finally {
    await file.close();
  }
}

function runThread(task: RequestTask): Promise<RequestPart> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./request-thread.ts", import.meta.url), { workerData: task });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => {
      reject(new Error("a thread ended before its work"));
    });
  });
}

function joinParts(parts: readonly RequestPart[], { builder, problems }: RequestReading): ReadRequests {
  const hashes = new RecordHashes();
  const lines = new Int32Array(parts.reduce((count, part) => count + part.rows.count, 0));
  const refused: [id: string, line: number][] = [];
  const said = new Set<string>();
  let before = 0;
  builder.reserveRequests(lines.length);
  for (const part of parts) {
    for (let row = 0; row < part.rows.count; row++) {
      lines[builder.requests.ids.count + row] = part.lines[row]! + before;
    }
    builder.requests.append(part.rows, part.texts);
    hashes.addHash(part.hashes);
    for (const [id, line] of part.refused) refused.push([id, line + before]);
    // What concerns the whole file is found by every thread and said once.
    const isNew = ({ line, file, code }: InputProblem) => line !== undefined || !said.has(`${file} ${code}`);
    const news = part.problems.filter(isNew);
    for (const { file, code } of news) said.add(`${file} ${code}`);
    const placed = news.map((problem) =>
      problem.line === undefined ? problem : { ...problem, line: problem.line + before },
    );
    problems.addAll(placed, part.problemCount - part.problems.length + news.length);
    before += part.lineCount;
  }
  return { hashes, lines, refused };
}
