/**
 * Asks a past run, wherever it is computed again: elsewhere where the product has set that up, or else here, where the last one that was asked for is held.
 */
import type { RecallAnswer, RecallQuestion } from "../../domain/runs/recall.ts";
import type { Context, Store } from "../ports.ts";
import { answerFrom, type RecalledRun, recallRun } from "./recalled-run.ts";

interface Held {
  readonly runId: string;
  readonly run: Promise<RecalledRun | number>;
}

/** The last one of each store. */
const held = new WeakMap<Store, Held>();

/** The answer, or `computing` where it is not there yet. Throws: `not-found`; `not-replayable`. */
export async function askRun(
  context: Context,
  question: RecallQuestion,
): Promise<RecallAnswer | { readonly kind: "computing" }> {
  if (context.recall) return context.recall.ask(question);
  const { runId } = question;
  let known = held.get(context.store);
  if (known?.runId !== runId) {
    known = { runId, run: recallRun(context, runId) };
    held.set(context.store, known);
    known.run.catch(() => held.delete(context.store));
  }
  return answerFrom(known.run, question);
}
