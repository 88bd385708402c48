/**
 * Why each candidate of a stored proposal is where it is: from the facts as the run saw them, the rules as they were stored and what was kept
 * in the proposal, in a few milliseconds and without the other requests. Says what an explanation of the whole run would say.
 */
import type { Explanation } from "../domain/facts/explanation.ts";
import type { Context, Stored } from "./ports.ts";

/** The explanations of every candidate and next of a proposal, by request id. Throws: `erased` where the facts of one are gone. */
export async function explainProposal(
  _context: Context,
  _proposal: Stored<"proposal">,
): Promise<ReadonlyMap<string, Explanation>> {
  throw new Error("explain-proposal");
}
