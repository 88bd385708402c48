/**
 * What the committee sees: proposals by state, the ones nearest to their last day first, page by page; and one proposal whole: the dwelling, its
 * right and its clock, the candidates side by side with why each is there, and who was passed over before. Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole, reachOf } from "../domain/access/permissions.ts";
import { type Comparison, compareCriteria } from "../domain/engine/comparison.ts";
import type { Explanation } from "../domain/facts/explanation.ts";
import type { ReadPurpose } from "../domain/persons/read-purposes.ts";
import type { ProposalState } from "../domain/proposals/proposal-record.ts";
import type { KeptCandidate } from "../domain/runs/run-record.ts";
import { dayNumberOf } from "../domain/shared/dates.ts";
import { compareText } from "../domain/shared/order.ts";
import type { VacancySurroundings } from "./dwellings/agreement-of-vacancy.ts";
import { type ToldSkip, toldSkips } from "./persons/candidate-texts.ts";
import type { Context, Page, Stored } from "./ports.ts";
import { finalDecisionsAbout } from "./proposals/decisions-about.ts";
import { explainReadable } from "./proposals/explain-proposal.ts";
import { type ProposalSurroundings, surroundingsOf } from "./proposals/proposal-surroundings.ts";
import { type PersonRead, readPerson } from "./read-person.ts";
import { listAcross, type PageAcross } from "./records/list-across.ts";
import { recordAsOf, recordNow } from "./records/read-as-of.ts";

/** Which proposals to list. */
export interface ListProposals extends PageAcross {
  /** `proposed` when absent. */
  readonly state?: ProposalState;
  /** Only those of one département; where it is absent, those of every département the actor may see. */
  readonly departementCode?: string;
}

/** A page of proposals, those nearest to their last day first, a département after the other where the actor sees several. Throws: `scope-forbidden`. */
export async function listProposals(
  context: Context,
  actor: Actor,
  command: ListProposals = {},
): Promise<Page<"proposal">> {
  const { state = "proposed", departementCode, ...page } = command;
  const reach = reachOf(actor, "review-proposals");
  if (departementCode === undefined && reach === "everything")
    return context.store.list({ kind: "proposal", by: "byState", equals: [state], ...page });
  const codes = departementCode === undefined && reach !== "everything" ? reach.keys : [departementCode!];
  const check = (code: string) => authorise(actor, "review-proposals", { departementCode: code });
  return listAcross(codes, page, check, (code, part) =>
    context.store.list({ kind: "proposal", by: "byTerritory", equals: [state, code], ...part }),
  );
}

/** Which proposal to see. */
export interface ReviewProposal {
  readonly proposalId: string;
  /** Why the names of the candidates are read; nobody is named without it. */
  readonly purpose?: ReadPurpose;
}

/** A candidate with why it is there. */
export interface ReviewedCandidate extends KeptCandidate {
  /** Absent where the facts of the request were erased since. */
  readonly explanation?: Explanation;
  /** Whose request it is, as far as it was asked for and is known. */
  readonly person?: PersonRead;
  /** The state of the request today: one that is no longer active cannot be designated. */
  readonly state: string;
  /** Decisions that passed it over before, newest first. */
  readonly skips: readonly EarlierSkip[];
}

/** That a committee passed a request over. */
export interface EarlierSkip extends Omit<ToldSkip, "requestId"> {
  readonly decisionId: string;
  readonly vacancyId: string;
  readonly decidedAt: string;
}

/** One proposal as the committee sees it. */
export interface ReviewedProposal extends VacancySurroundings {
  readonly proposal: Stored<"proposal">;
  readonly vacancy: Stored<"vacancy">;
  /** Days until the right is lost; negative once it is. */
  readonly daysLeft: number;
  readonly candidates: readonly ReviewedCandidate[];
  readonly next: readonly ReviewedCandidate[];
  /** What separates the candidates, widest gap first, and what does not. */
  readonly compared: Pick<Comparison, "differing" | "same">;
}

/** One proposal, whole. Cost: reads by key, and one judgement per candidate. With a purpose the reading of names is logged. Throws: `not-found`; `scope-forbidden`. */
export async function reviewProposal(
  context: Context,
  actor: Actor,
  { proposalId, purpose }: ReviewProposal,
): Promise<ReviewedProposal> {
  authoriseRole(actor, "review-proposals");
  const proposal = await recordNow(context, "proposal", proposalId);
  const { departementCode, vacancyId, proposed, designateBy } = proposal.document;
  authorise(actor, "review-proposals", { departementCode });
  const vacancy = await recordNow(context, "vacancy", vacancyId);
  const requestIds = [...proposed.candidates, ...proposed.next].map(({ requestId }) => requestId);
  const requests = await context.store.getMany("request", requestIds);
  const explanations = await explainReadable(context, proposal, requests);
  const persons: ReadonlyMap<string, PersonRead> = purpose
    ? await personsOf(context, actor, { requests, purpose, proposalId })
    : new Map();
  const reviewed = async (candidate: KeptCandidate): Promise<ReviewedCandidate> => {
    const explanation = explanations.get(candidate.requestId);
    const person = persons.get(candidate.requestId);
    return {
      ...candidate,
      ...(person ? { person } : {}),
      ...(explanation ? { explanation } : {}),
      state: requests.get(candidate.requestId)?.document.state ?? "",
      skips: await earlierSkips(context, candidate.requestId),
    };
  };
  const candidates = await Promise.all(proposed.candidates.map(reviewed));
  return {
    proposal,
    vacancy,
    ...(await placeOf(context, proposal, vacancy)),
    daysLeft: dayNumberOf(designateBy)! - dayNumberOf(context.clock.today())!,
    candidates,
    next: await Promise.all(proposed.next.map(reviewed)),
    compared: compareCriteria(candidates.flatMap(({ explanation }) => explanation ?? [])),
  };
}

/** One proposal as a member decides on it: with everything that stands beside its candidates. Throws: as reviewProposal. */
export async function reviewForDecision(
  context: Context,
  actor: Actor,
  asked: ReviewProposal,
): Promise<ReviewedProposal & ProposalSurroundings> {
  const reviewed = await reviewProposal(context, actor, asked);
  const requestIds = [...reviewed.candidates, ...reviewed.next].map(({ requestId }) => requestId);
  return { ...reviewed, ...(await surroundingsOf(context, actor, reviewed.proposal, requestIds)) };
}

/** The persons behind the requests, by request id. */
async function personsOf(
  context: Context,
  actor: Actor,
  asked: {
    readonly requests: ReadonlyMap<string, Stored<"request">>;
    readonly purpose: ReadPurpose;
    readonly proposalId: string;
  },
): Promise<ReadonlyMap<string, PersonRead>> {
  const { requests, purpose, proposalId } = asked;
  const known = [...requests.values()].flatMap(({ id, document: { personId } }) =>
    personId === undefined ? [] : [{ id, personId }],
  );
  if (known.length === 0) return new Map();
  const personIds = known.map(({ personId }) => personId);
  const read = await readPerson(context, actor, { personIds, purpose, proposalId });
  return new Map(known.map(({ id }, at) => [id, read[at]!]));
}

/** The dwelling and the right as the run saw them. */
async function placeOf(context: Context, { document }: Stored<"proposal">, vacancy: Stored<"vacancy">) {
  const { snapshotSequence } = (await recordNow(context, "run", document.runId)).document;
  const { dwellingId, rightId } = vacancy.document.facts;
  const dwelling = (await recordAsOf(context, "dwelling", dwellingId, snapshotSequence)).document.facts;
  const right = (await recordAsOf(context, "right", rightId, snapshotSequence)).document.facts;
  const agreement = (await recordAsOf(context, "agreement", right.agreementId, snapshotSequence)).document.facts;
  const landlord = (await recordAsOf(context, "landlord", agreement.landlordId, snapshotSequence)).document.facts;
  return { dwelling, right, agreement, landlord };
}

/** Decisions that passed a request over. */
async function earlierSkips(context: Context, requestId: string): Promise<EarlierSkip[]> {
  const skips: EarlierSkip[] = [];
  for (const { id: decisionId, document } of await finalDecisionsAbout(context, [requestId])) {
    const { vacancyId, decidedAt } = document;
    const skipped = document.skipped.filter((one) => one.requestId === requestId);
    for (const { reasonCode, reason } of await toldSkips(context, decisionId, skipped))
      skips.push({ decisionId, vacancyId, decidedAt, reasonCode, ...(reason === undefined ? {} : { reason }) });
  }
  return skips.sort((a, b) => compareText(b.decidedAt, a.decidedAt) || compareText(a.decisionId, b.decisionId));
}
