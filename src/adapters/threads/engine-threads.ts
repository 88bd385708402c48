/**
 * Several threads for one run: for the candidate lists and for the verification each draws vacancies until none is left.
 * The result is the same for any number of threads. A helping thread that fails or cannot be started only costs time: its share is done here.
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { RunInput } from "../../domain/engine/allocate.ts";
import type { EligiblePairs, GrowingLists } from "../../domain/engine/lists.ts";
import {
  mergeParts,
  type Verification,
  type VerificationInput,
  verify,
  verifyRanges,
} from "../../domain/engine/verification.ts";
import type { HeldTable } from "../../domain/facts/table/held-table.ts";
import { newCounter, sharesOf, vacancyRanges } from "./shared-shares.ts";
import type { ThreadAnswer, ThreadOrder, ThreadStart } from "./thread-order.ts";

/** A helping thread that is not ready by then is not waited for. Units: milliseconds. */
const START_LIMIT = 20_000;
/** A share may take so many times as long as this thread's own, and at least START_LIMIT. */
const PATIENCE = 20;

/** One helping thread. */
class EngineThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #answers = new Int32Array(new SharedArrayBuffer(4));
  #state: "starting" | "ready" | "lost" = "starting";

  constructor() {
    const { port1, port2 } = new MessageChannel();
    const workerData: ThreadStart = { port: port2, answers: this.#answers };
    this.#worker = new Worker(new URL("./engine-worker.ts", import.meta.url), { workerData, transferList: [port2] });
    this.#worker.on("error", () => {
      this.#state = "lost";
    });
    this.#worker.unref();
    port1.unref();
    this.#port = port1;
  }

  /** Waits until the thread has answered for the first time, which says that it is ready. */
  async ready(): Promise<void> {
    // Waiting keeps the process alive; helping alone does not.
    this.#worker.ref();
    await Atomics.waitAsync(this.#answers, 0, 0, START_LIMIT).value;
    this.#worker.unref();
  }

  /** False for a thread that could not be started or was given up. */
  get isThere(): boolean {
    return this.#state !== "lost";
  }

  giveUp(): void {
    this.#state = "lost";
    void this.#worker.terminate();
  }

  ask(order: ThreadOrder): void {
    if (this.#state !== "lost") this.#port.postMessage(order);
  }

  /** The next answer of a kind, or undefined when none comes in time. Blocks this thread. */
  answer<K extends ThreadAnswer["kind"]>(
    kind: K,
    limitMilliseconds: number,
  ): Extract<ThreadAnswer, { kind: K }> | undefined {
    if (this.#state === "starting") this.#state = this.#next(START_LIMIT)?.kind === "ready" ? "ready" : "lost";
    const found = this.#next(Math.max(limitMilliseconds, START_LIMIT));
    return found?.kind === kind ? (found as Extract<ThreadAnswer, { kind: K }>) : undefined;
  }

  /** An answer that comes too late must not be taken for the next one, so a thread that was given up stays so. */
  #next(limitMilliseconds: number): ThreadAnswer | undefined {
    while (this.#state !== "lost") {
      const seen = Atomics.load(this.#answers, 0);
      const received = receiveMessageOnPort(this.#port);
      if (received) return received.message as ThreadAnswer;
      if (Atomics.wait(this.#answers, 0, seen, limitMilliseconds) === "timed-out") this.#state = "lost";
    }
    return undefined;
  }

  async close(): Promise<void> {
    this.#state = "lost";
    this.#port.close();
    await this.#worker.terminate();
  }
}

/** The threads of a run; they start at once and wait for work. */
export class EngineThreads {
  readonly #threads: readonly EngineThread[];

  /** `threads` counts the calling one. */
  constructor(threads: number) {
    this.#threads = Array.from({ length: threads - 1 }, () => new EngineThread());
  }

  /** Waits until every thread can take work; asking earlier is no error. */
  async ready(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.ready()));
  }

  /** What makes the lists of a run on all threads. */
  listsOf(table: HeldTable): NonNullable<RunInput["listsBy"]> {
    return (pairs: EligiblePairs, modes: Int32Array): GrowingLists => {
      const present = this.#threads.filter((thread) => thread.isThere);
      if (present.length === 0) return pairs.lists(modes);
      const { table: _, ...input } = pairs.inputForThreads();
      const counters = { filling: newCounter(), making: newCounter() };
      const [filling, making] = [sharesOf(counters.filling), sharesOf(counters.making)];
      const work = pairs.workTogether(present.length + 1, filling, making);
      const { filling: _filling, making: _making, ...memory } = work;
      for (const thread of present) {
        thread.ask({ kind: "lists", table: table.parts(), pairs: input, modes, counters, memory });
      }
      try {
        pairs.makeTogether(modes, work);
        return pairs.merge(modes, [pairs.partOf(work)]);
      } catch {
        // Another thread failed: all is done here, on memory that no other thread sees. An error of the input is met and told again.
        for (const thread of present) thread.giveUp();
        pairs.startAgain();
        return pairs.lists(modes);
      }
    };
  }

  /** Verifies a result on all threads. */
  verify(input: VerificationInput & { readonly table: HeldTable }): Verification {
    const { table, ...rest } = input;
    const counter = newCounter();
    const present = this.#threads.filter((thread) => thread.isThere);
    for (const thread of present) thread.ask({ kind: "verification", table: table.parts(), input: rest, counter });
    const began = performance.now();
    const parts = [verifyRanges(input, vacancyRanges(counter, table.vacancyCount))];
    const limit = PATIENCE * (performance.now() - began);
    for (const thread of present) {
      const part = thread.answer("verification", limit)?.part;
      // What it has drawn is not checked: all is checked here.
      if (!part) return verify(input);
      parts.push(part);
    }
    return mergeParts(input, parts);
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}
