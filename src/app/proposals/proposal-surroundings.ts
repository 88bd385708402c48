/**
 * What a committee member sees beside the candidates of a proposal: facts that give no points, proofs, the rules of the decision, the session it is on,
 * what was decided on it before.
 */
import type { Actor } from "../../domain/access/actor.ts";
import type { Dwelling } from "../../domain/facts/dwelling.ts";
import type { Request } from "../../domain/facts/request.ts";
import type { RuleSet } from "../../domain/rules/rule-set.ts";
import type { RunDocument } from "../../domain/runs/run-record.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { staffNames } from "../accounts/staff-names.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";
import { readAsOf, recordNow } from "../records/read-as-of.ts";
import { standingOn } from "./agenda-progress.ts";
import { proposalsOf } from "./agenda-proposals.ts";
import { groundOf } from "./explain-proposal.ts";
import { requireCommittee, type SeatReading } from "./settle-decision.ts";

/** What stands beside the candidates of a proposal. */
export interface ProposalSurroundings {
  readonly run: Pick<RunDocument, "asOf" | "verification" | "record">;
  readonly ruleSet: RuleSet;
  /** Facts of candidates and next as the run saw them, by request id; absent after erasure. */
  readonly facts: ReadonlyMap<string, Request>;
  /** Communes around, where a dwelling of the département that is to be decided tells where they lie; by code. */
  readonly communes: ReadonlyMap<string, KnownCommune>;
  /** Proofs by request id, judged or not. */
  readonly proofs: ReadonlyMap<string, readonly Stored<"proof">[]>;
  /** The session it is on, or was decided on. */
  readonly agenda?: AgendaPlace;
  /** What keeps the actor from deciding on it now: no agenda, no quorum, no seat, a withdrawal. */
  readonly obstacle?: DomainError;
  /** Decisions on it, cancelled ones included, in the order they were made. */
  readonly decisions: readonly Stored<"decision">[];
  /** Names of those who decided, signed or withdrew. */
  readonly names: (id: string) => string;
}

/** A commune with the place of one of its dwellings. */
export interface KnownCommune {
  readonly title: string;
  readonly position: NonNullable<Dwelling["position"]>;
}

/** Where a proposal stands on its agenda. */
export interface AgendaPlace {
  readonly agenda: Stored<"agenda">;
  /** From 1. */
  readonly place: number;
  readonly all: number;
  readonly undecided: number;
  /** The next one to decide, after it or from the top. */
  readonly nextProposalId?: string;
}

/** Reads them; the right to see the proposal is asked by the use case. */
export async function surroundingsOf(
  context: Context,
  actor: Actor,
  proposal: Stored<"proposal">,
  requestIds: readonly string[],
): Promise<ProposalSurroundings> {
  const { run, ruleSet } = await groundOf(context, proposal);
  const decisions: Stored<"decision">[] = [];
  const query = { kind: "decision", by: "byProposal", equals: [proposal.id] } as const;
  for await (const decision of listAll(context, query)) decisions.push(decision);
  const agendaId = proposal.document.agendaId ?? decisions.at(-1)?.document.agendaId;
  const agenda = agendaId === undefined ? undefined : await agendaPlace(context, agendaId, proposal.id);
  const named = [
    ...decisions.flatMap(({ document }) => [document.decidedBy, document.secondedBy]),
    ...(agenda?.agenda.document.withdrawals ?? []).map(({ actorId }) => actorId),
  ];
  return {
    run: run.document,
    ruleSet,
    facts: await factsOf(context, requestIds, run.document.snapshotSequence),
    communes: await communesAround(context, proposal),
    proofs: await proofsOf(context, requestIds),
    ...(agenda ? { agenda } : {}),
    ...obstacleOf(actor, { proposal, ground: { ruleSet }, ...(agenda ? { agenda: agenda.agenda } : {}) }),
    decisions,
    names: await staffNames(
      context,
      named.flatMap((id) => id ?? []),
    ),
  };
}

function obstacleOf(actor: Actor, reading: SeatReading): Pick<ProposalSurroundings, "obstacle"> {
  try {
    requireCommittee(reading, actor);
    return {};
  } catch (error) {
    if (error instanceof DomainError) return { obstacle: error };
    throw error;
  }
}

async function factsOf(
  context: Context,
  requestIds: readonly string[],
  sequence: number,
): Promise<ReadonlyMap<string, Request>> {
  const facts = new Map<string, Request>();
  for (const requestId of requestIds) {
    const stored = await readAsOf(context, "request", requestId, sequence);
    if (stored?.document.facts) facts.set(requestId, stored.document.facts);
  }
  return facts;
}

/** Cost: a page of proposals, their vacancies and dwellings. */
async function communesAround(
  { store }: Context,
  { document }: Stored<"proposal">,
): Promise<ReadonlyMap<string, KnownCommune>> {
  const equals = ["proposed", document.departementCode];
  const { records } = await store.list({ kind: "proposal", by: "byTerritory", equals, limit: 100 });
  const vacancyIds = [document.vacancyId, ...records.map((one) => one.document.vacancyId)];
  const vacancies = await store.getMany("vacancy", [...new Set(vacancyIds)]);
  const dwellingIds = [...vacancies.values()].map((one) => one.document.facts.dwellingId);
  const communes = new Map<string, KnownCommune>();
  for (const { document: dwelling } of (await store.getMany("dwelling", [...new Set(dwellingIds)])).values()) {
    const { communeCode, communeTitle: title, position } = dwelling.facts;
    if (title !== undefined && position !== undefined && !communes.has(communeCode))
      communes.set(communeCode, { title, position });
  }
  return communes;
}

async function proofsOf(
  context: Context,
  requestIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Stored<"proof">[]>> {
  const proofs = new Map<string, readonly Stored<"proof">[]>();
  for (const requestId of requestIds)
    proofs.set(requestId, (await context.store.list({ kind: "proof", by: "byRequest", equals: [requestId] })).records);
  return proofs;
}

async function agendaPlace(context: Context, agendaId: string, proposalId: string): Promise<AgendaPlace> {
  const agenda = await recordNow(context, "agenda", agendaId);
  const proposals = await proposalsOf(context, agenda.document);
  const at = proposals.findIndex(({ id }) => id === proposalId);
  const inTurn = [...proposals.slice(at + 1), ...proposals.slice(0, Math.max(0, at))];
  const undecided = proposals.filter((proposal) => standingOn(agendaId, proposal) === "undecided");
  const next = inTurn.find((proposal) => standingOn(agendaId, proposal) === "undecided");
  return {
    agenda,
    place: at + 1,
    all: proposals.length,
    undecided: undecided.length,
    ...(next ? { nextProposalId: next.id } : {}),
  };
}
