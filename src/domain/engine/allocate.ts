/**
 * The night, in order: govern, modes, lists, assign, propose. The file to read first.
 * A pure function of snapshot, rule sets and seed: same input, same bytes. Verification is not called from here: it is run on the result by whoever
 * keeps it, with code that shares nothing with these steps. Must not know any fact, rule or criterion by name.
 */
import type { FactTable } from "../facts/fact-table.ts";
import type { LedgerEntry } from "../facts/ledger.ts";
import type { Candidate, KeptModes, Proposal, Result, TargetOutcome } from "../facts/result.ts";
import type { Pin, Struck } from "../facts/snapshot.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import { dayText } from "../shared/dates.ts";
import { sha256 } from "../shared/digest.ts";
import { compareText } from "../shared/order.ts";
import type { AssignmentState } from "./assignment/assignment-state.ts";
import { assign } from "./assignment.ts";
import { governVacancies } from "./governing.ts";
import { EligiblePairs, type GrowingLists } from "./lists.ts";
import { listsPerRequestOf, takePins } from "./pins.ts";
import { preferencesOf } from "./preferences.ts";
import type { RunProblem } from "./run-problem.ts";
import { decideModes, type Modes, territoriesOf } from "./targets.ts";

/** Version of the engine, part of every run's record. */
export const ENGINE_VERSION = "0.1.0";

/** What a run is computed from. */
export interface RunInput {
  readonly table: FactTable;
  /** In the order of the run; all agree on preferences and lists per request. */
  readonly ruleSets: readonly RuleSet[];
  readonly ledger: readonly LedgerEntry[];
  readonly pins: readonly Pin[];
  readonly struck: readonly Struck[];
  readonly snapshotDigest: string;
  /** Seed of the tie-break; derived from the snapshot's digest when absent. */
  readonly seed?: string;
  /** An earlier result whose modes are kept; they are decided from the ledger when absent. */
  readonly modesFrom?: KeptModes;
  /** Makes the lists elsewhere, on several threads for instance; the result must be the same. */
  readonly listsBy?: (pairs: EligiblePairs, modes: Int32Array) => GrowingLists;
}

/** A finished run, with what explanation and repair need of it. */
export interface Allocation {
  readonly input: RunInput;
  readonly ruleSetOf: Int32Array;
  /** Index of the target a vacancy serves first, or -1. */
  readonly modes: Int32Array;
  readonly pairs: EligiblePairs;
  readonly lists: GrowingLists;
  readonly state: AssignmentState;
  readonly seed: string;
  /** Ids of the requests pinned on a vacancy row. */
  readonly pinned: ReadonlyMap<number, readonly string[]>;
  /** Places of each list, pinned ones included. */
  readonly places: Int32Array;
  /** By vacancy row; the result holds the same ones by vacancy id. */
  readonly proposals: readonly Proposal[];
  readonly result: Result;
}

/** A run, or everything that keeps it from starting. */
export type AllocationOutcome =
  | { readonly allocation: Allocation; readonly problems: readonly [] }
  | { readonly allocation?: undefined; readonly problems: readonly RunProblem[] };

/** Computes the proposals of a run. */
export function allocate(input: RunInput): AllocationOutcome {
  const { table, ruleSets } = input;
  const governing = governVacancies(table, ruleSets);
  const taken = takePins(input, governing.ruleSetOf);
  const problems = [...governing.problems, ...taken.problems];
  if (problems.length > 0) return { problems };

  const { ruleSetOf } = governing;
  const seed = input.seed ?? derivedSeed(input.snapshotDigest);
  const { places, lists, excluded } = taken;
  const pairs = new EligiblePairs({ table, ruleSets, ruleSetOf, places: taken.listPlaces, lists, excluded, seed });
  const { targetOf, outcomes } = input.modesFrom
    ? keptModes(input, input.modesFrom, ruleSetOf)
    : decideModes({
        table,
        ruleSets,
        ruleSetOf,
        ledger: input.ledger,
        places,
        withEligiblePriority: (ruleSet, target, vacancies) => pairs.withEligiblePriority(ruleSet, target, vacancies),
      });
  const candidates = input.listsBy ? input.listsBy(pairs, targetOf) : pairs.lists(targetOf);
  const state = assign({
    requestCount: table.requestCount,
    vacancyCount: table.vacancyCount,
    places,
    lists,
    candidates,
    preferences: preferencesOf(table, ruleSets, ruleSetOf),
  });
  const base = {
    input,
    ruleSetOf,
    modes: targetOf,
    pairs,
    lists: candidates,
    state,
    seed,
    pinned: taken.pinned,
    places: taken.listPlaces,
  };
  return {
    allocation: {
      ...base,
      ...resultOf({ ...base, outcomes }),
    },
    problems: [],
  };
}

/** The seed a run uses when none is given. */
export function derivedSeed(snapshotDigest: string): string {
  return sha256(`contingent-seed:${snapshotDigest}`);
}

function keptModes(input: RunInput, earlier: KeptModes, ruleSetOf: Int32Array): Modes {
  const targetOf = new Int32Array(input.table.vacancyCount).fill(-1);
  for (const { vacancyId, priorityFirstFor } of earlier.proposals) {
    const vacancy = input.table.vacancyRow(vacancyId);
    if (vacancy === undefined || priorityFirstFor === undefined) continue;
    const { targets } = input.ruleSets[ruleSetOf[vacancy]!]!.assignment;
    targetOf[vacancy] = targets.findIndex((target) => target.id === priorityFirstFor);
  }
  return { targetOf, outcomes: earlier.targets };
}

/** The record of a run as its state stands now. */
export function resultOf(run: {
  readonly input: RunInput;
  readonly ruleSetOf: Int32Array;
  readonly modes: Int32Array;
  readonly pairs: EligiblePairs;
  readonly state: AssignmentState;
  readonly seed: string;
  readonly outcomes: readonly TargetOutcome[];
  readonly pinned: ReadonlyMap<number, readonly string[]>;
  /** Places of each list, pinned ones included. */
  readonly places: Int32Array;
}): Pick<Allocation, "proposals" | "result"> {
  const { table, ruleSets, snapshotDigest } = run.input;
  const next = run.state.nextOfEach(Math.max(0, ...ruleSets.map((ruleSet) => ruleSet.assignment.next)));
  const proposals: Proposal[] = [];
  for (let vacancy = 0; vacancy < table.vacancyCount; vacancy++) {
    const r = run.ruleSetOf[vacancy]!;
    const ruleSet = ruleSets[r]!;
    const mode = run.modes[vacancy]!;
    const candidateOf = (request: number): Candidate => ({
      requestId: table.requestId(request),
      points: run.pairs.pointsOf(vacancy, request),
      ...(mode >= 0 ? { priorityClass: run.pairs.priorityClassOf(r, mode, request) } : {}),
    });
    proposals.push({
      vacancyId: table.vacancyId(vacancy),
      ruleSetId: ruleSet.id,
      ...(mode >= 0 ? { priorityFirstFor: ruleSet.assignment.targets[mode]!.id } : {}),
      places: run.places[vacancy]!,
      pinned: [...(run.pinned.get(vacancy) ?? [])].sort(compareText),
      candidates: Array.from(run.state.membersOf(vacancy), candidateOf),
      next: Array.from(next[vacancy]!.subarray(0, ruleSet.assignment.next), candidateOf),
    });
  }
  const result: Result = {
    format: "contingent-result",
    schemaVersion: 1,
    run: {
      engineVersion: ENGINE_VERSION,
      asOf: dayText(table.asOf),
      seed: run.seed,
      seedOrigin: run.input.seed === undefined ? "derived" : "given",
      snapshotDigest,
      ruleSets: ruleSets.map(({ id, version, digest }) => ({ id, version, digest })),
      listsPerRequest: listsPerRequestOf(ruleSets),
    },
    targets: run.outcomes.map((outcome) => ({ ...outcome, reached: reachedBy(outcome, run) })),
    proposals: proposals
      .filter((_, vacancy) => !run.state.lost.has(vacancy))
      .sort((a, b) => compareText(a.vacancyId, b.vacancyId)),
  };
  return { proposals, result };
}

/** Vacancies of the territory whose first candidate counts toward the target: a mode makes it likely, only the result makes it certain. */
function reachedBy(
  outcome: TargetOutcome,
  run: {
    readonly input: RunInput;
    readonly ruleSetOf: Int32Array;
    readonly pairs: EligiblePairs;
    readonly state: AssignmentState;
  },
): number {
  const r = run.input.ruleSets.findIndex((ruleSet) => ruleSet.id === outcome.ruleSetId);
  const ruleSet = run.input.ruleSets[r]!;
  const t = ruleSet.assignment.targets.findIndex((target) => target.id === outcome.targetId);
  const territories = territoriesOf(
    { table: run.input.table, ruleSetOf: run.ruleSetOf },
    r,
    ruleSet,
    ruleSet.assignment.targets[t]!,
  );
  const vacancies = territories.find(([territory]) => territory === outcome.territory)?.[1] ?? [];
  return vacancies.filter((vacancy) => {
    const first = run.state.membersOf(vacancy)[0];
    return first !== undefined && run.pairs.priorityClassOf(r, t, first) > 0;
  }).length;
}
