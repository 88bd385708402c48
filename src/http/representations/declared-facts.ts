import type { Stored } from "../../app/ports.ts";

/** A record that is facts and nothing else. */
export function factsRepresentation({
  id,
  version,
  document,
}: Stored<"landlord" | "agreement" | "right" | "dwelling" | "employer">): object {
  return { id, version, facts: document.facts };
}
