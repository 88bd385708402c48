/** Words of a command line that must be a number, a day, a list or a record; what is not is refused with what was sent. */
import { allKinds, type Kind } from "../../app/kinds.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import { formatDay } from "../../texts/format.ts";
import { CommandProblem, exitCodes, type Terminal } from "../terminal.ts";

/** A whole number from 1. */
export function wholeNumber(text: string, option: string, terminal: Terminal): number {
  if (/^[1-9][0-9]{0,14}$/.test(text)) return Number(text);
  throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.not-a-number", { value: text, option })]);
}

/** A day as it is written: `2026-11-23`. */
export function dayAsked(text: string, terminal: Terminal): string {
  if (dayNumberOf(text) !== undefined) return text;
  throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.not-a-day", { value: text })]);
}

/** The day on which something was done; today where nothing is said, and never a day to come. */
export function dayDone(text: string | undefined, today: string, terminal: Terminal): string {
  const day = text === undefined ? today : dayAsked(text, terminal);
  if (day <= today) return day;
  const values = { day: formatDay(day, terminal.language), today: formatDay(today, terminal.language) };
  throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.day-to-come", values)]);
}

/** Ids between commas. */
export function idsAsked(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
}

/** A record as `kind/id`. */
export function recordAsked(text: string, terminal: Terminal): { readonly kind: Kind; readonly id: string } {
  const at = text.indexOf("/");
  const kind = allKinds.find((one) => one === text.slice(0, at));
  const id = text.slice(at + 1);
  if (kind !== undefined && id !== "") return { kind, id };
  throw new CommandProblem(exitCodes.wrongInput, [
    terminal.say("problem.not-a-record", { value: text, kinds: allKinds.join(", ") }),
  ]);
}

/** The version that a record is expected to have: the one that was seen, or the one that is there when nothing is said. */
export function versionAsked(
  expected: string | undefined,
  { version }: { readonly version: number },
  terminal: Terminal,
): number {
  return expected === undefined ? version : wholeNumber(expected, "--expect", terminal);
}
