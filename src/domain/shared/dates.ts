/**
 * Calendar days as whole numbers: days since 1970-01-01 in the proleptic Gregorian calendar. No clock, no time zone.
 */

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(dayNumber: number): CivilDay {
  const z = dayNumber + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1,
  };
}

/** The number of a day written `2026-11-23`, or undefined when no such day exists. */
export function dayNumberOf(text: string): number | undefined {
  const match = DAY_PATTERN.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const dayNumber = daysFromCivil(year, month, day);
  const back = civilFromDays(dayNumber);
  return back.month === month && back.day === day ? dayNumber : undefined;
}

/** The text `2026-11-23` of a day number. */
export function dayText(dayNumber: number): string {
  const { year, month, day } = civilFromDays(dayNumber);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The calendar year of a day number. */
export function yearOf(dayNumber: number): number {
  return civilFromDays(dayNumber).year;
}

/**
 * Completed months between two days; negative when `to` is before `from`.
 * The day of the month counts: from the 31st, a month is complete on the 31st, or on the last day of a shorter month.
 */
export function completedMonths(from: number, to: number): number {
  if (to < from) return -completedMonths(to, from);
  const a = civilFromDays(from);
  const b = civilFromDays(to);
  const months = (b.year - a.year) * 12 + (b.month - a.month);
  const isLastDayOfMonth = civilFromDays(to + 1).month !== b.month;
  return b.day >= a.day || isLastDayOfMonth ? months : months - 1;
}

/** Completed years between two days: the age of a person born on `from`. Someone born on 29 February ages on 1 March. */
export function completedYears(from: number, to: number): number {
  if (to < from) return -completedYears(to, from);
  const a = civilFromDays(from);
  const b = civilFromDays(to);
  const hadBirthday = b.month > a.month || (b.month === a.month && b.day >= a.day);
  return b.year - a.year - (hadBirthday ? 0 : 1);
}

/** The day so many months later; a day that the month lacks becomes its last day. */
export function plusMonths(dayNumber: number, months: number): number {
  const { year, month, day } = civilFromDays(dayNumber);
  const total = year * 12 + (month - 1) + months;
  const first = daysFromCivil(Math.floor(total / 12), (total % 12) + 1, 1);
  const next = daysFromCivil(Math.floor((total + 1) / 12), ((total + 1) % 12) + 1, 1);
  return Math.min(first + day - 1, next - 1);
}
