/**
 * A request's row beside the request that is stored. What the use cases made of it since stays where the row says nothing of it or tells of before:
 * a file written before a proof was validated, or before a renewal, does not undo either.
 */
import type { Request } from "../facts/request.ts";
import { withReservedFacts } from "../requests/request-facts.ts";
import type { RequestDocument } from "../requests/request-record.ts";

/** The facts to store: the row's, with the validated proofs it leaves out and the longer validity of a renewal. */
export function sinceUseCases({ facts: before, renewedOn }: RequestDocument, row: Request): Request {
  if (before === undefined) return row;
  const facts = withReservedFacts(row, before, true);
  const isRenewed = renewedOn !== undefined && before.validUntil > facts.validUntil;
  return isRenewed ? { ...facts, validUntil: before.validUntil } : facts;
}
