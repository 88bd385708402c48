/**
 * A whole run the slow way: every pair judged by the reference interpreter, orders by sorting, the naive assignment. It shares nothing
 * with the engine nor with the verification, and is the yardstick of both.
 */

import type { FactTable } from "../../src/domain/facts/fact-table.ts";
import type { LedgerEntry } from "../../src/domain/facts/ledger.ts";
import type { Candidate, Result, TargetOutcome } from "../../src/domain/facts/result.ts";
import type { Pin, Struck } from "../../src/domain/facts/snapshot.ts";
import { readerOfRows } from "../../src/domain/facts/table/table-reader.ts";
import type { CheckedExpression } from "../../src/domain/rules/expression.ts";
import { evaluate, scopeOf } from "../../src/domain/rules/interpreter.ts";
import { judge } from "../../src/domain/rules/judge.ts";
import type { Judgement } from "../../src/domain/rules/judgement.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import { dayText, yearOf } from "../../src/domain/shared/dates.ts";
import { tieBreak } from "../../src/domain/shared/digest.ts";
import { compareText } from "../../src/domain/shared/order.ts";
import { naiveAssignment, naiveNext } from "./naive-assignment.ts";
import { preferenceValues } from "./preference-values.ts";

/** What a naive run starts from. */
export interface NaiveInput {
  readonly table: FactTable;
  readonly ruleSets: readonly RuleSet[];
  readonly ledger: readonly LedgerEntry[];
  readonly pins: readonly Pin[];
  readonly struck: readonly Struck[];
  readonly seed: string;
  readonly snapshotDigest: string;
  readonly engineVersion: string;
}

/** The result that the engine must give, to the letter. */
export function naiveResult(input: NaiveInput): Result {
  const { table, ruleSets, seed } = input;
  const vacancies = [...Array(table.vacancyCount).keys()];
  const requests = [...Array(table.requestCount).keys()];
  const value = (vacancy: number, request: number, expression: CheckedExpression) =>
    evaluate(expression.tree, scopeOf(ruleSetOf(vacancy), readerOfRows(table, vacancy, request)));
  const ruleSetOf = (vacancy: number): RuleSet => {
    const governing = ruleSets.filter((ruleSet) => {
      const programme = readerOfRows(table, vacancy, 0).fact(ruleSet.programmeFact);
      return ruleSet.programmes.includes(programme as string);
    });
    if (governing.length !== 1) throw new Error("a vacancy is governed by exactly one rule set");
    return governing[0]!;
  };
  const isAmong = (pairs: readonly { vacancyId: string; requestId: string }[], vacancy: number, request: number) =>
    pairs.some((one) => one.vacancyId === table.vacancyId(vacancy) && one.requestId === table.requestId(request));
  const places = vacancies.map(
    (vacancy) => (value(vacancy, 0, ruleSetOf(vacancy).assignment.places) as number | undefined) ?? 0,
  );
  const placesLeft = vacancies.map((v) => places[v]! - requests.filter((r) => isAmong(input.pins, v, r)).length);
  const lists = ruleSets[0]!.assignment.listsPerRequest;
  const listsLeft = requests.map((r) => lists - vacancies.filter((v) => isAmong(input.pins, v, r)).length);

  const judgements: Judgement[][] = vacancies.map((v) =>
    requests.map((r) => judge(ruleSetOf(v), table.catalogue, readerOfRows(table, v, r))),
  );
  const takesPart = (v: number, r: number) =>
    judgements[v]![r]!.verdict === "eligible" &&
    placesLeft[v]! > 0 &&
    listsLeft[r]! > 0 &&
    !isAmong(input.pins, v, r) &&
    !isAmong(input.struck, v, r);
  const { modes, targets } = naiveModes(input, {
    vacancies,
    requests,
    ruleSetOf,
    value,
    placesLeft,
    takesPart,
    judgements,
  });
  const classOf = (v: number, r: number) =>
    modes[v] === undefined ? 0 : judgements[v]![r]!.priorityClasses[modes[v]!]!;

  const seniority = (v: number, r: number) =>
    (value(v, r, ruleSetOf(v).assignment.seniority) as number | undefined) ?? Infinity;
  const compare = (v: number) => (a: number, b: number) =>
    classOf(v, b) - classOf(v, a) ||
    judgements[v]![b]!.points - judgements[v]![a]!.points ||
    sign(seniority(v, a), seniority(v, b)) ||
    compareText(tieBreak(seed, table.requestId(a)), tieBreak(seed, table.requestId(b)));
  const wish = (r: number) => (a: number, b: number) => {
    const keys = ruleSetOf(a).preferences.map((key, i) => {
      const [left, right] = [a, b].map((v) => preferenceValues(ruleSetOf(v), readerOfRows(table, v, r))[i]);
      if (left === right) return 0;
      if (left === undefined || right === undefined) return left === undefined ? 1 : -1;
      return sign(left, right) * (key.ascending ? 1 : -1);
    });
    return keys.find((key) => key !== 0) ?? compareText(table.vacancyId(a), table.vacancyId(b));
  };
  const market = {
    places: placesLeft,
    lists: listsLeft,
    vacancyOrders: vacancies.map((v) => requests.filter((r) => takesPart(v, r)).sort(compare(v))),
    requestOrders: requests.map((r) => vacancies.filter((v) => takesPart(v, r)).sort(wish(r))),
  };
  const members = naiveAssignment(market);
  const candidate = (v: number, r: number): Candidate => ({
    requestId: table.requestId(r),
    points: judgements[v]![r]!.points,
    ...(modes[v] === undefined ? {} : { priorityClass: classOf(v, r) }),
  });
  return {
    format: "contingent-result",
    schemaVersion: 1,
    run: {
      engineVersion: input.engineVersion,
      asOf: dayText(table.asOf),
      seed,
      seedOrigin: "given",
      snapshotDigest: input.snapshotDigest,
      ruleSets: ruleSets.map(({ id, version, digest }) => ({ id, version, digest })),
      listsPerRequest: lists,
    },
    targets: targets.map(({ outcome, share }) => ({
      ...outcome,
      reached: share.filter((v) => {
        const first = members[v]![0];
        return first !== undefined && judgements[v]![first]!.priorityClasses[outcome.targetId]! > 0;
      }).length,
    })),
    proposals: vacancies
      .map((v) => ({
        vacancyId: table.vacancyId(v),
        ruleSetId: ruleSetOf(v).id,
        ...(modes[v] === undefined ? {} : { priorityFirstFor: modes[v] }),
        places: places[v]!,
        pinned: requests
          .filter((r) => isAmong(input.pins, v, r))
          .map((r) => table.requestId(r))
          .sort(compareText),
        candidates: members[v]!.map((r) => candidate(v, r)),
        next: naiveNext(market, members, v, ruleSetOf(v).assignment.next).map((r) => candidate(v, r)),
      }))
      .sort((a, b) => compareText(a.vacancyId, b.vacancyId)),
  };
}

function naiveModes(
  input: NaiveInput,
  run: {
    readonly vacancies: readonly number[];
    readonly requests: readonly number[];
    readonly ruleSetOf: (vacancy: number) => RuleSet;
    readonly value: (vacancy: number, request: number, expression: CheckedExpression) => unknown;
    readonly placesLeft: readonly number[];
    readonly takesPart: (vacancy: number, request: number) => boolean;
    readonly judgements: readonly (readonly Judgement[])[];
  },
): { modes: (string | undefined)[]; targets: { outcome: TargetOutcome; share: number[] }[] } {
  const { table, ledger } = input;
  const modes: (string | undefined)[] = run.vacancies.map(() => undefined);
  const targets: { outcome: TargetOutcome; share: number[] }[] = [];
  for (const ruleSet of input.ruleSets) {
    for (const target of ruleSet.assignment.targets) {
      const own = run.vacancies.filter(
        (v) => run.ruleSetOf(v) === ruleSet && run.value(v, 0, target.appliesTo) === true,
      );
      const territoryOf = (v: number) => run.value(v, 0, target.territory) as string | undefined;
      const territories = [...new Set(own.map(territoryOf))].filter((text) => text !== undefined).sort(compareText);
      for (const territory of territories) {
        const share = own.filter((v) => territoryOf(v) === territory);
        const year = yearOf(table.asOf);
        const line = ledger.find(
          (one) => one.targetId === target.id && one.territory === territory && one.year === year,
        );
        const asked = (target.shareBasisPoints / 10_000) * ((line?.lettings ?? 0) + share.length);
        const need = Math.max(0, Math.ceil(Number(asked.toFixed(6))) - (line?.counted ?? 0));
        const clock = (v: number) => (run.value(v, 0, ruleSet.assignment.clock) as number | undefined) ?? Infinity;
        const chosen = share
          .filter((v) => modes[v] === undefined && run.placesLeft[v]! > 0)
          .filter((v) =>
            run.requests.some((r) => run.takesPart(v, r) && run.judgements[v]![r]!.priorityClasses[target.id]! > 0),
          )
          .sort((a, b) => sign(clock(a), clock(b)) || compareText(table.vacancyId(a), table.vacancyId(b)))
          .slice(0, need);
        for (const v of chosen) modes[v] = target.id;
        const outcome = {
          ruleSetId: ruleSet.id,
          targetId: target.id,
          territory,
          year,
          shareBasisPoints: target.shareBasisPoints,
          lettings: line?.lettings ?? 0,
          counted: line?.counted ?? 0,
          vacancies: share.length,
          need,
          priorityFirst: chosen.length,
          unmet: need - chosen.length,
          reached: 0,
        };
        targets.push({ outcome, share });
      }
    }
  }
  return { modes, targets };
}

function sign(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
