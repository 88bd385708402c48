/**
 * A proof: a document seen and judged by a person. The document itself is not kept here.
 * Source: closed list, CCH art. R441-2-4-1.
 */
import type { Request } from "../facts/request.ts";

/** Code of a proof, as the facts of a request list it once it is validated. */
export type ProofCode = NonNullable<Request["validatedProofs"]>[number];

export const proofStates = ["recorded", "validated", "refused", "expired"] as const;

/** Where a proof is in its life. */
export type ProofState = (typeof proofStates)[number];

/** A proof as stored. */
export interface ProofDocument {
  readonly state: ProofState;
  readonly requestId: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly judgedBy?: string;
  readonly judgedAt?: string;
  /** Why it was refused, a code. */
  readonly reason?: string;
  /** Absent after erasure: what a proof is about may be health. */
  readonly facts?: { readonly code: ProofCode; readonly issuedOn?: string; readonly validUntil?: string };
}
