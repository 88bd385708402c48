/**
 * The thread that recalls past runs: reads the store on a connection of its own, computes a run again, holds the last one that was asked for and answers.
 */
import { parentPort, workerData } from "node:worker_threads";
import { openStore } from "../adapters/store/open-store.ts";
import { answerFrom, type RecalledRun, recallRun } from "../app/runs/recalled-run.ts";
import type { RecallAnswer, RecallQuestion } from "../domain/runs/recall.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import type { RecallOrder, RecallReply, RecallStart } from "./recall-message.ts";

const store = openStore((workerData as RecallStart).database);
let held: { readonly runId: string; readonly run: Promise<RecalledRun | number> } | undefined;

async function answer(question: RecallQuestion): Promise<RecallAnswer> {
  const { runId } = question;
  // The one before is let go first: two big runs are not held at once.
  if (held?.runId !== runId) held = { runId, run: recallRun({ store: await store }, runId) };
  const { run } = held;
  run.catch(() => {
    if (held?.run === run) held = undefined;
  });
  return answerFrom(run, question);
}

parentPort!.on("message", async ({ number, question }: RecallOrder) => {
  let reply: RecallReply;
  try {
    reply = { number, answer: await answer(question) };
  } catch (error) {
    const { message } = error as Error;
    const failure =
      error instanceof DomainError ? { code: error.code, values: error.values, message } : { values: {}, message };
    reply = { number, failure };
  }
  parentPort!.postMessage(reply);
});
