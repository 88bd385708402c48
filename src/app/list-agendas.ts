/**
 * The sessions of the committee in order of their day, each with how far it is: how many of its proposals are decided, signed once, still open.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { AgendaDocument } from "../domain/proposals/proposal-record.ts";
import type { Context } from "./ports.ts";
import { type AgendaPage, agendaPage } from "./proposals/agenda-pages.ts";

/** Which agendas. */
export interface ListAgendas {
  /** `open` when absent. */
  readonly state?: AgendaDocument["state"];
  readonly after?: string;
  /** 50 unless told. */
  readonly limit?: number;
}

/** Agendas whose proposals are all in the actor's territory; others are left out. */
export async function listAgendas(context: Context, actor: Actor, command: ListAgendas = {}): Promise<AgendaPage> {
  authoriseRole(actor, "list-agendas");
  const { state = "open", after, limit = 50 } = command;
  const page = await agendaPage(context, actor, { state, after, limit });
  for (const departementCode of [...page.departementCodes.values()].flat())
    authorise(actor, "list-agendas", { departementCode });
  return page;
}
