/**
 * A proposal, the agenda it is decided on and the decision a person makes of it.
 */

import type { KeptProposal } from "../runs/run-record.ts";
import type { SealedText } from "../shared/sealed-text.ts";

export const proposalStates = [
  "proposed",
  "confirmed",
  "replaced",
  "deferred",
  "rejected",
  "given-back",
  "lapsed",
  "withheld",
  "dropped",
] as const;

/** Where a proposal is in its life. */
export type ProposalState = (typeof proposalStates)[number];

/** A proposal as stored. */
export interface ProposalDocument {
  readonly state: ProposalState;
  readonly runId: string;
  readonly vacancyId: string;
  /** To find it by territory and by risk. */
  readonly departementCode: string;
  readonly designateBy: string;
  /** The agenda that pins it, while it is open. */
  readonly agendaId?: string;
  readonly decisionId?: string;
  /** What the engine proposed; never changed by a decision. */
  readonly proposed: KeptProposal;
  /** The last repair that changed it, or made it. */
  readonly reassignmentId?: string;
}

export const agendaStates = ["open", "closed"] as const;

/** A member of the committee on an agenda. */
export interface AgendaMember {
  readonly actorId: string;
  readonly isPresent: boolean;
}

/** A member who withdraws from one vacancy, with the code of the ground. */
export interface Withdrawal {
  readonly actorId: string;
  readonly vacancyId: string;
  readonly ground: string;
}

/** One session of the committee. Opening it pins its proposals until each is decided. */
export interface AgendaDocument {
  readonly state: (typeof agendaStates)[number];
  readonly heldOn: string;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly proposalIds: readonly string[];
  readonly members: readonly AgendaMember[];
  readonly withdrawals: readonly Withdrawal[];
  readonly closedBy?: string;
  readonly closedAt?: string;
  /** Digest of the minutes' content when it was closed. */
  readonly minutesDigest?: string;
}

export const decisionKinds = ["confirm", "replace", "defer", "reject", "give-back", "release", "drop"] as const;

/** What a person makes of a proposal; `release` and `drop` are for one that was withheld. */
export type DecisionKind = (typeof decisionKinds)[number];

export const decisionStates = ["awaiting-second-signature", "final", "cancelled"] as const;

/** A candidate passed over, with the code of the reason in clear and its text sealed. */
export interface SkippedCandidate {
  readonly requestId: string;
  readonly reasonCode: string;
  /** Absent for whoever had been erased already. */
  readonly text?: SealedText;
}

/** A decision as stored. */
export interface DecisionDocument {
  readonly state: (typeof decisionStates)[number];
  readonly kind: DecisionKind;
  readonly proposalId: string;
  readonly runId: string;
  readonly vacancyId: string;
  readonly agendaId?: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  /** The second person: who signed it too, or cancelled it. */
  readonly secondedBy?: string;
  readonly secondedAt?: string;
  /** Why the second person cancelled it: in clear, so no name of a candidate and nothing about one belongs in it. */
  readonly cancelReason?: string;
  /** When a final decision was ended before it was sent, since somebody it names had left; and by whom. */
  readonly endedAt?: string;
  readonly endedBy?: string;
  /** Requests to designate, best first; empty where nobody is designated. */
  readonly requestIds: readonly string[];
  /** Candidates passed over, each named, when the order was left. */
  readonly skipped: readonly SkippedCandidate[];
  /**
   * Code of the reason, from the rule set's procedure, and its text. Invariant: the text is about the vacancy and lies in clear, so no name of a candidate
   * and nothing about one belongs in it; what is about somebody passed over stands with that candidate.
   */
  readonly reasonCode?: string;
  readonly reason?: string;
  /** Ids of the explanations kept with it. */
  readonly explanationIds: readonly string[];
  readonly ruleSetDigest: string;
}

/** An explanation as it was shown when a decision was made; sealed with the person's key, absent after erasure. */
export interface ExplanationDocument {
  readonly decisionId: string;
  readonly vacancyId: string;
  readonly requestId: string;
  readonly personId?: string;
  /** Digest of the canonical explanation. */
  readonly explanationDigest: string;
  /** The explanation as canonical JSON, sealed. */
  readonly sealed?: string;
}
