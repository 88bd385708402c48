/**
 * The hand-written loop on several threads: blocks of requests are drawn from a shared counter, thresholds are shared, what was kept is merged.
 * This file is both the starter and the worker.
 */
import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { type Kept, matcherFor, mergeKept, type SharedState, sharedStateFor } from "./hand-written.ts";
import type { Pool } from "./pool.ts";
import type { Ranking } from "./ranking.ts";

interface WorkOrder {
  readonly pool: Pool;
  readonly shared: SharedState;
  readonly threads: number;
}

/** Marks a worker of this file. */
const MARK = "hand-written";

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

/** Starts the other threads; what comes back makes the best candidates of each vacancy on all of them, once. */
export async function startThreads(threads: number): Promise<(pool: Pool) => Promise<Ranking>> {
  const workers = Array.from({ length: threads - 1 }, () => new Worker(new URL(import.meta.url), { workerData: MARK }));
  await Promise.all(workers.map((worker) => once(worker, "message")));
  return async (pool) => {
    const order: WorkOrder = { pool, shared: sharedStateFor(pool), threads };
    const others = workers.map((worker) => once(worker, "message"));
    for (const worker of workers) worker.postMessage(order);
    const own = share(order.pool, order.shared, threads);
    const kept = await Promise.all(others);
    for (const worker of workers) worker.unref();
    return mergeKept(pool, [own, ...kept.map(([message]) => message as Kept)]);
  };
}

if (!isMainThread && workerData === MARK) {
  const port = parentPort!;
  port.once("message", ({ pool, shared, threads }: WorkOrder) => {
    const kept = share(pool, shared, threads);
    port.postMessage(
      kept,
      [kept.sizes, kept.keys, kept.requests].map((array) => array.buffer as ArrayBuffer),
    );
  });
  port.postMessage("ready");
}
