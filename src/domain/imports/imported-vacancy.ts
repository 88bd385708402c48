/**
 * A vacancy as an import stores it: open, its clock ending on the day the row says, and what it is found by copied from its agreement and dwelling.
 */
import { type RunningClock, startClock } from "../clocks/clock.ts";
import { agreedClock, clockStartsOn, designationClock } from "../dwellings/designation-clock.ts";
import type { VacancyDocument } from "../dwellings/vacancy-record.ts";
import type { Agreement } from "../facts/agreement.ts";
import type { Dwelling } from "../facts/dwelling.ts";
import type { Landlord } from "../facts/landlord.ts";
import type { Vacancy } from "../facts/vacancy.ts";
import { compareText } from "../shared/order.ts";

/** What a vacancy's record is made from. */
export interface VacancyContents {
  readonly facts: Vacancy;
  readonly landlord: Landlord;
  readonly agreement: Agreement;
  readonly dwelling: Dwelling;
  /** Day of the import, for a row that does not say when it was declared. */
  readonly today: string;
}

/** A vacancy that was not stored before. */
export function importedVacancy(contents: VacancyContents): VacancyDocument {
  return { state: "open", ...copied(contents), clock: clockOf(contents), isExtended: false, facts: contents.facts };
}

/** A stored vacancy with new facts: its clock is made anew only when its days changed, and its state stays. */
export function reimportedVacancy(stored: VacancyDocument, contents: VacancyContents): VacancyDocument {
  const { facts } = contents;
  if (stored.facts.designateBy === facts.designateBy && stored.facts.declaredOn === facts.declaredOn)
    return { ...stored, ...copied(contents), facts };
  return { ...stored, ...copied(contents), clock: clockOf(contents), isExtended: false, facts };
}

/** The facts of a row beside an extended vacancy: a row that states the last day from before the extension says nothing against it. */
export function sinceExtension(stored: VacancyDocument, facts: Vacancy): Vacancy {
  if (!stored.isExtended || facts.designateBy !== startClock(stored.clock).endsOn) return facts;
  return { ...facts, designateBy: stored.facts.designateBy };
}

function copied({ landlord, dwelling: { departementCode } }: VacancyContents) {
  return { landlordId: landlord.id, departementCode };
}

/** The agreement's clock where it ends on the day of the row, the days up to it otherwise: what was declared to the reserver counts. */
function clockOf({ facts, landlord, agreement, today }: VacancyContents): RunningClock {
  const { declaredOn = today, availableOn, designateBy } = facts;
  const startedOn = clockStartsOn(landlord.kind, { declaredOn, availableOn });
  const agreed = facts.declaredOn === undefined ? undefined : designationClock(agreement, startedOn);
  return agreed?.endsOn === designateBy
    ? agreed
    : agreedClock([startedOn, designateBy].sort(compareText)[0]!, designateBy);
}
