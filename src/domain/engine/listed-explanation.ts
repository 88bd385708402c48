/**
 * Why each request of one kept proposal stands where it stands, long after the run: from the facts of the vacancy and of its candidates alone,
 * the rules of then, and what the proposal kept of the order. Says what an explanation of the whole run says of the same pairs.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import type { Explanation } from "../facts/explanation.ts";
import type { FactReader } from "../facts/fact-reader.ts";
import { ABSENT } from "../facts/fact-table.ts";
import type { Candidate, Proposal } from "../facts/result.ts";
import { evaluateNumber, scopeOf } from "../rules/interpreter.ts";
import { judge } from "../rules/judge.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import { explainPair } from "./explanation.ts";
import type { Standing } from "./standing.ts";

/** A request on a list or among the next, with what only the whole run knows of it. */
export interface ListedCandidate extends Candidate {
  /** Place among all eligible requests of the vacancy, from 1. */
  readonly placeInOrder?: number;
  /** Vacancies on whose lists it stood, pinned ones first. */
  readonly holds?: readonly string[];
}

/** A proposal with what only the whole run knows of it. */
export interface ListedProposal extends Pick<Proposal, "vacancyId" | "priorityFirstFor" | "places"> {
  readonly candidates: readonly ListedCandidate[];
  readonly next: readonly ListedCandidate[];
  readonly eligibleRequests: number;
}

/** What the explanations are made from; `readerOf` gives the facts of the vacancy with those of a request. */
export interface ListedFacts {
  readonly ruleSet: RuleSet;
  readonly catalogue: FactCatalogue;
  readonly snapshotDigest: string;
  readonly readerOf: (requestId: string) => FactReader;
}

/** The explanations of all candidates and next of a proposal, in its order. */
export function explainListed(proposal: ListedProposal, facts: ListedFacts): ReadonlyMap<string, Explanation> {
  const { ruleSet, catalogue, snapshotDigest, readerOf } = facts;
  const listed = [...proposal.candidates, ...proposal.next];
  const readers = new Map(listed.map(({ requestId }) => [requestId, readerOf(requestId)]));
  const explained = listed.map((candidate): [string, Explanation] => {
    const { requestId } = candidate;
    const explanation = explainPair({
      vacancyId: proposal.vacancyId,
      requestId,
      ruleSet,
      catalogue,
      reader: readers.get(requestId)!,
      snapshotDigest,
      standing: () => standingIn(proposal, candidate, (one, other) => separate(proposal, facts, readers, one, other)),
    });
    return [requestId, explanation];
  });
  return new Map(explained);
}

type Separated = Pick<Standing, "comparedWith" | "comparedPoints" | "pointsMissing" | "decidedBy">;

function standingIn(
  proposal: ListedProposal,
  candidate: ListedCandidate,
  separated: (one: ListedCandidate, other: ListedCandidate) => Separated,
): Standing {
  const { candidates, next, eligibleRequests, places, priorityFirstFor } = proposal;
  const at = candidates.indexOf(candidate);
  // A candidate is compared with the one below it, who is next with the last candidate.
  const other = at >= 0 ? (candidates[at + 1] ?? next[0]) : candidates.at(-1);
  return {
    state: at >= 0 ? "proposed" : "next",
    place: (at >= 0 ? at : next.indexOf(candidate)) + 1,
    ...(candidate.placeInOrder === undefined ? {} : { placeInOrder: candidate.placeInOrder }),
    eligibleRequests,
    listPlaces: places,
    ...(priorityFirstFor === undefined ? {} : { priorityFirstFor }),
    ...(candidate.holds ? { holds: [...candidate.holds] } : {}),
    ...(other ? separated(candidate, other) : {}),
  };
}

/** The first key in which two requests differ before the vacancy. */
function separate(
  { priorityFirstFor }: ListedProposal,
  { ruleSet, catalogue }: ListedFacts,
  readers: ReadonlyMap<string, FactReader>,
  one: ListedCandidate,
  other: ListedCandidate,
): Separated {
  const [a, b] = [one, other].map(({ requestId, points }) => {
    const reader = readers.get(requestId)!;
    const { priorityClasses } = judge(ruleSet, catalogue, reader);
    const seniority = evaluateNumber(ruleSet.assignment.seniority.tree, scopeOf(ruleSet, reader)) ?? ABSENT;
    return { points, seniority, class: priorityFirstFor === undefined ? 0 : (priorityClasses[priorityFirstFor] ?? 0) };
  });
  const decidedBy =
    a!.class !== b!.class
      ? "priority-class"
      : a!.points !== b!.points
        ? "points"
        : a!.seniority !== b!.seniority
          ? "seniority"
          : "tie-break";
  return {
    comparedWith: other.requestId,
    comparedPoints: b!.points,
    pointsMissing: decidedBy === "points" ? Math.max(0, b!.points - a!.points) : 0,
    decidedBy,
  };
}
