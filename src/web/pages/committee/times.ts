/** Instants as people of the house read them: the clock on its wall. */
import type { Language } from "../../../texts/texts.ts";

const zone = "Europe/Paris";
const time = {
  fr: new Intl.DateTimeFormat("fr-FR", { hour: "numeric", minute: "2-digit", timeZone: zone }),
  en: new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }),
};
const day = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone });

/** Hours and minutes: 14 h 09. */
export function timeOf(instant: string, language: Language): string {
  const written = time[language].format(new Date(instant));
  return language === "fr" ? written.replace(":", "\u00a0h\u00a0") : written;
}

/** The day of an instant, as records write days. */
export function dayOfInstant(instant: string): string {
  return day.format(new Date(instant));
}
