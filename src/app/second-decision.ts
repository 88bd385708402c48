/**
 * The second signature: another person signs a decision, which then does all it does, or cancels it, and the proposal is to be decided again.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { type AskedDecision, problemsOf, requestsBeside } from "../domain/proposals/asked-decision.ts";
import type { DecisionDocument } from "../domain/proposals/proposal-record.ts";
import { requireNoWithdrawal } from "../domain/proposals/quorum.ts";
import { decisionTransitions } from "../domain/proposals/transitions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { transitionTo } from "../domain/shared/transition.ts";
import { guard, replace } from "./commit.ts";
import type { Decided } from "./decide-proposal.ts";
import type { Context, Stored } from "./ports.ts";
import { explanationId } from "./proposals/keep-explanations.ts";
import { keptIds, readDecision, requireCommittee, settle } from "./proposals/settle-decision.ts";
import { commitOn, expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";

/** What is made of a decision that was read at a version. */
export interface SecondDecision {
  readonly decisionId: string;
  readonly version: number;
  /** False to cancel; then `reason` says why, in clear: no name of a candidate and nothing about one belongs in it. */
  readonly signs: boolean;
  readonly reason?: string;
}

/**
 * Signs or cancels. Throws: `same-signature` when the first signer signs again; `conflict-of-interest`; `conflict`, `wrong-state`; for a signature what
 * decide-proposal throws, since candidates, quorum and withdrawals may have changed meanwhile.
 */
export async function secondDecision(context: Context, actor: Actor, command: SecondDecision): Promise<Decided> {
  authoriseRole(actor, "second-decision");
  const decision = await recordNow(context, "decision", command.decisionId);
  const proposal = await recordNow(context, "proposal", decision.document.proposalId);
  authorise(actor, "second-decision", { departementCode: proposal.document.departementCode });
  expectVersion(decision, command.version);
  const { state } = decision.document;
  const to = command.signs ? "final" : "cancelled";
  const moving = { kind: "decision", id: decision.id, state };
  transitionTo(decisionTransitions, moving, "second-decision", to, command.reason);
  return command.signs
    ? sign(context, actor, decision, proposal)
    : cancel(context, actor, { decision, proposal, reason: command.reason! });
}

async function sign(
  context: Context,
  actor: Actor,
  first: Stored<"decision">,
  proposal: Stored<"proposal">,
): Promise<Decided> {
  const { id: decisionId, document } = first;
  if (document.decidedBy === actor.id) throw new DomainError("same-signature", { decisionId, actorId: actor.id });
  const reading = await readDecision(context, proposal, requestsBeside(document, proposal.document.proposed));
  requireCommittee(reading, actor);
  refuseAll(problemsOf(askedBy(document), reading.ground));
  const decision: DecisionDocument = {
    ...document,
    state: "final",
    secondedBy: actor.id,
    secondedAt: context.clock.now(),
    explanationIds: keptIds(document, reading).map((requestId) => explanationId(decisionId, requestId)),
  };
  const { writes, guards, events } = await settle(context, "second-decision", decisionId, decision, reading);
  const { sequence } = await commitOn(context, first, {
    actor,
    command: "second-decision",
    events: [{ type: "decision-seconded", decisionId, vacancyId: document.vacancyId }, ...events],
    writes: [replace(first, decision), ...writes],
    guards,
  });
  return { decisionId, state: "final", sequence };
}

/** What was asked, as the decision remembers it; the words about those passed over were seen when it was asked, and stay sealed. */
function askedBy({ kind, requestIds, skipped, reasonCode, reason }: DecisionDocument): AskedDecision {
  return {
    kind,
    ...(kind === "replace" ? { requestIds, skipped: skipped.map(({ text: _, ...skip }) => skip) } : {}),
    ...(reasonCode === undefined ? {} : { reasonCode }),
    ...(reason === undefined ? {} : { reason }),
  };
}

async function cancel(
  context: Context,
  actor: Actor,
  {
    decision,
    proposal,
    reason,
  }: { readonly decision: Stored<"decision">; readonly proposal: Stored<"proposal">; readonly reason: string },
): Promise<Decided> {
  const { decisionId: _, ...undecided } = proposal.document;
  const { vacancyId } = decision.document;
  const { agendaId } = undecided;
  const agenda = agendaId === undefined ? undefined : await recordNow(context, "agenda", agendaId);
  if (agenda) requireNoWithdrawal(agenda.document, actor.id, vacancyId);
  const cancelled = {
    ...decision.document,
    state: "cancelled",
    secondedBy: actor.id,
    secondedAt: context.clock.now(),
    cancelReason: reason,
  } as const;
  const { sequence } = await commitOn(context, decision, {
    actor,
    command: "second-decision",
    events: [{ type: "decision-cancelled", decisionId: decision.id, vacancyId }],
    writes: [replace(decision, cancelled), replace(proposal, undecided)],
    guards: agenda ? [guard(agenda)] : [],
  });
  return { decisionId: decision.id, state: "cancelled", sequence };
}
