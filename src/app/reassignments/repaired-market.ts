/**
 * The market of the last night after something fell free: repaired by the engine, which tells the moves, and computed once more in full, which says what the
 * lists must be. Facts, rules, seed and modes are those of the night; places held and pairs struck are those of today. Nothing is written here.
 */
import { afterEvents, type NamedMove } from "../../domain/engine/after-events.ts";
import type { Allocation } from "../../domain/engine/allocate.ts";
import type { Verification } from "../../domain/engine/verification.ts";
import type { Pin, Struck } from "../../domain/facts/snapshot.ts";
import { vacanciesMoved } from "../../domain/runs/changed-proposals.ts";
import { keptModes, keptProposals } from "../../domain/runs/kept-proposals.ts";
import type { Freed } from "../../domain/runs/reassignment-record.ts";
import type { KeptProposal } from "../../domain/runs/run-record.ts";
import { canonicalJson, sha256 } from "../../domain/shared/digest.ts";
import { compareText } from "../../domain/shared/order.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";
import { allocateSnapshot, computeRun } from "../runs/compute-run.ts";
import { compileAgain, completedRun, settingsOf } from "../runs/past-run.ts";
import { readSnapshot, type StoredSnapshot } from "../runs/read-snapshot.ts";
import { storedRuleFiles } from "../runs/run-rules.ts";
import { keyOf, type MarketBooks } from "./market-books.ts";

/** What a repair came to. */
export interface RepairedMarket {
  readonly moves: readonly NamedMove[];
  /** By vacancy id. */
  readonly proposals: ReadonlyMap<string, KeptProposal>;
  /** Vacancies on whose lists somebody came or went. */
  readonly moved: ReadonlySet<string>;
  readonly verification: Verification;
  readonly isExact: boolean;
  readonly pinsDigest: string;
  readonly struckDigest: string;
  readonly resultDigest: string;
}

/** The newest night that came to a result. */
export async function lastNight(context: Pick<Context, "store">): Promise<Stored<"run"> | undefined> {
  let last: Stored<"run"> | undefined;
  for await (const run of listAll(context, { kind: "run", by: "byState", equals: ["completed"] }))
    if (!last || compareText(last.document.finishedAt, run.document.finishedAt) <= 0) last = run;
  return last;
}

/** Repairs it; undefined where the market as it stands cannot be computed, as the log then says. Throws: `rules-with-findings`. */
export async function repairedMarket(
  context: Context,
  run: Stored<"run">,
  { before, after, freed }: { readonly before: MarketBooks; readonly after: MarketBooks; readonly freed: Freed },
): Promise<RepairedMarket | undefined> {
  const { record, document } = completedRun(run);
  const files = await Promise.all(record.ruleSets.map(({ digest }) => storedRuleFiles(context, digest)));
  const ruleSets = compileAgain(files, document.asOf);
  const settings = { ...(await settingsOf(context, document, ruleSets)), modesFrom: keptModes(document, ruleSets) };
  const marketOf = async (books: MarketBooks, snapshot?: StoredSnapshot) => {
    const read = snapshot ?? (await readSnapshot(context, snapshotOf(run, books)));
    const { pins, struck } = pairsIn(read, books);
    return { ...read, pins, struck, snapshotDigest: record.snapshotDigest };
  };
  const was = await marketOf(before);
  const { table } = was;
  const { allocation, problems } = allocateSnapshot(was, ruleSets, settings, context.engine);
  if (!allocation) return unknown(context, run, problems);
  const listsBefore = allocation.result.proposals;
  const events = freed.events.filter(
    (event) =>
      (!("vacancyId" in event) || table.vacancyRow(event.vacancyId) !== undefined) &&
      (!("requestId" in event) || table.requestRow(event.requestId) !== undefined),
  );
  const repaired = afterEvents(allocation, events);
  const isSmaller = events.some(({ kind }) => kind !== "refused");
  const now = await marketOf(after, isSmaller ? undefined : was);
  const full = computeRun(now, ruleSets, settings, context.engine);
  if (!full.allocation) return unknown(context, run, full.problems);
  const { proposals } = full.allocation.result;
  const isExact = canonicalJson(listsOf(repaired.allocation)) === canonicalJson(listsOf(full.allocation));
  if (!isExact) context.log.error("repair-differs", { runId: run.id });
  const kept = keptProposals(full.allocation, full.verification);
  return {
    moves: repaired.moves,
    proposals: new Map(kept.map((proposal) => [proposal.vacancyId, proposal])),
    moved: vacanciesMoved(listsBefore, proposals),
    verification: full.verification,
    isExact,
    pinsDigest: sha256(canonicalJson(now.pins)),
    struckDigest: sha256(canonicalJson(now.struck)),
    resultDigest: sha256(canonicalJson(full.allocation.result)),
  };
}

function snapshotOf({ document }: Stored<"run">, { requestIds, vacancyIds }: MarketBooks) {
  return { asOf: document.asOf, at: document.snapshotSequence, requestIds, vacancyIds };
}

/** Pairs of the books whose two ends the night knew, in order, so that they have one digest. */
function pairsIn(
  { table }: StoredSnapshot,
  { pins, struck }: MarketBooks,
): { readonly pins: readonly Pin[]; readonly struck: readonly Struck[] } {
  const known = <P extends Pin | Struck>(pairs: ReadonlyMap<string, P>) =>
    [...pairs.values()]
      .filter(
        (pair) => table.vacancyRow(pair.vacancyId) !== undefined && table.requestRow(pair.requestId) !== undefined,
      )
      .sort((a, b) => compareText(keyOf(a), keyOf(b)));
  return { pins: known(pins), struck: known(struck) };
}

function listsOf({ result }: Allocation): object {
  return result.proposals.map(({ vacancyId, candidates, next }) => ({ vacancyId, candidates, next }));
}

function unknown({ log }: Context, { id }: Stored<"run">, problems: readonly { readonly code: string }[]): undefined {
  log.error("repair-impossible", { runId: id, problems: problems.map(({ code }) => code).join(", ") });
  return undefined;
}
