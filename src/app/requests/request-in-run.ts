/**
 * A request as a run saw it, with what can be said of it at once: verdicts and rules by the reference interpreter, standings from the kept proposals.
 */
import { explainPair, explainRules } from "../../domain/engine/explanation.ts";
import type { JudgedVacancy } from "../../domain/engine/outlook.ts";
import { failedRules, firstRefusals, type WhyNot } from "../../domain/engine/why-not.ts";
import { factCatalogue } from "../../domain/facts/catalogue.ts";
import type { Explanation } from "../../domain/facts/explanation.ts";
import type { Request } from "../../domain/facts/request.ts";
import { isInQueue } from "../../domain/requests/request-state.ts";
import { keptStanding } from "../../domain/runs/kept-standing.ts";
import type { KeptProposal } from "../../domain/runs/run-record.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { compareText } from "../../domain/shared/order.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";
import { readAsOf, recordNow } from "../records/read-as-of.ts";
import { consideredVacancies } from "../runs/considered-vacancies.ts";
import { lastRun } from "../runs/last-run.ts";

/** The run that is asked about: the one named, or the last that came to a result. Throws: `not-found`; `not-replayable` for one without a result. */
export async function runAskedFor(context: Context, runId: string | undefined): Promise<Stored<"run"> | undefined> {
  if (runId === undefined) return lastRun(context);
  const run = await recordNow(context, "run", runId);
  if (run.document.state !== "completed") throw new DomainError("not-replayable", { missing: "result" });
  return run;
}

/** The facts of a request as the run saw them; undefined where it was not in its queue. Throws: `erased`. */
export async function factsInRun(
  context: Context,
  request: Stored<"request">,
  run: Stored<"run">,
): Promise<Request | undefined> {
  if (request.document.facts === undefined) throw new DomainError("erased", { kind: "request", id: request.id });
  const then = await readAsOf(context, "request", request.id, run.document.snapshotSequence);
  return then && isInQueue(then.document) ? then.document.facts : undefined;
}

/** What can be said at once of the request before every vacancy of the run. */
export async function whyNotAtOnce(context: Context, run: Stored<"run">, facts: Request): Promise<WhyNot> {
  const considered = await consideredVacancies(context, run);
  const proposals = await proposalsOfRun(context, run.id);
  const standingOf = await standings(context, run, facts.id);
  const outcomes = considered
    .judged(facts)
    .map((judged) => ({
      vacancyId: judged.vacancyId,
      ruleSetId: judged.ruleSet.id,
      verdict: judged.judgement.verdict,
      failed: failedRules(explainRules(judged.ruleSet, judged.judgement)),
      points: judged.judgement.points,
      standing: standingOf(judged, proposals.get(judged.vacancyId)),
    }))
    .sort((a, b) => compareText(a.vacancyId, b.vacancyId));
  return { requestId: facts.id, outcomes, firstRefusals: firstRefusals(considered.ruleSets, outcomes) };
}

/** What can be said at once of the request before one vacancy; undefined where the run did not consider it. */
export async function explanationAtOnce(
  context: Context,
  run: Stored<"run">,
  facts: Request,
  vacancyId: string,
): Promise<Explanation | undefined> {
  const [judged] = (await consideredVacancies(context, run)).judged(facts, [vacancyId]);
  if (!judged) return undefined;
  const standing = (await standings(context, run, facts.id))(judged, await proposalOfRun(context, run.id, vacancyId));
  const { ruleSet, reader, judgement } = judged;
  const { snapshotDigest } = run.document.record!;
  const pair = { vacancyId, requestId: facts.id, ruleSet, catalogue: factCatalogue, reader, judgement };
  return explainPair({ ...pair, snapshotDigest, standing });
}

/** The proposal that a run made for a vacancy. */
export async function proposalOfRun(
  context: Context,
  runId: string,
  vacancyId: string,
): Promise<KeptProposal | undefined> {
  for await (const { document } of listAll(context, { kind: "proposal", by: "byVacancy", equals: [vacancyId] }))
    if (document.runId === runId) return document.proposed;
  return undefined;
}

async function proposalsOfRun(context: Context, runId: string): Promise<ReadonlyMap<string, KeptProposal>> {
  const proposals = new Map<string, KeptProposal>();
  for await (const { document } of listAll(context, { kind: "proposal", by: "byRun", equals: [runId] }))
    proposals.set(document.vacancyId, document.proposed);
  return proposals;
}

/** Tells standings from what was kept; which places it held and which pairs were struck is told as it was when the run began. */
async function standings(context: Context, { document: { snapshotSequence } }: Stored<"run">, requestId: string) {
  const pinned = new Set<string>();
  for await (const { id } of listAll(context, { kind: "pin", by: "byRequest", equals: [requestId] })) {
    const pin = await readAsOf(context, "pin", id, snapshotSequence);
    if (pin?.document.state === "held") pinned.add(pin.document.facts.vacancyId);
  }
  const struck = new Map<string, string>();
  for await (const { id } of listAll(context, { kind: "struck", by: "byRequest", equals: [requestId] })) {
    const pair = await readAsOf(context, "struck", id, snapshotSequence);
    if (pair) struck.set(pair.document.facts.vacancyId, pair.document.facts.reason);
  }
  return ({ vacancyId, judgement }: JudgedVacancy, proposal: KeptProposal | undefined) => {
    const struckReason = struck.get(vacancyId);
    return keptStanding({
      requestId,
      judgement,
      proposal,
      isPinned: pinned.has(vacancyId),
      ...(struckReason === undefined ? {} : { struckReason }),
    });
  };
}
