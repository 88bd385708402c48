/**
 * A vacancy as an import stores it: open, its clock ending on the day the row says, and what it is found by copied from its agreement and dwelling.
 */
import { type ClockLength, type RunningClock, startClock } from "../clocks/clock.ts";
import type { VacancyDocument } from "../dwellings/vacancy-record.ts";
import type { Agreement } from "../facts/agreement.ts";
import type { Dwelling } from "../facts/dwelling.ts";
import type { Vacancy } from "../facts/vacancy.ts";
import { dayNumberOf } from "../shared/dates.ts";
import { compareText } from "../shared/order.ts";

/** What a vacancy's record is made from. */
export interface VacancyContents {
  readonly facts: Vacancy;
  readonly agreement: Agreement;
  readonly dwelling: Dwelling;
  /** Day of the import, for a row that does not say when it was declared. */
  readonly today: string;
}

const effect = "vacancy-lost";

/** A vacancy that was not stored before. */
export function importedVacancy({ facts, agreement, dwelling, today }: VacancyContents): VacancyDocument {
  const { landlordId } = agreement;
  const { departementCode } = dwelling;
  return {
    state: "open",
    landlordId,
    departementCode,
    clock: clockOf(facts, agreement, today),
    isExtended: false,
    facts,
  };
}

/** A stored vacancy with new facts: its clock is made anew only when its days changed, and its state stays. */
export function reimportedVacancy(
  stored: VacancyDocument,
  { facts, agreement, dwelling, today }: VacancyContents,
): VacancyDocument {
  const isSameClock = stored.facts.designateBy === facts.designateBy && stored.facts.declaredOn === facts.declaredOn;
  const { landlordId } = agreement;
  const { departementCode } = dwelling;
  const clock = isSameClock ? stored.clock : clockOf(facts, agreement, today);
  return { ...stored, landlordId, departementCode, clock, facts };
}

/** The agreement's delay where it leads to the day of the row, the days up to it otherwise: what was declared to the reserver counts. */
function clockOf({ declaredOn, designateBy }: Vacancy, agreement: Agreement, today: string): RunningClock {
  const startedOn = [declaredOn ?? today, designateBy].sort(compareText)[0]!;
  for (const length of declaredOn === undefined ? [] : delaysOf(agreement)) {
    const clock = startClock({ startedOn, length, calendar: "calendar", effect });
    if (clock.endsOn === designateBy) return clock;
  }
  const days = dayNumberOf(designateBy)! - dayNumberOf(startedOn)!;
  return { startedOn, length: { unit: "days", count: days }, calendar: "calendar", endsOn: designateBy, effect };
}

function delaysOf({ designationDelayDays, designationDelayMonths }: Agreement): ClockLength[] {
  return [
    ...(designationDelayDays === undefined ? [] : [{ unit: "days", count: designationDelayDays } as const]),
    ...(designationDelayMonths === undefined ? [] : [{ unit: "months", count: designationDelayMonths } as const]),
  ];
}
