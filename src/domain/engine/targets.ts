/**
 * Before the lists: which vacancies take priority requests first, because a target asks for it.
 * After governing, before lists. Per target in rule-set order and territory in text order:
 * need = ceil(share x (lettings so far + vacancies of this run)) - counted so far; that many vacancies that still have a place and at least one
 * eligible priority request get the mode, nearest clock first, then id. A vacancy takes one mode only: the first target that asks for it.
 */
import type { FactTable } from "../facts/fact-table.ts";
import type { LedgerEntry } from "../facts/ledger.ts";
import type { TargetOutcome } from "../facts/result.ts";
import type { RuleSet, Target } from "../rules/rule-set.ts";
import { yearOf } from "../shared/dates.ts";
import { compareText } from "../shared/order.ts";
import { readerOfVacancy, vacancyHolds, vacancyNumber, vacancyText } from "./vacancy-values.ts";

/** What the step needs to know of the market. */
export interface TargetInput {
  readonly table: FactTable;
  readonly ruleSets: readonly RuleSet[];
  readonly ruleSetOf: Int32Array;
  readonly ledger: readonly LedgerEntry[];
  /** Places left per vacancy. */
  readonly places: Int32Array;
  /** Which of the vacancies have an eligible request that counts toward the target. */
  readonly withEligiblePriority: (ruleSet: number, target: number, vacancies: readonly number[]) => ReadonlySet<number>;
}

/** The modes of a run: per vacancy the index of its target in its rule set, or -1; and what each target asked for, `reached` still 0. */
export interface Modes {
  readonly targetOf: Int32Array;
  readonly outcomes: readonly TargetOutcome[];
}

/** Decides the mode of every vacancy. */
export function decideModes(input: TargetInput): Modes {
  const targetOf = new Int32Array(input.table.vacancyCount).fill(-1);
  const outcomes: TargetOutcome[] = [];
  input.ruleSets.forEach((ruleSet, r) => {
    ruleSet.assignment.targets.forEach((target, t) => {
      for (const [territory, vacancies] of territoriesOf(input, r, ruleSet, target)) {
        outcomes.push(decideTerritory(input, { r, t, ruleSet, target, territory, vacancies }, targetOf));
      }
    });
  });
  return { targetOf, outcomes };
}

/** Vacancies that a target is a share of, by territory, territories in text order. */
export function territoriesOf(
  input: Pick<TargetInput, "table" | "ruleSetOf">,
  r: number,
  ruleSet: RuleSet,
  target: Target,
): [territory: string, vacancies: number[]][] {
  const byTerritory = new Map<string, number[]>();
  for (let vacancy = 0; vacancy < input.table.vacancyCount; vacancy++) {
    if (input.ruleSetOf[vacancy] !== r) continue;
    const reader = readerOfVacancy(input.table, vacancy);
    if (!vacancyHolds(target.appliesTo, ruleSet, reader)) continue;
    const territory = vacancyText(target.territory, ruleSet, reader);
    if (territory === undefined) continue;
    const known = byTerritory.get(territory);
    if (known) known.push(vacancy);
    else byTerritory.set(territory, [vacancy]);
  }
  return [...byTerritory].sort(([a], [b]) => compareText(a, b));
}

function decideTerritory(
  input: TargetInput,
  at: { r: number; t: number; ruleSet: RuleSet; target: Target; territory: string; vacancies: readonly number[] },
  targetOf: Int32Array,
): TargetOutcome {
  const year = yearOf(input.table.asOf);
  const entry = input.ledger.find(
    (line) => line.targetId === at.target.id && line.territory === at.territory && line.year === year,
  );
  const lettings = entry?.lettings ?? 0;
  const counted = entry?.counted ?? 0;
  const share = at.target.shareBasisPoints;
  const need = Math.max(0, Math.ceil((share * (lettings + at.vacancies.length)) / 10_000) - counted);
  const free = at.vacancies.filter((vacancy) => targetOf[vacancy] === -1 && input.places[vacancy]! > 0);
  const able = need === 0 ? new Set<number>() : input.withEligiblePriority(at.r, at.t, free);
  const clock = (vacancy: number) =>
    vacancyNumber(at.ruleSet.assignment.clock, at.ruleSet, readerOfVacancy(input.table, vacancy)) ??
    Number.MAX_SAFE_INTEGER;
  const chosen = free
    .filter((vacancy) => able.has(vacancy))
    .map((vacancy) => ({ vacancy, clock: clock(vacancy), id: input.table.vacancyId(vacancy) }))
    .sort((a, b) => a.clock - b.clock || compareText(a.id, b.id))
    .slice(0, need);
  for (const { vacancy } of chosen) targetOf[vacancy] = at.t;
  return {
    ruleSetId: at.ruleSet.id,
    targetId: at.target.id,
    territory: at.territory,
    year,
    shareBasisPoints: share,
    lettings,
    counted,
    vacancies: at.vacancies.length,
    need,
    priorityFirst: chosen.length,
    unmet: need - chosen.length,
    reached: 0,
  };
}
