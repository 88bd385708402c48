import type { Stored } from "../../app/ports.ts";

/** A request: its life and its facts, without a name. Its facts are absent after an erasure. */
export function requestRepresentation({ id, version, document }: Stored<"request">): object {
  const { state, submittedAt, endReason, renewedOn, mergedFrom, mergedInto, erasedAt, facts } = document;
  return { id, version, state, submittedAt, endReason, renewedOn, mergedFrom, mergedInto, erasedAt, facts };
}
