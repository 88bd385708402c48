import type { Stored } from "../../app/ports.ts";

/** A proof: of which request, which document, its state. */
export function proofRepresentation({ id, version, document }: Stored<"proof">): object {
  const { state, requestId, facts } = document;
  return { id, version, state, requestId, code: facts?.code, validUntil: facts?.validUntil };
}
