/**
 * Decisions of the committee: those on one proposal or one agenda, or those in a state, for whoever has a hand in their territory.
 */
import { type Actor, isInTerritory } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { DecisionDocument } from "../domain/proposals/proposal-record.ts";
import type { Context, List, Page, Stored } from "./ports.ts";
import { proposalsOf } from "./proposals/agenda-proposals.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which decisions: of a proposal, of an agenda, or else in a state. */
export interface ListDecisions {
  readonly proposalId?: string;
  readonly agendaId?: string;
  /** `awaiting-second-signature` when nothing is named. */
  readonly state?: DecisionDocument["state"];
  readonly after?: string;
  readonly limit?: number;
}

/** A page of decisions in the order they were made. Throws: `not-found`; `scope-forbidden` for what was named. */
export async function listDecisions(
  context: Context,
  actor: Actor,
  command: ListDecisions = {},
): Promise<Page<"decision">> {
  authoriseRole(actor, "list-decisions");
  const { proposalId, agendaId, after, limit } = command;
  if (proposalId !== undefined) authoriseOn(actor, [await recordNow(context, "proposal", proposalId)]);
  else if (agendaId !== undefined)
    authoriseOn(actor, await proposalsOf(context, (await recordNow(context, "agenda", agendaId)).document));
  const page = await context.store.list({
    ...queryOf(command),
    ...(after === undefined ? {} : { after }),
    ...(limit === undefined ? {} : { limit }),
  });
  if (proposalId !== undefined || agendaId !== undefined) return page;
  const ids = [...new Set(page.records.map(({ document }) => document.proposalId))];
  const proposals =
    ids.length === 0 ? new Map<string, Stored<"proposal">>() : await context.store.getMany("proposal", ids);
  const isSeen = ({ document }: Stored<"decision">) =>
    isInTerritory(actor, proposals.get(document.proposalId)?.document.departementCode ?? "");
  return { ...page, records: page.records.filter(isSeen) };
}

function queryOf({ proposalId, agendaId, state = "awaiting-second-signature" }: ListDecisions): List<"decision"> {
  if (proposalId !== undefined) return { kind: "decision", by: "byProposal", equals: [proposalId] };
  if (agendaId !== undefined) return { kind: "decision", by: "byAgenda", equals: [agendaId] };
  return { kind: "decision", by: "byState", equals: [state] };
}

function authoriseOn(actor: Actor, proposals: readonly Stored<"proposal">[]): void {
  for (const departementCode of new Set(proposals.map(({ document }) => document.departementCode)))
    authorise(actor, "list-decisions", { departementCode });
}
