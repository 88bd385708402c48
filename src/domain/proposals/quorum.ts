/**
 * Who may take part in what an agenda decides: members present, members withdrawn from a vacancy for a conflict of interest, quorum.
 * Promises that a withdrawn member neither decides on the vacancy nor counts for it. Knows members by id only.
 */
import type { Actor } from "../access/actor.ts";
import { type Proceeding, procedurePart } from "../rules/procedure-part.ts";
import { DomainError } from "../shared/domain-error.ts";
import type { AgendaDocument } from "./proposal-record.ts";

/** Members present who did not withdraw from the vacancy; all who are present where none is named. */
export function presentMembers({ members, withdrawals }: AgendaDocument, vacancyId?: string): readonly string[] {
  const withdrawn = new Set(withdrawals.filter((one) => one.vacancyId === vacancyId).map(({ actorId }) => actorId));
  return members.filter(({ actorId, isPresent }) => isPresent && !withdrawn.has(actorId)).map(({ actorId }) => actorId);
}

/** Returns when the members present are enough for the vacancy. Throws: `no-quorum`; `procedure-missing`. */
export function requireQuorum(agendaId: string, agenda: AgendaDocument, ruleSet: Proceeding, vacancyId?: string): void {
  const needed = procedurePart(ruleSet, "quorum").present;
  const present = presentMembers(agenda, vacancyId).length;
  if (present < needed) throw new DomainError("no-quorum", { agendaId, needed, present });
}

/**
 * Returns when whoever decides sits on the agenda: a member who is present, or the secretary who writes down what those present decided.
 * Throws: `not-present`.
 */
export function requireSeat(agendaId: string, agenda: AgendaDocument, { id, roles }: Actor): void {
  const present = presentMembers(agenda);
  if (roles.includes("secretary") || present.includes(id)) return;
  throw new DomainError("not-present", { agendaId, actorId: id, present: present.join(", ") });
}

/** Returns when the member has no part in the vacancy that it withdrew from. Throws: `conflict-of-interest`. */
export function requireNoWithdrawal({ withdrawals }: AgendaDocument, actorId: string, vacancyId: string): void {
  if (withdrawals.some((one) => one.actorId === actorId && one.vacancyId === vacancyId))
    throw new DomainError("conflict-of-interest", { actorId, vacancyId });
}
