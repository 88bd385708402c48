/**
 * How values are written for people, in French or English. Only the edge of the product imports this file: a digest never depends on it.
 */
import { dayNumberOf } from "../domain/shared/dates.ts";
import { isSingular, type Language } from "./texts.ts";

const locales = { fr: "fr-FR", en: "en-GB" } as const;

const moneyOf = { fr: money("fr"), en: money("en") };
const wholeMoneyOf = { fr: money("fr", 0), en: money("en", 0) };
const numberOf = { fr: new Intl.NumberFormat(locales.fr), en: new Intl.NumberFormat(locales.en) };
const oneDecimalOf = { fr: decimals("fr", 1), en: decimals("en", 1) };
const percentOf = { fr: percent("fr"), en: percent("en") };
const dayOf = { fr: day("fr", "long"), en: day("en", "long") };
const shortDayOf = { fr: day("fr", "short"), en: day("en", "short") };
const dayAndMonthOf = { fr: dayAndMonth("fr"), en: dayAndMonth("en") };

function money(language: Language, digits = 2): Intl.NumberFormat {
  return new Intl.NumberFormat(locales[language], {
    style: "currency",
    currency: "EUR",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
function decimals(language: Language, digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(locales[language], { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
function percent(language: Language): Intl.NumberFormat {
  return new Intl.NumberFormat(locales[language], { style: "percent", maximumFractionDigits: 1 });
}
function day(language: Language, month: "long" | "short"): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[language], { day: "numeric", month, year: "numeric", timeZone: "UTC" });
}
function dayAndMonth(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[language], { day: "numeric", month: "short", timeZone: "UTC" });
}

/** Cents as money: 612,40 €. */
export function formatCents(cents: number, language: Language): string {
  return cents % 100 === 0 && Math.abs(cents) >= 100_000
    ? wholeMoneyOf[language].format(cents / 100)
    : moneyOf[language].format(cents / 100);
}

/** A whole number with its thousands apart. */
export function formatNumber(value: number, language: Language): string {
  return numberOf[language].format(value);
}

/** Basis points as per cent: 3850 is 38,5 %. */
export function formatBasisPoints(basisPoints: number, language: Language): string {
  return percentOf[language].format(basisPoints / 10_000);
}

/** Metres: below a kilometre as they are, above with one decimal. */
export function formatMetres(metres: number, language: Language): string {
  return Math.abs(metres) < 1_000
    ? `${formatNumber(metres, language)} m`
    : `${oneDecimalOf[language].format(metres / 1_000)} km`;
}

/** A day as people write it: 1er décembre 2026, 24 déc. 2026; 24 déc. where the year is plain. Text that is no day stays as it is. */
export function formatDay(
  text: string,
  language: Language,
  length: "long" | "short" | "without-year" = "long",
): string {
  const dayNumber = dayNumberOf(text);
  if (dayNumber === undefined) return text;
  const formats = { long: dayOf, short: shortDayOf, "without-year": dayAndMonthOf };
  const written = formats[length][language].format(dayNumber * 86_400_000);
  return language === "fr" ? written.replace(/^1(?= )/, "1er") : written;
}

/** A minute of the day as a clock on the wall says it: 2 h 30, 14 h, or 14:00. */
export function formatTime(minuteOfDay: number, language: Language): string {
  const [hours, minutes] = [Math.floor(minuteOfDay / 60), String(minuteOfDay % 60).padStart(2, "0")];
  if (language === "en") return `${String(hours).padStart(2, "0")}:${minutes}`;
  return minutes === "00" ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${minutes}`;
}

const counted: Readonly<Record<string, Readonly<Record<Language, readonly [one: string, many: string]>>>> = {
  months: { fr: ["mois", "mois"], en: ["month", "months"] },
  years: { fr: ["an", "ans"], en: ["year", "years"] },
  days: { fr: ["jour", "jours"], en: ["day", "days"] },
  minutes: { fr: ["minute", "minutes"], en: ["minute", "minutes"] },
  floors: { fr: ["étage", "étages"], en: ["floor", "floors"] },
  points: { fr: ["point", "points"], en: ["point", "points"] },
};

/** A value with its unit, as rule files name units. */
export function formatValue(value: number | boolean | string, unit: string | undefined, language: Language): string {
  if (typeof value === "boolean") return language === "fr" ? (value ? "oui" : "non") : value ? "yes" : "no";
  if (typeof value === "string")
    return unit === "day" || dayNumberOf(value) !== undefined ? formatDay(value, language) : value;
  switch (unit) {
    case "cents":
      return formatCents(value, language);
    case "cents-per-month":
      return `${formatCents(value, language)} ${language === "fr" ? "par mois" : "a month"}`;
    case "cents-per-year":
      return `${formatCents(value, language)} ${language === "fr" ? "par an" : "a year"}`;
    case "metres":
      return formatMetres(value, language);
    case "square-metres":
      return `${formatNumber(value, language)} m²`;
    case "hundredths":
      return formatNumber(value / 100, language);
    case "basis-points":
      return formatBasisPoints(value, language);
    case "day":
      return formatDay(String(value), language);
    default: {
      const words = unit === undefined ? undefined : counted[unit]?.[language];
      const number = formatNumber(value, language);
      return words ? `${number} ${isSingular(value, language) ? words[0] : words[1]}` : number;
    }
  }
}
