/**
 * What a final decision does, in one change: the proposal and the vacancy move on, the chosen take their places for certain, the others give theirs back,
 * who was withdrawn is struck for this vacancy, and the explanations are kept. The same for one signature and for two.
 */
import type { Actor } from "../../domain/access/actor.ts";
import { vacancyTransitions } from "../../domain/dwellings/transitions.ts";
import type { VacancyState } from "../../domain/dwellings/vacancy-record.ts";
import { factCatalogue } from "../../domain/facts/catalogue.ts";
import type { Explanation } from "../../domain/facts/explanation.ts";
import { type CandidateNow, type DecisionGround, engineOrder } from "../../domain/proposals/asked-decision.ts";
import type { DecisionDocument, ProposalState } from "../../domain/proposals/proposal-record.ts";
import { requireNoWithdrawal, requireQuorum, requireSeat } from "../../domain/proposals/quorum.ts";
import { decidedState, proposalTransitions } from "../../domain/proposals/transitions.ts";
import { judge } from "../../domain/rules/judge.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { Problem } from "../../domain/shared/problem.ts";
import { type Transition, transitionTo } from "../../domain/shared/transition.ts";
import { type Consequences, guard, replace, type Write } from "../commit.ts";
import type { Context, Stored } from "../ports.ts";
import { readAsOf, recordNow } from "../records/read-as-of.ts";
import { RequestWrites } from "../requests/request-writes.ts";
import { explainReadable, groundOf, type ProposalGround, readPair } from "./explain-proposal.ts";
import { keepExplanations } from "./keep-explanations.ts";
import { hold, pinsHeldBy, pinsOfVacancy, release, strike, struckOn } from "./pins.ts";

/** Everything that a decision on a proposal relies on, read once. */
export interface DecisionReading {
  readonly proposal: Stored<"proposal">;
  readonly vacancy: Stored<"vacancy">;
  /** Absent for a proposal that is on no agenda. */
  readonly agenda?: Stored<"agenda">;
  readonly ground: DecisionGround;
  readonly ruleSetDigest: string;
  readonly explanations: ReadonlyMap<string, Explanation>;
  readonly requests: ReadonlyMap<string, Stored<"request">>;
  readonly pins: ReadonlyMap<string, Stored<"pin">>;
  readonly struck: ReadonlyMap<string, Stored<"struck">>;
}

/** The use cases that decide. */
export type Deciding = "decide-proposal" | "second-decision";

/**
 * Reads what a decision relies on, requests beside those of the proposal included. Whoever was erased since has no explanation and cannot be chosen.
 */
export async function readDecision(
  context: Context,
  proposal: Stored<"proposal">,
  beside: readonly string[] = [],
): Promise<DecisionReading> {
  const { proposed, vacancyId, agendaId } = proposal.document;
  const { run, ruleSet } = await groundOf(context, proposal);
  const vacancy = await recordNow(context, "vacancy", vacancyId);
  const agenda = agendaId === undefined ? undefined : await recordNow(context, "agenda", agendaId);
  const requests = await context.store.getMany("request", [...engineOrder(proposed), ...beside]);
  const absent = await absentOf(context, run, beside, requests);
  const judged = beside.filter((requestId) => !absent.has(requestId));
  const explanations = await explainReadable(context, proposal, requests, judged);
  const pins = await pinsOfVacancy(context, vacancyId);
  const struck = await struckOn(context, vacancyId);
  const now = new Map<string, CandidateNow>();
  for (const [requestId, explained] of explanations) {
    const verdict = await verdictNow(context, { proposal, run, ruleSet }, requests.get(requestId)!, explained);
    const held = await pinsHeldBy(context, requestId);
    const reason = struck.get(requestId)?.document.facts.reason;
    now.set(requestId, {
      verdict,
      state: requests.get(requestId)!.document.state,
      pinnedOn: held.map(({ document }) => document.facts.vacancyId).filter((id) => id !== vacancyId),
      ...(reason === undefined ? {} : { struck: reason }),
    });
  }
  const ground = { proposed, ruleSet, now, absent };
  const read = { proposal, vacancy, ground, ruleSetDigest: ruleSet.digest, explanations, requests, pins, struck };
  return agenda ? { ...read, agenda } : read;
}

/** Requests beside the proposal that the run could not know, or that nobody knows any more, with what is wrong. */
async function absentOf(
  context: Context,
  run: Stored<"run">,
  beside: readonly string[],
  requests: ReadonlyMap<string, Stored<"request">>,
): Promise<ReadonlyMap<string, Problem>> {
  const absent = new Map<string, Problem>();
  for (const id of beside) {
    const stored = requests.get(id);
    if (!stored) absent.set(id, { code: "not-found", values: { kind: "request", id } });
    else if (!stored.document.facts) absent.set(id, { code: "erased", values: { kind: "request", id } });
    else if (!(await readAsOf(context, "request", id, run.document.snapshotSequence)))
      absent.set(id, { code: "candidate-after-run", values: { requestId: id, day: run.document.asOf } });
  }
  return absent;
}

/**
 * The verdict of the run, unless the facts of the request were amended since and a rule refuses it by them: nobody is designated against a rule.
 * Nobody is refused for a fact that is absent by now.
 */
async function verdictNow(
  context: Context,
  { proposal, run, ruleSet }: ProposalGround & { readonly proposal: Stored<"proposal"> },
  request: Stored<"request">,
  { verdict }: Explanation,
): Promise<Explanation["verdict"]> {
  const { snapshotSequence, asOf } = run.document;
  if (request.sequence <= snapshotSequence) return verdict;
  const pair = { vacancyId: proposal.document.vacancyId, requestId: request.id };
  const reader = await readPair(context, pair, { asOf, sequence: request.sequence });
  return judge(ruleSet, factCatalogue, reader).verdict === "refused" ? "refused" : verdict;
}

/** What the right of somebody to decide on a proposal goes by. */
export interface SeatReading {
  readonly proposal: Stored<"proposal">;
  readonly agenda?: Stored<"agenda">;
  readonly ground: Pick<DecisionGround, "ruleSet">;
}

/** A withheld proposal is on no agenda: whoever looked into the alert releases or drops it. */
export function requireCommittee({ proposal, agenda, ground }: SeatReading, actor: Actor): void {
  const { vacancyId, state } = proposal.document;
  if (state === "withheld") return;
  if (agenda?.document.state !== "open") throw new DomainError("not-on-agenda", { proposalId: proposal.id, state });
  requireNoWithdrawal(agenda.document, actor.id, vacancyId);
  requireQuorum(agenda.id, agenda.document, ground.ruleSet, vacancyId);
  requireSeat(agenda.id, agenda.document, actor);
}

/** The writes of a final decision, its own record left out. Throws: `wrong-state`. */
export async function settle(
  context: Context,
  by: Deciding,
  decisionId: string,
  decision: DecisionDocument,
  reading: DecisionReading,
  requestWrites = new RequestWrites(context, by),
): Promise<Consequences> {
  const { proposal, vacancy, agenda, explanations, requests } = reading;
  const { kind, requestIds } = decision;
  for (const requestId of requestIds) await requestWrites.touch(requests.get(requestId)!);
  // A released proposal is still to be decided: what is shown then is kept then.
  const kept =
    kind === "release" ? [] : await keepExplanations(context, requestWrites, { decisionId, explanations, requests });
  const vacancyMoved = moveVacancy(by, vacancy, decision);
  return {
    writes: [
      ...proposalWrites(by, decisionId, decision, proposal),
      ...vacancyMoved.writes,
      ...pairWrites(decision, reading),
      ...requestWrites.writes(),
      ...kept,
    ],
    guards: [...vacancyMoved.guards, ...(agenda ? [guard(agenda)] : []), ...requestWrites.guards()],
    events: vacancyMoved.events,
  };
}

/** Ids of the explanations that a final decision keeps. */
export function keptIds(
  { kind }: Pick<DecisionDocument, "kind">,
  { explanations }: DecisionReading,
): readonly string[] {
  return kind === "release" ? [] : [...explanations.keys()];
}

function proposalWrites(
  by: Deciding,
  decisionId: string,
  { kind, reasonCode }: DecisionDocument,
  proposal: Stored<"proposal">,
): readonly Write[] {
  const to = decidedState[kind];
  const table: readonly Transition<ProposalState, string>[] = proposalTransitions;
  transitionTo(table, { kind: "proposal", id: proposal.id, state: proposal.document.state }, by, to, reasonCode);
  const { agendaId: _, decisionId: __, ...document } = proposal.document;
  return [replace(proposal, { ...document, state: to, ...(kind === "release" ? {} : { decisionId }) })];
}

/** Where the vacancy goes; one that waits for the landlord with other candidates stays there. */
function vacancyAfter({ kind }: DecisionDocument, state: VacancyState): VacancyState {
  if (kind === "give-back") return "given-back";
  const isFreeAgain = kind === "defer" || kind === "reject" || kind === "drop";
  return isFreeAgain && state === "proposed" ? "open" : state;
}

function moveVacancy(by: Deciding, vacancy: Stored<"vacancy">, decision: DecisionDocument): Consequences {
  const { state, landlordId } = vacancy.document;
  const to = vacancyAfter(decision, state);
  if (to === state) return { writes: [], guards: [guard(vacancy)], events: [] };
  const { reasonCode } = decision;
  const table: readonly Transition<VacancyState, string>[] = vacancyTransitions;
  transitionTo(table, { kind: "vacancy", id: vacancy.id, state }, by, to, reasonCode);
  if (to === "open") {
    const events = [{ type: "vacancy-opened", vacancyId: vacancy.id }] as const;
    return { writes: [replace(vacancy, { ...vacancy.document, state: to })], guards: [], events };
  }
  const endReason = reasonCode!;
  return {
    writes: [replace(vacancy, { ...vacancy.document, state: to, endReason })],
    guards: [],
    events: [{ type: "vacancy-given-back", vacancyId: vacancy.id, landlordId, reasonCode: endReason }],
  };
}

/** Places taken and given back, and pairs struck: by a rejection all candidates, by a replacement those who are not designated. */
function pairWrites(decision: DecisionDocument, { proposal, pins, struck }: DecisionReading): readonly Write[] {
  const { kind, requestIds, vacancyId } = decision;
  if (kind === "release") return [];
  const candidates = proposal.document.proposed.candidates.map(({ requestId }) => requestId);
  const held = requestIds.flatMap((requestId) =>
    hold(pins.get(requestId), { vacancyId, requestId, kind: "confirmed" }),
  );
  const freed = [...pins.values()]
    .filter(({ document }) => document.facts.kind === "opened-agenda" && !requestIds.includes(document.facts.requestId))
    .flatMap((pin) => release(pin));
  const withdrawn =
    kind === "reject" || kind === "replace" ? candidates.filter((requestId) => !requestIds.includes(requestId)) : [];
  const gone = withdrawn.flatMap((requestId) =>
    strike(struck.get(requestId), { vacancyId, requestId, reason: "withdrawn-by-committee" }),
  );
  return [...held, ...freed, ...gone];
}
