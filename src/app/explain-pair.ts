/**
 * One explanation: why a request stands where it stands before one vacancy. The one that was kept with a decision is given as it was shown then; any other
 * is made from the rules and facts of the run. Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { Explanation } from "../domain/facts/explanation.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import type { Context, Stored } from "./ports.ts";
import { explainReadable } from "./proposals/explain-proposal.ts";
import { openExplanation } from "./proposals/keep-explanations.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";
import { type ConsideredPlace, placesOf } from "./requests/considered-places.ts";
import { explanationAtOnce, factsInRun, runAskedFor } from "./requests/request-in-run.ts";
import { askRun } from "./runs/recall.ts";

/** Which pair, in which run: what a decision kept, or else the last run, when absent. */
export interface ExplainPair {
  readonly requestId: string;
  readonly vacancyId: string;
  readonly runId?: string;
}

/** One pair explained. */
export interface PairExplained {
  readonly explanation: Explanation;
  readonly place: ConsideredPlace;
  readonly run: Stored<"run">;
  /** The decision it was kept with; absent where it was made now. */
  readonly keptWith?: { readonly decisionId: string; readonly decidedAt: string };
  /** Whether the place in the order is told: not while the run is being computed again, nor ever after an erasure. */
  readonly order: "told" | "computing" | "erased";
}

/** Explains. Throws: `not-found` also where the run did not consider the pair; `erased`; `role-forbidden`; `scope-forbidden`. */
export async function explainPair(context: Context, actor: Actor, command: ExplainPair): Promise<PairExplained> {
  authoriseRole(actor, "explain-pair");
  const { requestId, vacancyId, runId } = command;
  const request = await recordNow(context, "request", requestId);
  const vacancy = await recordNow(context, "vacancy", vacancyId);
  const { departementCode } = vacancy.document;
  authorise(actor, "explain-pair", { employerId: request.document.facts?.employerId, departementCode });
  if (request.document.facts === undefined) throw new DomainError("erased", { kind: "request", id: requestId });
  const place = (await placesOf(context, [vacancyId])).get(vacancyId)!;
  const kept = runId === undefined ? await keptExplanation(context, requestId, vacancyId) : undefined;
  if (kept) return { ...kept, place, order: "told" };
  const run = await runAskedFor(context, runId);
  const facts = run && (await factsInRun(context, request, run));
  if (!run || !facts) throw new DomainError("not-found", { kind: "explanation", id: `${requestId} ${vacancyId}` });
  const listed = await listedExplanation(context, run.id, requestId, vacancyId);
  if (listed) return { explanation: listed, place, run, order: "told" };
  const answer = await askRun(context, { kind: "explanation", runId: run.id, requestId, vacancyId });
  if (answer.kind === "explanation") return { explanation: answer.explanation, place, run, order: "told" };
  const explanation = answer.kind === "absent" ? undefined : await explanationAtOnce(context, run, facts, vacancyId);
  if (!explanation) throw new DomainError("not-found", { kind: "explanation", id: `${requestId} ${vacancyId}` });
  return { explanation, place, run, order: answer.kind === "computing" ? "computing" : "erased" };
}

/** The newest explanation of the pair that a final decision kept. */
async function keptExplanation(
  context: Context,
  requestId: string,
  vacancyId: string,
): Promise<Pick<PairExplained, "explanation" | "run" | "keptWith"> | undefined> {
  let newest: { readonly explanation: Stored<"explanation">; readonly decision: Stored<"decision"> } | undefined;
  for await (const explanation of listAll(context, { kind: "explanation", by: "byRequest", equals: [requestId] })) {
    if (explanation.document.vacancyId !== vacancyId || explanation.document.sealed === undefined) continue;
    const decision = await recordNow(context, "decision", explanation.document.decisionId);
    if (decision.document.state !== "final") continue;
    if (!newest || decision.document.decidedAt > newest.decision.document.decidedAt) newest = { explanation, decision };
  }
  if (!newest) return undefined;
  const { id, document } = newest.decision;
  return {
    explanation: await openExplanation(context, newest.explanation),
    run: await recordNow(context, "run", document.runId),
    keptWith: { decisionId: id, decidedAt: document.decidedAt },
  };
}

/** The explanation of a candidate or next of the run's proposal, which needs no other request. */
async function listedExplanation(
  context: Context,
  runId: string,
  requestId: string,
  vacancyId: string,
): Promise<Explanation | undefined> {
  for await (const proposal of listAll(context, { kind: "proposal", by: "byVacancy", equals: [vacancyId] })) {
    const { document } = proposal;
    const named = [...document.proposed.candidates, ...document.proposed.next].map((one) => one.requestId);
    if (document.runId === runId && named.includes(requestId))
      return (await explainReadable(context, proposal, await context.store.getMany("request", named))).get(requestId);
  }
  return undefined;
}
