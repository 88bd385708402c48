/**
 * The names sent to a landlord and what became of each: the social track by its award commission, the private track by the owner's reply.
 * Source: CCH art. R441-3 (decisions of the commission), R441-10 (offer and silence).
 */
import type { RunningClock } from "../clocks/clock.ts";
import type { SealedText } from "../shared/sealed-text.ts";

export const designationStates = ["sent", "answered", "let", "failed"] as const;

/** Outcomes per candidate. Source: CCH art. R441-3 a to e; the last two are a private owner's. */
export const answers = [
  "awarded",
  "awarded-ranked",
  "awarded-conditional",
  "not-awarded",
  "rejected-inadmissible",
  "accepted-by-owner",
  "refused-by-owner",
] as const;

/** The landlord's outcome for one candidate. */
export type Answer = (typeof answers)[number];

export const candidateStates = [
  "sent",
  "answered",
  "offered",
  "accepted",
  "refused",
  "silent",
  "withdrawn",
  "lapsed",
  "leased",
] as const;

/** Where a designated candidate is. */
export type CandidateState = (typeof candidateStates)[number];

/** One designated candidate. */
export interface DesignatedCandidate {
  readonly requestId: string;
  readonly rank: number;
  readonly state: CandidateState;
  readonly answer?: Answer;
  /** Rank given by the commission. */
  readonly awardedRank?: number;
  /** Document awaited by a conditional award, of the closed list. */
  readonly conditionProof?: string;
  readonly conditionUntil?: string;
  /** Day on which it came. */
  readonly conditionMetOn?: string;
  /** Code of the lawful ground of a refusal in clear, and its text sealed. */
  readonly motiveCode?: string;
  readonly motiveText?: SealedText;
  readonly answeredOn?: string;
  readonly offer?: RunningClock;
  readonly repliedOn?: string;
}

/** A designation as stored. */
export interface DesignationDocument {
  readonly state: (typeof designationStates)[number];
  readonly vacancyId: string;
  readonly landlordId: string;
  readonly decisionId: string;
  readonly sentAt: string;
  readonly sentBy: string;
  /** Until when the landlord is asked to answer; absent where the procedure states no delay. */
  readonly answerClock?: RunningClock;
  /** Set once both sides were told that this day is over. */
  readonly isOverdueTold?: boolean;
  readonly certificateId?: string;
  /** Requests that the decision names and that had left the queue when it was sent. */
  readonly left?: readonly string[];
  readonly candidates: readonly DesignatedCandidate[];
}

/**
 * That fewer than the candidates asked for exist: who was examined, and the rule that excluded each.
 * Source: CCH art. R441-3 (at least three requests unless there are not enough).
 */
export interface CertificateDocument {
  readonly vacancyId: string;
  readonly runId: string;
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly ruleSetId: string;
  readonly ruleSetDigest: string;
  readonly snapshotDigest: string;
  readonly needed: number;
  readonly designated: readonly string[];
  /** Requests that the decision names and that left the queue since. */
  readonly left?: readonly string[];
  readonly examined: number;
  /** By the first rule that excluded them (or the standing that did), with their number and the digest of the whole list. */
  readonly excluded: readonly { readonly groundId: string; readonly outcome: string; readonly count: number }[];
  /** Digest over every pair of request and ground, sorted by request. */
  readonly listDigest: string;
  /** Number of parts that hold the whole list. */
  readonly parts: number;
}

/** Part of a certificate's list; its id is the certificate's with its number. */
export interface CertificatePartDocument {
  readonly certificateId: string;
  readonly requests: readonly { readonly requestId: string; readonly groundId: string; readonly outcome: string }[];
}
