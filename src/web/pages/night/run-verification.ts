/** What was checked, property by property, in plain words. */
import type { Violation } from "../../../domain/engine/verification.ts";
import type { RunDocument } from "../../../domain/runs/run-record.ts";
import { stateMark } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { formatNumber } from "../../../texts/format.ts";
import { isTextKey } from "../../../texts/texts.ts";
import { recordTable } from "../../components/record-table.ts";
import type { PageAsked } from "../../page-route.ts";

/** The table of the eight properties. */
export function verificationPart(
  { say, language }: PageAsked,
  { properties, pairsMet, pairsEligible }: NonNullable<RunDocument["verification"]>,
): Html {
  const title = say("night.run.check.title");
  return html`<section aria-labelledby="check"><h2 id="check">${title}</h2><p class="measure">${say(
    "night.run.check.lead",
    {
      met: formatNumber(pairsMet, language),
      eligible: formatNumber(pairsEligible, language),
    },
  )}</p>${recordTable({
    caption: title,
    isCaptionHidden: true,
    rows: properties,
    columns: [
      {
        head: say("night.run.check.property"),
        isRowHead: true,
        cell: ({ id }) => html`<span class="property"><b>${id}</b> ${say(`property.${id}`)}</span>`,
      },
      {
        head: say("night.run.check.held"),
        cell: ({ held }) =>
          held
            ? stateMark("good", "ok", say("verification.held"))
            : stateMark("risk", "warn", say("verification.violated")),
      },
      {
        head: say("night.run.check.asked"),
        isNumber: true,
        cell: ({ checked }) => (checked === 0 ? say("night.run.check.no-case") : formatNumber(checked, language)),
      },
    ],
  })}</section>`;
}

/** One violation in a sentence. */
export function violationText({ say }: Pick<PageAsked, "say">, { key, values }: Violation): string {
  const member = `member.${String(values.member)}`;
  return say(`violation.${key}`, isTextKey(member) ? { ...values, member: say(member) } : values);
}
