/**
 * A person says whether a document proves what it should. A validated proof counts at once among the request's facts; one that turns out not to
 * hold counts no longer.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { judgedProof, proofDays } from "../domain/persons/judged-proof.ts";
import type { ProofState } from "../domain/persons/proof.ts";
import { refuseEnded } from "../domain/requests/request-state.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { commit, guard } from "./commit.ts";
import { proofWrites } from "./persons/proof-in-facts.ts";
import type { Context } from "./ports.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which proof, at the version it was read at, and what is made of it. */
export interface JudgeProof {
  readonly proofId: string;
  readonly expected: number;
  readonly verdict: "validated" | "refused";
  /** A code of `proofRefusalReasons`; needed for a refusal. */
  readonly reason?: string;
  /** Last day it holds, where the document says so and it was not recorded. */
  readonly validUntil?: string;
}

/** The proof as it was written. */
export interface JudgedProof {
  readonly requestId: string;
  readonly version: number;
  readonly sequence: number;
  readonly state: ProofState;
  /** True where the request's facts changed by it. */
  readonly isRequestChanged: boolean;
}

/** Judges a proof. Throws: `not-found`, `conflict`, `wrong-state`, `erased`, `reason-required`, `not-allowed`, `days-contradict`. */
export async function judgeProof(
  context: Context,
  actor: Actor,
  { proofId, expected, verdict, reason, validUntil }: JudgeProof,
): Promise<JudgedProof> {
  authoriseRole(actor, "judge-proof");
  const proof = await recordNow(context, "proof", proofId);
  const request = await recordNow(context, "request", proof.document.requestId);
  authorise(actor, "judge-proof", { employerId: request.document.facts?.employerId });
  expectVersion(proof, expected);
  refuseEnded(request, "judge-proof");
  const judged = judgedProof(proof, { verdict, reason, judgedBy: actor.id, judgedAt: context.clock.now() });
  const facts = judged.facts && { ...judged.facts, ...(validUntil === undefined ? {} : { validUntil }) };
  const today = context.clock.today();
  if (facts && (validUntil !== undefined || verdict === "validated")) refuseAll(proofDays(proofId, facts, today));
  const document = { ...judged, ...(facts ? { facts } : {}) };
  const { writes, isRequestWritten } = await proofWrites(context, proof, document, request);
  const { sequence } = await commit(context, {
    actor,
    command: "judge-proof",
    events: [{ type: "proof-judged", requestId: request.id, proofId, state: verdict }],
    writes,
    guards: isRequestWritten ? [] : [guard(request)],
  });
  return {
    requestId: request.id,
    version: proof.version + 1,
    sequence,
    state: document.state,
    isRequestChanged: isRequestWritten,
  };
}
