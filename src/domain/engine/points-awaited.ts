/**
 * What proofs that are awaited would bring, heading by heading: a heading that takes the highest does not add up, and none goes beyond its maximum.
 */
import type { RuleSet } from "../rules/rule-set.ts";

/** The headings of one pair, as a judgement or an explanation gives them. */
export interface ScoredHeadings {
  readonly headings: readonly {
    readonly points: number;
    readonly maximumPoints: number;
    readonly criteria: readonly { readonly points: number; readonly pendingPoints: number }[];
  }[];
}

/** Points that the awaited proofs would add to the total, all of them accepted. Invariant: at least 0. */
export function pointsAwaited({ headings }: ScoredHeadings, ruleSet: Pick<RuleSet, "headings">): number {
  return headings.reduce((sum, { criteria, points, maximumPoints }, h) => {
    if (criteria.every(({ pendingPoints }) => pendingPoints === 0)) return sum;
    const each = criteria.map((criterion) => criterion.points + criterion.pendingPoints);
    const isSum = ruleSet.headings[h]!.combine === "sum";
    const then = isSum ? each.reduce((all, one) => all + one, 0) : Math.max(...each);
    return sum + Math.max(0, Math.min(then, maximumPoints) - points);
  }, 0);
}
