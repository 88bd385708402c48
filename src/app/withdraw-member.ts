/**
 * A member withdraws from one vacancy because of a conflict of interest: from then on it decides nothing on it and does not count for its quorum.
 * Members tell it themselves; the secretary records it for them.
 */
import type { Actor } from "../domain/access/actor.ts";
import { reasonsFor } from "../domain/rules/procedure-part.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit, guard, replace } from "./commit.ts";
import type { Context, Stored } from "./ports.ts";
import { openAgendaFor } from "./proposals/agenda-proposals.ts";
import { groundOf } from "./proposals/explain-proposal.ts";
import { expectVersion } from "./records/expect-version.ts";

/** Who withdraws from what, on an agenda that was read at a version. */
export interface WithdrawMember {
  readonly agendaId: string;
  readonly version: number;
  readonly vacancyId: string;
  /** The member; the actor when absent. */
  readonly memberId?: string;
  /** Code of the ground, from the procedure. */
  readonly ground: string;
}

/** Records it, once per member and vacancy. Throws: `not-allowed`; `wrong-state` once the vacancy is decided. */
export async function withdrawMember(
  context: Context,
  actor: Actor,
  command: WithdrawMember,
): Promise<{ readonly sequence: number }> {
  const { agenda, proposals } = await openAgendaFor(context, actor, "withdraw-member", command.agendaId);
  expectVersion(agenda, command.version);
  const { vacancyId, ground, memberId = actor.id } = command;
  if (memberId !== actor.id && !actor.roles.includes("secretary"))
    throw new DomainError("not-allowed", { field: "memberId", sent: memberId, allowed: actor.id });
  const proposal = proposals.find(({ document }) => document.vacancyId === vacancyId);
  if (!proposal)
    throw notAllowed(
      "vacancyId",
      vacancyId,
      proposals.map(({ document }) => document.vacancyId),
    );
  requireUndecided(agenda.id, proposal);
  const { ruleSet } = await groundOf(context, proposal);
  const grounds = reasonsFor(ruleSet, "withdraw-member").map(({ id }) => id);
  if (!grounds.includes(ground)) throw notAllowed("ground", ground, grounds);
  const { withdrawals } = agenda.document;
  const others = withdrawals.filter((one) => one.actorId !== memberId || one.vacancyId !== vacancyId);
  const { sequence } = await commit(context, {
    actor,
    command: "withdraw-member",
    events: [{ type: "member-withdrawn", agendaId: agenda.id, vacancyId }],
    writes: [
      replace(agenda, { ...agenda.document, withdrawals: [...others, { actorId: memberId, vacancyId, ground }] }),
    ],
    guards: [guard(proposal)],
  });
  return { sequence };
}

function requireUndecided(agendaId: string, { id, document: { state, agendaId: on } }: Stored<"proposal">): void {
  if (on === agendaId) return;
  throw new DomainError("wrong-state", {
    kind: "proposal",
    id,
    state,
    command: "withdraw-member",
    allowed: "proposed",
  });
}

function notAllowed(field: string, sent: string, allowed: readonly string[]): DomainError {
  return new DomainError("not-allowed", { field, sent, allowed: allowed.join(", ") });
}
