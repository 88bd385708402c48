/** Proofs in one state, each with its request: what the secretary has to judge, and what was judged. */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { ProofState } from "../domain/persons/proof.ts";
import type { Context, Stored } from "./ports.ts";

/** Which of them, and from where on. */
export interface ListProofs {
  readonly state: ProofState;
  readonly after?: string;
  /** 50 unless told. */
  readonly limit?: number;
}

/** A page of proofs with their requests. */
export interface ProofPage {
  readonly proofs: readonly { readonly proof: Stored<"proof">; readonly request: Stored<"request"> }[];
  readonly next?: string;
}

/** Lists them in order of the day they hold until. Throws: `role-forbidden`. */
export async function listProofs(
  context: Context,
  actor: Actor,
  { state, after, limit = 50 }: ListProofs,
): Promise<ProofPage> {
  authorise(actor, "list-proofs");
  const page = { limit, ...(after === undefined ? {} : { after }) };
  const { records, next } = await context.store.list({ kind: "proof", by: "byState", equals: [state], ...page });
  const requests = await context.store.getMany(
    "request",
    records.map(({ document }) => document.requestId),
  );
  const proofs = records.flatMap((proof) => {
    const request = requests.get(proof.document.requestId);
    return request ? [{ proof, request }] : [];
  });
  return { proofs, ...(next === undefined ? {} : { next }) };
}
