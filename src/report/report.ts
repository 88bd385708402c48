/**
 * A run as one page that opens without a network: for the committee that decides, for the printer, for whoever asks afterwards.
 * Same run, same language, same bytes. Everything that comes from a snapshot or a rule file is escaped.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { sprite } from "../markup/charts.ts";
import { Html, html } from "../markup/html.ts";
import { ReportContext } from "./report-context.ts";
import type { ReportInput } from "./report-input.ts";
import { agendaSection } from "./sections/agenda.ts";
import { buildingsSection } from "./sections/buildings.ts";
import { chainSection } from "./sections/chain.ts";
import { refusalSection } from "./sections/refusal.ts";
import { rulesSection } from "./sections/rules.ts";
import { summarySection } from "./sections/summary.ts";
import { targetsSection } from "./sections/targets.ts";
import { vacanciesSection } from "./sections/vacancies.ts";
import { verificationSection } from "./sections/verification.ts";

export type { BuildingSummary, ChainStory, RefusalStory, ReportInput } from "./report-input.ts";

const style = ["../markup/base.css", "./report.css"]
  .map((file) => readFileSync(new URL(file, import.meta.url), "utf8").trim())
  .join("\n");
const styleDigest = createHash("sha256").update(style).digest("base64");

/**
 * The report of a run. Links lead to places in the page, or to the legal sources that rule files name.
 * Cost: requests x vacancies; meant for what one committee decides.
 */
export function renderReport(input: ReportInput): string {
  const context = new ReportContext(input);
  const { refusal, chain } = input.stories ?? {};
  const { run } = input.allocation.result;
  const buildings = buildingsSection(context);
  const targets = targetsSection(context);
  const links = [
    ["agenda", context.say("report.agenda")],
    ["dwellings", context.say("report.dwellings")],
    ...(buildings ? [["buildings", context.say("report.nav.buildings")]] : []),
    ...(targets ? [["targets", context.say("report.nav.targets")]] : []),
    ...(refusal ? [["why-not", context.say("report.nav.why-not")]] : []),
    ...(chain ? [["chain", context.say("report.nav.chain")]] : []),
    ["verification", context.say("report.nav.check")],
    ["rules", context.say("report.nav.rules")],
  ];
  const title = context.say("report.title", { day: context.day(run.asOf) });
  const page = html`<!doctype html>
<html lang="${input.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleDigest}'">
<title>${title} · contingent</title>
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#content">${context.say("report.skip")}</a>
${sprite}
<header class="top"><div class="wrap"><p class="mark">contingent</p><nav aria-label="${context.say("report.nav")}"><ul>${links.map(
    ([id, text]) => html`<li><a href="#${id}">${text}</a></li>`,
  )}</ul></nav></div></header>
<main id="content" class="wrap" tabindex="-1">
${summarySection(context)}
${agendaSection(context)}
${vacanciesSection(context)}
${buildings}
${targets}
${refusal && refusalSection(context, refusal)}
${chain && chainSection(context, chain)}
${verificationSection(context)}
${rulesSection(context)}
</main>
<footer class="foot"><div class="wrap"><p>${context.say("report.motto")}</p><p>${context.say("report.foot", { version: run.engineVersion, digest: run.snapshotDigest.slice(0, 12) })}</p></div></footer>
</body>
</html>
`;
  return page.markup;
}
