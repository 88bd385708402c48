/**
 * The hand-written loop on several threads: blocks of requests are drawn from a shared counter, thresholds are shared, what was kept is merged.
 * This file is both the starter and the worker.
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { type Kept, matcherFor, mergeKept, type SharedState, sharedStateFor } from "./hand-written.ts";
import type { Pool } from "./pool.ts";
import type { Ranking } from "./ranking.ts";

interface WorkOrder {
  readonly handWritten: true;
  readonly pool: Pool;
  readonly shared: SharedState;
  readonly threads: number;
}

function share(pool: Pool, shared: SharedState, threads: number): Kept {
  const matcher = matcherFor(pool, shared, false);
  matcher.fold();
  // Bands are cut from the static points of all requests, so nobody goes on before all are folded.
  const { tickets } = shared;
  if (Atomics.add(tickets, 2, 1) + 1 === threads) Atomics.notify(tickets, 2);
  for (let done = Atomics.load(tickets, 2); done < threads; done = Atomics.load(tickets, 2))
    Atomics.wait(tickets, 2, done);
  return matcher.match();
}

/** The best candidates of each vacancy on so many threads, the calling one included. */
export async function matchByHandOnThreads(pool: Pool, threads: number): Promise<Ranking> {
  const shared = sharedStateFor(pool);
  const order: WorkOrder = { handWritten: true, pool, shared, threads };
  const others = Array.from({ length: threads - 1 }, () => {
    const worker = new Worker(new URL(import.meta.url), { workerData: order });
    return new Promise<Kept>((resolve, reject) => worker.once("message", resolve).once("error", reject));
  });
  const own = share(pool, shared, threads);
  return mergeKept(pool, [own, ...(await Promise.all(others))]);
}

if (!isMainThread && (workerData as Partial<WorkOrder> | null)?.handWritten) {
  const { pool, shared, threads } = workerData as WorkOrder;
  const kept = share(pool, shared, threads);
  const buffers = [kept.sizes, kept.keys, kept.requests].map((array) => array.buffer as ArrayBuffer);
  parentPort!.postMessage(kept, buffers);
}
