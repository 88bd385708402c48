/**
 * The heavy parts of a run on all cores of the machine, for runs that are worth it. Threads are started by the first such run and kept for the next.
 */
import { availableParallelism } from "node:os";
import type { RunEngine } from "../../app/ports.ts";
import { verify } from "../../domain/engine/verification.ts";
import { EngineThreads } from "./engine-threads.ts";

/** Below so many requests starting threads costs more than they save. */
const WORTH_THREADS = 20_000;

/** An engine that can be ended. */
export interface OpenRunEngine extends RunEngine {
  close(): Promise<void>;
}

/** An engine on so many threads, the calling one counted; those of the machine when absent. */
export function openRunEngine(threads = availableParallelism(), worthThreads = WORTH_THREADS): OpenRunEngine {
  let started: EngineThreads | undefined;
  const threadsFor = (requestCount: number) => {
    if (threads > 1 && requestCount >= worthThreads) started ??= new EngineThreads(threads);
    return requestCount >= worthThreads ? started : undefined;
  };
  return {
    listsOf: (table) => threadsFor(table.requestCount)?.listsOf(table) ?? ((pairs, modes) => pairs.lists(modes)),
    verify: (input) => threadsFor(input.table.requestCount)?.verify(input) ?? verify(input),
    close: async () => {
      await started?.close();
      started = undefined;
    },
  };
}
