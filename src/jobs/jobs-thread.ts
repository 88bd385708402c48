/**
 * The jobs on a thread of their own, so that a night of many seconds keeps no page waiting: it opens the store as another process would. A thread that
 * is lost is started again; what it was doing is taken over when its lease has ended.
 */
import { Worker } from "node:worker_threads";

/** What the thread tells. */
export type JobsMessage = { readonly kind: "started" | "closed" } | { readonly kind: "log"; readonly line: string };

/** What it is told. */
export type JobsOrder = { readonly kind: "wake" | "close" };

/** How a thread is started. */
export interface JobsThreadStart {
  /** Given to the thread as it is: the configuration of the product. */
  readonly config: object;
  readonly writeLog: (line: string) => unknown;
  /** Told when the thread was lost. */
  readonly onLost?: () => void;
  /** What runs in it: the product's jobs unless told. */
  readonly entry?: URL;
  /** After how long a lost thread is started again. Units: milliseconds. */
  readonly restartMs?: number;
}

/** A thread that runs jobs. */
export interface JobsThread {
  /** Has it go through the table now. */
  wake(): void;
  /** Begins nothing more, waits for what is running, and ends the thread. */
  close(): Promise<void>;
}

const RESTART_MS = 10_000;

/** Starts the thread. Throws: what keeps it from starting for the first time. */
export async function startJobsThread(start: JobsThreadStart): Promise<JobsThread> {
  const { restartMs = RESTART_MS, onLost } = start;
  let isClosing = false;
  let timer: NodeJS.Timeout | undefined;
  let current: RunningThread | undefined;
  const begin = async (): Promise<void> => {
    current = new RunningThread(start);
    void current.ended.then(() => {
      if (isClosing) return;
      onLost?.();
      timer = setTimeout(() => void begin().catch(() => undefined), restartMs);
    });
    await current.started;
  };
  try {
    await begin();
  } catch (error) {
    isClosing = true;
    clearTimeout(timer);
    throw error;
  }
  return {
    wake: () => current?.tell({ kind: "wake" }),
    close: async () => {
      isClosing = true;
      clearTimeout(timer);
      current?.tell({ kind: "close" });
      await current?.ended;
    },
  };
}

/** One thread from its start to its end. */
class RunningThread {
  readonly #worker: Worker;
  readonly started: Promise<void>;
  readonly ended: Promise<void>;

  constructor({ config, writeLog, entry = new URL("./jobs-worker.ts", import.meta.url) }: JobsThreadStart) {
    this.#worker = new Worker(entry, { workerData: config });
    this.ended = new Promise((resolve) => this.#worker.once("exit", () => resolve()));
    this.started = new Promise((resolve, reject) => {
      this.#worker.on("message", (message: JobsMessage) => {
        if (message.kind === "log") writeLog(message.line);
        if (message.kind === "started") resolve();
      });
      this.#worker.once("error", reject);
      this.#worker.once("exit", () => reject(new Error("the thread of the jobs ended before it had begun")));
    });
    // Lost later, it is told by its end.
    this.started.catch(() => undefined);
  }

  tell(order: JobsOrder): void {
    this.#worker.postMessage(order);
  }
}
