/**
 * Measuring: each figure comes from fresh processes, so that its memory is its own. Time is taken inside the process, around the work alone.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";

/** What one process reports of its work. */
export interface Measurement {
  readonly milliseconds: number;
  /** Processor time of all threads during the work. */
  readonly processorMilliseconds: number;
  /** Highest resident memory of the process, loading included. */
  readonly peakMebibytes: number;
  readonly digest?: string;
  /** Counts and further figures of the part. */
  readonly figures: Readonly<Record<string, number>>;
}

/** What a task hands back to its process. */
export interface TaskOutcome {
  readonly digest?: string;
  readonly figures?: Readonly<Record<string, number>>;
}

/** Runs `work` and reports its time; called in the child process. */
export async function clocked<T>(
  work: () => T | Promise<T>,
): Promise<{ value: T; milliseconds: number; processorMilliseconds: number }> {
  const before = process.cpuUsage();
  const start = process.hrtime.bigint();
  const value = await work();
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  const used = process.cpuUsage(before);
  return { value, milliseconds, processorMilliseconds: (used.user + used.system) / 1e3 };
}

/** Name and options of a task in `tasks.ts`. */
export interface Task {
  readonly name: string;
  readonly options: Readonly<Record<string, string | number>>;
}

/** Runs a task once in a fresh process. Throws: the process fails, with what it wrote. */
export function measureOnce({ name, options }: Task): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, "tasks.ts");
    const child = spawn(process.execPath, ["--max-old-space-size=8192", script, name, JSON.stringify(options)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let complaints = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (complaints += text));
    child.on("close", (code) => {
      const line = output.trim().split("\n").at(-1) ?? "";
      if (code === 0 && line.startsWith("{")) resolve(JSON.parse(line) as Measurement);
      else reject(new Error(`${name} ${JSON.stringify(options)} ended with ${code}:\n${complaints.slice(-2_000)}`));
    });
  });
}

/** Runs a task in so many fresh processes: median time, highest memory. Throws: their digests differ. */
export async function measure(task: Task, runs: number): Promise<Measurement> {
  const all: Measurement[] = [];
  for (let i = 0; i < runs; i++) all.push(await measureOnce(task));
  if (new Set(all.map((one) => one.digest)).size > 1)
    throw new Error(`${task.name} gives different results in different runs`);
  return middleOf(all);
}

/** The run with the median time, with the highest memory of all. */
export function middleOf(all: readonly Measurement[]): Measurement {
  const sorted = [...all].sort((a, b) => a.milliseconds - b.milliseconds);
  return {
    ...sorted[Math.floor((sorted.length - 1) / 2)]!,
    peakMebibytes: Math.max(...all.map((one) => one.peakMebibytes)),
  };
}
