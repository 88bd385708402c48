/**
 * The days of a request: how long it is valid, when it may be handed in, when it may be renewed.
 */
import { isOver, type RunningClock, startClock } from "../clocks/clock.ts";
import { wrongOrder } from "../facts/declared-facts.ts";
import type { Problem } from "../shared/problem.ts";

/** A request is valid for one year from its filing or its last renewal. Source: CCH art. R441-2-7. */
const validity = { unit: "months", count: 12 } as const;

interface RequestDays {
  readonly filedOn: string;
  readonly validUntil: string;
}

/** The year of validity that starts on a day. */
export function validityFrom(startedOn: string): RunningClock {
  return startClock({ startedOn, length: validity, calendar: "calendar", effect: "request-expired" });
}

/** What is wrong with the days of a request that is handed in today. */
export function daysOfSubmission(id: string, { filedOn, validUntil }: RequestDays, today: string): readonly Problem[] {
  return [
    ...wrongOrder("request", id, ["filedOn", filedOn], ["today", today]),
    ...wrongOrder("request", id, ["today", today], ["validUntil", validUntil]),
    ...wrongOrder("request", id, ["validUntil", validUntil], ["one-year-from-today", validityFrom(today).endsOn]),
  ];
}

/**
 * What is wrong with a renewal on a day: it lies ahead or before the filing; it adds nothing; or it comes so late that a renewal in time
 * would be over too, and a new request is needed.
 */
export function daysOfRenewal(
  id: string,
  { filedOn, validUntil }: RequestDays,
  renewedOn: string,
  today: string,
): readonly Problem[] {
  const problems = [
    ...wrongOrder("request", id, ["renewedOn", renewedOn], ["today", today]),
    ...wrongOrder("request", id, ["filedOn", filedOn], ["renewedOn", renewedOn]),
  ];
  if (problems.length > 0) return problems;
  const renewed = validityFrom(renewedOn).endsOn;
  if (renewed <= validUntil) return [contradiction(id, "renewed-until", renewed, "validUntil", validUntil)];
  const last = validityFrom(validUntil);
  return isOver(last, renewedOn) ? [contradiction(id, "renewedOn", renewedOn, "latest", last.endsOn)] : [];
}

function contradiction(id: string, field: string, sent: string, other: string, otherSent: string): Problem {
  return { code: "days-contradict", values: { kind: "request", id, field, sent, other, otherSent } };
}
