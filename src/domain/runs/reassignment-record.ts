/**
 * What is kept of a repair between two nights: what fell free, who moved where and why, and which proposals changed by it. Follows a refusal, a silence,
 * a withdrawal or a lapse; the result is that of a full run of the last night with the same pins and modes. Keeps ids only.
 */
import type { NamedMove, RunEvent } from "../engine/after-events.ts";
import type { Pin, Struck } from "../facts/snapshot.ts";

export const reassignmentStates = ["pending", "done"] as const;

/** What can free a place or a list between two nights. */
export type FreeingEvent = Extract<RunEvent, { readonly kind: "refused" | "withdrawn" | "lost" }>;

/** What one change took out of the market: its events, and what has to be undone to see the market as it was before. */
export interface Freed {
  readonly events: readonly FreeingEvent[];
  /** Places that were held and were given back. */
  readonly pins: readonly Pin[];
  /** Pairs that were struck. */
  readonly struck: readonly Struck[];
}

/** A proposal that a repair changed, or made. */
export interface ReassignedProposal {
  readonly proposalId: string;
  readonly vacancyId: string;
  /** The version it was written in; 1 for one that was made. */
  readonly version: number;
}

/** What a repair came to. */
export interface ReassignmentOutcome {
  /** The night whose facts, rules, seed and modes it was made with. */
  readonly runId: string;
  /** In causal order; an event is named by its place in `freed.events`. */
  readonly moves: readonly NamedMove[];
  readonly proposals: readonly ReassignedProposal[];
  /** Digests over the pins and struck pairs it was made with, sorted, and over the repaired result. */
  readonly pinsDigest: string;
  readonly struckDigest: string;
  readonly resultDigest: string;
  /** False where a full run did not come to the repaired lists; then those of the full run were kept. */
  readonly isExact: boolean;
  /** Vacancies whose proposals the verification withholds. */
  readonly withheld: readonly string[];
  readonly doneAt: string;
}

/** A repair as stored: `pending` until a job has made it, where the town is too large to make it with the change that caused it. */
export interface ReassignmentDocument {
  readonly state: (typeof reassignmentStates)[number];
  /** The use case that caused it. */
  readonly by: string;
  /** The vacancy it began at. */
  readonly vacancyId: string;
  readonly askedAt: string;
  readonly freed: Freed;
  readonly outcome?: ReassignmentOutcome;
  /** The repair that this one was made with, where several were awaited; or the night that came before it. */
  readonly madeWith?: string;
}
