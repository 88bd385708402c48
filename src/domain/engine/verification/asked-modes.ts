/**
 * Which vacancies the ledger asks to take priority requests first (P7). Per target and territory, in the order of the rule sets:
 * need = ceil(share x (lettings + vacancies)) - counted, at least 0; that many vacancies with a place left and an eligible priority
 * request, nearest clock first, then id. A vacancy takes one mode: that of the first target that asks for it.
 */
import type { TargetOutcome } from "../../facts/result.ts";
import { yearOf } from "../../shared/dates.ts";
import { compareText } from "../../shared/order.ts";
import { pairFunction, sideColumn } from "./one-sided.ts";
import type { Standing, VerificationInput } from "./standing.ts";
import type { Tally } from "./violations.ts";

/** A target over one territory: what it asks for, and the vacancies it is a share of. */
export interface AskedTarget {
  readonly outcome: TargetOutcome;
  readonly vacancies: readonly number[];
}

/** Everything the targets ask for. `modes` holds per vacancy the index of its target, or -1. */
export interface AskedModes {
  readonly targets: readonly AskedTarget[];
  readonly modes: Int32Array;
}

/** Recomputes the modes; `priorityTargets` has, per vacancy, one bit per target with an eligible priority request. */
export function askedModes(input: VerificationInput, standing: Standing, priorityTargets: Int32Array): AskedModes {
  const modes = new Int32Array(input.table.vacancyCount).fill(-1);
  const targets = input.ruleSets.flatMap((_, r) => targetsOf(input, standing, r, priorityTargets, modes));
  return { targets, modes };
}

function targetsOf(
  { table, ledger, ruleSets }: VerificationInput,
  standing: Standing,
  r: number,
  priorityTargets: Int32Array,
  modes: Int32Array,
): AskedTarget[] {
  const ground = standing.grounds[r]!;
  const { id, assignment } = ruleSets[r]!;
  const clock = sideColumn(ground, "vacancy", assignment.clock.tree).map((day) => (Number.isNaN(day) ? Infinity : day));
  const ids = (vacancy: number) => table.vacancyId(vacancy);
  const year = yearOf(table.asOf);
  return assignment.targets.flatMap((target, t) =>
    territoriesOf(standing, r, t).map(([territory, vacancies]) => {
      const entry = ledger.find(
        (one) => one.targetId === target.id && one.territory === territory && one.year === year,
      );
      const { lettings, counted } = entry ?? { lettings: 0, counted: 0 };
      const asked = target.shareBasisPoints * (lettings + vacancies.length);
      const need = Math.max(0, Math.floor((asked + 9_999) / 10_000) - counted);
      const taken = vacancies
        .filter((vacancy) => modes[vacancy] === -1 && standing.placesLeft[vacancy]! > 0)
        .filter((vacancy) => (priorityTargets[vacancy]! & (1 << t)) !== 0)
        .sort((a, b) => (clock[a] === clock[b] ? compareText(ids(a), ids(b)) : clock[a]! - clock[b]!))
        .slice(0, need);
      for (const vacancy of taken) modes[vacancy] = t;
      const outcome = {
        ruleSetId: id,
        targetId: target.id,
        territory,
        year,
        shareBasisPoints: target.shareBasisPoints,
        lettings,
        counted,
        vacancies: vacancies.length,
        need,
        priorityFirst: taken.length,
        unmet: need - taken.length,
        reached: reachedBy(standing, r, t, vacancies),
      };
      return { outcome, vacancies };
    }),
  );
}

/** Vacancies that the target is a share of, by territory, territories in order of their text. */
function territoriesOf(standing: Standing, r: number, t: number): [territory: string, vacancies: number[]][] {
  const ground = standing.grounds[r]!;
  const target = ground.ruleSet.assignment.targets[t]!;
  const applies = sideColumn(ground, "vacancy", target.appliesTo.tree);
  const territory = sideColumn(ground, "vacancy", target.territory.tree);
  const byTerritory = new Map<string, number[]>();
  for (let vacancy = 0; vacancy < applies.length; vacancy++) {
    if (standing.ruleSetOf[vacancy] !== r || applies[vacancy] !== 1 || Number.isNaN(territory[vacancy])) continue;
    const text = ground.columns.textOf(territory[vacancy]!);
    const known = byTerritory.get(text);
    if (known) known.push(vacancy);
    else byTerritory.set(text, [vacancy]);
  }
  return [...byTerritory].sort(([a], [b]) => compareText(a, b));
}

/** Vacancies whose first candidate counts toward the target. */
function reachedBy(standing: Standing, r: number, t: number, vacancies: readonly number[]): number {
  const ground = standing.grounds[r]!;
  const priorityClass = pairFunction(ground, ground.ruleSet.assignment.targets[t]!.priorityClass.tree);
  return vacancies.filter((vacancy) => {
    const first = standing.listed[vacancy]![0];
    return first !== undefined && priorityClass(0, first) > 0;
  }).length;
}

const NUMBERS = [
  "year",
  "shareBasisPoints",
  "lettings",
  "counted",
  "vacancies",
  "need",
  "priorityFirst",
  "unmet",
  "reached",
] as const;

/** Compares the modes and targets shown with those asked for, or with those that a rerun had to keep. */
export function checkModes(input: VerificationInput, standing: Standing, asked: AskedModes, tally: Tally): void {
  const { table, ruleSets, result, modesFrom } = input;
  const kept = modesFrom && new Map(modesFrom.proposals.map((one) => [one.vacancyId, one.priorityFirstFor ?? ""]));
  standing.proposals.forEach((proposal, vacancy) => {
    if (!proposal) return;
    tally.checked("P7");
    const vacancyId = table.vacancyId(vacancy);
    const target = ruleSets[standing.ruleSetOf[vacancy]!]?.assignment.targets[asked.modes[vacancy]!];
    const recomputed = kept ? (kept.get(vacancyId) ?? "") : (target?.id ?? "");
    const shown = proposal.priorityFirstFor ?? "";
    if (shown === recomputed) return;
    tally.violation({ property: "P7", key: "mode-differs", vacancyId, values: { shown, recomputed } });
  });
  const nameOf = (one: TargetOutcome) => ({ ruleSet: one.ruleSetId, target: one.targetId, territory: one.territory });
  const keyOf = (one: TargetOutcome) => JSON.stringify(nameOf(one));
  const reached = new Map(asked.targets.map(({ outcome }) => [keyOf(outcome), outcome.reached]));
  const vacanciesOf = new Map(asked.targets.map(({ outcome, vacancies }) => [keyOf(outcome), vacancies]));
  const expected = modesFrom
    ? modesFrom.targets.map((one) => ({ ...one, reached: reached.get(keyOf(one)) ?? 0 }))
    : asked.targets.map(({ outcome }) => outcome);
  const shownTargets = new Map(result.targets.map((one) => [keyOf(one), one]));
  for (const outcome of expected) {
    tally.checked("P7");
    const shown = shownTargets.get(keyOf(outcome));
    const concerned = (vacanciesOf.get(keyOf(outcome)) ?? []).map((vacancy) => table.vacancyId(vacancy));
    if (!shown) tally.violation({ property: "P7", key: "target-missing", values: nameOf(outcome) }, concerned);
    for (const member of shown ? NUMBERS : []) {
      if (shown![member] === outcome[member]) continue;
      const values = { ...nameOf(outcome), member, shown: shown![member], recomputed: outcome[member] };
      tally.violation({ property: "P7", key: "target-differs", values }, concerned);
    }
  }
  const expectedKeys = new Set(expected.map(keyOf));
  for (const outcome of result.targets) {
    if (expectedKeys.has(keyOf(outcome))) continue;
    tally.violation({ property: "P7", key: "target-unknown", values: nameOf(outcome) });
  }
}
