/**
 * A past night with what was wrong put right: other facts of some requests, or other rules. A report for the committee: who would have been
 * proposed where and who not, and the vacancies open today that could make it good. Nothing is written; a person decides what follows.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { Allocation } from "../domain/engine/allocate.ts";
import { governVacancies } from "../domain/engine/governing.ts";
import type { Request } from "../domain/facts/request.ts";
import type { RuleFiles } from "../domain/rules/rule-files.ts";
import { compareRuns, type RemedyComparison, type SuitableVacancy, suitableVacancies } from "../domain/runs/remedy.ts";
import { canonicalJson } from "../domain/shared/digest.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { compareText } from "../domain/shared/order.ts";
import type { Context, Stored } from "./ports.ts";
import { listAll } from "./records/list-all.ts";
import { readAsOf, recordNow } from "./records/read-as-of.ts";
import { computeRun } from "./runs/compute-run.ts";
import { compileAgain, completedRun, settingsOf } from "./runs/past-run.ts";
import { readSnapshot } from "./runs/read-snapshot.ts";
import { isBlocking, rulesForRun, rulesOf, storedRuleFiles } from "./runs/run-rules.ts";

/** What to put right. */
export interface RemedyReplay {
  readonly runId: string;
  /** Facts as they should have been, by request id. */
  readonly facts?: ReadonlyMap<string, Request>;
  /** Rule sets as they should have been; each takes the place of the one of the run with its id. */
  readonly rules?: readonly RuleFiles[];
  /** How many vacancies to name per request; 5 when absent. */
  readonly vacanciesPerRequest?: number;
}

/** What could be done today for somebody who was not proposed and should have been. */
export interface RemedyDraft {
  readonly requestId: string;
  /** The state of the request today; only an active one can be proposed. */
  readonly state: string;
  readonly vacancies: readonly SuitableVacancy[];
}

/** The report. */
export interface RemedyReport extends RemedyComparison {
  readonly runId: string;
  readonly asOf: string;
  readonly correctedRequestIds: readonly string[];
  /** Rule sets of the run and those put in their place, by digest. */
  readonly ruleSets: readonly { readonly id: string; readonly before: string; readonly after: string }[];
  readonly snapshotDigest: { readonly before: string; readonly after: string };
  readonly drafts: readonly RemedyDraft[];
}

/**
 * Replays a night with other facts or rules. Cost: two nights.
 * Throws: `not-found`; `not-replayable` for a run that was refused or lacks erased facts; `unknown-reference` for a request that was not in it;
 * `rules-with-findings`; `run-with-problems`.
 */
export async function remedyReplay(context: Context, actor: Actor, command: RemedyReplay): Promise<RemedyReport> {
  authorise(actor, "remedy-replay");
  const run = await recordNow(context, "run", command.runId);
  const before = await computeAgain(context, run, {});
  refuseUnknown(before, command);
  const after = await computeAgain(context, run, command);
  const compared = compareRuns(before, after);
  const digests = after.input.ruleSets.map(({ id, digest }) => {
    return { id, before: before.input.ruleSets.find((one) => one.id === id)?.digest ?? "", after: digest };
  });
  return {
    runId: run.id,
    asOf: run.document.asOf,
    correctedRequestIds: [...(command.facts?.keys() ?? [])].sort(compareText),
    ruleSets: digests,
    snapshotDigest: { before: before.input.snapshotDigest, after: after.input.snapshotDigest },
    ...compared,
    drafts: await draftRemedies(context, run, command, compared.wouldBeProposed),
  };
}

async function computeAgain(
  context: Context,
  run: Stored<"run">,
  { facts, rules }: Pick<RemedyReplay, "facts" | "rules">,
): Promise<Allocation> {
  const { document, record } = completedRun(run);
  const snapshot = await readSnapshot(context, {
    asOf: document.asOf,
    at: document.snapshotSequence,
    ...(facts ? { corrected: facts } : {}),
  });
  if (snapshot.missing.length > 0) {
    throw new DomainError("not-replayable", { missing: snapshot.missing.join(", ") });
  }
  const stored = await Promise.all(record.ruleSets.map(({ digest }) => storedRuleFiles(context, digest)));
  const ruleSets = rules
    ? soundRules(
        stored.map((files) => rules.find(({ id }) => id === files.id) ?? files),
        document.asOf,
      )
    : compileAgain(stored, document.asOf);
  // The draw of the night stays what it was: only what is put right may change the order.
  const settings = { ...(await settingsOf(context, document, ruleSets)), seed: record.seed };
  const { allocation, problems } = computeRun(snapshot, ruleSets, settings, context.engine);
  if (!allocation) throw new DomainError("run-with-problems", { count: problems.length }, problems);
  return allocation;
}

function soundRules(files: readonly RuleFiles[], asOf: string) {
  const { ruleSets, findings } = rulesOf(files, asOf);
  const blocking = findings.filter(isBlocking);
  if (blocking.length > 0) throw new DomainError("rules-with-findings", { count: blocking.length }, blocking);
  return ruleSets;
}

function refuseUnknown({ input }: Allocation, { runId, facts }: RemedyReplay): void {
  const unknown = [...(facts?.keys() ?? [])].filter((id) => input.table.requestRow(id) === undefined);
  if (unknown.length === 0) return;
  const values = { kind: "run", id: runId, field: "facts", refersTo: "request", missing: unknown.join(", ") };
  throw new DomainError("unknown-reference", values);
}

async function draftRemedies(
  context: Context,
  run: Stored<"run">,
  { facts, vacanciesPerRequest = 5 }: RemedyReplay,
  requestIds: readonly string[],
): Promise<RemedyDraft[]> {
  if (requestIds.length === 0) return [];
  const asOf = context.clock.today();
  const stored = await context.store.getMany("request", requestIds);
  const corrected = await stillWrong(context, run, facts, stored);
  const { table } = await readSnapshot(context, { asOf, requestIds: new Set(requestIds), corrected });
  const { ruleSets } = await rulesForRun(context, table, asOf);
  const { ruleSetOf } = governVacancies(table, ruleSets);
  const open = new Set<string>();
  for (const state of ["open", "proposed"]) {
    for await (const { id } of listAll(context, { kind: "vacancy", by: "byState", equals: [state] })) open.add(id);
  }
  return requestIds.map((requestId) => {
    const row = table.requestRow(requestId);
    const choice = { isOpen: (id: string) => open.has(id), most: vacanciesPerRequest };
    return {
      requestId,
      state: stored.get(requestId)?.document.state ?? "",
      vacancies: row === undefined ? [] : suitableVacancies(table, ruleSets, ruleSetOf, row, choice),
    };
  });
}

/** The corrections of facts that are stored as they were in the run; those that were amended since are right already. */
async function stillWrong(
  context: Context,
  run: Stored<"run">,
  facts: RemedyReplay["facts"],
  stored: ReadonlyMap<string, Stored<"request">>,
): Promise<ReadonlyMap<string, Request>> {
  const wrong = new Map<string, Request>();
  for (const [id, request] of stored) {
    const corrected = facts?.get(id);
    if (!corrected) continue;
    const then = await readAsOf(context, "request", id, run.document.snapshotSequence);
    const isSame = canonicalJson(then?.document.facts ?? {}) === canonicalJson(request.document.facts ?? {});
    if (isSame) wrong.set(id, corrected);
  }
  return wrong;
}
