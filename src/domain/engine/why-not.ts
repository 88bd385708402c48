/**
 * Why a request is proposed nowhere, or not here: every vacancy considered, with the first rule that failed or the place in the order.
 * Made on demand after a run. Cost: one judgement per vacancy, and one pass over the requests for all vacancies the request is eligible for.
 */
import type { Explanation } from "../facts/explanation.ts";
import { readerOfRows } from "../facts/table/table-reader.ts";
import { judge } from "../rules/judge.ts";
import type { Bilingual, RuleSet } from "../rules/rule-set.ts";
import { compareText } from "../shared/order.ts";
import type { Allocation } from "./allocate.ts";
import { explainRules } from "./explanation.ts";
import { type Standing, standingOf } from "./standing.ts";

/** A rule that refused the request or was left open by a missing fact. */
export type FailedRule = Explanation["rules"][number];

/** What a run made of a request before one vacancy. */
export interface VacancyOutcome {
  readonly vacancyId: string;
  readonly ruleSetId: string;
  readonly verdict: "eligible" | "refused" | "incomplete";
  /** Every rule that failed, refusals first, each in the order of the rule set. */
  readonly failed: readonly FailedRule[];
  readonly points: number;
  readonly standing: Standing;
}

/** What a run made of a request before every vacancy, in order of vacancy id. */
export interface WhyNot {
  readonly requestId: string;
  readonly outcomes: readonly VacancyOutcome[];
  /** How many vacancies each rule was the first to refuse, most first; then by rule id. */
  readonly firstRefusals: readonly {
    readonly ruleSetId: string;
    readonly ruleId: string;
    readonly title: Bilingual;
    readonly vacancies: number;
  }[];
}

/** Why the request stands where it stands, before the vacancies given by row or before all. */
export function whyNot(allocation: Allocation, request: number, vacancies?: readonly number[]): WhyNot {
  const { table, ruleSets } = allocation.input;
  const rows = vacancies ?? Array.from({ length: table.vacancyCount }, (_, row) => row);
  const judged = rows.map((vacancy) => {
    const ruleSet = ruleSets[allocation.ruleSetOf[vacancy]!]!;
    return { vacancy, ruleSet, judgement: judge(ruleSet, table.catalogue, readerOfRows(table, vacancy, request)) };
  });
  const eligible = judged.filter(({ vacancy }) => allocation.pairs.has(vacancy, request)).map(({ vacancy }) => vacancy);
  const orders = new Map(allocation.lists.placesInOrder(request, eligible).map((order, i) => [eligible[i]!, order]));
  const outcomes = judged.map(
    ({ vacancy, ruleSet, judgement }): VacancyOutcome => ({
      vacancyId: table.vacancyId(vacancy),
      ruleSetId: ruleSet.id,
      verdict: judgement.verdict,
      failed: failedRules(explainRules(ruleSet, judgement)),
      points: judgement.points,
      standing: standingOf(allocation, vacancy, request, judgement.verdict, orders.get(vacancy)),
    }),
  );
  outcomes.sort((a, b) => compareText(a.vacancyId, b.vacancyId));
  return { requestId: table.requestId(request), outcomes, firstRefusals: firstRefusals(ruleSets, outcomes) };
}

/** Refusals first, each in the order of the rule set; flags never exclude. */
export function failedRules(rules: readonly FailedRule[]): FailedRule[] {
  const failed = rules.filter((rule) => rule.effect === "exclude" && rule.outcome !== "holds");
  return [
    ...failed.filter((rule) => rule.outcome === "refused"),
    ...failed.filter((rule) => rule.outcome === "incomplete"),
  ];
}

/** How many vacancies each rule was the first to refuse, most first. */
export function firstRefusals(
  ruleSets: readonly RuleSet[],
  outcomes: readonly VacancyOutcome[],
): WhyNot["firstRefusals"] {
  const counts = new Map<string, { ruleSetId: string; ruleId: string; title: Bilingual; vacancies: number }>();
  for (const outcome of outcomes) {
    const first = outcome.failed[0];
    if (!first) continue;
    const key = `${outcome.ruleSetId}/${first.id}`;
    const known = counts.get(key) ?? {
      ruleSetId: outcome.ruleSetId,
      ruleId: first.id,
      title: first.title,
      vacancies: 0,
    };
    counts.set(key, { ...known, vacancies: known.vacancies + 1 });
  }
  const order = (ruleSetId: string) => ruleSets.findIndex((ruleSet) => ruleSet.id === ruleSetId);
  return [...counts.values()].sort(
    (a, b) => b.vacancies - a.vacancies || order(a.ruleSetId) - order(b.ruleSetId) || compareText(a.ruleId, b.ruleId),
  );
}

/** The vacancy that tells most about a request: where the fewest points are missing, then where a fact is, then where the fewest rules refuse. */
export function nearestOutcome({ outcomes }: WhyNot): VacancyOutcome | undefined {
  const rank = { eligible: 0, incomplete: 1, refused: 2 } as const;
  const [nearest] = [...outcomes].sort(
    (a, b) =>
      rank[a.verdict] - rank[b.verdict] ||
      (a.standing.pointsMissing ?? 0) - (b.standing.pointsMissing ?? 0) ||
      a.failed.length - b.failed.length ||
      compareText(a.vacancyId, b.vacancyId),
  );
  return nearest;
}
