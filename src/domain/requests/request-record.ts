/**
 * What is kept of a request beside its facts: its state and who it belongs to. The facts are what a snapshot holds; names are elsewhere.
 */
import type { Request } from "../facts/request.ts";

/** `submitted` waits for a person to say whether another request is of the same household; `active` is in the queue. */
export const requestStates = [
  "draft",
  "submitted",
  "active",
  "designated",
  "housed",
  "withdrawn",
  "expired",
  "deregistered",
  "merged",
] as const;

/** Where a request is in its life. */
export type RequestState = (typeof requestStates)[number];

/** A request as it is stored. */
export interface RequestDocument {
  readonly state: RequestState;
  /** Whose request it is; absent when no name was ever given. */
  readonly personId?: string;
  /** Actor who submitted it. */
  readonly submittedBy: string;
  readonly submittedAt: string;
  /** Why it ended, a code, where it has ended. */
  readonly endReason?: string;
  /** Day of the warning that the end needs, where it needs one. */
  readonly warnedOn?: string;
  /** Day of the last renewal. */
  readonly renewedOn?: string;
  /** The last day of the validity whose end was told while a place was held for it. */
  readonly toldOverdueFor?: string;
  /** Requests that were merged into it: it has the earliest seniority and the latest validity of all. */
  readonly mergedFrom?: readonly string[];
  /** The request it was merged into. */
  readonly mergedInto?: string;
  readonly erasedAt?: string;
  /** Absent after erasure. */
  readonly facts?: Request;
}

/** The employer of a request, as an event names it; nobody for a job seeker, nor after an erasure. */
export function employerOf({ facts }: Partial<Pick<RequestDocument, "facts">>): { readonly employerId?: string } {
  return facts?.employerId === undefined ? {} : { employerId: facts.employerId };
}
