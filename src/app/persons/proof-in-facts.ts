/** What becomes of a request's validated proofs when one of its proofs is judged or expires. */
import { factsWithProof } from "../../domain/persons/judged-proof.ts";
import type { ProofDocument } from "../../domain/persons/proof.ts";
import { replace, type Write } from "../commit.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";
import { keyOfRequest, type NewPerson } from "./person-keys.ts";

/** The writes of a proof's new document and of the request's facts; another validated proof of the same code keeps the code there. */
export async function proofWrites(
  context: Context,
  proof: Stored<"proof">,
  document: ProofDocument,
  request: Stored<"request">,
): Promise<{ readonly writes: readonly Write[]; readonly isRequestWritten: boolean }> {
  const owner = await keyOfRequest(context, request);
  const written = await requestWrite(context, proof, document, request, owner);
  return {
    writes: [...owner.writes, replace(proof, document, owner.key), ...written],
    isRequestWritten: written.length > 0,
  };
}

async function requestWrite(
  context: Context,
  proof: Stored<"proof">,
  { state, facts: proofFacts }: ProofDocument,
  request: Stored<"request">,
  { personId, key, writes }: NewPerson,
): Promise<readonly Write[]> {
  const { facts } = request.document;
  if (!facts || !proofFacts) return [];
  const isValidated = state === "validated" || (await hasAnother(context, proof, proofFacts.code));
  const after = factsWithProof(facts, proofFacts.code, isValidated);
  if (!after && writes.length === 0) return [];
  return [replace(request, { ...request.document, personId, facts: after ?? facts }, key)];
}

async function hasAnother(context: Context, { id, document }: Stored<"proof">, code: string): Promise<boolean> {
  for await (const other of listAll(context, { kind: "proof", by: "byRequest", equals: [document.requestId] }))
    if (other.id !== id && other.document.state === "validated" && other.document.facts?.code === code) return true;
  return false;
}
