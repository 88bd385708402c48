/**
 * Where one request stands before one vacancy after a run: on the list, next, on lists it prefers, behind the last candidate, and by how much.
 * After the assignment, read by the explanation. Promises the key that separates it from the one it is compared with.
 */
import type { Explanation } from "../facts/explanation.ts";
import type { Proposal } from "../facts/result.ts";
import type { Judgement } from "../rules/judgement.ts";
import type { Allocation } from "./allocate.ts";
import type { PlaceInOrder } from "./lists.ts";

/** Where a request stands before a vacancy, as an explanation says it. */
export type Standing = Explanation["standing"];

/** The standing of a request before a vacancy, both given by row. `known` saves a pass over the requests where the order is known. */
export function standingOf(
  allocation: Allocation,
  vacancy: number,
  request: number,
  verdict: Judgement["verdict"],
  known?: PlaceInOrder,
): Standing {
  const { table, ruleSets } = allocation.input;
  const vacancyId = table.vacancyId(vacancy);
  const requestId = table.requestId(request);
  const proposal = allocation.proposals[vacancy]!;
  const mode = allocation.modes[vacancy]!;
  const target = mode < 0 ? undefined : ruleSets[allocation.ruleSetOf[vacancy]!]!.assignment.targets[mode]!.id;
  const common = {
    listPlaces: proposal.places,
    ...(target === undefined ? {} : { priorityFirstFor: target }),
    holds: holdsOf(allocation, request),
  };
  if (proposal.pinned.includes(requestId)) return { state: "pinned", ...common };
  const struck = allocation.input.struck.find((pair) => pair.vacancyId === vacancyId && pair.requestId === requestId);
  if (struck) return { state: "struck", struckReason: struck.reason, ...common };
  if (verdict !== "eligible") return { state: verdict === "refused" ? "not-eligible" : "incomplete", ...common };
  const isInMarket = allocation.state.places[vacancy]! > 0 && allocation.pairs.has(vacancy, request);
  if (!isInMarket) return { state: "out-of-market", ...common };

  const order = known ?? allocation.lists.placesInOrder(request, [vacancy])[0]!;
  const inOrder = { placeInOrder: order.place, eligibleRequests: order.eligible };
  const listed = proposal.candidates.findIndex((candidate) => candidate.requestId === requestId);
  const nextAt = proposal.next.findIndex((candidate) => candidate.requestId === requestId);
  if (listed >= 0) {
    const below = proposal.candidates[listed + 1] ?? proposal.next[0];
    return {
      state: "proposed",
      place: listed + 1,
      ...inOrder,
      ...common,
      ...comparison(allocation, vacancy, request, below?.requestId),
    };
  }
  const last = proposal.candidates.at(-1);
  const compared = comparison(allocation, vacancy, request, last?.requestId);
  if (nextAt >= 0) return { state: "next", place: nextAt + 1, ...inOrder, ...common, ...compared };
  const isBehind =
    last !== undefined &&
    isFull(proposal) &&
    allocation.lists.compare(vacancy, table.requestRow(last.requestId)!, request) < 0;
  return {
    state: isBehind ? "lower-in-order" : "holds-preferred",
    ...inOrder,
    ...common,
    ...(isBehind ? compared : {}),
  };
}

function isFull(proposal: Proposal): boolean {
  return proposal.candidates.length + proposal.pinned.length >= proposal.places;
}

function holdsOf(allocation: Allocation, request: number): string[] {
  const { table, pins } = allocation.input;
  const requestId = table.requestId(request);
  const proposed = Array.from(allocation.state.standingsOf(request), (vacancy) => table.vacancyId(vacancy));
  return [...pins.filter((pin) => pin.requestId === requestId).map((pin) => pin.vacancyId), ...proposed];
}

/** What separates the request from another one before the vacancy; the first key that differs decides. */
function comparison(
  allocation: Allocation,
  vacancy: number,
  request: number,
  otherId: string | undefined,
): Pick<Standing, "comparedWith" | "comparedPoints" | "pointsMissing" | "decidedBy"> {
  const other = otherId === undefined ? undefined : allocation.input.table.requestRow(otherId);
  if (otherId === undefined || other === undefined) return {};
  const { pairs } = allocation;
  const r = allocation.ruleSetOf[vacancy]!;
  const mode = allocation.modes[vacancy]!;
  const points = pairs.pointsOf(vacancy, request);
  const otherPoints = pairs.pointsOf(vacancy, other);
  const differs = (of: (row: number) => number) => of(request) !== of(other);
  const decidedBy =
    mode >= 0 && differs((row) => pairs.priorityClassOf(r, mode, row))
      ? "priority-class"
      : points !== otherPoints
        ? "points"
        : differs((row) => pairs.seniorityOf(vacancy, row))
          ? "seniority"
          : "tie-break";
  return {
    comparedWith: otherId,
    comparedPoints: otherPoints,
    pointsMissing: decidedBy === "points" ? Math.max(0, otherPoints - points) : 0,
    decidedBy,
  };
}
