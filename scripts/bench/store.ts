/**
 * `npm run bench -- store`: what the store costs beside its yardsticks.
 * Options: `--size L` (or XS, S, M), `--quick` (a smoke run at XS), `--only import,snapshot,night,review,lists`, `--runs 1`,
 * `--write` (updates RESULTS-STORE.md).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { askedOf } from "./asked.ts";
import { machine } from "./machine.ts";
import { type Measurement, measure, measureOnce } from "./measure.ts";
import type { PoolSize } from "./pool.ts";
import { isReached, Report } from "./report.ts";

interface Asked {
  readonly report: Report;
  readonly size: PoolSize;
  readonly runs: number;
}

const THREADS = 2;
const figuresOf = ({ milliseconds, processorMilliseconds, peakMebibytes, digest }: Measurement) => ({
  milliseconds,
  processorMilliseconds,
  mebibytes: peakMebibytes,
  ...(digest ? { digest } : {}),
});
const whole = (value: number) => Math.round(value).toLocaleString("en");

/** An import beside inserts of the same rows. */
async function measureImport({ report, size, runs }: Asked): Promise<void> {
  const imported = await measure({ name: "store-import", options: { size } }, runs);
  const { records, requests, megabytes } = imported.figures as Record<string, number>;
  const perSecond = requests! / (imported.milliseconds / 1_000);
  report.figure({
    what: `import of ${whole(requests!)} requests with persons`,
    size,
    ...figuresOf(imported),
    note: `${whole(records!)} rows of files, ${whole(perSecond)} requests/s, database of ${whole(megabytes!)} MB`,
  });
  const yardsticks: { readonly inserts: number; readonly processor: number }[] = [];
  for (const indexes of ["before", "after"]) {
    const raw = await measure({ name: "store-raw", options: { size, indexes } }, runs);
    const { rows, inserts, processor } = raw.figures as { rows: number; inserts: number; processor: number };
    yardsticks.push({ inserts, processor });
    const what = `the same rows by node:sqlite alone, indexes made ${indexes}`;
    report.figure({
      what,
      size,
      milliseconds: inserts,
      processorMilliseconds: processor,
      note: `${whole(rows)} rows; the import takes ${(imported.milliseconds / inserts).toFixed(1)} times as long`,
    });
  }
  report.remark(
    "node:sqlite alone: the finished rows of the imported database into a new file with the same tables, indexes and settings, one prepared statement per table, one transaction; only inserts, indexes, commit and close are counted. The import reads NDJSON, checks every record, digests it, seals every person with a key of its own and makes the Merkle root of the audit entry. The goal is held against the faster of the two.",
  );
  const { inserts, processor } = yardsticks.reduce((best, one) => (one.inserts < best.inserts ? one : best));
  const byProcessor = (imported.processorMilliseconds / processor).toFixed(1);
  report.remark(
    `${size}: by processor time, which other work on the machine disturbs less, the import takes ${byProcessor} times the raw inserts.`,
  );
  report.goal({
    what: `${size}: import over raw inserts`,
    reached: imported.milliseconds / inserts,
    goal: 3,
    kind: "most",
    unit: "x",
  });
}

/** The store into columns. */
async function measureSnapshot({ report, size, runs }: Asked): Promise<void> {
  const stored = await measure({ name: "store-snapshot", options: { size } }, runs);
  report.figure({ what: "snapshot of the database into columns", size, ...figuresOf(stored) });
  const file = await measure({ name: "file-snapshot", options: { size, format: "ndjson" } }, runs);
  report.figure({ what: "NDJSON folder into columns", size, ...figuresOf(file) });
  requireSame("snapshot", stored, file);
  report.goal({
    what: `${size}: peak memory of the snapshot`,
    reached: stored.peakMebibytes,
    goal: 1_430,
    kind: "most",
    unit: " MiB",
  });
}

/** A night on the database beside the night on files. */
async function measureNight({ report, size, runs }: Asked): Promise<void> {
  const onDatabase = await measureOnce({ name: "store-night", options: { size, threads: THREADS } });
  const { proposed, withheld } = onDatabase.figures;
  report.figure({
    what: "a night on the database, 2 threads",
    size,
    ...figuresOf(onDatabase),
    note: `${whole(proposed!)} proposals kept, ${withheld} withheld`,
  });
  const onFiles = await measure({ name: "file-night", options: { size, threads: THREADS } }, runs);
  report.figure({ what: "the same night on the NDJSON folder, 2 threads", size, ...figuresOf(onFiles) });
  requireSame("night", onDatabase, onFiles);
  const onColumns = await measure({ name: "night", options: { size, threads: THREADS } }, runs);
  const { milliseconds, processorMilliseconds, peakMebibytes } = onColumns;
  report.figure({
    what: "a night on the column file, 2 threads",
    size,
    milliseconds,
    processorMilliseconds,
    mebibytes: peakMebibytes,
    note: `the database takes ${(onDatabase.milliseconds / milliseconds).toFixed(1)} times as long`,
  });
  report.goal({
    what: `${size}: night on the database over night on the NDJSON folder`,
    reached: onDatabase.milliseconds / onFiles.milliseconds,
    goal: 3,
    kind: "most",
    unit: "x",
  });
}

/** One proposal as the committee sees it. */
async function measureReview({ report, size }: Asked): Promise<void> {
  const count = 300;
  const { figures } = await measureOnce({ name: "store-review", options: { size, count } });
  const { median, p99, slowest, first } = figures as Record<string, number>;
  const note = `p99 ${p99!.toFixed(1)} ms, slowest ${slowest!.toFixed(1)} ms, first ${first!.toFixed(1)} ms (rules are compiled)`;
  report.figure({ what: `review of one proposal, one of ${count}`, size, milliseconds: median!, note });
  report.goal({
    what: `${size}: review of one proposal, median`,
    reached: median!,
    goal: 50,
    kind: "most",
    unit: " ms",
  });
  report.goal({ what: `${size}: review of one proposal, p99`, reached: p99!, goal: 50, kind: "most", unit: " ms" });
}

/** Every closed query. */
async function measureLists({ report, size }: Asked): Promise<void> {
  const count = 20;
  const { figures } = await measureOnce({ name: "store-lists", options: { size, count } });
  for (const [query, milliseconds] of Object.entries(figures)) {
    report.figure({ what: `list ${query}, one of ${count}`, size, milliseconds });
  }
  const slowest = Math.max(...Object.values(figures));
  report.goal({
    what: `${size}: a page of the slowest closed query, median`,
    reached: slowest,
    goal: 50,
    kind: "most",
    unit: " ms",
  });
}

function requireSame(what: string, one: Measurement, other: Measurement): void {
  if (one.digest !== other.digest) throw new Error(`the ${what} differs: ${one.digest} and ${other.digest}`);
}

const parts: Readonly<Record<string, (asked: Asked) => Promise<void>>> = {
  import: measureImport,
  snapshot: measureSnapshot,
  night: measureNight,
  review: measureReview,
  lists: measureLists,
};

/** Measures what was asked and prints it. */
export async function benchStore(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: "string", default: "L" },
      quick: { type: "boolean", default: false },
      only: { type: "string", default: Object.keys(parts).join(",") },
      runs: { type: "string", default: "1" },
      write: { type: "boolean", default: false },
    },
  });
  const asked = askedOf(values.quick ? "XS" : values.size, values.only, parts);
  if (!asked) return;
  const { sizes, wanted } = asked;
  const report = new Report();
  for (const size of sizes) {
    for (const part of wanted) {
      process.stderr.write(`${part}\n`);
      await parts[part]!({ report, size, runs: Number(values.runs) });
    }
  }
  const isMissed = !report.goals.every(isReached);
  const reasons = isMissed ? `\n${readFileSync(join(import.meta.dirname, "what-holds-back-store.md"), "utf8")}` : "";
  const text = `# Results of the benchmark of the store\n\n${machine("npm run bench -- store")}\n\n${report.markdown()}\n${reasons}`;
  process.stdout.write(text);
  if (values.write) writeFileSync(join(import.meta.dirname, "RESULTS-STORE.md"), text);
  if (values.quick && isMissed) process.stderr.write("At this size goals say nothing.\n");
}
