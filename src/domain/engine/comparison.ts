/**
 * Several requests before one vacancy, side by side: what differs first, the widest gap on top, what is the same at the end.
 */
import type { Explanation } from "../facts/explanation.ts";
import type { Bilingual } from "../rules/rule-set.ts";
import type { Allocation } from "./allocate.ts";
import { explain } from "./explanation.ts";

/** One criterion of all compared requests, in the order they were given. */
export interface ComparedCriterion {
  readonly id: string;
  readonly title: Bilingual;
  readonly maximumPoints: number;
  readonly points: readonly number[];
  readonly pendingPoints: readonly number[];
  /** Widest difference of points between two of them. */
  readonly gap: number;
}

/** Several requests before one vacancy: what separates them and what does not. */
export interface Comparison {
  readonly vacancyId: string;
  readonly requestIds: readonly string[];
  readonly explanations: readonly Explanation[];
  /** Widest gap first, then the order of the rule set. */
  readonly differing: readonly ComparedCriterion[];
  readonly same: readonly ComparedCriterion[];
  /** Ids of the requests best first in the order of the vacancy; those not eligible are left out. */
  readonly order: readonly string[];
}

/** Compares requests before a vacancy, all given by row. */
export function compare(allocation: Allocation, requests: readonly number[], vacancy: number): Comparison {
  const explanations = requests.map((request) => explain(allocation, vacancy, request));
  const eligible = requests.filter((_, i) => explanations[i]!.verdict === "eligible");
  return {
    vacancyId: allocation.input.table.vacancyId(vacancy),
    requestIds: explanations.map((explanation) => explanation.requestId),
    explanations,
    ...compareCriteria(explanations),
    order: [...eligible]
      .sort((a, b) => allocation.lists.compare(vacancy, a, b))
      .map((request) => allocation.input.table.requestId(request)),
  };
}

/** The criteria of several explanations under one rule set: those that differ, widest gap first, and those that do not. */
export function compareCriteria(explanations: readonly Explanation[]): Pick<Comparison, "differing" | "same"> {
  const criteria = (explanations[0]?.headings ?? []).flatMap((heading, h) =>
    heading.criteria.map((criterion, c) => comparedCriterion(explanations, h, c, criterion)),
  );
  return {
    differing: criteria.filter((criterion) => criterion.gap > 0).sort((a, b) => b.gap - a.gap),
    same: criteria.filter((criterion) => criterion.gap === 0),
  };
}

function comparedCriterion(
  explanations: readonly Explanation[],
  h: number,
  c: number,
  { id, title, maximumPoints }: { readonly id: string; readonly title: Bilingual; readonly maximumPoints: number },
): ComparedCriterion {
  const of = explanations.map((explanation) => explanation.headings[h]!.criteria[c]!);
  const points = of.map((criterion) => criterion.points);
  return {
    id,
    title,
    maximumPoints,
    points,
    pendingPoints: of.map((criterion) => criterion.pendingPoints),
    gap: Math.max(...points) - Math.min(...points),
  };
}
