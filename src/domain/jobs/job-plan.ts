/**
 * What the product does by itself and when: from the lines of its table and what is known of earlier times to what is due now. Asked every
 * minute, and when the product starts: so a night that was missed, a job that failed and one whose process was lost need no mechanism of their own.
 * Promises that the answer depends on the clock, the table and the rows alone, and that on a night when clocks change each daily job is due once.
 */
import { instantOfParis, type ParisTime, parisTimeOf } from "../clocks/paris-time.ts";
import { dayNumberOf, dayText } from "../shared/dates.ts";
import { instantPlus } from "../shared/instants.ts";

/** One line of the table. */
export interface JobLine {
  /** Under this name it is claimed in the store. */
  readonly name: string;
  /** When it runs, as cron writes it: `30 2 * * *` once a day, or `* * * * *` every minute. */
  readonly cron: string;
  readonly timeZone: "Europe/Paris";
  /** After so many minutes without a sign of life whoever runs it is taken for lost. */
  readonly leaseMinutes: number;
  /** The line of the same night that must be done before. */
  readonly needs?: string;
  /** What becomes of days that were missed: each is done in order, or only the newest one. */
  readonly missedDays: "each-in-order" | "newest-only";
}

/** What is known of a job at a key. */
export interface JobMark {
  readonly key: string;
  readonly state: "running" | "done" | "failed";
  readonly attempts: number;
  readonly startedAt: string;
  readonly leaseUntil: string;
  readonly finishedAt?: string;
  readonly outcome?: string;
}

/** Minutes to wait after the first failure, the second, and so on; the last one again and again. */
export const retryMinutes = [1, 5, 15, 60] as const;

/** The minute of the day a line runs at; undefined where it runs every minute. */
export function minuteOfDay({ cron }: Pick<JobLine, "cron">): number | undefined {
  const match = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(cron);
  return match ? Number(match[2]) * 60 + Number(match[1]) : undefined;
}

/** The newest day whose time has come, in Paris. */
export function newestDay(line: Pick<JobLine, "cron">, now: ParisTime): string {
  return now.minute >= (minuteOfDay(line) ?? 0) ? now.day : dayBefore(now.day);
}

/** Key of the minute of an instant: `2026-11-23T02:30`, in UTC, since a minute of Paris comes twice on one night. */
export function minuteKey(instant: string): string {
  return instant.slice(0, 16);
}

/** The days of a daily line that are owed at an instant, the oldest first; `marks` are its rows, the newest first. */
export function owedDays(line: JobLine, marks: readonly JobMark[], instant: string): readonly string[] {
  const newest = newestDay(line, parisTimeOf(instant));
  const done = marks.find(({ key, state }) => state === "done" && key <= newest)?.key;
  if (done === newest) return [];
  // Before the first time nothing was missed.
  const oldest = done === undefined ? (marks.at(-1)?.key ?? newest) : dayAfter(done);
  if (line.missedDays === "newest-only" || oldest >= newest) return [newest];
  const days: string[] = [];
  for (let day = oldest; day <= newest; day = dayAfter(day)) days.push(day);
  return days;
}

/** Days between the last one that was done and the newest, which nobody will make up for. */
export function skippedDays(line: JobLine, marks: readonly JobMark[], instant: string): number {
  if (line.missedDays === "each-in-order") return 0;
  const newest = newestDay(line, parisTimeOf(instant));
  const done = marks.find(({ key, state }) => state === "done" && key < newest)?.key;
  return done === undefined ? 0 : Math.max(0, dayNumberOf(newest)! - dayNumberOf(done)! - 1);
}

/** True where a job may be begun now: nobody has it, and after a failure its time to wait is over. */
export function mayBegin(mark: JobMark | undefined, instant: string): boolean {
  if (mark === undefined) return true;
  if (mark.state === "running") return mark.leaseUntil <= instant;
  return mark.state === "failed" && triedAgainAt(mark) <= instant;
}

/** When a failed job is tried again. */
export function triedAgainAt({ attempts, finishedAt, startedAt }: JobMark): string {
  const minutes = retryMinutes[Math.min(attempts, retryMinutes.length) - 1] ?? retryMinutes[0];
  return instantPlus(finishedAt ?? startedAt, minutes);
}

/** When a line runs next, whatever came before. */
export function nextTime(line: JobLine, instant: string): string {
  const minute = minuteOfDay(line);
  if (minute === undefined) return instantPlus(`${minuteKey(instant)}:00.000Z`, 1);
  const { day } = parisTimeOf(instant);
  const today = instantOfParis({ day, minute });
  return today > instant ? today : instantOfParis({ day: dayAfter(day), minute });
}

function dayAfter(day: string): string {
  return dayText(dayNumberOf(day)! + 1);
}

function dayBefore(day: string): string {
  return dayText(dayNumberOf(day)! - 1);
}
