/** The thread of the jobs: opens the product as the server did, and runs the table until it is told to end. */
import { parentPort, workerData } from "node:worker_threads";
import type { Config } from "../config.ts";
import { openProduct } from "../container.ts";
import type { JobsMessage, JobsOrder } from "./jobs-thread.ts";
import { startJobs } from "./start-jobs.ts";

const port = parentPort!;
const tell = (message: JobsMessage) => port.postMessage(message);

const product = await openProduct(workerData as Config, { writeLog: (line) => tell({ kind: "log", line }) });
const jobs = startJobs({ context: product.context });

port.on("message", async ({ kind }: JobsOrder) => {
  if (kind === "wake") {
    await jobs.wake();
    return;
  }
  port.close();
  await jobs.close();
  await product.close();
  tell({ kind: "closed" });
});
tell({ kind: "started" });
