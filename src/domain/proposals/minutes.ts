/**
 * The minutes of an agenda as a value: who was there, who withdrew and why, what was decided in which order and with which reasons, what was put back,
 * and the digests of everything it rests on. Promises that the same agenda gives the same bytes, so that its digest proves the paper.
 */
import { canonicalJson, sha256 } from "../shared/digest.ts";
import { compareText } from "../shared/order.ts";
import { type Deviation, deviationsOf, type OrderedDecision } from "./deviations.ts";
import type { AgendaDocument, DecisionDocument, SkippedCandidate } from "./proposal-record.ts";

/** A final decision with its id and the engine's order. */
export interface MinutedDecision {
  readonly decisionId: string;
  readonly decision: DecisionDocument;
  /** Candidates as the engine proposed them, best first. */
  readonly proposed: readonly string[];
}

/** What the proposals of an agenda rest on. */
export interface MinutedRun {
  readonly runId: string;
  readonly snapshotDigest: string;
  readonly resultDigest: string;
  readonly ruleSets: readonly { readonly id: string; readonly version: string; readonly digest: string }[];
}

/** One item: a vacancy and what was decided. */
export interface MinutesItem {
  readonly proposalId: string;
  readonly vacancyId: string;
  readonly decisionId: string;
  readonly kind: DecisionDocument["kind"];
  readonly proposed: readonly string[];
  readonly designated: readonly string[];
  readonly skipped: readonly SkippedCandidate[];
  readonly reasonCode?: string;
  readonly reason?: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly secondedBy?: string;
  readonly secondedAt?: string;
  readonly ruleSetDigest: string;
}

/** The minutes. */
export interface Minutes {
  readonly format: "contingent-minutes";
  readonly schemaVersion: 1;
  readonly agendaId: string;
  readonly heldOn: string;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly closedBy: string;
  readonly closedAt: string;
  readonly present: readonly string[];
  readonly absent: readonly string[];
  readonly withdrawals: AgendaDocument["withdrawals"];
  /** In order of vacancy id, then time. */
  readonly items: readonly MinutesItem[];
  /** Proposals put back without a decision. */
  readonly putBack: readonly string[];
  /** Departures from the engine's order on this agenda. */
  readonly deviations: readonly Deviation[];
  readonly runs: readonly MinutedRun[];
}

/** What minutes are made from. */
export interface MinutesGround {
  readonly agendaId: string;
  readonly agenda: AgendaDocument & { readonly closedBy: string; readonly closedAt: string };
  /** The agenda's final decisions. */
  readonly decisions: readonly MinutedDecision[];
  /** Final decisions made elsewhere before it was closed, for how often somebody was passed over. */
  readonly earlier: readonly OrderedDecision[];
  readonly runs: readonly MinutedRun[];
}

/** The instant at which a decision became final. */
export function finalAt({ decidedAt, secondedAt }: DecisionDocument): string {
  return secondedAt ?? decidedAt;
}

/** A decision as the ledger of departures reads it. */
export function orderedDecision({ decisionId, decision, proposed }: MinutedDecision): OrderedDecision {
  const { vacancyId, kind, requestIds, skipped } = decision;
  return { decisionId, vacancyId, kind, finalAt: finalAt(decision), proposed, chosen: requestIds, skipped };
}

/** The minutes of an agenda that is closed, or about to be. */
export function minutesOf({ agendaId, agenda, decisions, earlier, runs }: MinutesGround): Minutes {
  const { heldOn, openedBy, openedAt, closedBy, closedAt, members, withdrawals, proposalIds } = agenda;
  const who = (isPresent: boolean) =>
    sorted(
      members.filter((one) => one.isPresent === isPresent),
      byActor,
    );
  const own = new Set(decisions.map(({ decisionId }) => decisionId));
  const all = [...earlier.filter(({ decisionId }) => !own.has(decisionId)), ...decisions.map(orderedDecision)];
  // A proposal that was released from its first decision by a cancelled signature may have several; only final ones are here.
  const decided = new Set(decisions.map(({ decision }) => decision.proposalId));
  return {
    format: "contingent-minutes",
    schemaVersion: 1,
    agendaId,
    heldOn,
    openedBy,
    openedAt,
    closedBy,
    closedAt,
    present: who(true).map(byActor),
    absent: who(false).map(byActor),
    withdrawals: sorted(withdrawals, (one) => `${one.vacancyId} ${one.actorId}`),
    items: sorted(decisions.map(itemOf), (item) => `${item.vacancyId} ${item.decidedAt} ${item.decisionId}`),
    putBack: sorted(
      proposalIds.filter((proposalId) => !decided.has(proposalId)),
      (proposalId) => proposalId,
    ),
    deviations: deviationsOf(all).filter(({ decisionId }) => own.has(decisionId)),
    runs: sorted(runs, ({ runId }) => runId),
  };
}

/** SHA-256 over the canonical minutes. */
export function minutesDigest(minutes: Minutes): string {
  return sha256(canonicalJson(minutes));
}

function itemOf({ decisionId, decision, proposed }: MinutedDecision): MinutesItem {
  const { proposalId, vacancyId, kind, requestIds, skipped, reasonCode, reason, ruleSetDigest } = decision;
  const { decidedBy, decidedAt, secondedBy, secondedAt } = decision;
  return {
    proposalId,
    vacancyId,
    decisionId,
    kind,
    proposed,
    designated: requestIds,
    skipped,
    ...(reasonCode === undefined ? {} : { reasonCode }),
    ...(reason === undefined ? {} : { reason }),
    decidedBy,
    decidedAt,
    ...(secondedBy === undefined ? {} : { secondedBy }),
    ...(secondedAt === undefined ? {} : { secondedAt }),
    ruleSetDigest,
  };
}

function byActor({ actorId }: { readonly actorId: string }): string {
  return actorId;
}

function sorted<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  return [...values].sort((a, b) => compareText(key(a), key(b)));
}
