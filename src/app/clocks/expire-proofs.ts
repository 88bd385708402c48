/** Proofs past their last day: they count no longer among the request's facts. */
import { expiredProof } from "../../domain/persons/judged-proof.ts";
import { hasEnded } from "../../domain/requests/request-state.ts";
import { commit, guard, replace } from "../commit.ts";
import { keyOfRequest } from "../persons/person-keys.ts";
import { proofWrites } from "../persons/proof-in-facts.ts";
import type { Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";
import { recordNow } from "../records/read-as-of.ts";
import { type ClockWork, Tally } from "./clock-work.ts";

/** Expires proofs, judged or not. The facts of a request that has ended stay as they were. */
export async function expireProofs(work: ClockWork): Promise<Tally> {
  const { context, lastOver: upTo } = work;
  const tally = new Tally(context);
  for (const state of ["recorded", "validated"])
    for await (const proof of listAll(context, { kind: "proof", by: "byState", equals: [state], upTo }))
      await tally.take(proof, (record) => expire(work, record));
  return tally;
}

async function expire({ context, actor, lastOver }: ClockWork, proof: Stored<"proof">): Promise<boolean> {
  const { validUntil } = proof.document.facts ?? {};
  if (validUntil !== undefined && validUntil > lastOver) return false;
  const request = await recordNow(context, "request", proof.document.requestId);
  const document = expiredProof(proof);
  const { writes, isRequestWritten } = hasEnded(request.document)
    ? {
        writes: [replace(proof, document, (await keyOfRequest(context, request)).key)],
        isRequestWritten: false,
      }
    : await proofWrites(context, proof, document, request);
  await commit(context, {
    actor,
    command: "act-on-clocks",
    events: [{ type: "proof-judged", requestId: request.id, proofId: proof.id, state: "expired" }],
    writes,
    guards: isRequestWritten ? [] : [guard(request)],
  });
  return true;
}
