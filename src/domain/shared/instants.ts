/** Instants in UTC as text, `2026-11-23T16:05:00.000Z`: adding to them without a clock. */
import { dayText } from "./dates.ts";

const DAY_MS = 86_400_000;

/** An instant so many minutes later. */
export function instantPlus(instant: string, minutes: number): string {
  const total = Date.parse(instant) + minutes * 60_000;
  const day = Math.floor(total / DAY_MS);
  const rest = total - day * DAY_MS;
  const [hours, rests] = [Math.floor(rest / 3_600_000), rest % 3_600_000];
  const [minute, ms] = [Math.floor(rests / 60_000), rests % 60_000];
  const time = [hours, minute, Math.floor(ms / 1_000)].map((part) => String(part).padStart(2, "0")).join(":");
  return `${dayText(day)}T${time}.${String(ms % 1_000).padStart(3, "0")}Z`;
}
