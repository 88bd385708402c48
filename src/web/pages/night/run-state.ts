/** How a night ended, as a mark and as a word. */
import type { RunDocument } from "../../../domain/runs/run-record.ts";
import { stateMark } from "../../../markup/charts.ts";
import type { Html } from "../../../markup/html.ts";
import { formatDay } from "../../../texts/format.ts";
import type { PageAsked } from "../../page-route.ts";

/** The mark. */
export function runMark({ say }: Pick<PageAsked, "say">, { state, withheld }: RunDocument): Html {
  if (state === "refused") return stateMark("risk", "stop", say("night.state.refused"));
  return withheld.length > 0
    ? stateMark("care", "lock", say("night.state.withheld", { count: withheld.length }))
    : stateMark("good", "ok", say("night.state.completed"));
}

/** Which computation of its day a run is: 2 for `2026-11-23-2`. */
export function runNumber(runId: string): number {
  return Number(runId.slice(runId.lastIndexOf("-") + 1));
}

/** The day of a run, and which of its computations it is where there are several. */
export function runDayText(
  { say, language }: Pick<PageAsked, "say" | "language">,
  runId: string,
  { asOf }: RunDocument,
): { readonly day: string; readonly again?: string } {
  const number = runNumber(runId);
  return { day: formatDay(asOf, language), ...(number > 1 ? { again: say("night.again", { number }) } : {}) };
}
