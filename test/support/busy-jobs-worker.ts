/** Stands for the thread of the jobs on a long night: it computes without a pause until it is told through shared memory that it may stop. */
import { parentPort, workerData } from "node:worker_threads";

const { signs } = workerData as { readonly signs: Int32Array };
parentPort!.on("message", () => parentPort!.close());
parentPort!.postMessage({ kind: "started" });
setImmediate(() => {
  Atomics.store(signs, 0, 1);
  while (Atomics.load(signs, 1) === 0);
  Atomics.store(signs, 0, 0);
});
