/**
 * Processes of the product that the torture starts, talks to by lines and kills. What they do
 * stands in `worker.ts`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** Roles of a process. */
export type WorkerRole = "commit" | "decide" | "night" | "stuck-night";

/** What one process compiled, the next one need not: most of their time is loading. */
const compileCache = `${import.meta.dirname}/../../node_modules/.cache/contingent`;

const running = new Set<Worker>();

/** Kills every process that still runs: after a check that failed halfway nothing may go on. */
export async function killWorkers(): Promise<void> {
  await Promise.all([...running].map((worker) => worker.kill()));
}

/** A running process. */
export class Worker {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #exited: Promise<unknown>;
  #complaints = "";

  constructor(role: WorkerRole, options: object) {
    const script = `${import.meta.dirname}/worker.ts`;
    this.#child = spawn(process.execPath, [script, role, JSON.stringify(options)], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    });
    running.add(this);
    this.#exited = once(this.#child, "close").then(() => {
      running.delete(this);
      this.#wake();
    });
    this.#child.stderr!.on("data", (text) => (this.#complaints += text));
    this.#child.stdin!.on("error", () => {});
    createInterface({ input: this.#child.stdout! }).on("line", (line) => {
      this.#lines.push(line);
      this.#wake();
    });
  }

  /** Lines so far. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Waits until it has written so many lines. Throws: it ended before. */
  async untilLines(count: number): Promise<void> {
    while (this.#lines.length < count) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(
          `a process ended with ${this.#child.exitCode ?? this.#child.signalCode}:\n${this.#complaints.slice(-2_000)}`,
        );
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Lets it begin. */
  go(): void {
    this.#child.stdin!.write("go\n");
  }

  /** Kills it as the power of the machine would, and waits until it is gone. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exited;
  }

  /** Waits for its end and gives all its lines. Throws: it failed. */
  async end(): Promise<readonly string[]> {
    await this.#exited;
    if (this.#child.exitCode !== 0)
      throw new Error(`a process ended with ${this.#child.exitCode}:\n${this.#complaints.slice(-2_000)}`);
    return this.#lines;
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
