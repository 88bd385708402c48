/** What the forms of a proposal do: the decision, the second signature, a conflict of interest. Nothing typed is lost, whatever comes of it. */
import { decideProposal } from "../../../app/decide-proposal.ts";
import { readDecision } from "../../../app/read-decision.ts";
import { reviewForDecision } from "../../../app/review-proposals.ts";
import { secondDecision } from "../../../app/second-decision.ts";
import { withdrawMember } from "../../../app/withdraw-member.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { textOf } from "../../forms.ts";
import type { PageAnswer, PageAsked } from "../../page-route.ts";
import { decisionProblems, fieldNames, sentDecision } from "./decision-fields.ts";
import { showProposal } from "./proposal-page.ts";

/** Refusals that mean that somebody was faster. */
const overtaken: readonly string[] = ["conflict", "second-signature-awaited", "wrong-state"];

export async function decide(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form, params, say } = asked;
  const { actor } = visitor!;
  const proposalId = params.proposalId!;
  const { proposal, agenda } = await reviewForDecision(context, actor, { proposalId });
  const sent = sentDecision(form, proposal.document.proposed);
  if (!sent)
    return showProposal(asked, {
      status: 422,
      form,
      problems: [{ field: fieldNames.kind, sentence: say("committee.decide.nothing-chosen") }],
    });
  try {
    const { state } = await decideProposal(context, actor, { ...sent, proposalId, version: versionOf(asked) });
    const isNext = textOf(form, "go-on") === "next" && agenda?.nextProposalId !== undefined;
    const to = isNext ? `/proposals/${agenda.nextProposalId}` : `/proposals/${proposalId}`;
    return { kind: "see-other", to, told: state === "final" ? "committee.told.decided" : "committee.told.awaiting" };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (overtaken.includes(error.code)) return showProposal(asked, { status: 409, form, problems: [] });
    return showProposal(asked, { status: 422, form, problems: decisionProblems(asked, error, sent) });
  }
}

/** The second signature, or its refusal. */
export async function second(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form, params } = asked;
  const decisionId = params.decisionId!;
  const signs = textOf(form, "signs") === "yes";
  const reason = textOf(form, "reason");
  const { decision } = await readDecision(context, visitor!.actor, decisionId);
  const { proposalId } = decision.document;
  try {
    await secondDecision(context, visitor!.actor, {
      decisionId,
      version: versionOf(asked),
      signs,
      ...(signs || reason === undefined ? {} : { reason }),
    });
    return {
      kind: "see-other",
      to: `/proposals/${proposalId}`,
      told: signs ? "committee.told.signed" : "committee.told.cancelled",
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const about = { ...asked, params: { proposalId } };
    if (overtaken.includes(error.code)) return showProposal(about, { status: 409, form, problems: [] });
    return showProposal(about, { status: 422, form, problems: problemsOf(asked, error) });
  }
}

/** A member withdraws from the vacancy of a proposal. */
export async function withdraw(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form, params } = asked;
  const proposalId = params.proposalId!;
  const { proposal, agenda } = await reviewForDecision(context, visitor!.actor, { proposalId });
  const memberId = textOf(form, "member");
  try {
    await withdrawMember(context, visitor!.actor, {
      agendaId: agenda?.agenda.id ?? "",
      version: versionOf(asked),
      vacancyId: proposal.document.vacancyId,
      ground: textOf(form, "ground") ?? "",
      ...(memberId === undefined ? {} : { memberId }),
    });
    return { kind: "see-other", to: `/proposals/${proposalId}`, told: "committee.told.withdrawn" };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "conflict") return showProposal(asked, { status: 409, form, problems: [] });
    return showProposal(asked, { status: 422, form, problems: problemsOf(asked, error) });
  }
}

function versionOf({ form }: PageAsked): number {
  return Number(textOf(form, "version") ?? 0) || 0;
}
