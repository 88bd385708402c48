/**
 * The ledger of departures from the engine's order: for each decision that left it, the order proposed, the order chosen, who was passed over with
 * which reason, and how often that request had been passed over before. Pure over decisions; knows requests by id only.
 */
import { compareText } from "../shared/order.ts";
import type { DecisionKind, SkippedCandidate } from "./proposal-record.ts";

/** A final decision, as far as its order goes. */
export interface OrderedDecision {
  readonly decisionId: string;
  readonly vacancyId: string;
  readonly kind: DecisionKind;
  /** Instant at which it became final. */
  readonly finalAt: string;
  /** Candidates as the engine proposed them, best first. */
  readonly proposed: readonly string[];
  readonly chosen: readonly string[];
  readonly skipped: readonly SkippedCandidate[];
}

/** One decision that left the engine's order. */
export interface Deviation {
  readonly decisionId: string;
  readonly vacancyId: string;
  readonly finalAt: string;
  readonly proposed: readonly string[];
  readonly chosen: readonly string[];
  /** `timesBefore`: earlier decisions that passed the same request over. */
  readonly skipped: readonly (SkippedCandidate & { readonly timesBefore: number })[];
}

/** The departures among decisions, in the order in which they became final; decisions may come in any order. */
export function deviationsOf(decisions: readonly OrderedDecision[]): readonly Deviation[] {
  const inTime = decisions
    .filter(({ kind }) => kind === "replace")
    .sort((a, b) => compareText(a.finalAt, b.finalAt) || compareText(a.decisionId, b.decisionId));
  const times = new Map<string, number>();
  return inTime.map(({ decisionId, vacancyId, finalAt, proposed, chosen, skipped }) => {
    const counted = skipped.map((one) => ({ ...one, timesBefore: times.get(one.requestId) ?? 0 }));
    for (const { requestId, timesBefore } of counted) times.set(requestId, timesBefore + 1);
    return { decisionId, vacancyId, finalAt, proposed, chosen, skipped: counted };
  });
}
