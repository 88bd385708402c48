/**
 * One session of the committee whole: its proposals with what is decided and what is not, who is present, the quorum and where it comes from, who withdrew
 * from what, the proofs that wait for a judgement, and what keeps it from being closed. Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { presentMembers } from "../domain/proposals/quorum.ts";
import { procedurePart } from "../domain/rules/procedure-part.ts";
import type { RuleSet } from "../domain/rules/rule-set.ts";
import { compareText } from "../domain/shared/order.ts";
import { staffNames } from "./accounts/staff-names.ts";
import type { Context, Stored } from "./ports.ts";
import { type AgendaProgress, progressOf } from "./proposals/agenda-progress.ts";
import { proposalsOf } from "./proposals/agenda-proposals.ts";
import { groundOf } from "./proposals/explain-proposal.ts";
import { type ProposalRow, proposalRows } from "./proposals/proposal-rows.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";

/** How many members must be present, by each rule set of the agenda. */
export interface QuorumState {
  readonly present: number;
  /** The most that any of its rule sets asks for. */
  readonly needed: number;
  readonly rules: readonly { readonly ruleSet: RuleSet; readonly needed: number }[];
}

/** One agenda as its members and its secretary see it. */
export interface AgendaRead {
  readonly agenda: Stored<"agenda">;
  readonly departementCodes: readonly string[];
  /** Those whose right is lost first on top. */
  readonly rows: readonly ProposalRow[];
  readonly progress: AgendaProgress;
  readonly quorum: QuorumState;
  /** All decisions made on it, cancelled ones included, in the order they were made. */
  readonly decisions: readonly Stored<"decision">[];
  /** The names of everybody it mentions. */
  readonly names: (id: string) => string;
  /** Proofs of its candidates that nobody has judged, a thousand waiting ones looked through. */
  readonly toJudge: readonly Stored<"proof">[];
}

/** Reads it. Throws: `not-found`; `scope-forbidden` where one of its proposals lies outside the actor's territory. */
export async function readAgenda(context: Context, actor: Actor, agendaId: string): Promise<AgendaRead> {
  authoriseRole(actor, "read-agenda");
  const agenda = await recordNow(context, "agenda", agendaId);
  const proposals = await proposalsOf(context, agenda.document);
  const departementCodes = [...new Set(proposals.map(({ document }) => document.departementCode))].sort(compareText);
  for (const departementCode of departementCodes) authorise(actor, "read-agenda", { departementCode });
  const rows = await proposalRows(context, proposals);
  const decisions: Stored<"decision">[] = [];
  for await (const decision of listAll(context, { kind: "decision", by: "byAgenda", equals: [agendaId] }))
    decisions.push(decision);
  const { openedBy, closedBy, members: seated, withdrawals } = agenda.document;
  const named = [
    ...[openedBy, ...(closedBy === undefined ? [] : [closedBy])],
    ...[...seated, ...withdrawals].map(({ actorId }) => actorId),
    ...decisions.flatMap(({ document }) => [
      document.decidedBy,
      ...(document.secondedBy === undefined ? [] : [document.secondedBy]),
    ]),
  ];
  return {
    agenda,
    departementCodes,
    rows,
    progress: progressOf(agendaId, rows),
    quorum: await quorumOf(context, agenda, proposals),
    decisions,
    names: await staffNames(context, named),
    toJudge: agenda.document.state === "open" ? await proofsToJudge(context, rows) : [],
  };
}

async function quorumOf(
  context: Context,
  agenda: Stored<"agenda">,
  proposals: readonly Stored<"proposal">[],
): Promise<QuorumState> {
  const bySet = new Map<string, Stored<"proposal">>();
  for (const proposal of proposals)
    bySet.set(`${proposal.document.runId} ${proposal.document.proposed.ruleSetId}`, proposal);
  const rules = new Map<string, QuorumState["rules"][number]>();
  for (const proposal of bySet.values()) {
    const { ruleSet } = await groundOf(context, proposal);
    rules.set(ruleSet.digest, { ruleSet, needed: procedurePart(ruleSet, "quorum").present });
  }
  const needed = Math.max(0, ...[...rules.values()].map((one) => one.needed));
  return { present: presentMembers(agenda.document).length, needed, rules: [...rules.values()] };
}

async function proofsToJudge({ store }: Context, rows: readonly ProposalRow[]): Promise<readonly Stored<"proof">[]> {
  const undecided = rows.filter(({ proposal }) => proposal.document.state === "proposed");
  const candidates = new Set(
    undecided.flatMap(({ proposal }) => proposal.document.proposed.candidates.map(({ requestId }) => requestId)),
  );
  const { records } = await store.list({ kind: "proof", by: "byState", equals: ["recorded"], limit: 1_000 });
  return records.filter(({ document }) => candidates.has(document.requestId));
}
