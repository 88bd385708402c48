/**
 * Which proposals a repair has to write: those whose candidates or whose next are others now, and one for each vacancy that has come to need one.
 * After the repair, before the commit.
 */
import type { Candidate } from "../facts/result.ts";
import type { KeptProposal } from "./run-record.ts";

/** True where a stored proposal no longer says who is proposed, who comes next, or in which order. */
export function isOvertaken(stored: KeptProposal, now: KeptProposal): boolean {
  return linesOf(stored.candidates) !== linesOf(now.candidates) || linesOf(stored.next) !== linesOf(now.next);
}

/** Where somebody holds a place already, the committee is asked only when there is somebody for another place. */
export function isToDecide({ candidates, pinned }: Pick<KeptProposal, "candidates" | "pinned">): boolean {
  return candidates.length > 0 || pinned.length === 0;
}

/** Vacancies whose lists differ between two results, by id. */
export function vacanciesMoved(before: readonly KeptLists[], after: readonly KeptLists[]): ReadonlySet<string> {
  const was = new Map(before.map((proposal) => [proposal.vacancyId, linesOf(proposal.candidates)]));
  return new Set(
    after.filter(({ vacancyId, candidates }) => was.get(vacancyId) !== linesOf(candidates)).map((one) => one.vacancyId),
  );
}

interface KeptLists {
  readonly vacancyId: string;
  readonly candidates: readonly Candidate[];
}

function linesOf(candidates: readonly Candidate[]): string {
  return candidates.map(({ requestId, points }) => `${requestId} ${points}`).join("\n");
}
