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
import type { Judgement } from "../rules/judgement.ts";
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

/** The explanations of all candidates and next of a proposal, in its order; then those of requests that it does not name. */
export function explainListed(
  proposal: ListedProposal,
  facts: ListedFacts,
  beside: readonly string[] = [],
): ReadonlyMap<string, Explanation> {
  const listed = listedExplanations(proposal, facts);
  return new Map([
    ...listed,
    ...beside.map((requestId) => [requestId, explainBeside(proposal, facts, requestId)] as const),
  ]);
}

function listedExplanations(proposal: ListedProposal, facts: ListedFacts): ReadonlyMap<string, Explanation> {
  const { ruleSet, catalogue, snapshotDigest } = facts;
  const judged = [...proposal.candidates, ...proposal.next].map((candidate) => judgedOf(candidate, facts));
  const candidates = judged.slice(0, proposal.candidates.length);
  return new Map(
    judged.map(({ requestId, reader, judgement, ...candidate }, at) => {
      const isListed = at < candidates.length;
      // A candidate is compared with the one below it, who is next with the last candidate.
      const other = isListed ? judged[at + 1] : candidates.at(-1);
      const standing: Standing = {
        state: isListed ? "proposed" : "next",
        place: isListed ? at + 1 : at + 1 - candidates.length,
        ...standingOf(proposal, candidate),
        ...(other ? separate(proposal, ruleSet, judged[at]!, other) : {}),
      };
      const { vacancyId } = proposal;
      const pair = { vacancyId, requestId, ruleSet, catalogue, reader, judgement, snapshotDigest, standing };
      return [requestId, explainPair(pair)];
    }),
  );
}

function judgedOf(candidate: ListedCandidate, { ruleSet, catalogue, readerOf }: ListedFacts): JudgedCandidate {
  const reader = readerOf(candidate.requestId);
  return { ...candidate, reader, judgement: judge(ruleSet, catalogue, reader) };
}

/**
 * A request that the proposal does not name, against the last candidate. Invariant: nobody is passed over, so an eligible request that stands before the
 * last candidate is not here because it has lists that it prefers.
 */
function explainBeside(proposal: ListedProposal, facts: ListedFacts, requestId: string): Explanation {
  const { ruleSet, catalogue, snapshotDigest } = facts;
  const { reader, judgement } = judgedOf({ requestId, points: 0 }, facts);
  const { vacancyId, priorityFirstFor } = proposal;
  const priorityClass = priorityFirstFor === undefined ? 0 : (judgement.priorityClasses[priorityFirstFor] ?? 0);
  const own: JudgedCandidate = { requestId, points: judgement.points, priorityClass, reader, judgement };
  const last = proposal.candidates.at(-1);
  const other = last && judgedOf(last, facts);
  const isBefore = other !== undefined && keyOf(proposal, own) > keyOf(proposal, other);
  const { verdict } = judgement;
  const state =
    verdict === "incomplete"
      ? verdict
      : verdict === "refused"
        ? "not-eligible"
        : isBefore
          ? "holds-preferred"
          : "lower-in-order";
  const standing: Standing = {
    state,
    eligibleRequests: proposal.eligibleRequests,
    listPlaces: proposal.places,
    ...(priorityFirstFor === undefined ? {} : { priorityFirstFor }),
    ...(other && state === "lower-in-order" ? separate(proposal, ruleSet, own, other) : {}),
  };
  return explainPair({ vacancyId, requestId, ruleSet, catalogue, reader, judgement, snapshotDigest, standing });
}

/** What orders two candidates as far as their points go: class, then points. */
function keyOf({ priorityFirstFor }: ListedProposal, { judgement }: JudgedCandidate): number {
  const own = priorityFirstFor === undefined ? 0 : (judgement.priorityClasses[priorityFirstFor] ?? 0);
  return own * 1_000_000 + judgement.points;
}

interface JudgedCandidate extends ListedCandidate {
  readonly reader: FactReader;
  readonly judgement: Judgement;
}

/** What the proposal kept of where a request stands. */
function standingOf(
  { eligibleRequests, places, priorityFirstFor }: ListedProposal,
  { placeInOrder, holds }: Pick<ListedCandidate, "placeInOrder" | "holds">,
): Omit<Standing, "state"> {
  return {
    ...(placeInOrder === undefined ? {} : { placeInOrder }),
    eligibleRequests,
    listPlaces: places,
    ...(priorityFirstFor === undefined ? {} : { priorityFirstFor }),
    ...(holds ? { holds: [...holds] } : {}),
  };
}

/** The first key in which two requests differ before the vacancy. */
function separate(
  { priorityFirstFor }: ListedProposal,
  ruleSet: RuleSet,
  one: JudgedCandidate,
  other: JudgedCandidate,
): Pick<Standing, "comparedWith" | "comparedPoints" | "pointsMissing" | "decidedBy"> {
  const differs = (of: (candidate: JudgedCandidate) => number) => of(one) !== of(other);
  const classOf = ({ judgement }: JudgedCandidate) =>
    priorityFirstFor === undefined ? 0 : (judgement.priorityClasses[priorityFirstFor] ?? 0);
  const seniorityOf = ({ reader }: JudgedCandidate) =>
    evaluateNumber(ruleSet.assignment.seniority.tree, scopeOf(ruleSet, reader)) ?? ABSENT;
  const decidedBy = differs(classOf)
    ? "priority-class"
    : differs(({ points }) => points)
      ? "points"
      : differs(seniorityOf)
        ? "seniority"
        : "tie-break";
  return {
    comparedWith: other.requestId,
    comparedPoints: other.points,
    pointsMissing: decidedBy === "points" ? Math.max(0, other.points - one.points) : 0,
    decidedBy,
  };
}
