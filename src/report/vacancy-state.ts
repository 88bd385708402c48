/**
 * What a committee member must look at before a vacancy: the most serious thing first, one word for each.
 */
import type { ProposalView } from "./proposal-view.ts";

/** Most serious first. */
export type VacancyStateKind = "withheld" | "nobody" | "missing" | "pending" | "flagged" | "ready";

/** What must be looked at before one vacancy. */
export interface VacancyState {
  readonly kind: VacancyStateKind;
  /** Shape, word and colour of the state. */
  readonly tone: "risk" | "care" | "good";
  /** Requests the state is about. */
  readonly requestIds: readonly string[];
}

/** The state of one vacancy after a run. */
export function vacancyStateOf(of: {
  readonly view: ProposalView;
  readonly filled: number;
  readonly missing: number;
  readonly eligible: number;
  readonly isWithheld: boolean;
}): VacancyState {
  if (of.isWithheld) return { kind: "withheld", tone: "risk", requestIds: [] };
  if (of.filled === 0 && of.eligible === 0) return { kind: "nobody", tone: "risk", requestIds: [] };
  if (of.missing > 0) return { kind: "missing", tone: "risk", requestIds: [] };
  const pending = of.view.candidates.filter((one) => one.pending.some(({ pendingPoints }) => pendingPoints > 0));
  if (pending.length > 0) return { kind: "pending", tone: "care", requestIds: pending.map((one) => one.requestId) };
  const flagged = of.view.candidates.filter((one) => one.flags.length > 0);
  if (flagged.length > 0) return { kind: "flagged", tone: "care", requestIds: flagged.map((one) => one.requestId) };
  return { kind: "ready", tone: "good", requestIds: [] };
}
