/**
 * The minutes of an agenda, made from what is stored: its decisions, the runs they rest on, and who was passed over before. The digest that was kept
 * when it was closed proves that they are still the same: it is over the sealed words, so that it holds also after somebody is erased.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { engineOrder } from "../domain/proposals/asked-decision.ts";
import type { OrderedDecision } from "../domain/proposals/deviations.ts";
import {
  finalAt,
  type MinutedDecision,
  type MinutedRun,
  type Minutes,
  type MinutesGround,
  minutesDigest,
  minutesOf,
  orderedDecision,
} from "../domain/proposals/minutes.ts";
import type { RuleSet } from "../domain/rules/rule-set.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { staffNames } from "./accounts/staff-names.ts";
import { type ToldSkip, toldSkips } from "./persons/candidate-texts.ts";
import type { Context, Stored } from "./ports.ts";
import { proposalsOf } from "./proposals/agenda-proposals.ts";
import { finalDecisionsAbout } from "./proposals/decisions-about.ts";
import { groundOf } from "./proposals/explain-proposal.ts";
import { type ProposalRow, proposalRows } from "./proposals/proposal-rows.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Minutes made again, and the digests that tell whether they are those that were kept. */
export interface CheckedMinutes {
  readonly minutes: Minutes;
  readonly found: string;
  /** The digest that was kept when the agenda was closed. */
  readonly kept: string;
}

/** The minutes of a closed agenda, for whoever may review its proposals. Throws: `wrong-state` while it is open; an error when they are not those of its digest. */
export async function agendaMinutes(context: Context, actor: Actor, agendaId: string): Promise<Minutes> {
  const { minutes, found, kept } = await checkedMinutes(context, actor, agendaId);
  if (found !== kept) throw new Error(`minutes of agenda ${agendaId} have digest ${found}, kept was ${kept}`);
  return minutes;
}

/** The same, also where they are no longer those of the digest that was kept: whoever reads them is told. Throws: `wrong-state` while it is open. */
export async function checkedMinutes(context: Context, actor: Actor, agendaId: string): Promise<CheckedMinutes> {
  authoriseRole(actor, "review-proposals");
  const { document } = await recordNow(context, "agenda", agendaId);
  for (const { document: proposal } of await proposalsOf(context, document))
    authorise(actor, "review-proposals", { departementCode: proposal.departementCode });
  const { state, closedBy, closedAt, minutesDigest: kept } = document;
  if (closedBy === undefined || closedAt === undefined)
    throw new DomainError("wrong-state", {
      kind: "agenda",
      id: agendaId,
      state,
      command: "agenda-minutes",
      allowed: "closed",
    });
  const minutes = await makeMinutes(context, agendaId, { ...document, closedBy, closedAt });
  return { minutes, found: minutesDigest(minutes), kept: kept ?? "" };
}

/** Minutes with everything that a person needs to read them: dwellings, names, words of the reasons. */
export interface PrintedMinutes extends CheckedMinutes {
  readonly rows: ReadonlyMap<string, ProposalRow>;
  /** Rule sets by the id that stands in a proposal. */
  readonly ruleSets: ReadonlyMap<string, RuleSet>;
  readonly skipped: Readonly<Record<string, readonly ToldSkip[]>>;
  readonly names: (actorId: string) => string;
}

/** Minutes to be printed. Throws: as checkedMinutes. */
export async function minutesToPrint(context: Context, actor: Actor, agendaId: string): Promise<PrintedMinutes> {
  const checked = await checkedMinutes(context, actor, agendaId);
  const { minutes } = checked;
  const proposals = await proposalsOf(context, (await recordNow(context, "agenda", agendaId)).document);
  const ruleSets = new Map<string, RuleSet>();
  for (const proposal of proposals) {
    const { ruleSetId } = proposal.document.proposed;
    if (!ruleSets.has(ruleSetId)) ruleSets.set(ruleSetId, (await groundOf(context, proposal)).ruleSet);
  }
  const rows = await proposalRows(context, proposals);
  const { openedBy, closedBy, present, absent, withdrawals, items } = minutes;
  const signers = items.flatMap(({ decidedBy, secondedBy }) => [
    decidedBy,
    ...(secondedBy === undefined ? [] : [secondedBy]),
  ]);
  return {
    ...checked,
    rows: new Map(rows.map((row) => [row.proposal.id, row])),
    ruleSets,
    skipped: await skippedInWords(context, minutes),
    names: await staffNames(context, [
      openedBy,
      closedBy,
      ...present,
      ...absent,
      ...withdrawals.map((one) => one.actorId),
      ...signers,
    ]),
  };
}

/** Whom each item passed over, with the words that were typed about each, by decision; for whoever was given the minutes. */
export async function skippedInWords(
  context: Context,
  { items }: Pick<Minutes, "items">,
): Promise<Readonly<Record<string, readonly ToldSkip[]>>> {
  const told: Record<string, readonly ToldSkip[]> = {};
  for (const { decisionId, skipped } of items)
    if (skipped.length > 0) told[decisionId] = await toldSkips(context, decisionId, skipped);
  return told;
}

/** The minutes of an agenda as it is closed. Cost: the decisions of the agenda, and the earlier ones about whoever it passed over. */
export async function makeMinutes(
  context: Context,
  agendaId: string,
  agenda: MinutesGround["agenda"],
): Promise<Minutes> {
  const decisions: MinutedDecision[] = [];
  for await (const decision of listAll(context, { kind: "decision", by: "byAgenda", equals: [agendaId] }))
    if (decision.document.state === "final") decisions.push(await minuted(context, decision));
  const proposals = await proposalsOf(context, agenda);
  const runIds = new Set(proposals.map(({ document }) => document.runId));
  const runs = await Promise.all([...runIds].map((runId) => minutedRun(context, runId)));
  const skipped = new Set(decisions.flatMap(({ decision }) => decision.skipped.map(({ requestId }) => requestId)));
  const earlier = await earlierDecisions(context, agenda.closedAt, skipped);
  return minutesOf({ agendaId, agenda, decisions, earlier, runs });
}

async function minuted(context: Context, { id, document }: Stored<"decision">): Promise<MinutedDecision> {
  const proposal = await recordNow(context, "proposal", document.proposalId);
  return { decisionId: id, decision: document, proposed: orderOf(proposal) };
}

/** Candidates as the engine proposed them; those who were next stay out. */
function orderOf({ document: { proposed } }: Stored<"proposal">): readonly string[] {
  return engineOrder({ ...proposed, next: [] });
}

async function minutedRun(context: Context, runId: string): Promise<MinutedRun> {
  const { record, resultDigest = "" } = (await recordNow(context, "run", runId)).document;
  return { runId, snapshotDigest: record!.snapshotDigest, resultDigest, ruleSets: record!.ruleSets };
}

/** Final decisions about some requests until an instant. */
async function earlierDecisions(
  context: Context,
  until: string,
  requestIds: ReadonlySet<string>,
): Promise<readonly OrderedDecision[]> {
  const final = await finalDecisionsAbout(context, requestIds);
  const earlier = final.filter(({ document }) => finalAt(document) <= until);
  return Promise.all(earlier.map(async (decision) => orderedDecision(await minuted(context, decision))));
}
