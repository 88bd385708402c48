/**
 * The night: claim the day, read the snapshot, compile the rules, allocate, verify, and keep all of it in one commit. Two processes run a night
 * once: the claim lets one in and is held anew after each long step; should its lease end too early all the same, the id of the run lets only one commit.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { Finding } from "../domain/rules/finding.ts";
import { keptModes, modesOf } from "../domain/runs/kept-proposals.ts";
import type { RunDocument } from "../domain/runs/run-record.ts";
import { canonicalJson, sha256 } from "../domain/shared/digest.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit, create } from "./commit.ts";
import type { Claim, Context, Stored } from "./ports.ts";
import { claimJob, leaseFrom } from "./records/claim-job.ts";
import { recordNow } from "./records/read-as-of.ts";
import { computeRun } from "./runs/compute-run.ts";
import { keepProposals, undecidedProposals } from "./runs/keep-run.ts";
import { readSnapshot, type StoredSnapshot } from "./runs/read-snapshot.ts";
import { isBlocking, newRuleFiles, type RunRules, rulesForRun } from "./runs/run-rules.ts";
import { openSeed, revealSeed } from "./runs/seed.ts";

/** Which night to run. */
export interface RunAllocation {
  /** The day of the run; today when absent, an earlier day when a night was missed. */
  readonly day?: string;
  /** True to run a day again that was run: the seed and the modes of its last run are kept. */
  readonly again?: boolean;
}

/** How a night is run. */
export interface RunOptions {
  /** After so many minutes a process that has not finished is taken for lost, and another may run the night. */
  readonly leaseMinutes: number;
  /** How often a night is tried again when what it relied on was changed while it ran. */
  readonly retries: number;
}

/** A million requests take minutes; an hour leaves room for a slow machine and still ends before morning. */
export const defaultRunOptions: RunOptions = { leaseMinutes: 60, retries: 1 };

/** How a night ended. `refused`: rules or input stopped it, as the run's findings and problems say. `not-claimed`: another process has it, or had it. */
export type NightOutcome =
  | { readonly kind: "completed"; readonly run: Stored<"run">; readonly proposed: number; readonly withheld: number }
  | { readonly kind: "refused"; readonly run: Stored<"run"> }
  | { readonly kind: "not-claimed"; readonly day: string };

/**
 * Runs a night, once. Throws: `day-to-come` for a day that has not come, whose seed is still a secret; `conflict` when what it relied on kept
 * changing; then another process may try.
 */
export async function runAllocation(
  context: Context,
  actor: Actor,
  command: RunAllocation = {},
  options: RunOptions = defaultRunOptions,
): Promise<NightOutcome> {
  authorise(actor, "run-allocation");
  const today = context.clock.today();
  const day = command.day ?? today;
  if (day > today) throw new DomainError("day-to-come", { day, today });
  const earlier = await runsOf(context, day);
  const last = earlier.findLast(({ document }) => document.state === "completed");
  if (last && !command.again) return { kind: "not-claimed", day };
  const runId = `${day}-${earlier.length + 1}`;
  const { leaseMinutes } = options;
  const claim = await claimJob(context, "allocation", last ? runId : day, leaseMinutes);
  if (!claim) return { kind: "not-claimed", day };
  const hold = async () => context.store.renew(claim, leaseFrom(context.clock.now(), leaseMinutes));
  const night: Night = { context, actor, day, runId, hold, ...(last ? { last } : {}) };
  try {
    const outcome = await tryNight(night, options.retries);
    await endClaim(context, claim, outcome.kind === "completed" ? "done" : "failed", outcome.run.id);
    return outcome;
  } catch (error) {
    // Whoever took it over ends it: this one was taken for lost.
    if (isLeaseLost(error)) return { kind: "not-claimed", day };
    // The night was run by another after all, and the lease ran out too late for this one to see it.
    const isRun = isConflict(error) && (await isRunByNow(night));
    const reason = error instanceof DomainError ? error.code : "error";
    await endClaim(context, claim, isRun ? "done" : "failed", isRun ? night.runId : reason);
    if (isRun) return { kind: "not-claimed", day };
    throw error;
  }
}

/** One night to run. */
interface Night {
  readonly context: Context;
  readonly actor: Actor;
  readonly day: string;
  readonly runId: string;
  /** Holds the claim for another lease. Throws: `conflict` of a job where it was lost. */
  readonly hold: () => Promise<void>;
  /** The last completed run of the day, when it is run again. */
  readonly last?: Stored<"run">;
}

type EndedNight = Exclude<NightOutcome, { kind: "not-claimed" }>;

/** Runs of a day so far, first to last: their ids count. */
async function runsOf(context: Context, day: string): Promise<Stored<"run">[]> {
  const runs: Stored<"run">[] = [];
  for (let number = 1; ; number++) {
    const run = await context.store.get("run", `${day}-${number}`);
    if (!run) return runs;
    runs.push(run);
  }
}

/** A claim that cannot be ended is no error here: the commit has said already whether the night was run, and the lease ends by itself. */
async function endClaim(context: Context, claim: Claim, state: "done" | "failed", outcome: string): Promise<void> {
  try {
    await context.store.finish(claim, { now: context.clock.now(), state, outcome });
  } catch (error) {
    const reason = error instanceof DomainError ? error.code : "error";
    context.log.warn("run-allocation", { claim: claim.key, notEnded: reason, outcome });
  }
}

async function tryNight(night: Night, retries: number): Promise<EndedNight> {
  for (let left = retries; ; left--) {
    try {
      return await runNight(night);
    } catch (error) {
      if (!isConflict(error) || isLeaseLost(error) || left === 0 || (await isRunByNow(night))) throw error;
      night.context.log.warn("run-allocation", { runId: night.runId, conflict: String(error.values.id) });
    }
  }
}

function isConflict(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code === "conflict";
}

/** True where another process took the night over. */
function isLeaseLost(error: unknown): boolean {
  return isConflict(error) && error.values.kind === "job";
}

/** True when the run of this night is there: whoever wrote it, it was not this process. */
async function isRunByNow({ context, runId }: Night): Promise<boolean> {
  return (await context.store.get("run", runId)) !== undefined;
}

async function runNight(night: Night): Promise<EndedNight> {
  const { context, day, last, hold } = night;
  const startedAt = context.clock.now();
  const undecided = await undecidedProposals(context);
  const snapshot = await readSnapshot(context, { asOf: day });
  await hold();
  const rules = await rulesForRun(context, snapshot.table, day);
  const begun = { night, startedAt, undecided, snapshot, rules };
  const blocking = rules.findings.filter(isBlocking);
  const erased = snapshot.missing.map((requestId) => ({ code: "request-erased", values: { requestId } }));
  if (blocking.length + erased.length > 0) return refuse(begun, blocking, erased);
  const sealed = await context.store.get("seed", day);
  const seed = sealed ? openSeed(context, sealed) : undefined;
  const modesFrom = last && keptModes(last.document, rules.ruleSets);
  const settings = {
    ...(sealed && seed !== undefined ? { seed, seedDigest: sealed.document.digest } : {}),
    ...(modesFrom ? { modesFrom } : {}),
  };
  await hold();
  const computed = computeRun(snapshot, rules.ruleSets, settings, context.engine);
  await hold();
  if (!computed.allocation) return refuse(begun, [], computed.problems);
  return keep(begun, computed, sealed && seed !== undefined ? revealSeed(sealed, seed, night.runId) : []);
}

/** A night that has its snapshot and its rules. */
interface BegunNight {
  readonly night: Night;
  readonly startedAt: string;
  readonly undecided: readonly Stored<"proposal">[];
  readonly snapshot: StoredSnapshot;
  readonly rules: RunRules;
}

async function keep(
  { night, startedAt, undecided, snapshot, rules }: BegunNight,
  { allocation, verification }: Extract<ReturnType<typeof computeRun>, { allocation: object }>,
  seedWrites: ReturnType<typeof revealSeed>,
): Promise<EndedNight> {
  const { context, actor, day, runId, last } = night;
  const { result } = allocation;
  const { eligiblePerVacancy: _, ...found } = verification;
  const { sequence } = snapshot;
  const kept = await keepProposals(context, { runId, allocation, verification, sequence, undecided });
  const document: RunDocument = {
    state: "completed",
    asOf: day,
    snapshotSequence: sequence,
    startedAt,
    finishedAt: context.clock.now(),
    record: result.run,
    targets: result.targets,
    modes: modesOf(result),
    resultDigest: sha256(canonicalJson(result)),
    ...(last ? { modesFromRunId: last.id } : {}),
    counts: {
      requests: snapshot.table.requestCount,
      vacancies: snapshot.table.vacancyCount,
      proposed: kept.proposed,
    },
    verification: found,
    withheld: verification.withheld,
    findings: rules.findings,
    problems: [],
  };
  const withheld = verification.withheld.length;
  await commit(context, {
    actor,
    command: "run-allocation",
    events: [{ type: "run-completed", runId, asOf: day, proposed: kept.proposed, withheld }, ...kept.events],
    writes: [
      create("run", runId, document),
      ...(await newRuleFiles(context, rules.files)),
      ...seedWrites,
      ...kept.writes,
    ],
    guards: kept.guards,
  });
  if (withheld > 0) context.log.error("proposals-withheld", { runId, withheld });
  context.log.info("run-allocation", { runId, proposed: kept.proposed, withheld, leftOut: snapshot.leftOut });
  return { kind: "completed", run: await recordNow(context, "run", runId), proposed: kept.proposed, withheld };
}

/** Records a night that could not be run, with everything that stopped it. */
async function refuse(
  { night, startedAt, snapshot, rules }: BegunNight,
  blocking: readonly Finding[],
  problems: RunDocument["problems"],
): Promise<EndedNight> {
  const { context, actor, day, runId } = night;
  const document: RunDocument = {
    state: "refused",
    asOf: day,
    snapshotSequence: snapshot.sequence,
    startedAt,
    finishedAt: context.clock.now(),
    withheld: [],
    findings: rules.findings,
    problems,
  };
  const counts = { findings: blocking.length, problems: problems.length };
  await commit(context, {
    actor,
    command: "run-allocation",
    events: [{ type: "run-refused", runId, asOf: day, ...counts }],
    writes: [create("run", runId, document)],
  });
  context.log.error("run-refused", { runId, ...counts });
  return { kind: "refused", run: await recordNow(context, "run", runId) };
}
