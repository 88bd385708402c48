/** One night: what it came to, what stopped or withheld something of it, and everything it takes to judge it again. */
import { type RunRead, readRun } from "../../../app/read-run.ts";
import { type Html, html } from "../../../markup/html.ts";
import { formatNumber } from "../../../texts/format.ts";
import { pageHead } from "../../components/page-head.ts";
import type { PageAnswer, PageAsked } from "../../page-route.ts";
import { atText, durationText } from "./night-words.ts";
import { findingsPart, refusedPart } from "./run-findings.ts";
import { recordPart } from "./run-record-part.ts";
import { runDayText, runMark } from "./run-state.ts";
import { targetsPart } from "./run-targets.ts";
import { verificationPart } from "./run-verification.ts";
import { withheldPart } from "./run-withheld.ts";

/** The page. */
export async function runPage(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, params, say } = asked;
  const read = await readRun(context, visitor!.actor, { runId: params.runId! });
  const { id, document } = read.run;
  const { day, again } = runDayText(asked, id, document);
  const title = say("night.run.title", { day });
  const { findings, state } = document;
  return {
    kind: "page",
    title,
    under: "/runs",
    body: html`${pageHead(asked, {
      title,
      crumbs: [{ href: "/runs", text: say("night.runs.title") }],
      lead: html`${leadOf(asked, read)}${again !== undefined && ` ${again}.`}`,
      aside: runMark(asked, document),
    })}<div class="night">${state === "refused" && refusedPart(asked, document)}${withheldPart(asked, read)}${
      document.verification && verificationPart(asked, document.verification)
    }${targetsPart(asked, read)}${recordPart(asked, read)}${findingsPart(
      asked,
      findings.filter(({ severity }) => severity !== "error"),
    )}</div>`,
  };
}

function leadOf(asked: PageAsked, { run: { document } }: RunRead): Html {
  const { say, language } = asked;
  const { counts, startedAt, finishedAt, withheld } = document;
  const at = atText(asked, finishedAt);
  if (!counts) return html`${say("night.run.lead-refused", { at })}`;
  const number = (value: number) => formatNumber(value, language);
  const values = {
    requests: number(counts.requests),
    vacancies: number(counts.vacancies),
    proposed: number(counts.proposed),
    duration: durationText(asked, startedAt, finishedAt),
    at,
  };
  return html`${say("night.run.lead", values)}${withheld.length === 0 && ` ${say("night.run.well")}`}`;
}
