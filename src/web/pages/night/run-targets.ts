/** How far each target was, what the night was asked for, and what became of it. */
import type { RunRead } from "../../../app/read-run.ts";
import { type Html, html } from "../../../markup/html.ts";
import { typeset } from "../../../markup/typography.ts";
import { formatBasisPoints, formatNumber } from "../../../texts/format.ts";
import { recordTable } from "../../components/record-table.ts";
import type { PageAsked } from "../../page-route.ts";

/** The table; nothing where no rule set has a target. */
export function targetsPart({ say, language }: PageAsked, { run, titles }: RunRead): Html | undefined {
  const { targets = [], modes = [] } = run.document;
  if (targets.length === 0) return undefined;
  const title = say("night.run.targets.title");
  const number = (value: number) => formatNumber(value, language);
  return html`<section aria-labelledby="targets"><h2 id="targets">${title}</h2>${recordTable({
    caption: title,
    isCaptionHidden: true,
    rows: targets,
    columns: [
      {
        head: say("night.run.targets.target"),
        isRowHead: true,
        cell: ({ targetId, ruleSetId }) => {
          const titleOf = (key: string, id: string) => typeset(titles.get(key)?.[language] ?? id, language);
          return html`${titleOf(`${ruleSetId}/${targetId}`, targetId)}<small>${titleOf(ruleSetId, ruleSetId)}</small>`;
        },
      },
      { head: say("night.run.targets.territory"), cell: ({ territory }) => territory },
      {
        head: say("night.run.targets.share"),
        isNumber: true,
        cell: ({ shareBasisPoints }) => formatBasisPoints(shareBasisPoints, language),
      },
      {
        head: say("night.run.targets.so-far"),
        isNumber: true,
        cell: ({ counted, lettings }) =>
          say("night.run.targets.so-far-of", { counted: number(counted), lettings: number(lettings) }),
      },
      { head: say("night.run.targets.need"), isNumber: true, cell: ({ need }) => number(need) },
      {
        head: say("night.run.targets.first"),
        isNumber: true,
        cell: ({ priorityFirst }) => number(priorityFirst),
      },
      { head: say("night.run.targets.unmet"), isNumber: true, cell: ({ unmet }) => number(unmet) },
    ],
  })}${
    modes.length > 0 &&
    html`<details><summary>${say("night.run.modes")} (${number(modes.length)})</summary><ul>${modes.map(
      ({ vacancyId, targetId }) =>
        html`<li><a href="/vacancies/${vacancyId}">${vacancyId}</a> <small>${targetId}</small></li>`,
    )}</ul></details>`
  }</section>`;
}
