/**
 * `npm run bench`: measures the engine beside its yardsticks and prints figures and goals.
 * Options: `--size S,M,L` (or XL), `--only lists,night`, `--runs 3`, `--write` (updates RESULTS.md).
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureDatabase, ways } from "./duckdb.ts";
import { type Measurement, measure, measureOnce, middleOf } from "./measure.ts";
import { type PoolSize, poolSizes } from "./pool.ts";
import { ensurePool } from "./pool-file.ts";
import { Report } from "./report.ts";

interface Context {
  readonly report: Report;
  readonly sizes: readonly PoolSize[];
  readonly runs: number;
}

const THREADS = 2;
const figuresOf = ({ milliseconds, processorMilliseconds, peakMebibytes }: Measurement) => ({
  milliseconds,
  processorMilliseconds,
  mebibytes: peakMebibytes,
});

/** The pools are as large as they were designed to be. */
async function measurePools({ report, sizes }: Context): Promise<void> {
  for (const size of sizes) {
    ensurePool(size);
    const counted = await measureOnce({ name: "counts", options: { size } });
    const { requests, vacancies, metThousands, eligibleThousands } = poolSizes[size];
    const { met, eligible } = counted.figures as { met: number; eligible: number };
    report.figure({
      what: `pool of ${requests.toLocaleString("en")} requests, ${vacancies.toLocaleString("en")} vacancies, all pairs counted by hand`,
      size,
      ...figuresOf(counted),
      ...(counted.digest ? { digest: counted.digest } : {}),
      note: `${(met / 1e6).toFixed(2)} M pairs meet, ${(eligible / 1e6).toFixed(2)} M eligible`,
    });
    for (const [what, count, designed] of [
      ["pairs that meet", met, metThousands],
      ["eligible pairs", eligible, eligibleThousands],
    ] as const) {
      const factor = count / 1_000 / designed;
      report.goal({
        what: `${size}: ${what}, away from the design`,
        reached: Math.max(factor, 1 / factor),
        goal: 1.5,
        kind: "most",
        unit: "x",
      });
    }
  }
}

/** The best 64 of every vacancy: engine, hand-written loop, DuckDB. */
async function measureLists(context: Context): Promise<void> {
  for (const size of context.sizes) await measureListsOf(size, context);
}

async function measureListsOf(size: PoolSize, { report, runs }: Context): Promise<void> {
  ensurePool(size);
  await ensureDatabase(size);
  const digests = new Map<string, string | undefined>();
  const show = (what: string, one: Measurement, note = ""): Measurement => {
    report.figure({ what, size, ...figuresOf(one), ...(one.digest ? { digest: one.digest } : {}), note });
    digests.set(what, one.digest);
    return one;
  };
  const threads = (count: number) => `${count} thread${count === 1 ? "" : "s"}`;
  const byHand: Measurement[] = [];
  const byEngine: Measurement[] = [];
  for (const count of [1, THREADS]) {
    byHand.push(
      show(
        `lists, hand-written, ${threads(count)}`,
        await measure({ name: "hand-written", options: { size, threads: count } }, runs),
      ),
    );
    byEngine.push(
      show(
        `lists, engine, ${threads(count)}`,
        await measure({ name: "engine-lists", options: { size, threads: count } }, runs),
      ),
    );
  }
  let best: { way: string; measured: Measurement } | undefined;
  for (const way of ways.filter((one) => one.sizes.includes(size))) {
    const task = { name: "duckdb", options: { size, way: way.id, threads: THREADS } };
    const first = await measureOnce(task);
    const isPromising = !best || first.milliseconds < best.measured.milliseconds * 1.5;
    const measured = isPromising ? middleOf([first, ...(await repeat(runs - 1, () => measureOnce(task)))]) : first;
    show(`lists, DuckDB: ${way.title}, ${threads(THREADS)}`, measured);
    if (!best || measured.milliseconds < best.measured.milliseconds) best = { way: way.title, measured };
  }
  const [one, two] = [byEngine[0]!, byEngine[1]!];
  const fastest = two.milliseconds < one.milliseconds ? two : one;
  if (new Set(digests.values()).size > 1) {
    throw new Error(
      `results differ at size ${size}:\n${[...digests].map(([what, digest]) => `${digest} ${what}`).join("\n")}`,
    );
  }
  report.remark(
    `${size}: all ${digests.size} ways of making the lists give the same result. Fastest in DuckDB: ${best!.way}.`,
  );
  const ratio = (what: string, reached: number, goal: number, kind: "least" | "most") =>
    report.goal({ what: `${size}: ${what}`, reached, goal, kind, unit: "x" });
  if (size === "M" || size === "L" || size === "XL") {
    ratio(
      "lists, times faster than DuckDB's best, two threads each",
      best!.measured.milliseconds / two.milliseconds,
      5,
      "least",
    );
    ratio(
      "lists, memory of DuckDB's best over the engine's",
      best!.measured.peakMebibytes / two.peakMebibytes,
      4,
      "least",
    );
  }
  ratio("lists, engine over hand-written, one thread", one.milliseconds / byHand[0]!.milliseconds, 1.5, "most");
  ratio("lists, engine over hand-written, two threads", fastest.milliseconds / byHand[1]!.milliseconds, 1.5, "most");
}

async function repeat<T>(times: number, make: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let i = 0; i < times; i++) all.push(await make());
  return all;
}

/** Pairs per second beside json-rules-engine. */
async function measureJsonRules({ report, sizes, runs }: Context): Promise<void> {
  const size = sizes.includes("M") ? "M" : sizes[0]!;
  ensurePool(size);
  const rules = await measure({ name: "json-rules", options: { size, pairs: 20_000 } }, runs);
  const perSecond = rules.figures.pairsPerSecond!;
  report.figure({
    what: "json-rules-engine on a sample",
    size,
    ...figuresOf(rules),
    note: `${Math.round(perSecond).toLocaleString("en")} pairs/s`,
  });
  const engine = await measure({ name: "engine-lists", options: { size, threads: 1 } }, runs);
  const { figures } = await measureOnce({ name: "counts", options: { size } });
  const ours = figures.met! / (engine.milliseconds / 1_000);
  report.figure({
    what: "engine, one thread, pairs that meet",
    size,
    ...figuresOf(engine),
    note: `${Math.round(ours).toLocaleString("en")} pairs/s`,
  });
  report.goal({
    what: `${size}: pairs per second over json-rules-engine`,
    reached: ours / perSecond,
    goal: 200,
    kind: "least",
    unit: "x",
  });
}

const parts: Readonly<Record<string, (context: Context) => Promise<void>>> = {
  pool: measurePools,
  lists: measureLists,
  "json-rules": measureJsonRules,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      size: { type: "string", default: "S,M,L" },
      only: { type: "string", default: Object.keys(parts).join(",") },
      runs: { type: "string", default: "3" },
      write: { type: "boolean", default: false },
    },
  });
  const sizes = values.size.split(",") as PoolSize[];
  const wanted = values.only.split(",");
  const unknown = [...sizes.filter((size) => !(size in poolSizes)), ...wanted.filter((part) => !(part in parts))];
  if (unknown.length > 0) {
    process.stderr.write(
      `${unknown.join(", ")}: sizes are ${Object.keys(poolSizes).join(", ")}; parts are ${Object.keys(parts).join(", ")}.\n`,
    );
    process.exitCode = 2;
    return;
  }
  const report = new Report();
  for (const part of wanted) {
    process.stderr.write(`${part}\n`);
    await parts[part]!({ report, sizes, runs: Number(values.runs) });
  }
  const text = `# Results of the benchmark\n\n${machine()}\n\n${report.markdown()}\n`;
  process.stdout.write(text);
  if (values.write) writeFileSync(join(import.meta.dirname, "RESULTS.md"), text);
}

function machine(): string {
  const day = new Date().toISOString().slice(0, 10);
  const { model } = cpus()[0]!;
  return `Measured on ${day} with \`npm run bench\` on ${cpus().length} cores of ${model.trim()}, Node ${process.version}. Times are medians over fresh processes, memory is the highest resident set of the process, loading included.`;
}

await main();
