/** The session after the one a proposal is on: the next one that is open, or a week later where none is yet. */
import { listAgendas } from "../../../app/list-agendas.ts";
import type { Context } from "../../../app/ports.ts";
import type { Actor } from "../../../domain/access/actor.ts";
import { sessionsFrom } from "./sessions.ts";

/** Its day; undefined for a proposal that is on no agenda. */
export async function agendaSessions(
  context: Context,
  actor: Actor,
  heldOn: string | undefined,
): Promise<string | undefined> {
  if (heldOn === undefined) return undefined;
  const { records } = await listAgendas(context, actor, { state: "open" });
  return sessionsFrom(heldOn, records, context.clock.today()).days[1];
}
