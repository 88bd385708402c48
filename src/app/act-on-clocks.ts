/**
 * What time does by itself, once a day: requests and proofs past their last day expire; vacancies past their designation clock are extended where
 * the agreement allows it, and lost otherwise; those whose right comes into force open; silence ends offers, and a document that
 * stays away ends an award; who can still act is warned.
 * Each record is a change of its own, so that a day which was begun can be gone through again and does nothing twice.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { dayNumberOf, dayText } from "../domain/shared/dates.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { warnOfClocks } from "./clocks/clock-warnings.ts";
import type { ClockTally } from "./clocks/clock-work.ts";
import { expireProofs } from "./clocks/expire-proofs.ts";
import { expireRequests } from "./clocks/expire-requests.ts";
import { type LapsedOffer, lapseConditions, lapseOffers } from "./clocks/lapse-offers.ts";
import { tellOverdueAnswers } from "./clocks/overdue-answers.ts";
import { endVacancies, openVacancies } from "./clocks/vacancy-clocks.ts";
import type { Context } from "./ports.ts";

/** The day that has come, and when to warn. */
export interface ActOnClocks {
  /** Today when absent; an earlier day when a night was missed. */
  readonly day?: string;
  /** So many days before the end of a clock; nobody is warned where there are none. */
  readonly warningDays?: readonly number[];
}

/** What the day came to, as ids. */
export interface ClockReport {
  readonly day: string;
  readonly expiredRequests: ClockTally;
  /** Designated requests past their validity: a person has to renew or withdraw them. */
  readonly overdueDesignated: readonly string[];
  readonly expiredProofs: ClockTally;
  readonly openedVacancies: ClockTally;
  readonly extendedVacancies: readonly string[];
  readonly lostVacancies: ClockTally;
  /** Awards whose document stayed away past its day. */
  readonly lapsedConditions: readonly LapsedOffer[];
  /** Offers that silence ended. */
  readonly lapsedOffers: readonly LapsedOffer[];
  /** Designations whose landlord has not answered in its days, told today. */
  readonly overdueAnswers: readonly string[];
  /** Warnings sent; undefined where this day's were sent before. */
  readonly warnings: number | undefined;
}

/** Acts on the clocks of a day. Throws: `not-allowed` for a day to come or that does not exist. */
export async function actOnClocks(
  context: Context,
  actor: Actor,
  { day: asked, warningDays = [] }: ActOnClocks = {},
): Promise<ClockReport> {
  authorise(actor, "act-on-clocks");
  const today = context.clock.today();
  const day = asked ?? today;
  const number = dayNumberOf(day);
  if (number === undefined || day > today)
    throw new DomainError("not-allowed", { field: "day", sent: day, allowed: `<= ${today}` });
  const work = { context, actor, day, lastOver: dayText(number - 1) };
  const openedVacancies = await openVacancies(work);
  const { extended, lost } = await endVacancies(work);
  const expiredProofs = await expireProofs(work);
  const { expired, overdueDesignated } = await expireRequests(work);
  const lapsedConditions = await lapseConditions(context, actor, day);
  const lapsedOffers = await lapseOffers(context, actor, day);
  const overdueAnswers = await tellOverdueAnswers(work);
  const warnings = warningDays.length === 0 ? 0 : await warnOfClocks(work, warningDays);
  return {
    day,
    expiredRequests: expired,
    overdueDesignated,
    expiredProofs,
    openedVacancies,
    extendedVacancies: extended,
    lostVacancies: lost,
    lapsedConditions,
    lapsedOffers,
    overdueAnswers: overdueAnswers.done,
    warnings,
  };
}
