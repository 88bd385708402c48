/** Instants as people of the house read them: the day and the time on its wall. */
import { parisTimeOf } from "../../../domain/clocks/paris-time.ts";
import { formatTime } from "../../../texts/format.ts";
import type { Language } from "../../../texts/texts.ts";

/** Hours and minutes: 14 h 09. */
export function timeOf(instant: string, language: Language): string {
  return formatTime(parisTimeOf(instant).minute, language);
}

/** The day of an instant, as records write days. */
export function dayOfInstant(instant: string): string {
  return parisTimeOf(instant).day;
}
