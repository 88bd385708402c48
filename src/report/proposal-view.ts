/**
 * A proposal as people read it: the dwelling, the clock, the candidates with the reasons that brought them there, who comes next and by what difference.
 * Shared by the terminal and the report; holds no text of the product, only facts, rule titles and numbers.
 */
import type { Allocation } from "../domain/engine/allocate.ts";
import { explain } from "../domain/engine/explanation.ts";
import type { Agreement } from "../domain/facts/agreement.ts";
import type { Dwelling } from "../domain/facts/dwelling.ts";
import type { Landlord } from "../domain/facts/landlord.ts";
import type { Proposal } from "../domain/facts/result.ts";
import type { Snapshot } from "../domain/facts/snapshot.ts";
import type { Vacancy } from "../domain/facts/vacancy.ts";
import type { Bilingual, RuleSet } from "../domain/rules/rule-set.ts";
import { compareText } from "../domain/shared/order.ts";
import { type CandidateView, candidateViewOf } from "../markup/candidates/candidate-view.ts";

/** One proposal with the records it is about. */
export interface ProposalView {
  readonly proposal: Proposal;
  readonly vacancy: Vacancy;
  readonly dwelling: Dwelling;
  readonly agreement: Agreement;
  readonly landlord: Landlord;
  readonly ruleSet: RuleSet;
  /** Title of the target for which the vacancy takes priority requests first. */
  readonly target?: Bilingual;
  readonly candidates: readonly CandidateView[];
  readonly next: readonly CandidateView[];
}

/** The proposals of a run, the nearest clock first, then by id; at most as many as asked for. */
export function proposalViews(
  allocation: Allocation,
  snapshot: Snapshot,
  atMost = Number.POSITIVE_INFINITY,
): ProposalView[] {
  const byId = <T extends { readonly id: string }>(records: readonly T[]) =>
    new Map(records.map((record) => [record.id, record]));
  const vacancies = byId(snapshot.vacancies);
  const dwellings = byId(snapshot.dwellings);
  const rights = byId(snapshot.rights);
  const agreements = byId(snapshot.agreements);
  const landlords = byId(snapshot.landlords);
  const shown = allocation.result.proposals
    .map((proposal) => ({ proposal, vacancy: vacancies.get(proposal.vacancyId)! }))
    .sort(
      (a, b) => compareText(a.vacancy.designateBy, b.vacancy.designateBy) || compareText(a.vacancy.id, b.vacancy.id),
    )
    .slice(0, atMost);
  return shown.map(({ proposal, vacancy }): ProposalView => {
    const agreement = agreements.get(rights.get(vacancy.rightId)!.agreementId)!;
    const ruleSet = allocation.input.ruleSets.find(({ id }) => id === proposal.ruleSetId)!;
    const target = ruleSet.assignment.targets.find(({ id }) => id === proposal.priorityFirstFor);
    const view = (candidate: { readonly requestId: string }) =>
      candidateView(allocation, proposal.vacancyId, candidate.requestId);
    return {
      proposal,
      vacancy,
      dwelling: dwellings.get(vacancy.dwellingId)!,
      agreement,
      landlord: landlords.get(agreement.landlordId)!,
      ruleSet,
      ...(target ? { target: target.title } : {}),
      candidates: proposal.candidates.map(view),
      next: proposal.next.map(view),
    };
  });
}

/** One request before one vacancy, both by id. Invariant: the run knows both. */
function candidateView(allocation: Allocation, vacancyId: string, requestId: string): CandidateView {
  const { table } = allocation.input;
  return candidateViewOf(explain(allocation, table.vacancyRow(vacancyId)!, table.requestRow(requestId)!));
}
