/**
 * Where a request stood before a vacancy, as far as the kept proposal tells it without the run being computed again: on the list, next, behind the last
 * candidate or in front of it. What only the whole order tells, its place among all, is left out.
 */
import type { Standing } from "../engine/standing.ts";
import type { Judgement } from "../rules/judgement.ts";
import type { KeptProposal } from "./run-record.ts";

/** One request before one vacancy. */
export interface KeptPair {
  readonly requestId: string;
  readonly judgement: Judgement;
  /** The run's proposal for the vacancy; absent where it made none. */
  readonly proposal: KeptProposal | undefined;
  /** Why the pair could not be proposed, where it could not. */
  readonly struckReason?: string;
  /** True where the request held a place on the vacancy before the run. */
  readonly isPinned: boolean;
}

/** The standing, without a place in the order where that was not kept. */
export function keptStanding({ requestId, judgement, proposal, struckReason, isPinned }: KeptPair): Standing {
  const common = {
    ...(proposal ? { listPlaces: proposal.places } : {}),
    ...(proposal?.priorityFirstFor === undefined ? {} : { priorityFirstFor: proposal.priorityFirstFor }),
  };
  if (isPinned) return { state: "pinned", ...common };
  if (struckReason !== undefined) return { state: "struck", struckReason, ...common };
  const { verdict } = judgement;
  if (verdict !== "eligible") return { state: verdict === "refused" ? "not-eligible" : "incomplete", ...common };
  if (!proposal) return { state: "out-of-market" };
  const eligible = { ...common, eligibleRequests: proposal.eligibleRequests };
  const listed = proposal.candidates.findIndex((one) => one.requestId === requestId);
  const next = proposal.next.findIndex((one) => one.requestId === requestId);
  const kept = proposal.candidates[listed] ?? proposal.next[next];
  const last = proposal.candidates.at(-1);
  if (kept) {
    const place = (listed >= 0 ? listed : next) + 1;
    return {
      state: listed >= 0 ? "proposed" : "next",
      place,
      ...eligible,
      ...(kept.placeInOrder === undefined ? {} : { placeInOrder: kept.placeInOrder }),
      ...(kept.holds ? { holds: [...kept.holds] } : {}),
      ...(listed < 0 && last ? compared(judgement.points, last) : {}),
    };
  }
  const isFull = proposal.candidates.length + proposal.pinned.length >= proposal.places;
  if (!isFull || !last) return { state: "holds-preferred", ...eligible };
  const ownClass =
    proposal.priorityFirstFor === undefined ? 0 : (judgement.priorityClasses[proposal.priorityFirstFor] ?? 0);
  const lastClass = last.priorityClass ?? 0;
  const isBefore = ownClass > lastClass || (ownClass === lastClass && judgement.points > last.points);
  if (isBefore) return { state: "holds-preferred", ...eligible };
  return {
    state: "lower-in-order",
    ...eligible,
    ...(ownClass < lastClass
      ? {
          comparedWith: last.requestId,
          comparedPoints: last.points,
          pointsMissing: 0,
          decidedBy: "priority-class" as const,
        }
      : compared(judgement.points, last)),
  };
}

/** What separates it from the last candidate by points; which key decided between equal points only the whole run tells. */
function compared(
  points: number,
  last: { readonly requestId: string; readonly points: number },
): Pick<Standing, "comparedWith" | "comparedPoints" | "pointsMissing" | "decidedBy"> {
  const pointsMissing = Math.max(0, last.points - points);
  return {
    comparedWith: last.requestId,
    comparedPoints: last.points,
    pointsMissing,
    ...(pointsMissing > 0 ? { decidedBy: "points" as const } : {}),
  };
}
