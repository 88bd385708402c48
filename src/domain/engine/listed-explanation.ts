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

/** The explanations of all candidates and next of a proposal, in its order. */
export function explainListed(proposal: ListedProposal, facts: ListedFacts): ReadonlyMap<string, Explanation> {
  const { ruleSet, catalogue, snapshotDigest, readerOf } = facts;
  const judged = [...proposal.candidates, ...proposal.next].map((candidate): JudgedCandidate => {
    const reader = readerOf(candidate.requestId);
    return { ...candidate, reader, judgement: judge(ruleSet, catalogue, reader) };
  });
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
