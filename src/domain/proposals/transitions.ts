/**
 * The lives of a proposal, an agenda and a decision as data. Who may use each use case stands in the permissions.
 * Promises that nothing but a person's decision confirms, replaces or drops a proposal, and that a decision is final or cancelled by a second person
 * where one must sign.
 */
import type { Transition } from "../shared/transition.ts";
import type { AgendaDocument, DecisionDocument, DecisionKind, ProposalState } from "./proposal-record.ts";

/** Every change of a proposal's state. A decision that awaits a second signature leaves the state as it is. */
export const proposalTransitions = [
  { from: "proposed", to: "proposed", by: "open-agenda" },
  { from: "proposed", to: "proposed", by: "close-agenda" },

  { from: "proposed", to: "proposed", by: "decide-proposal" },
  { from: "proposed", to: "confirmed", by: "decide-proposal" },
  { from: "proposed", to: "replaced", by: "decide-proposal" },
  { from: "proposed", to: "deferred", by: "decide-proposal", needsReason: true },
  { from: "proposed", to: "rejected", by: "decide-proposal", needsReason: true },
  { from: "proposed", to: "given-back", by: "decide-proposal", needsReason: true },
  { from: "withheld", to: "withheld", by: "decide-proposal" },
  { from: "withheld", to: "proposed", by: "decide-proposal", needsReason: true },
  { from: "withheld", to: "dropped", by: "decide-proposal", needsReason: true },

  { from: "proposed", to: "proposed", by: "second-decision" },
  { from: "proposed", to: "confirmed", by: "second-decision" },
  { from: "proposed", to: "replaced", by: "second-decision" },
  { from: "proposed", to: "deferred", by: "second-decision", needsReason: true },
  { from: "proposed", to: "rejected", by: "second-decision", needsReason: true },
  { from: "proposed", to: "given-back", by: "second-decision", needsReason: true },
  { from: "withheld", to: "withheld", by: "second-decision" },
  { from: "withheld", to: "proposed", by: "second-decision", needsReason: true },
  { from: "withheld", to: "dropped", by: "second-decision", needsReason: true },

  { from: "proposed", to: "lapsed", by: "run-allocation" },
  { from: "withheld", to: "lapsed", by: "run-allocation" },
  { from: "proposed", to: "lapsed", by: "withdraw-vacancy" },
  { from: "withheld", to: "lapsed", by: "withdraw-vacancy" },
  { from: "proposed", to: "lapsed", by: "record-lease" },
  { from: "withheld", to: "lapsed", by: "record-lease" },
  { from: "proposed", to: "lapsed", by: "act-on-clocks", clock: "designation" },
  { from: "withheld", to: "lapsed", by: "act-on-clocks", clock: "designation" },
  { from: "confirmed", to: "lapsed", by: "end-decision" },
  { from: "replaced", to: "lapsed", by: "end-decision" },
] as const satisfies readonly Transition<ProposalState>[];

/** The state a proposal comes to by each kind of decision. */
export const decidedState = {
  confirm: "confirmed",
  replace: "replaced",
  defer: "deferred",
  reject: "rejected",
  "give-back": "given-back",
  release: "proposed",
  drop: "dropped",
} as const satisfies Readonly<Record<DecisionKind, ProposalState>>;

/** Every change of an agenda's state. */
export const agendaTransitions = [
  { from: "open", to: "open", by: "attend-agenda" },
  { from: "open", to: "open", by: "withdraw-member", needsReason: true },
  { from: "open", to: "open", by: "decide-proposal" },
  { from: "open", to: "open", by: "second-decision" },
  { from: "open", to: "closed", by: "close-agenda" },
] as const satisfies readonly Transition<AgendaDocument["state"]>[];

/** Every change of a decision's state. */
export const decisionTransitions = [
  { from: "awaiting-second-signature", to: "final", by: "second-decision" },
  { from: "awaiting-second-signature", to: "cancelled", by: "second-decision", needsReason: true },
  { from: "awaiting-second-signature", to: "cancelled", by: "withdraw-vacancy" },
  { from: "awaiting-second-signature", to: "cancelled", by: "record-lease" },
  { from: "awaiting-second-signature", to: "cancelled", by: "act-on-clocks", clock: "designation" },
] as const satisfies readonly Transition<DecisionDocument["state"]>[];
