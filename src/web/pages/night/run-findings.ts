/** What stopped a night, and what was remarked on its rules, each with its place. */
import type { Finding } from "../../../domain/rules/finding.ts";
import type { RunDocument } from "../../../domain/runs/run-record.ts";
import { stateMark } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { isTextKey, sayPhrase } from "../../../texts/texts.ts";
import { dataTable } from "../../components/data-table.ts";
import type { PageAsked } from "../../page-route.ts";

/** The notice of a refused night. */
export function refusedPart(asked: PageAsked, { findings, problems, asOf }: RunDocument): Html {
  const { say } = asked;
  const command = `contingent run --day ${asOf}`;
  const lines = problems.map(({ code, values }) => {
    const key = `run-problem.${code}`;
    return isTextKey(key) ? say(key, values) : say("run.request-erased", values);
  });
  return html`<section aria-labelledby="refused" class="notice is-risk"><h2 id="refused">${say("night.run.refused.title")}</h2>${
    lines.length > 0 && html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
  }${findings.length > 0 && findingsTable(asked, findings)}<p class="note">${say("night.run.refused.next", { command })}</p></section>`;
}

/** Remarks that stopped nothing; nothing where there are none. */
export function findingsPart(asked: PageAsked, findings: readonly Finding[]): Html | undefined {
  if (findings.length === 0) return undefined;
  return html`<section aria-labelledby="findings"><h2 id="findings">${asked.say("night.run.findings.title")}</h2>${findingsTable(asked, findings)}</section>`;
}

function findingsTable({ say, language }: PageAsked, findings: readonly Finding[]): Html {
  return dataTable({
    caption: say("night.run.findings.title"),
    isCaptionHidden: true,
    rows: findings,
    columns: [
      {
        head: say("night.run.findings.sentence"),
        isRowHead: true,
        cell: ({ phrase, sentence }) => sayPhrase(language, phrase ?? sentence),
      },
      {
        head: say("night.run.findings.place"),
        cell: ({ file, pointer }) => html`<code>${file}</code> <code>${pointer}</code>`,
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
