/** What stopped a night, and what was remarked on its rules, each with its place. */
import type { Finding } from "../../../domain/rules/finding.ts";
import type { RunDocument } from "../../../domain/runs/run-record.ts";
import { stateMark } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { typeset } from "../../../markup/typography.ts";
import { formatNumber } from "../../../texts/format.ts";
import { isTextKey, sayPhrase } from "../../../texts/texts.ts";
import { recordTable } from "../../components/record-table.ts";
import type { PageAsked } from "../../page-route.ts";

/** The notice of a refused night. */
export function refusedPart(asked: PageAsked, { findings, problems, asOf }: RunDocument): Html {
  const { say } = asked;
  const errors = findings.filter(({ severity }) => severity === "error");
  const command = `contingent run --day ${asOf}`;
  const lines = problems.map(({ code, values }) => {
    const key = `run-problem.${code}`;
    return isTextKey(key) ? say(key, values) : say("run.request-erased", values);
  });
  return html`<section aria-labelledby="refused" class="notice is-risk"><h2 id="refused">${say("night.run.refused.title")}</h2>${
    lines.length > 0 && html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
  }${errors.length > 0 && findingsTable(asked, errors)}<p class="measure">${say("night.run.refused.next", { command })}</p></section>`;
}

/** Remarks that stopped nothing; nothing where there are none. */
export function findingsPart(asked: PageAsked, findings: readonly Finding[]): Html | undefined {
  if (findings.length === 0) return undefined;
  const { say, language } = asked;
  const count = formatNumber(findings.length, language);
  return html`<section aria-labelledby="findings"><h2 id="findings">${say("night.run.findings.title")}</h2><details class="findings"><summary>${say("night.run.findings.count", { count })}</summary>${findingsTable(asked, findings)}</details></section>`;
}

function findingsTable({ say, language }: PageAsked, findings: readonly Finding[]): Html {
  return recordTable({
    caption: say("night.run.findings.title"),
    isCaptionHidden: true,
    rows: findings,
    columns: [
      {
        head: say("night.run.findings.sentence"),
        isRowHead: true,
        cell: ({ phrase, sentence, file, pointer, position }) =>
          html`${typeset(sayPhrase(language, phrase ?? sentence), language)}<small class="place-in-rules"><code>${file}</code> <code>${pointer}${position !== undefined && `, ${position}`}</code></small>`,
      },
      {
        head: say("night.run.findings.severity"),
        cell: ({ severity }) =>
          severity === "error"
            ? stateMark("risk", "stop", say("night.run.findings.error"))
            : stateMark("care", "ask", say("night.run.findings.warning")),
      },
    ],
  });
}
