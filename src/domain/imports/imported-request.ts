/**
 * A request's row beside the request that is stored. What the use cases made of it since stays where the row says nothing of it or tells of before:
 * a file written before a proof was validated, before a renewal or before a merge undoes none of them.
 */
import type { Request } from "../facts/request.ts";
import { withReservedFacts } from "../requests/request-facts.ts";
import type { RequestDocument } from "../requests/request-record.ts";

/**
 * The facts to store: the row's, with the validated proofs it leaves out, the longer validity of a renewal or a merge, and the earlier seniority
 * of a merge.
 */
export function sinceUseCases({ facts: before, renewedOn, mergedFrom }: RequestDocument, row: Request): Request {
  if (before === undefined) return row;
  const facts = withReservedFacts(row, before, true);
  const isMerged = mergedFrom !== undefined;
  const keepsValidity = (isMerged || renewedOn !== undefined) && before.validUntil > facts.validUntil;
  return {
    ...facts,
    ...(keepsValidity ? { validUntil: before.validUntil } : {}),
    ...(isMerged && before.filedOn < facts.filedOn ? { filedOn: before.filedOn } : {}),
  };
}
