/**
 * What is kept of a finished run: each proposal of its result with what only the whole run knows of it, for explanations given later.
 * After the verification, before the commit. Keeps no fact of anybody, only what is still to be looked at.
 */
import type { Allocation } from "../engine/allocate.ts";
import { pointsAwaited } from "../engine/points-awaited.ts";
import type { Verification } from "../engine/verification.ts";
import type { FactTable } from "../facts/fact-table.ts";
import type { Candidate, KeptModes, Result } from "../facts/result.ts";
import { readerOfRows } from "../facts/table/table-reader.ts";
import { judge } from "../rules/judge.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import type { KeptCandidate, KeptProposal, RunDocument } from "./run-record.ts";

/** The proposals of a run as they are kept, in the order of the result. */
export function keptProposals(allocation: Allocation, verification: Verification): KeptProposal[] {
  const { table } = allocation.input;
  const pinsOf = pinsByRequest(allocation);
  return allocation.result.proposals.map((proposal) => {
    const vacancy = table.vacancyRow(proposal.vacancyId)!;
    const ruleSet = allocation.input.ruleSets.find(({ id }) => id === proposal.ruleSetId)!;
    const inOrder = allocation.lists.known(vacancy);
    const kept = (candidate: Candidate): KeptCandidate => {
      const request = table.requestRow(candidate.requestId)!;
      // What is known of an order is an exact beginning of it, so a place found in it is the place among all.
      const place = inOrder.indexOf(request) + 1;
      const listed = Array.from(allocation.state.standingsOf(request), (row) => table.vacancyId(row));
      const holds = [...(pinsOf.get(candidate.requestId) ?? []), ...listed];
      return { ...candidate, ...(place === 0 ? {} : { placeInOrder: place }), holds };
    };
    return {
      ...proposal,
      candidates: proposal.candidates.map((candidate) => {
        const request = table.requestRow(candidate.requestId)!;
        return { ...kept(candidate), ...toLookAt(ruleSet, table, vacancy, request) };
      }),
      next: proposal.next.map(kept),
      eligibleRequests: verification.eligiblePerVacancy[vacancy]!,
    };
  });
}

/** Why here: an agenda of hundreds shows it in every row, and to judge a pair takes longer than to read it. */
function toLookAt(
  ruleSet: RuleSet,
  table: FactTable,
  vacancy: number,
  request: number,
): Pick<KeptCandidate, "awaitedPoints" | "flags"> {
  const judgement = judge(ruleSet, table.catalogue, readerOfRows(table, vacancy, request));
  const awaitedPoints = pointsAwaited(judgement, ruleSet);
  const flags = judgement.rules.filter(({ effect, outcome }) => effect === "flag" && outcome === "refused");
  return {
    ...(awaitedPoints > 0 ? { awaitedPoints } : {}),
    ...(flags.length > 0 ? { flags: flags.map(({ id }) => id) } : {}),
  };
}

/** The vacancies of a result that took priority requests first. */
export function modesOf({ proposals }: Result): NonNullable<RunDocument["modes"]> {
  return proposals.flatMap(({ vacancyId, priorityFirstFor: targetId }) =>
    targetId === undefined ? [] : [{ vacancyId, targetId }],
  );
}

/** What a rerun keeps of a run; targets of rule sets that it does not use are left out. */
export function keptModes({ targets = [], modes = [] }: RunDocument, ruleSets: readonly RuleSet[]): KeptModes {
  const used = new Set(
    ruleSets.flatMap(({ id, assignment }) => assignment.targets.map((target) => `${id}/${target.id}`)),
  );
  return {
    targets: targets.filter(({ ruleSetId, targetId }) => used.has(`${ruleSetId}/${targetId}`)),
    proposals: modes.map(({ vacancyId, targetId }) => ({ vacancyId, priorityFirstFor: targetId })),
  };
}

function pinsByRequest({ input }: Allocation): ReadonlyMap<string, readonly string[]> {
  const byRequest = new Map<string, string[]>();
  for (const { requestId, vacancyId } of input.pins) {
    byRequest.set(requestId, [...(byRequest.get(requestId) ?? []), vacancyId]);
  }
  return byRequest;
}
