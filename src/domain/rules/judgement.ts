/**
 * What the reference interpreter says of one pair under one rule set: every rule with its outcome, every criterion with its points.
 * Made by `judge.ts`; read by worked examples, explanation and verification (P1, P2).
 */
import type { FactValue } from "../facts/fact-reader.ts";

/** What a rule says of a pair. */
export type RuleOutcome = "holds" | "refused" | "incomplete";

/** One rule for one pair, with what it shows. */
export interface RuleJudgement {
  readonly id: string;
  readonly effect: "exclude" | "flag";
  readonly outcome: RuleOutcome;
  /** Names of the absent facts that left it open, as in the catalogue: `household.persons.bornOn`. Sorted. */
  readonly missing: readonly string[];
  readonly reasonCode: string;
  readonly value?: FactValue;
  readonly threshold?: FactValue;
}

/** Whether the points of a criterion count, and if not why. */
export type CriterionState = "counted" | "pending" | "not-applicable" | "expired" | "outside-dates" | "not-taken";

/** One criterion for one pair. */
export interface CriterionJudgement {
  readonly id: string;
  readonly state: CriterionState;
  /** Points that count; 0 unless `counted`. */
  readonly points: number;
  /** Points that would count if what is pending were supplied (a proof); 0 when a missing fact leaves them unknown. */
  readonly pendingPoints: number;
  readonly maximumPoints: number;
  /** The number or truth the scale read, where it could be computed. */
  readonly value?: FactValue;
  readonly missing: readonly string[];
}

/** One heading for one pair, its criteria combined. */
export interface HeadingJudgement {
  readonly id: string;
  readonly points: number;
  readonly maximumPoints: number;
  readonly criteria: readonly CriterionJudgement[];
}

/** One pair under one rule set. */
export interface Judgement {
  /** Refused beats incomplete; rules with effect `flag` never count here. */
  readonly verdict: "eligible" | "refused" | "incomplete";
  readonly rules: readonly RuleJudgement[];
  readonly points: number;
  readonly headings: readonly HeadingJudgement[];
  /** Per target id, the class of the request. */
  readonly priorityClasses: Readonly<Record<string, number>>;
}
