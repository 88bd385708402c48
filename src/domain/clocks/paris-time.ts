/**
 * The hour in Europe/Paris at an instant, and back, without asking the machine for its time zones: jobs that run at a local hour must not move when
 * the clocks change, and must not be missed or done twice on such a night.
 * Source: Directive 2000/84/EC, articles 2 and 3: summer time runs from the last Sunday of March to the last Sunday of October, both at 01:00 UTC.
 */
import { dayNumberOf, dayText, yearOf } from "../shared/dates.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const WINTER_MINUTES = 60;
const SUMMER_MINUTES = 120;

/** A time on the clocks of Paris. */
export interface ParisTime {
  readonly day: string;
  /** Minutes since midnight, as the clock shows them: 150 for 02:30. */
  readonly minute: number;
}

/** What the clocks of Paris show at an instant. Invariant: for instants from 1996 on. */
export function parisTimeOf(instant: string): ParisTime {
  const minutes = Math.floor(Date.parse(instant) / MINUTE_MS);
  const local = minutes + offsetAt(minutes);
  const number = Math.floor(local / DAY_MINUTES);
  return { day: dayText(number), minute: local - number * DAY_MINUTES };
}

/**
 * The first instant at which the clocks of Paris show this time or a later one of its day: a time that is shown twice is its first showing, one
 * that is left out is the moment the clocks go forward.
 */
export function instantOfParis({ day, minute }: ParisTime): string {
  const local = dayNumberOf(day)! * DAY_MINUTES + minute;
  const summer = local - SUMMER_MINUTES;
  if (offsetAt(summer) === SUMMER_MINUTES) return instantText(summer);
  const winter = local - WINTER_MINUTES;
  return instantText(offsetAt(winter) === WINTER_MINUTES ? winter : changeOf(yearOf(dayNumberOf(day)!), 3));
}

function instantText(minutes: number): string {
  const number = Math.floor(minutes / DAY_MINUTES);
  const rest = minutes - number * DAY_MINUTES;
  return `${dayText(number)}T${clockText(rest)}:00.000Z`;
}

/** A minute of the day as a clock shows it: `02:30`. */
function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** Minutes that Paris is ahead of UTC, at minutes since 1970 in UTC. */
function offsetAt(minutes: number): number {
  const year = yearOf(Math.floor(minutes / DAY_MINUTES));
  return minutes >= changeOf(year, 3) && minutes < changeOf(year, 10) ? SUMMER_MINUTES : WINTER_MINUTES;
}

/** 01:00 UTC on the last Sunday of a month that has 31 days, in minutes since 1970. */
function changeOf(year: number, month: 3 | 10): number {
  const last = dayNumberOf(`${year}-${month === 3 ? "03" : "10"}-31`)!;
  // 1970-01-01 was a Thursday, so that day 3 was a Sunday.
  const sunday = last - ((last - 3) % 7);
  return sunday * DAY_MINUTES + 60;
}
