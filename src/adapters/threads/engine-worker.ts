/**
 * A helping thread: does the shares it is given by `engine-threads.ts`, one after the other.
 */
import { workerData } from "node:worker_threads";
import { EligiblePairs } from "../../domain/engine/lists.ts";
import { type VerificationPart, verifyRanges } from "../../domain/engine/verification.ts";
import { factCatalogue } from "../../domain/facts/catalogue.ts";
import { tableOfParts } from "../../domain/facts/table/held-table.ts";
import { failCounter, sharesOf, vacancyRanges } from "./shared-shares.ts";
import type { ThreadAnswer, ThreadOrder, ThreadStart } from "./thread-order.ts";

const { port, answers } = workerData as ThreadStart;

function verified(order: Extract<ThreadOrder, { kind: "verification" }>): VerificationPart {
  const table = tableOfParts(order.table, factCatalogue);
  return verifyRanges({ ...order.input, table }, vacancyRanges(order.counter, table.vacancyCount));
}

function makeLists(order: Extract<ThreadOrder, { kind: "lists" }>): void {
  const { modes, counters, memory } = order;
  const [filling, making] = [sharesOf(counters.filling), sharesOf(counters.making)];
  const pairs = new EligiblePairs({ ...order.pairs, table: tableOfParts(order.table, factCatalogue) });
  pairs.makeTogether(modes, { filling, making, ...memory });
}

function answer(content: ThreadAnswer): void {
  port.postMessage(content);
  Atomics.add(answers, 0, 1);
  Atomics.notify(answers, 0);
}

port.on("message", (order: ThreadOrder) => {
  // The asking thread does the share of one that fails itself, and meets the same error where it can be told.
  try {
    if (order.kind === "lists") makeLists(order);
    else answer({ kind: "verification", part: verified(order) });
  } catch {
    if (order.kind === "verification") answer({ kind: "failed" });
    else for (const counter of [order.counters.filling, order.counters.making]) failCounter(counter);
  }
});
answer({ kind: "ready" });
