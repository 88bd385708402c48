/**
 * A past run computed again and held, to be asked about its requests: where each stood before every vacancy, and what would have helped.
 * Computed from the facts as they stood at its sequence, its own rules, seed and modes; what was erased since makes that impossible, and is told.
 */
import type { Allocation } from "../../domain/engine/allocate.ts";
import { explain } from "../../domain/engine/explanation.ts";
import { type SmallestChange, smallestChange } from "../../domain/engine/smallest-change.ts";
import { openWhatIf } from "../../domain/engine/what-if.ts";
import { type WhyNot, whyNot } from "../../domain/engine/why-not.ts";
import type { Explanation } from "../../domain/facts/explanation.ts";
import type { Request } from "../../domain/facts/request.ts";
import type { RecallAnswer, RecallQuestion } from "../../domain/runs/recall.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { Context, Stored } from "../ports.ts";
import { recordAsOf, recordNow } from "../records/read-as-of.ts";
import { allocateSnapshot } from "./compute-run.ts";
import { compileAgain, completedRun, settingsOf } from "./past-run.ts";
import { readSnapshot } from "./read-snapshot.ts";
import { storedRuleFiles } from "./run-rules.ts";

/** What recalling a run reaches: nothing that could write. */
export type RecallContext = Pick<Context, "store" | "engine">;

/** Versions tried on one copy of the run before it is made anew, so that it does not grow for ever. */
const MOST_VERSIONS = 50_000;

/** A run that can be asked. */
export class RecalledRun {
  readonly #context: RecallContext;
  readonly #run: Stored<"run">;
  readonly #allocation: Allocation;
  /** A second copy, in which versions of requests are tried and taken back; made when the first is asked for. */
  #trials: { readonly allocation: Allocation; readonly asks: Map<string, WhatIf>; versions: number } | undefined;

  constructor(context: RecallContext, run: Stored<"run">, allocation: Allocation) {
    this.#context = context;
    this.#run = run;
    this.#allocation = allocation;
  }

  /** Where a request stood before every vacancy; undefined for one that was not in the run. */
  whyNot(requestId: string): WhyNot | undefined {
    const row = this.#allocation.input.table.requestRow(requestId);
    return row === undefined ? undefined : whyNot(this.#allocation, row);
  }

  /** Why it stood where it stood before one vacancy; undefined where one of both was not in the run. */
  explanation(requestId: string, vacancyId: string): Explanation | undefined {
    const { table } = this.#allocation.input;
    const [vacancy, request] = [table.vacancyRow(vacancyId), table.requestRow(requestId)];
    return vacancy === undefined || request === undefined ? undefined : explain(this.#allocation, vacancy, request);
  }

  /** The smallest change that would have put a request on a list. Cost: one repair of the run per version tried. */
  async change(requestId: string): Promise<SmallestChange | undefined> {
    if (this.#allocation.input.table.requestRow(requestId) === undefined) return undefined;
    const { snapshotSequence } = this.#run.document;
    const request = (await recordAsOf(this.#context, "request", requestId, snapshotSequence)).document.facts!;
    // Most requests that stand somewhere are answered without the second copy.
    const needsTrials = smallestChangeNeedsTrials(this.#allocation, request);
    if (needsTrials && !this.#trials) this.#trials = await this.#openTrials();
    const trials = this.#trials;
    let isTried = false;
    const whatIf = (changed: Request): readonly string[] => {
      isTried = true;
      trials!.versions++;
      return askOf(trials!, requestId)(changed);
    };
    const change = smallestChange({ allocation: this.#allocation, request, whatIf });
    // The next question is about the run as it was.
    if (isTried) askOf(trials!, requestId)(request);
    if (trials && trials.versions > MOST_VERSIONS) this.#trials = undefined;
    return change;
  }

  async #openTrials() {
    const allocation = await computeAgain(this.#context, this.#run);
    if (typeof allocation === "number") throw new DomainError("not-replayable", { missing: allocation });
    return { allocation, asks: new Map<string, WhatIf>(), versions: 0 };
  }
}

type WhatIf = (changed: Request) => readonly string[];

function smallestChangeNeedsTrials({ state, input }: Allocation, { id }: Request): boolean {
  const row = input.table.requestRow(id)!;
  return state.standingsOf(row).length === 0 && !input.pins.some(({ requestId }) => requestId === id);
}

/** The what-if of one request; it remembers which version of it stands in the run now, so there is one per request. */
function askOf(
  trials: { readonly allocation: Allocation; readonly asks: Map<string, WhatIf> },
  requestId: string,
): WhatIf {
  let ask = trials.asks.get(requestId);
  if (!ask) trials.asks.set(requestId, (ask = openWhatIf(trials.allocation, requestId)));
  return ask;
}

/** Computes a run again. A number says how many of its requests were erased since. Throws: `not-found`; `not-replayable`. */
async function computeAgain(context: RecallContext, run: Stored<"run">): Promise<Allocation | number> {
  const { document, record } = completedRun(run);
  const snapshot = await readSnapshot(context, { asOf: document.asOf, at: document.snapshotSequence });
  if (snapshot.missing.length > 0) return snapshot.missing.length;
  const files = await Promise.all(record.ruleSets.map(({ digest }) => storedRuleFiles(context, digest)));
  const ruleSets = compileAgain(files, document.asOf);
  const settings = await settingsOf(context, document, ruleSets);
  const { allocation, problems } = allocateSnapshot(snapshot, ruleSets, settings, context.engine);
  if (!allocation) throw new DomainError("run-with-problems", { count: problems.length }, problems);
  return allocation;
}

/** Computes a run again, to be asked. Throws: `not-found`; `not-replayable`. */
export async function recallRun(context: RecallContext, runId: string): Promise<RecalledRun | number> {
  const run = await recordNow(context, "run", runId);
  const computed = await computeAgain(context, run);
  return typeof computed === "number" ? computed : new RecalledRun(context, run, computed);
}

/** Answers a question from a run that is being recalled. */
export async function answerFrom(
  recalled: Promise<RecalledRun | number>,
  question: RecallQuestion,
): Promise<RecallAnswer> {
  const run = await recalled;
  if (typeof run === "number") return { kind: "erased", requests: run };
  switch (question.kind) {
    case "why-not": {
      const found = run.whyNot(question.requestId);
      return found ? { kind: "why-not", whyNot: found } : { kind: "absent" };
    }
    case "change": {
      const change = await run.change(question.requestId);
      return change ? { kind: "change", change } : { kind: "absent" };
    }
    case "explanation": {
      const explanation = run.explanation(question.requestId, question.vacancyId);
      return explanation ? { kind: "explanation", explanation } : { kind: "absent" };
    }
  }
}
