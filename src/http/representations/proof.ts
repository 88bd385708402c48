import type { Stored } from "../../app/ports.ts";

/** A proof: of which request, its state; what it shows stands with the request. */
export function proofRepresentation({ id, version, document }: Stored<"proof">): object {
  const { state, requestId, facts } = document;
  return { id, version, state, requestId, validUntil: facts?.validUntil };
}
