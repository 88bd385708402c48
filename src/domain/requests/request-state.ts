/**
 * Whether a request still lives, for what is done to its proofs, and whether it is in the queue.
 */
import { DomainError } from "../shared/domain-error.ts";
import type { RequestDocument, RequestState } from "./request-record.ts";
import { queueStates } from "./transitions.ts";

/** States in which a request may still come, or come back, into the queue. */
const unended = ["draft", "submitted", "active", "designated", "expired"] as const satisfies readonly RequestState[];

/** True for a request that has ended for good. */
export function hasEnded({ state }: Pick<RequestDocument, "state">): boolean {
  return !unended.some((one) => one === state);
}

/** True for a request that can still be named to a landlord; never for one that was erased. */
export function isInQueue(request: Pick<RequestDocument, "state" | "facts"> | undefined): boolean {
  return request?.facts !== undefined && queueStates.some((state) => state === request.state);
}

/** Returns when the request has not ended. Throws: `wrong-state`. */
export function refuseEnded(
  { id, document }: { readonly id: string; readonly document: RequestDocument },
  command: string,
): void {
  const { state } = document;
  if (hasEnded(document))
    throw new DomainError("wrong-state", { kind: "request", id, state, command, allowed: unended.join(", ") });
}
