/**
 * That a document was received for a request: which kind, when issued, until when it holds. The document itself is not kept here.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { proofDays } from "../domain/persons/judged-proof.ts";
import type { ProofCode } from "../domain/persons/proof.ts";
import { refuseEnded } from "../domain/requests/request-state.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { commit, create, replace } from "./commit.ts";
import { keyOfRequest } from "./persons/person-keys.ts";
import type { Context } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which document, for which request. */
export interface RecordProof {
  readonly requestId: string;
  readonly code: ProofCode;
  readonly issuedOn?: string;
  /** Last day it holds; it never expires where nothing is said. */
  readonly validUntil?: string;
}

/** The proof as it was written. */
export interface RecordedProof {
  readonly proofId: string;
  readonly version: number;
  readonly sequence: number;
}

/** How often a proof is tried again when its request changed meanwhile: it was not recorded on what somebody read before. */
const RETRIES = 5;

/** Records a proof, to be judged. Throws: `not-found`, `erased`; `wrong-state` where the request has ended; `days-contradict`. */
export async function recordProof(context: Context, actor: Actor, command: RecordProof): Promise<RecordedProof> {
  for (let left = RETRIES; ; left--) {
    try {
      return await record(context, actor, command);
    } catch (error) {
      if (left === 0 || !(error instanceof DomainError && error.code === "conflict")) throw error;
    }
  }
}

async function record(
  context: Context,
  actor: Actor,
  { requestId, code, issuedOn, validUntil }: RecordProof,
): Promise<RecordedProof> {
  authoriseRole(actor, "record-proof");
  const request = await recordNow(context, "request", requestId);
  authorise(actor, "record-proof", { employerId: request.document.facts?.employerId });
  refuseEnded(request, "record-proof");
  const { personId, key, writes } = await keyOfRequest(context, request);
  const proofId = context.ids.newId();
  const facts = {
    code,
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
  refuseAll(proofDays(proofId, facts, context.clock.today()));
  const proof = {
    state: "recorded",
    requestId,
    recordedBy: actor.id,
    recordedAt: context.clock.now(),
    facts,
  } as const;
  const { sequence } = await commit(context, {
    actor,
    command: "record-proof",
    events: [{ type: "proof-recorded", requestId, proofId }],
    // The request gets a new version: whoever erases its person at once is told that there is one proof more.
    writes: [...writes, replace(request, { ...request.document, personId }, key), create("proof", proofId, proof, key)],
  });
  return { proofId, version: 1, sequence };
}
