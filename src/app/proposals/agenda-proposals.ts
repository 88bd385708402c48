/**
 * An agenda with its proposals, read for an actor who must have a hand in the territory of each.
 */
import type { Actor } from "../../domain/access/actor.ts";
import { authorise, authoriseRole, type Command } from "../../domain/access/permissions.ts";
import type { AgendaDocument } from "../../domain/proposals/proposal-record.ts";
import { agendaTransitions } from "../../domain/proposals/transitions.ts";
import { type Transition, transitionsBy } from "../../domain/shared/transition.ts";
import type { Context, Stored } from "../ports.ts";
import { recordNow } from "../records/read-as-of.ts";

/** An agenda as a use case reads it. */
export interface AgendaReading {
  readonly agenda: Stored<"agenda">;
  /** In the order of the agenda. */
  readonly proposals: readonly Stored<"proposal">[];
}

/** Reads an agenda that the use case may change. Throws: `not-found`; `scope-forbidden`; `wrong-state` for a closed one. */
export async function openAgendaFor(
  context: Context,
  actor: Actor,
  command: Command,
  agendaId: string,
): Promise<AgendaReading> {
  authoriseRole(actor, command);
  const agenda = await recordNow(context, "agenda", agendaId);
  const proposals = await proposalsOf(context, agenda.document);
  for (const departementCode of new Set(proposals.map(({ document }) => document.departementCode)))
    authorise(actor, command, { departementCode });
  const table: readonly Transition<AgendaDocument["state"], string>[] = agendaTransitions;
  transitionsBy(table, { kind: "agenda", id: agendaId, state: agenda.document.state }, command);
  return { agenda, proposals };
}

/** The proposals of an agenda in its order. */
export async function proposalsOf(
  { store }: Context,
  { proposalIds }: AgendaDocument,
): Promise<readonly Stored<"proposal">[]> {
  const found = await store.getMany("proposal", proposalIds);
  return proposalIds.flatMap((id) => found.get(id) ?? []);
}
