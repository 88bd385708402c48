/**
 * A delay with a start, a length, a calendar and an effect. The designation clock of a vacancy, the offer to a candidate, the validity of a request.
 * Pure: every day comes from the caller, and what to do when a clock is over is the caller's too.
 */
import { dayNumberOf, dayText, plusMonths } from "../shared/dates.ts";
import { DomainError } from "../shared/domain-error.ts";
import { workingDayFrom } from "./public-holidays.ts";

/**
 * How days are counted. `calendar`: every day counts, and the last one is the last one. `civil`: the day of the act does not count, and a delay
 * that would end on a Saturday, a Sunday or a public holiday ends on the next working day. Source for `civil`: code de procédure civile art. 640 to 642.
 */
export type ClockCalendar = "calendar" | "civil";

/** How long a clock runs. A month that lacks the day ends on its last day. */
export interface ClockLength {
  readonly unit: "days" | "months";
  readonly count: number;
}

/** A clock as a record holds it. `endsOn` is the last day, already computed from the rest; it ends at 24:00. */
export interface RunningClock {
  readonly startedOn: string;
  readonly length: ClockLength;
  /** Added once. */
  readonly extension?: ClockLength;
  readonly calendar: ClockCalendar;
  readonly endsOn: string;
  /** What happens the day after the last one. */
  readonly effect: string;
}

/** What a clock starts from. `departementCode` decides the public holidays of a civil clock. */
export interface ClockStart extends Pick<RunningClock, "startedOn" | "length" | "calendar" | "effect"> {
  readonly departementCode?: string | undefined;
}

/** The clock that starts on a day: the day itself does not count. Throws: `not-allowed` for a day that does not exist. */
export function startClock({ startedOn, length, calendar, effect, departementCode }: ClockStart): RunningClock {
  const endsOn = lastDay({ startedOn, lengths: [length], calendar, departementCode });
  return { startedOn, length, calendar, endsOn, effect };
}

/**
 * The clock made longer, once. Lengths of one unit are added before they are counted: one month and one more from 31 January end on 31 March.
 * Throws: an error when it was extended before.
 */
export function extended(clock: RunningClock, extension: ClockLength, departementCode?: string): RunningClock {
  if (clock.extension) throw new Error("a clock is extended once");
  const { startedOn, length, calendar, effect } = clock;
  const lengths =
    length.unit === extension.unit
      ? [{ unit: length.unit, count: length.count + extension.count }]
      : [length, extension];
  return {
    startedOn,
    length,
    extension,
    calendar,
    endsOn: lastDay({ startedOn, lengths, calendar, departementCode }),
    effect,
  };
}

/** True from the day after the last one. */
export function isOver(clock: Pick<RunningClock, "endsOn">, today: string): boolean {
  return daysLeft(clock, today) < 0;
}

/** Days from today to the last one: 0 on the last day, negative when it is over. */
export function daysLeft({ endsOn }: Pick<RunningClock, "endsOn">, today: string): number {
  return dayNumber("endsOn", endsOn) - dayNumber("today", today);
}

/** When to warn, and since when nobody looked. */
export interface WarningQuestion {
  /** So many days before the last one, each once. */
  readonly daysBefore: readonly number[];
  readonly today: string;
  /** The day of the last look, so that a day without one loses no warning; the day before when absent. */
  readonly lastLookOn?: string;
}

/** Which of the warnings fall due between the last look (excluded) and today (included), the earliest first; none once the clock is over. */
export function warningsDue(
  clock: Pick<RunningClock, "endsOn">,
  { daysBefore, today, lastLookOn }: WarningQuestion,
): readonly number[] {
  const left = daysLeft(clock, today);
  const leftThen = lastLookOn === undefined ? left + 1 : daysLeft(clock, lastLookOn);
  if (left < 0) return [];
  return [...new Set(daysBefore)].filter((days) => days >= left && days < leftThen).sort((a, b) => b - a);
}

function lastDay({
  startedOn,
  lengths,
  calendar,
  departementCode,
}: {
  readonly startedOn: string;
  readonly lengths: readonly ClockLength[];
  readonly calendar: ClockCalendar;
  readonly departementCode: string | undefined;
}): string {
  const end = lengths.reduce(
    (day, { unit, count }) => (unit === "days" ? day + count : plusMonths(day, count)),
    dayNumber("startedOn", startedOn),
  );
  return dayText(calendar === "civil" ? workingDayFrom(end, departementCode) : end);
}

function dayNumber(field: string, text: string): number {
  const day = dayNumberOf(text);
  if (day === undefined) throw new DomainError("not-allowed", { field, sent: text, allowed: "yyyy-mm-dd" });
  return day;
}
