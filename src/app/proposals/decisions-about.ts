/** Decisions by the requests they are about, found by the explanations that each kept of everybody it was about. */

import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

/** The final decisions about some requests, whether they chose them or passed them over; those that were cancelled or wait are left out. */
export async function finalDecisionsAbout(
  context: Context,
  requestIds: Iterable<string>,
): Promise<readonly Stored<"decision">[]> {
  const ids = new Set<string>();
  for (const requestId of requestIds)
    for await (const { document } of listAll(context, { kind: "explanation", by: "byRequest", equals: [requestId] }))
      ids.add(document.decisionId);
  if (ids.size === 0) return [];
  const decisions = await context.store.getMany("decision", [...ids]);
  return [...decisions.values()].filter(({ document }) => document.state === "final");
}
