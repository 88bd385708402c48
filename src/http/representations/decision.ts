import type { Stored } from "../../app/ports.ts";

/** What a person made of a proposal. Texts about candidates who were passed over stay sealed: only the codes of their reasons are told. */
export function decisionRepresentation({ id, version, document }: Stored<"decision">): object {
  const { explanationIds: _, skipped, ...told } = document;
  return { id, version, ...told, skipped: skipped.map(({ requestId, reasonCode }) => ({ requestId, reasonCode })) };
}
