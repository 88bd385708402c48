/**
 * The designation clock of a vacancy: how long the reserver has to name candidates, as the agreement says.
 */
import { type ClockLength, extended, isOver, type RunningClock, startClock } from "../clocks/clock.ts";
import type { Agreement } from "../facts/agreement.ts";
import type { Landlord } from "../facts/landlord.ts";
import { dayNumberOf } from "../shared/dates.ts";

/** What happens at the end of the clock. */
const effect = "vacancy-lost";

/** Days of a vacancy that a clock can start from. */
export interface VacancyDays {
  readonly declaredOn: string;
  readonly availableOn: string;
}

/**
 * The day the clock starts. Social landlords: when the reserver is told. Private owners: when the dwelling can be let, and not before it is told.
 * Source: arrêté of 10 March 2011 art. 1 (signal of the vacancy and delay to propose); agreements of Action Coeur de Ville (one month after availability).
 */
export function clockStartsOn(kind: Landlord["kind"], { declaredOn, availableOn }: VacancyDays): string {
  return kind === "private" && dayNumberOf(availableOn)! > dayNumberOf(declaredOn)! ? availableOn : declaredOn;
}

/** The delay to name candidates, in the unit that the agreement counts in; undefined where it states none. */
export function designationDelay(agreement: Agreement): ClockLength | undefined {
  return lengthOf(agreement.designationDelayDays, agreement.designationDelayMonths);
}

/** The delay that is added when the first brought no tenant, likewise. */
export function extensionDelay(agreement: Agreement): ClockLength | undefined {
  return lengthOf(agreement.extensionDelayDays, agreement.extensionDelayMonths);
}

/** The clock that the agreement starts; undefined where it states no delay. */
export function designationClock(agreement: Agreement, startedOn: string): RunningClock | undefined {
  const length = designationDelay(agreement);
  return length && startClock({ startedOn, length, calendar: "calendar", effect });
}

/** The clock that ends on a day which was agreed for this vacancy alone. Invariant: `endsOn` is not before `startedOn`. */
export function agreedClock(startedOn: string, endsOn: string): RunningClock {
  const count = dayNumberOf(endsOn)! - dayNumberOf(startedOn)!;
  return startClock({ startedOn, length: { unit: "days", count }, calendar: "calendar", effect });
}

/** The clock with the agreement's extension; undefined where it states none, or where even that is over. */
export function extendedClock(clock: RunningClock, agreement: Agreement, today: string): RunningClock | undefined {
  const extension = extensionDelay(agreement);
  if (!extension) return undefined;
  const longer = extended(clock, extension);
  return isOver(longer, today) ? undefined : longer;
}

function lengthOf(days: number | undefined, months: number | undefined): ClockLength | undefined {
  if (months !== undefined && months > 0) return { unit: "months", count: months };
  if (days !== undefined && days > 0) return { unit: "days", count: days };
  return undefined;
}
