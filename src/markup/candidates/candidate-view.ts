/**
 * A candidate as people read it, from its explanation alone: the criteria that count, what waits for a proof, the flags.
 */
import type { Explanation } from "../../domain/facts/explanation.ts";
import type { Bilingual } from "../../domain/rules/rule-set.ts";

/** One candidate of a proposal, or one of the next. */
export interface CandidateView {
  readonly requestId: string;
  readonly points: number;
  readonly maximumPoints: number;
  /** Criteria that count, most points first. */
  readonly reasons: readonly { readonly title: Bilingual; readonly points: number; readonly maximumPoints: number }[];
  /** Criteria that wait for a proof or a fact. */
  readonly pending: readonly {
    readonly title: Bilingual;
    readonly pendingPoints: number;
    readonly proofSentence?: Bilingual;
    readonly missing: readonly string[];
  }[];
  /** Flags raised: shown, excluding nobody. */
  readonly flags: readonly Explanation["rules"][number][];
  readonly explanation: Explanation;
}

/** A candidate as its explanation tells it. */
export function candidateViewOf(explanation: Explanation): CandidateView {
  const { requestId } = explanation;
  const criteria = explanation.headings.flatMap((heading) => heading.criteria);
  return {
    requestId,
    points: explanation.points,
    maximumPoints: explanation.maximumPoints,
    reasons: criteria
      .filter((criterion) => criterion.points !== 0)
      .sort((a, b) => b.points - a.points)
      .map(({ title, points, maximumPoints }) => ({ title, points, maximumPoints })),
    pending: criteria
      .filter(
        (criterion) => criterion.state === "pending" && (criterion.pendingPoints > 0 || criterion.missing.length > 0),
      )
      .map(({ title, pendingPoints, proofSentence, missing }) => ({
        title,
        pendingPoints,
        missing,
        ...(proofSentence ? { proofSentence } : {}),
      })),
    flags: explanation.rules.filter((rule) => rule.effect === "flag" && rule.outcome === "refused"),
    explanation,
  };
}
