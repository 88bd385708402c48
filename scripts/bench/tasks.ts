/**
 * One task per process: `node tasks.ts <name> <options as JSON>` prints its measurement as one line of JSON.
 */
import { clocked, type Measurement } from "./measure.ts";
import type { PrepareTask } from "./task.ts";

/** Each task's module is loaded alone, so that no process carries the weight of another's libraries. */
const modules: Readonly<Record<string, () => Promise<{ readonly tasks: Readonly<Record<string, PrepareTask>> }>>> = {
  "hand-written": () => import("./hand-written-tasks.ts"),
  counts: () => import("./hand-written-tasks.ts"),
  duckdb: () => import("./duckdb-tasks.ts"),
  "json-rules": () => import("./json-rules-tasks.ts"),
  "engine-lists": () => import("./engine-tasks.ts"),
  night: () => import("./night-tasks.ts"),
  refusals: () => import("./night-tasks.ts"),
  explanations: () => import("./night-tasks.ts"),
  "why-not": () => import("./night-tasks.ts"),
  import: () => import("./import-tasks.ts"),
  "store-import": () => import("./store-tasks.ts"),
  "store-raw": () => import("./store-tasks.ts"),
  "store-snapshot": () => import("./store-tasks.ts"),
  "store-night": () => import("./store-tasks.ts"),
  "store-review": () => import("./store-tasks.ts"),
  "store-lists": () => import("./store-tasks.ts"),
  "file-snapshot": () => import("./store-tasks.ts"),
  "file-night": () => import("./store-tasks.ts"),
};

const [name, options] = process.argv.slice(2);
const { tasks } = await modules[name!]!();
const task = await tasks[name!]!(JSON.parse(options!) as Record<string, string | number>);
const { value, milliseconds, processorMilliseconds } = await clocked(task.work);
// Memory is read before the result is digested: the digest is the benchmark's work, not the measured one's.
const peakMebibytes = process.resourceUsage().maxRSS / 1_024;
const { digest, figures = {} } = await task.outcome(value);
const measurement: Measurement = {
  milliseconds,
  processorMilliseconds,
  peakMebibytes,
  ...(digest ? { digest } : {}),
  figures,
};
process.stdout.write(`${JSON.stringify(measurement)}\n`, () => process.exit(0));
