import type { Stored } from "../../app/ports.ts";

/** A vacancy with the last day of its designation clock. */
export function vacancyRepresentation({ id, version, document }: Stored<"vacancy">): object {
  const { state, landlordId, departementCode, isExtended, endReason, returns, facts } = document;
  return { id, version, state, landlordId, departementCode, isExtended, endReason, returns, facts };
}
