/** Pages of agendas, each with how far it is, for whoever has a hand in the territory of all its proposals. */
import { type Actor, isInTerritory } from "../../domain/access/actor.ts";
import type { AgendaDocument } from "../../domain/proposals/proposal-record.ts";
import { compareText } from "../../domain/shared/order.ts";
import type { Context, Page, Stored } from "../ports.ts";
import { type AgendaProgress, progressOf } from "./agenda-progress.ts";

/** A page of agendas with how far each is. */
export interface AgendaPage extends Page<"agenda"> {
  readonly progress: ReadonlyMap<string, AgendaProgress>;
  readonly departementCodes: ReadonlyMap<string, readonly string[]>;
  /** Their proposals by id. */
  readonly proposals: ReadonlyMap<string, Stored<"proposal">>;
}

/** A page in order of the day of the session, of closed ones the last first; agendas that are not all in the actor's territory are left out. Cost: three reads. */
export async function agendaPage(
  { store }: Context,
  actor: Actor,
  {
    state,
    after,
    limit,
  }: { readonly state: AgendaDocument["state"]; readonly after?: string | undefined; readonly limit: number },
): Promise<AgendaPage> {
  const by = state === "closed" ? "newestInState" : "byState";
  const asked = { kind: "agenda", by, equals: [state], limit } as const;
  const page = await store.list({ ...asked, ...(after === undefined ? {} : { after }) });
  const ids = [...new Set(page.records.flatMap(({ document }) => document.proposalIds))];
  const proposals = ids.length === 0 ? new Map<string, Stored<"proposal">>() : await store.getMany("proposal", ids);
  const of = ({ document }: Stored<"agenda">) => document.proposalIds.flatMap((id) => proposals.get(id) ?? []);
  const codesOf = (agenda: Stored<"agenda">) =>
    [...new Set(of(agenda).map(({ document }) => document.departementCode))].sort(compareText);
  const decisionIds = [...proposals.values()].flatMap(({ document }) => document.decisionId ?? []);
  const decisions =
    decisionIds.length === 0 ? new Map<string, Stored<"decision">>() : await store.getMany("decision", decisionIds);
  const decided = (some: readonly Stored<"proposal">[]) =>
    some.map((proposal) => ({ proposal, decision: decisions.get(proposal.document.decisionId ?? "") }));
  const records = page.records.filter((agenda) => codesOf(agenda).every((code) => isInTerritory(actor, code)));
  return {
    records,
    ...(page.next === undefined ? {} : { next: page.next }),
    progress: new Map(records.map((agenda) => [agenda.id, progressOf(agenda.id, decided(of(agenda)))])),
    departementCodes: new Map(records.map((agenda) => [agenda.id, codesOf(agenda)])),
    proposals: new Map(records.flatMap(of).map((proposal) => [proposal.id, proposal])),
  };
}
