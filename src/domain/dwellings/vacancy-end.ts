/**
 * How a vacancy lengthens, ends by its clock or is withdrawn by the landlord. Which state may follow which stands in the transitions.
 */
import type { Agreement } from "../facts/agreement.ts";
import { DomainError } from "../shared/domain-error.ts";
import { transitionTo } from "../shared/transition.ts";
import { extendedClock } from "./designation-clock.ts";
import { vacancyTransitions } from "./transitions.ts";
import type { VacancyDocument } from "./vacancy-record.ts";

/** Why a landlord withdraws a vacancy. */
export const vacancyWithdrawalReasons = [
  "declared-in-error",
  "not-vacant-after-all",
  "works",
  "sold-or-demolished",
  "other-use",
] as const;

interface NamedVacancy {
  readonly id: string;
  readonly document: VacancyDocument;
}

/** The vacancy with the agreement's extension. Throws: `wrong-state`, `already-extended`, `no-extension`. */
export function extendedVacancy(
  { id, document }: NamedVacancy,
  agreement: Agreement,
  today: string,
  by: "extend-vacancy" | "act-on-clocks",
): VacancyDocument {
  transitionTo(vacancyTransitions, { kind: "vacancy", id, state: document.state }, by, document.state);
  if (document.isExtended) throw new DomainError("already-extended", { vacancyId: id });
  const clock = extendedClock(document.clock, agreement, today);
  if (!clock) throw new DomainError("no-extension", { vacancyId: id, agreementId: agreement.id });
  return { ...document, clock, isExtended: true, facts: { ...document.facts, designateBy: clock.endsOn } };
}

/** The vacancy lost to its clock, with what becomes of the right. Throws: `wrong-state`. */
export function lostVacancy({ id, document }: NamedVacancy, { onExpiry }: Agreement): VacancyDocument {
  transitionTo(vacancyTransitions, { kind: "vacancy", id, state: document.state }, "act-on-clocks", "lost");
  return {
    ...document,
    state: "lost",
    endReason: "designation-clock",
    ...(onExpiry === undefined ? {} : { returns: onExpiry }),
  };
}

/** The vacancy withdrawn. Throws: `wrong-state`, `reason-required`; `not-allowed` for a reason that is not on the list. */
export function withdrawnVacancy({ id, document }: NamedVacancy, reason: string): VacancyDocument {
  const moving = { kind: "vacancy", id, state: document.state };
  transitionTo(vacancyTransitions, moving, "withdraw-vacancy", "withdrawn", reason);
  if (!vacancyWithdrawalReasons.some((allowed) => allowed === reason))
    throw new DomainError("not-allowed", {
      field: "reason",
      sent: reason,
      allowed: vacancyWithdrawalReasons.join(", "),
    });
  return { ...document, state: "withdrawn", endReason: reason };
}
