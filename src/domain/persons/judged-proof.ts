/**
 * A proof as it is recorded, judged and outlived, and what its end means for the facts of the request.
 */
import { wrongOrder } from "../facts/declared-facts.ts";
import type { Request } from "../facts/request.ts";
import { DomainError } from "../shared/domain-error.ts";
import type { Problem } from "../shared/problem.ts";
import { transitionTo } from "../shared/transition.ts";
import type { ProofCode, ProofDocument } from "./proof.ts";
import { proofTransitions } from "./proof-transitions.ts";

/** Why a proof is refused. */
export const proofRefusalReasons = [
  "unreadable",
  "incomplete",
  "out-of-date",
  "of-another-person",
  "contradicts-the-request",
  "not-what-is-asked",
] as const;

interface NamedProof {
  readonly id: string;
  readonly document: ProofDocument;
}

/** What is wrong with the days of a proof that is recorded today. */
export function proofDays(
  id: string,
  { issuedOn, validUntil }: NonNullable<ProofDocument["facts"]>,
  today: string,
): readonly Problem[] {
  return [
    ...wrongOrder("proof", id, ["issuedOn", issuedOn], ["today", today]),
    ...wrongOrder("proof", id, ["issuedOn", issuedOn], ["validUntil", validUntil]),
    ...wrongOrder("proof", id, ["today", today], ["validUntil", validUntil]),
  ];
}

/** What a person makes of a proof. */
export interface Judgement {
  readonly verdict: "validated" | "refused";
  /** A code of `proofRefusalReasons`, for a refusal. */
  readonly reason?: string | undefined;
  readonly judgedBy: string;
  readonly judgedAt: string;
}

/** The proof judged. Throws: `wrong-state`; `reason-required` or `not-allowed` for the reason. */
export function judgedProof(
  { id, document }: NamedProof,
  { verdict, reason, judgedBy, judgedAt }: Judgement,
): ProofDocument {
  transitionTo(proofTransitions, { kind: "proof", id, state: document.state }, "judge-proof", verdict, reason);
  const { reason: _, ...rest } = document;
  if (verdict === "validated") return { ...rest, state: verdict, judgedBy, judgedAt };
  if (!proofRefusalReasons.some((allowed) => allowed === reason))
    throw new DomainError("not-allowed", {
      field: "reason",
      sent: reason ?? "",
      allowed: proofRefusalReasons.join(", "),
    });
  return { ...rest, state: verdict, judgedBy, judgedAt, reason: reason! };
}

/** The proof past its last day. Throws: `wrong-state`. */
export function expiredProof({ id, document }: NamedProof): ProofDocument {
  transitionTo(proofTransitions, { kind: "proof", id, state: document.state }, "act-on-clocks", "expired");
  return { ...document, state: "expired" };
}

/** The request's facts with a code among its validated proofs, or without it; undefined where that changes nothing. */
export function factsWithProof(facts: Request, code: ProofCode, isValidated: boolean): Request | undefined {
  const before = facts.validatedProofs ?? [];
  if (before.includes(code) === isValidated) return undefined;
  const validatedProofs = isValidated ? [...before, code] : before.filter((one) => one !== code);
  return { ...facts, validatedProofs };
}
