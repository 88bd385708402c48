/**
 * `npm run bench`: measures the engine beside its yardsticks and prints figures and goals.
 * `npm run bench -- store` measures the store: see `store.ts`.
 * Options: `--size S,M,L` (or XL), `--only lists,night`, `--runs 3`, `--write` (updates RESULTS.md).
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { askedOf } from "./asked.ts";
import { ensureDatabase, ways } from "./duckdb.ts";
import { machine } from "./machine.ts";
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
  context.report.remark(
    "Lists: columns and tables are in memory and threads are started before the clock; planning, scoring, order and tie-breaks (HMAC-SHA256) are inside. DuckDB gets household sizes and months waited ready-made.",
  );
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
  const processor = (ours: Measurement) =>
    (best!.measured.processorMilliseconds / ours.processorMilliseconds).toFixed(1);
  report.remark(
    `${size}: by processor time, which other work on the machine disturbs less, DuckDB's best takes ${processor(one)} times that of the engine on one thread, ${processor(two)} times on two.`,
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

/** The largest wanted size up to L: what a reserver has on one machine. */
function mainSize(sizes: readonly PoolSize[]): PoolSize {
  return (["L", "M", "S", "XL", "XS"] as const).find((size) => sizes.includes(size))!;
}

/** The whole night on one and on two threads, and what comes after it. */
async function measureNight({ report, sizes, runs }: Context): Promise<void> {
  for (const size of sizes) {
    ensurePool(size);
    const nights: Measurement[] = [];
    for (const threads of [1, THREADS]) {
      const night = await measure({ name: "night", options: { size, threads } }, runs);
      const stages = ["load", "lists", "assign", "verify", "write"].map(
        (stage) => `${stage} ${Math.round(night.figures[stage]!)} ms`,
      );
      const what = `whole night, ${threads} thread${threads === 1 ? "" : "s"}`;
      report.figure({
        what,
        size,
        ...figuresOf(night),
        ...(night.digest ? { digest: night.digest } : {}),
        note: stages.join(", "),
      });
      nights.push(night);
    }
    if (nights[0]!.digest !== nights[1]!.digest) throw new Error("the night depends on the number of threads");
    const night = nights[1]!.milliseconds < nights[0]!.milliseconds ? nights[1]! : nights[0]!;
    const byHand = await measure({ name: "hand-written", options: { size, threads: 1 } }, runs);
    if (size === mainSize(sizes)) {
      const ratio = night.milliseconds / byHand.milliseconds;
      report.goal({
        what: `${size}: whole night over hand-written lists on one thread`,
        reached: ratio,
        goal: 8,
        kind: "most",
        unit: "x",
      });
      report.goal({
        what: `${size}: peak memory of the night`,
        reached: night.peakMebibytes,
        goal: 1_024,
        kind: "most",
        unit: " MiB",
      });
      const refusals = await measureOnce({ name: "refusals", options: { size, count: 100 } });
      report.figure({
        what: "after a refusal, one of 100",
        size,
        milliseconds: refusals.figures.median!,
        note: spread(refusals),
      });
      const share = refusals.figures.median! / night.milliseconds;
      report.goal({
        what: `${size}: after a refusal, share of the night`,
        reached: share,
        goal: 0.05,
        kind: "most",
        unit: "",
      });
    }
  }
}

const spread = ({ figures }: Measurement): string =>
  `first ${figures.first!.toFixed(1)} ms, p99 ${figures.p99!.toFixed(1)} ms`;

/** Answers on demand after a run. */
async function measureAnswers({ report, sizes }: Context): Promise<void> {
  const size = mainSize(sizes);
  const explanations = await measureOnce({ name: "explanations", options: { size, count: 200 } });
  report.figure({
    what: "explanation of one pair, one of 200",
    size,
    milliseconds: explanations.figures.median!,
    note: spread(explanations),
  });
  report.goal({
    what: `${size}: explanation of one pair, median`,
    reached: explanations.figures.median!,
    goal: 50,
    kind: "most",
    unit: " ms",
  });
  const whyNot = await measureOnce({ name: "why-not", options: { size, count: 20 } });
  report.figure({
    what: "why not, over all vacancies, one of 20",
    size,
    milliseconds: whyNot.figures.median!,
    note: spread(whyNot),
  });
  report.goal({
    what: `${size}: why not, over all vacancies, median`,
    reached: whyNot.figures.median!,
    goal: 300,
    kind: "most",
    unit: " ms",
  });
}

/** Files to columns. */
async function measureImport({ report, sizes, runs }: Context): Promise<void> {
  const size = sizes.includes("M") ? "M" : sizes[0]!;
  for (const format of ["csv", "ndjson"]) {
    const imported = await measure({ name: "import", options: { size, format } }, runs);
    const perSecond = imported.figures.requests! / (imported.milliseconds / 1_000);
    report.figure({
      what: `import from ${format}`,
      size,
      ...figuresOf(imported),
      note: `${Math.round(perSecond).toLocaleString("en")} requests/s`,
    });
    report.goal({
      what: `${size}: requests per second from ${format}`,
      reached: perSecond,
      goal: 200_000,
      kind: "least",
      unit: "",
    });
  }
}

/** Cost per pair that meets, from pool to larger pool. Why two goals: on S the start of the process weighs more than the pairs. */
async function measureGrowth({ report, runs }: Context): Promise<void> {
  const perPair = new Map<PoolSize, number>();
  for (const size of ["S", "L", "XL"] as const) {
    ensurePool(size);
    const counted = await measureOnce({ name: "counts", options: { size } });
    const lists = await measure({ name: "engine-lists", options: { size, threads: 1 } }, size === "XL" ? 1 : runs);
    if (lists.digest !== counted.digest) throw new Error(`engine and hand-written loop differ at size ${size}`);
    const nanoseconds = (lists.milliseconds * 1e6) / counted.figures.met!;
    perPair.set(size, nanoseconds);
    report.figure({
      what: "lists, engine, 1 thread, per pair that meets",
      size,
      ...figuresOf(lists),
      note: `${nanoseconds.toFixed(1)} ns per pair, ${(counted.figures.met! / 1e6).toFixed(1)} M pairs`,
    });
  }
  for (const smaller of ["S", "L"] as const) {
    report.goal({
      what: `growth: cost per pair, XL over ${smaller}`,
      reached: perPair.get("XL")! / perPair.get(smaller)!,
      goal: 1.3,
      kind: "most",
      unit: "x",
    });
  }
}

/** Every condition and every criterion twice. */
async function measureRulesTwice({ report, sizes, runs }: Context): Promise<void> {
  const size = mainSize(sizes);
  const once = await measure({ name: "engine-lists", options: { size, threads: 1 } }, runs);
  const twice = await measure({ name: "engine-lists", options: { size, threads: 1, rules: "doubled" } }, runs);
  if (once.digest !== twice.digest) throw new Error("the doubled rules give other lists");
  report.figure({ what: "lists, engine, 1 thread", size, ...figuresOf(once) });
  report.figure({ what: "lists, engine, 1 thread, every rule twice", size, ...figuresOf(twice) });
  report.goal({
    what: `${size}: every rule twice, over once`,
    reached: twice.milliseconds / once.milliseconds,
    goal: 2,
    kind: "most",
    unit: "x",
  });
}

/** The command line answers at once. */
async function measureHelp({ report, runs }: Context): Promise<void> {
  const entry = join(import.meta.dirname, "../../src/contingent.js");
  const times = await repeat(Math.max(3, runs), async () => {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, [entry, "--help"], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
  report.figure({ what: "contingent --help", size: "", milliseconds: median });
  report.goal({ what: "contingent --help", reached: median, goal: 300, kind: "most", unit: " ms" });
}

const parts: Readonly<Record<string, (context: Context) => Promise<void>>> = {
  pool: measurePools,
  lists: measureLists,
  "json-rules": measureJsonRules,
  night: measureNight,
  answers: measureAnswers,
  import: measureImport,
  growth: measureGrowth,
  "rules-twice": measureRulesTwice,
  help: measureHelp,
};

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      size: { type: "string", default: "S,M,L" },
      only: { type: "string", default: Object.keys(parts).join(",") },
      runs: { type: "string", default: "3" },
      write: { type: "boolean", default: false },
    },
  });
  const asked = askedOf(values.size, values.only, parts);
  if (!asked) return;
  const { sizes, wanted } = asked;
  const report = new Report();
  for (const part of wanted) {
    process.stderr.write(`${part}\n`);
    await parts[part]!({ report, sizes, runs: Number(values.runs) });
  }
  const reasons = readFileSync(join(import.meta.dirname, "what-holds-back.md"), "utf8");
  const text = `# Results of the benchmark\n\n${machine("npm run bench")}\n\n${report.markdown()}\n\n${reasons}`;
  process.stdout.write(text);
  if (values.write) writeFileSync(join(import.meta.dirname, "RESULTS.md"), text);
}

if (process.argv[2] === "store") await (await import("./store.ts")).benchStore(process.argv.slice(3));
else await run();
