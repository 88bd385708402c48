/** `contingent clocks`: what time does by itself, once a day: requests, proofs, vacancies and offers past their last day, and warnings before it. */
import { actOnClocks, type ClockReport } from "../../app/act-on-clocks.ts";
import { warningDaysOf } from "../../app/clocks/warning-days.ts";
import { formatDay } from "../../texts/format.ts";
import type { Asked } from "../command-words.ts";
import { exitCodes, type Terminal } from "../terminal.ts";
import { acting } from "./acting.ts";
import { dayAsked } from "./operands.ts";

export async function clocksCommand(asked: Asked): Promise<number> {
  const { terminal } = asked;
  const { day: named } = asked.options as { readonly day?: string };
  return acting(asked, "act-on-clocks", async ({ context, actor }) => {
    const day = named === undefined ? context.clock.today() : dayAsked(named, terminal);
    const report = await actOnClocks(context, actor, { day, warningDays: await warningDaysOf(context) });
    if (terminal.isJson) terminal.print(JSON.stringify(report));
    else printReport(report, terminal);
    return exitCodes.done;
  });
}

function printReport(report: ClockReport, terminal: Terminal): void {
  const { day, expiredRequests, overdueDesignated, expiredProofs, openedVacancies, extendedVacancies, lostVacancies } =
    report;
  terminal.print(terminal.paint("bold", terminal.say("clocks.title", { day: formatDay(day, terminal.language) })));
  for (const [key, ids] of [
    ["clocks.opened", openedVacancies.done],
    ["clocks.extended", extendedVacancies],
    ["clocks.lost", lostVacancies.done],
    ["clocks.expired-requests", expiredRequests.done],
    ["clocks.overdue", overdueDesignated],
    ["clocks.expired-proofs", expiredProofs.done],
    ["clocks.lapsed-conditions", report.lapsedConditions.map(({ requestId }) => requestId)],
    ["clocks.lapsed-offers", report.lapsedOffers.map(({ requestId }) => requestId)],
  ] as const) {
    if (ids.length > 0) terminal.print(terminal.say(key, { count: ids.length, ids: shortened(ids) }));
  }
  const skipped = [expiredRequests, expiredProofs, openedVacancies, lostVacancies].flatMap((tally) => tally.skipped);
  if (skipped.length > 0)
    terminal.print(terminal.say("clocks.skipped", { count: skipped.length, ids: shortened(skipped) }));
  if (report.warnings === undefined) terminal.print(terminal.say("clocks.warned-before"));
  else terminal.print(terminal.say("clocks.warnings", { count: report.warnings }));
}

const idsShown = 20;

function shortened(ids: readonly string[]): string {
  return ids.slice(0, idsShown).join(", ") + (ids.length > idsShown ? ", …" : "");
}
