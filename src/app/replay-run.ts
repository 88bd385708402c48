/**
 * A past run computed again from what is stored: facts as they stood at its sequence, rules by their digest, seed and modes from its record.
 * Nothing is written. What was erased since cannot be computed again; it is named, and everything else is checked by digest.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { ENGINE_VERSION } from "../domain/engine/allocate.ts";
import { digestOf } from "../domain/rules/compile.ts";
import { keptProposals } from "../domain/runs/kept-proposals.ts";
import { firstDifference, type ReplayDifference, type ReplayOutcome } from "../domain/runs/replay.ts";
import { canonicalJson, sha256 } from "../domain/shared/digest.ts";
import type { Context, Stored } from "./ports.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";
import { type ComputedRun, computeRun } from "./runs/compute-run.ts";
import { compileAgain, completedRun, settingsOf } from "./runs/past-run.ts";
import { readSnapshot } from "./runs/read-snapshot.ts";
import { storedRuleFiles } from "./runs/run-rules.ts";

/** Which run to replay. */
export interface ReplayRun {
  readonly runId: string;
}

/** Computes a run again and compares. Throws: `not-found`; `not-replayable` for a run that was refused. */
export async function replayRun(context: Context, actor: Actor, { runId }: ReplayRun): Promise<ReplayOutcome> {
  authorise(actor, "replay-run");
  const run = await recordNow(context, "run", runId);
  const { record, document } = completedRun(run);
  const files = await Promise.all(record.ruleSets.map(({ digest }) => storedRuleFiles(context, digest)));
  const command = { asOf: document.asOf, at: document.snapshotSequence, checksDigests: true };
  const snapshot = await readSnapshot(context, command);
  const alteredRules = record.ruleSets.filter(({ digest }, at) => digestOf(files[at]!) !== digest);
  const altered = [...alteredRules.map(({ digest }) => `rule-files ${digest}`), ...snapshot.altered];
  const base = {
    runId,
    engineVersion: { recorded: record.engineVersion, now: ENGINE_VERSION },
    snapshotDigest: { recorded: record.snapshotDigest, found: snapshot.snapshotDigest },
    missing: snapshot.missing,
    altered,
  };
  const recorded = document.resultDigest!;
  const isIntact = altered.length === 0 && snapshot.snapshotDigest === record.snapshotDigest;
  if (snapshot.missing.length > 0 || altered.length > 0) {
    return { ...base, verdict: isIntact ? "incomplete" : "different", resultDigest: { recorded } };
  }
  const ruleSets = compileAgain(files, document.asOf);
  const settings = await settingsOf(context, document, ruleSets);
  const computed = computeRun(snapshot, ruleSets, settings, context.engine);
  const found = computed.allocation && resultDigestOf(computed, record.engineVersion);
  const difference = await compareRun(context, run, computed);
  const isSame = isIntact && found === recorded && difference === undefined;
  return {
    ...base,
    verdict: isSame ? "same" : "different",
    resultDigest: { recorded, ...(found === undefined ? {} : { found }) },
    ...(difference ? { firstDifference: difference } : {}),
  };
}

/** The digest of a result as an engine of the recorded version would have signed it. */
function resultDigestOf({ allocation }: ComputedRun, engineVersion: string): string {
  const { result } = allocation!;
  return sha256(canonicalJson({ ...result, run: { ...result.run, engineVersion } }));
}

/** The first thing that is stored otherwise than it is computed: record, targets, verification, then each proposal that was kept. */
async function compareRun(
  context: Context,
  { id, document }: Stored<"run">,
  { allocation, verification, problems }: ComputedRun,
): Promise<ReplayDifference | undefined> {
  if (!allocation) return { pointer: "/problems", stored: [], computed: problems };
  const { engineVersion } = document.record!;
  const { eligiblePerVacancy: _, ...found } = verification;
  const stored = { run: document.record, targets: document.targets, verification: document.verification };
  const { run, targets } = allocation.result;
  const difference = firstDifference(stored, { run: { ...run, engineVersion }, targets, verification: found });
  if (difference) return difference;
  const computed = new Map(keptProposals(allocation, verification).map((kept) => [kept.vacancyId, kept]));
  let count = 0;
  for await (const stored of listAll(context, { kind: "proposal", by: "byRun", equals: [id] })) {
    const one = await asTheRunMadeIt(context, stored);
    if (!one) continue;
    const differs = firstDifference(one.proposed, computed.get(one.vacancyId), `/proposals/${one.vacancyId}`);
    if (differs) return differs;
    count++;
  }
  return firstDifference(document.counts?.proposed, count, "/counts/proposed");
}

/** The proposal before any repair changed it; undefined for one that a repair made. */
async function asTheRunMadeIt(
  { store }: Context,
  { id, document }: Stored<"proposal">,
): Promise<Stored<"proposal">["document"] | undefined> {
  if (document.reassignmentId === undefined) return document;
  const first = await store.getVersion("proposal", id, 1);
  return first?.document.reassignmentId === undefined ? first?.document : undefined;
}
