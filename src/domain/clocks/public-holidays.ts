/**
 * French public holidays, computed. A civil clock that would end on one moves to the next working day.
 * Knows days and départements only; nothing here reads a clock of the machine.
 */
import { dayNumberOf, dayText, yearOf } from "../shared/dates.ts";

/** Everywhere in France, as month and day. Source: code du travail art. L3133-1. */
const fixedDays = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"] as const;

/** Everywhere in France, as days after Easter Sunday: Easter Monday, Ascension, Whit Monday. Source: code du travail art. L3133-1. */
const daysAfterEaster = [1, 39, 50] as const;

/**
 * Bas-Rhin, Haut-Rhin, Moselle: Good Friday and 26 December. Source: code du travail art. L3134-13.
 * Why: the text gives Good Friday to communes with a Protestant temple or a mixed church; it is counted in all of them, so that nobody's delay ends early.
 */
const alsaceMoselle = { departementCodes: ["57", "67", "68"], fixedDays: ["12-26"], daysAfterEaster: [-2] } as const;

/**
 * Abolition of slavery, by département or collectivity. Source: law 83-550 of 30 June 1983; code du travail art. L3422-2.
 * Why: for Saint-Martin the text says 27 May and the practice since the circular of May 2018 is 28 May; both are counted, so that nobody's delay ends early.
 */
const abolitionDays: Readonly<Record<string, readonly string[]>> = {
  "971": ["05-27"],
  "972": ["05-22"],
  "973": ["06-10"],
  "974": ["12-20"],
  "976": ["04-27"],
  "977": ["10-09"],
  "978": ["05-27", "05-28"],
};

/** Easter Sunday of a year of the Gregorian calendar, as a day number. Source: the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8). */
export function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const march1 = dayNumberOf(`${String(year).padStart(4, "0")}-03-01`)!;
  return march1 + h + l - 7 * m + 21;
}

/** True on a public holiday of France, and of the département where one is given. */
export function isPublicHoliday(dayNumber: number, departementCode?: string): boolean {
  const monthAndDay = dayText(dayNumber).slice(5);
  const afterEaster = dayNumber - easterOf(yearOf(dayNumber));
  if (includes(fixedDays, monthAndDay) || includes(daysAfterEaster, afterEaster)) return true;
  if (departementCode === undefined) return false;
  if (abolitionDays[departementCode]?.includes(monthAndDay)) return true;
  return (
    includes(alsaceMoselle.departementCodes, departementCode) &&
    (includes(alsaceMoselle.fixedDays, monthAndDay) || includes(alsaceMoselle.daysAfterEaster, afterEaster))
  );
}

/** True on a Saturday or a Sunday. */
export function isWeekend(dayNumber: number): boolean {
  const weekday = (((dayNumber + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/** The day itself when it is neither a weekend nor a public holiday, else the next one that is not. */
export function workingDayFrom(dayNumber: number, departementCode?: string): number {
  let day = dayNumber;
  while (isWeekend(day) || isPublicHoliday(day, departementCode)) day++;
  return day;
}

function includes<T>(list: readonly T[], value: T): boolean {
  return list.includes(value);
}
