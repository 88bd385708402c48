/**
 * A person decides on a proposal: confirm, replace, defer, reject, give back; release or drop one that was withheld.
 * On an open agenda with a quorum, by nobody who withdrew from the vacancy; where the procedure asks for it a second person must sign before anything moves.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import {
  type AskedDecision,
  type AskedSkip,
  chosenBy,
  needsSecondSignature,
  passedOver,
  problemsOf,
  requestsBeside,
} from "../domain/proposals/asked-decision.ts";
import {
  type DecisionDocument,
  type DecisionKind,
  decisionKinds,
  type ProposalState,
  type SkippedCandidate,
} from "../domain/proposals/proposal-record.ts";
import { decidedState, proposalTransitions } from "../domain/proposals/transitions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { type Transition, transitionsBy } from "../domain/shared/transition.ts";
import { create, guard, replace } from "./commit.ts";
import { candidateTextPlace, sealCandidateText } from "./persons/candidate-texts.ts";
import type { Context, Stored } from "./ports.ts";
import { explanationId } from "./proposals/keep-explanations.ts";
import { type DecisionReading, keptIds, readDecision, requireCommittee, settle } from "./proposals/settle-decision.ts";
import { commitOn, expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";
import { RequestWrites } from "./requests/request-writes.ts";

/** What is asked of a proposal that was read at a version. */
export interface DecideProposal extends AskedDecision {
  readonly proposalId: string;
  readonly version: number;
  readonly skipped?: readonly AskedSkip[];
}

/** What became of it. */
export interface Decided {
  readonly decisionId: string;
  readonly state: DecisionDocument["state"];
  readonly sequence: number;
}

/**
 * Decides. Throws: `conflict` naming the newer state when somebody was faster; `not-on-agenda`, `no-quorum`, `not-present`, `conflict-of-interest`;
 * `second-signature-awaited`; everything that is wrong with the choice and its reasons at once.
 */
export async function decideProposal(context: Context, actor: Actor, command: DecideProposal): Promise<Decided> {
  authoriseRole(actor, "decide-proposal");
  const proposal = await recordNow(context, "proposal", command.proposalId);
  authorise(actor, "decide-proposal", { departementCode: proposal.document.departementCode });
  expectVersion(proposal, command.version);
  requireUndecided(proposal, command.kind);
  const reading = await readDecision(context, proposal, requestsBeside(command, proposal.document.proposed));
  requireCommittee(reading, actor);
  refuseAll(problemsOf(command, reading.ground));
  const isFinal = !needsSecondSignature(command, reading.ground.ruleSet);
  const decisionId = context.ids.newId();
  const requestWrites = new RequestWrites(context, "decide-proposal");
  const skipped = await sealedSkips(context, requestWrites, command, { reading, decisionId });
  const decision = decisionOf(context, actor, command, { reading, decisionId, isFinal, skipped });
  const { kind, proposalId, vacancyId, state } = decision;
  const { departementCode } = reading.vacancy.document;
  const made = { type: "decision-made", decisionId, kind, proposalId, vacancyId, departementCode, isFinal } as const;
  const { writes, guards, events } = isFinal
    ? await settle(context, "decide-proposal", decisionId, decision, reading, requestWrites)
    : awaiting(decisionId, reading, requestWrites);
  const { sequence } = await commitOn(context, proposal, {
    actor,
    command: "decide-proposal",
    events: [made, ...events],
    writes: [create("decision", decisionId, decision), ...writes],
    guards,
  });
  return { decisionId, state, sequence };
}

function requireUndecided({ id, document }: Stored<"proposal">, kind: DecisionKind): void {
  const { state, decisionId } = document;
  const table: readonly Transition<ProposalState, string>[] = proposalTransitions;
  const open = transitionsBy(table, { kind: "proposal", id, state }, "decide-proposal").map(({ to }) => to);
  // Awaiting a signature keeps the state, a decision never does: what is proposed already is not released.
  const isPossible = (one: DecisionKind) => decidedState[one] !== state && open.includes(decidedState[one]);
  if (!isPossible(kind)) {
    const allowed = decisionKinds.filter(isPossible).join(", ");
    throw new DomainError("not-allowed", { field: "kind", sent: kind, allowed });
  }
  if (decisionId !== undefined) throw new DomainError("second-signature-awaited", { proposalId: id, decisionId });
}

interface Making {
  readonly reading: DecisionReading;
  readonly decisionId: string;
  readonly isFinal: boolean;
  readonly skipped: DecisionDocument["skipped"];
}

/** Who is passed over, in the engine's order, each with the words about it sealed. */
async function sealedSkips(
  context: Context,
  requestWrites: RequestWrites,
  asked: DecideProposal,
  { reading, decisionId }: Pick<Making, "reading" | "decisionId">,
): Promise<DecisionDocument["skipped"]> {
  const { proposed } = reading.proposal.document;
  const order = passedOver(proposed, chosenBy(asked, proposed));
  const sorted = [...(asked.skipped ?? [])].sort((a, b) => order.indexOf(a.requestId) - order.indexOf(b.requestId));
  const sealed: SkippedCandidate[] = [];
  for (const { requestId, reasonCode, reason } of sorted) {
    const place = candidateTextPlace("decision", decisionId, requestId);
    const about = reading.requests.get(requestId);
    const text = await sealCandidateText(context, requestWrites, about, { text: reason, place });
    sealed.push({ requestId, reasonCode, ...(text ? { text } : {}) });
  }
  return sealed;
}

function decisionOf(
  { clock }: Context,
  actor: Actor,
  asked: DecideProposal,
  { reading, decisionId, isFinal, skipped }: Making,
): DecisionDocument {
  const { proposal, ruleSetDigest } = reading;
  const { runId, vacancyId, agendaId, proposed } = proposal.document;
  const { kind, reasonCode, reason } = asked;
  const requestIds = chosenBy(asked, proposed);
  return {
    state: isFinal ? "final" : "awaiting-second-signature",
    kind,
    proposalId: proposal.id,
    runId,
    vacancyId,
    ...(agendaId === undefined ? {} : { agendaId }),
    decidedBy: actor.id,
    decidedAt: clock.now(),
    requestIds,
    skipped,
    ...(reasonCode === undefined ? {} : { reasonCode }),
    ...(reason === undefined ? {} : { reason }),
    explanationIds: isFinal ? keptIds({ kind }, reading).map((requestId) => explanationId(decisionId, requestId)) : [],
    ruleSetDigest,
  };
}

/** Until the second signature nothing moves; the proposal remembers what it waits for. */
function awaiting(decisionId: string, { proposal, vacancy, agenda }: DecisionReading, requestWrites: RequestWrites) {
  return {
    writes: [replace(proposal, { ...proposal.document, decisionId }), ...requestWrites.writes()],
    guards: [guard(vacancy), ...(agenda ? [guard(agenda)] : []), ...requestWrites.guards()],
    events: [],
  };
}
