/**
 * Ends a final decision that cannot be sent as it was made, since somebody it names has left the queue: the places that are left are given back, and the
 * vacancy goes to the next run. What was decided and why stays as it is.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { vacancyTransitions } from "../domain/dwellings/transitions.ts";
import type { ProposalState } from "../domain/proposals/proposal-record.ts";
import { proposalTransitions } from "../domain/proposals/transitions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { type Transition, transitionTo } from "../domain/shared/transition.ts";
import { commit, guard, replace } from "./commit.ts";
import { decidedCandidates, requireUnsent } from "./designations/decided-candidates.ts";
import type { Context, Stored } from "./ports.ts";
import { release } from "./proposals/pins.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which decision is ended. */
export interface EndDecision {
  readonly decisionId: string;
}

/** Who had left, and who gives the place back with it. */
export interface EndedDecision {
  readonly left: readonly string[];
  readonly released: readonly string[];
  readonly sequence: number;
}

/** Ends it. Throws: `nobody-gone` while everybody it names is there; `wrong-state`; `id-taken` once it was sent. */
export async function endDecision(context: Context, actor: Actor, { decisionId }: EndDecision): Promise<EndedDecision> {
  authoriseRole(actor, "end-decision");
  const decision = await recordNow(context, "decision", decisionId);
  const { vacancyId, proposalId } = decision.document;
  const vacancy = await recordNow(context, "vacancy", vacancyId);
  authorise(actor, "end-decision", { departementCode: vacancy.document.departementCode });
  await requireUnsent(context, decision, "end-decision");
  const { remaining, left, pins } = await decidedCandidates(context, decision.document);
  if (left.length === 0) throw new DomainError("nobody-gone", { decisionId, vacancyId });
  const proposal = await recordNow(context, "proposal", proposalId);
  const state = proposalAfter(proposal);
  const { requestIds } = decision.document;
  const isHeldByOthers = [...pins.values()].some(
    ({ document }) => document.state === "held" && !requestIds.includes(document.facts.requestId),
  );
  // One that others are named for already, or are about to be, stays where it is.
  const isFree = vacancy.document.state === "proposed" && !isHeldByOthers;
  const freed = isFree
    ? transitionTo(vacancyTransitions, { kind: "vacancy", id: vacancyId, state: "proposed" }, "end-decision", "open")
    : undefined;
  const { sequence } = await commit(context, {
    actor,
    command: "end-decision",
    events: [
      { type: "decision-ended", decisionId, vacancyId, requestIds: left },
      ...(freed ? [{ type: "vacancy-opened", vacancyId } as const] : []),
    ],
    writes: [
      replace(decision, { ...decision.document, endedAt: context.clock.now(), endedBy: actor.id }),
      replace(proposal, { ...proposal.document, state }),
      ...requestIds.flatMap((requestId) => release(pins.get(requestId))),
      ...(freed ? [replace(vacancy, { ...vacancy.document, state: freed.to })] : []),
    ],
    guards: [...(freed ? [] : [guard(vacancy)]), ...remaining.map(guard)],
  });
  return { left, released: remaining.map(({ id }) => id), sequence };
}

/** The state of the proposal after it. Throws: `wrong-state`. */
function proposalAfter({ id, document }: Stored<"proposal">): ProposalState {
  const table: readonly Transition<ProposalState, string>[] = proposalTransitions;
  return transitionTo(table, { kind: "proposal", id, state: document.state }, "end-decision", "lapsed").to;
}
