/**
 * A helping thread: does the shares it is given by `engine-threads.ts`, one after the other.
 */
import { workerData } from "node:worker_threads";
import { EligiblePairs } from "../../domain/engine/lists.ts";
import { verifyPart } from "../../domain/engine/verification.ts";
import { factCatalogue } from "../../domain/facts/catalogue.ts";
import { tableOfParts } from "../../domain/facts/table/held-table.ts";
import { sharesOf } from "./shared-shares.ts";
import type { ThreadAnswer, ThreadOrder, ThreadStart } from "./thread-order.ts";

const { port, answers } = workerData as ThreadStart;

function done(order: ThreadOrder): ThreadAnswer {
  const table = tableOfParts(order.table, factCatalogue);
  if (order.kind === "verification") {
    return { kind: "verification", part: verifyPart({ ...order.input, table }, order.from, order.to) };
  }
  const pairs = new EligiblePairs({ ...order.pairs, table });
  const { modes, counters, vacancyRecords } = order;
  const [filling, scanning] = [sharesOf(counters.filling), sharesOf(counters.scanning)];
  return { kind: "lists", part: pairs.partTogether(modes, { filling, scanning, vacancyRecords }) };
}

function answer(content: ThreadAnswer): void {
  port.postMessage(content);
  Atomics.add(answers, 0, 1);
  Atomics.notify(answers, 0);
}

port.on("message", (order: ThreadOrder) => {
  try {
    answer(done(order));
  } catch {
    // The asking thread does the share itself and meets the same error where it can be told.
    answer({ kind: "failed" });
  }
});
answer({ kind: "ready" });
