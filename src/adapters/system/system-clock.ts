/** The clock of the machine; days are those of Paris. */
import type { Clock } from "../../app/ports.ts";

const parisDay = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Paris",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The day in Europe/Paris at an instant: `2026-11-23`. */
export function dayInParis(instant: Date): string {
  const parts = new Map(parisDay.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}

/** Tells the time as the machine has it. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => dayInParis(new Date()),
};
