/**
 * Records who of the members is present. What was decided before keeps the quorum of then.
 */
import type { Actor } from "../domain/access/actor.ts";
import type { AgendaMember } from "../domain/proposals/proposal-record.ts";
import { compareText } from "../domain/shared/order.ts";
import { type Problem, refuseAll } from "../domain/shared/problem.ts";
import { commit, replace } from "./commit.ts";
import type { Context } from "./ports.ts";
import { openAgendaFor } from "./proposals/agenda-proposals.ts";
import { expectVersion } from "./records/expect-version.ts";

/** Who is there, on an agenda that was read at a version. */
export interface AttendAgenda {
  readonly agendaId: string;
  readonly version: number;
  /** All members, each once. */
  readonly members: readonly AgendaMember[];
}

/** Records it in place of what was recorded before. */
export async function attendAgenda(
  context: Context,
  actor: Actor,
  command: AttendAgenda,
): Promise<{ readonly present: number; readonly sequence: number }> {
  const { agenda } = await openAgendaFor(context, actor, "attend-agenda", command.agendaId);
  expectVersion(agenda, command.version);
  refuseAll(notMembers(command.members));
  const members = [...command.members].sort((a, b) => compareText(a.actorId, b.actorId));
  const present = members.filter(({ isPresent }) => isPresent).length;
  const { sequence } = await commit(context, {
    actor,
    command: "attend-agenda",
    events: [{ type: "agenda-attended", agendaId: agenda.id, present }],
    writes: [replace(agenda, { ...agenda.document, members })],
  });
  return { present, sequence };
}

/** What an id of an account looks like. */
const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Members that stand there twice, and what can be nobody's id: it would count for the quorum. */
function notMembers(members: readonly AgendaMember[]): readonly Problem[] {
  const ids = members.map(({ actorId }) => actorId);
  return ids.flatMap((id, place): readonly Problem[] => {
    const field = `members/${place}/actorId`;
    const sent = id.slice(0, 64);
    if (!idForm.test(id)) return [{ code: "not-allowed", values: { field, sent, allowed: "A–Z, a–z, 0–9, . _ -" } }];
    if (ids.indexOf(id) !== place)
      return [{ code: "not-allowed", values: { field, sent, allowed: "each member once" } }];
    return [];
  });
}
