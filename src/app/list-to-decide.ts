/**
 * What lies before the committee: the open agendas with their rows, the proposals that are on no agenda yet, those that the verification withheld.
 * Reads, writes nothing. Cost: one read per kind, however many rows.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { Context, Stored } from "./ports.ts";
import { type AgendaPage, agendaPage } from "./proposals/agenda-pages.ts";
import { freeProposals } from "./proposals/free-proposals.ts";
import { type ProposalRow, proposalRows } from "./proposals/proposal-rows.ts";
import { unsentProposals } from "./proposals/unsent-proposals.ts";

/** What is shown. */
export interface ListToDecide {
  /** How many proposals that are on no agenda; 100 unless told. */
  readonly waiting?: number;
}

/** Rows by where they stand. */
export interface ToDecide {
  /** Open agendas in order of their day. */
  readonly agendas: AgendaPage;
  /** Proposals of open agendas, decided ones included, those whose right is lost first on top. */
  readonly rows: readonly ProposalRow[];
  /** Proposals to be decided that are on no agenda. */
  readonly waiting: readonly ProposalRow[];
  /** True where more wait than are shown. */
  readonly isMoreWaiting: boolean;
  readonly withheld: readonly ProposalRow[];
  /** Decided ones whose names have not gone to the landlord, those whose right is lost first on top. */
  readonly unsent: readonly ProposalRow[];
}

/** Reads what the actor's territory has to decide. */
export async function listToDecide(
  context: Context,
  actor: Actor,
  { waiting: most = 100 }: ListToDecide = {},
): Promise<ToDecide> {
  authoriseRole(actor, "list-to-decide");
  const agendas = await agendaPage(context, actor, { state: "open", limit: 50 });
  const onAgenda = agendas.proposals;
  const free = await freeProposals(context, actor, "proposed", most + 1);
  const waiting = free.slice(0, most);
  const withheld = await freeProposals(context, actor, "withheld", most);
  const known = new Set([...waiting, ...withheld].map(({ id }) => id));
  const isUndecided = ({ document }: Stored<"proposal">) => document.state === "proposed";
  const undecided = [...[...onAgenda.values()].filter(isUndecided), ...free, ...withheld];
  const unsent = await unsentProposals(context, actor, new Set(undecided.map(({ document }) => document.vacancyId)));
  const own = new Map([...onAgenda.values(), ...unsent].map((proposal) => [proposal.id, proposal]));
  const rows = await proposalRows(context, [
    ...[...own.values()].filter(({ id }) => !known.has(id)),
    ...waiting,
    ...withheld,
  ]);
  for (const departementCode of new Set(rows.map(({ proposal }) => proposal.document.departementCode)))
    authorise(actor, "list-to-decide", { departementCode });
  const of = (some: readonly Stored<"proposal">[]) => {
    const named = new Set(some.map(({ id }) => id));
    return rows.filter(({ proposal }) => named.has(proposal.id));
  };
  return {
    agendas,
    rows: rows.filter(({ proposal }) => onAgenda.has(proposal.id) && !known.has(proposal.id)),
    waiting: of(waiting),
    isMoreWaiting: free.length > most,
    withheld: of(withheld),
    unsent: of(unsent),
  };
}
