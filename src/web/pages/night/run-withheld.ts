/** What the verification withheld, why, and who settles it. */
import type { RunRead } from "../../../app/read-run.ts";
import { icon } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { formatDay } from "../../../texts/format.ts";
import { dwellingWords } from "../../../texts/notice-words.ts";
import { recordTable } from "../../components/record-table.ts";
import type { PageAsked } from "../../page-route.ts";
import { violationText } from "./run-verification.ts";

/** The notice with its table; nothing where nothing was withheld. */
export function withheldPart(asked: PageAsked, { run, withheld, dwellings }: RunRead): Html | undefined {
  const { say, language } = asked;
  const { withheld: vacancyIds, verification } = run.document;
  if (vacancyIds.length === 0) return undefined;
  const count = vacancyIds.length;
  const proposalOf = (vacancyId: string) => withheld.find(({ document }) => document.vacancyId === vacancyId);
  const reasonsOf = (vacancyId: string) =>
    (verification?.violations ?? []).filter(({ values }) => values.vacancyId === vacancyId);
  const title = say("night.run.withheld.title", { count });
  return html`<section aria-labelledby="withheld" class="notice"><h2 id="withheld">${icon("lock")} ${title}</h2><p>${say("night.run.withheld.text", { count })}</p><p>${say("night.run.withheld.next")}</p>${recordTable(
    {
      caption: say("night.run.withheld.caption"),
      isCaptionHidden: true,
      rows: vacancyIds,
      columns: [
        {
          head: say("night.run.withheld.vacancy"),
          isRowHead: true,
          cell: (vacancyId) => {
            const dwelling = dwellings.get(vacancyId);
            const name = dwelling ? dwellingWords(dwelling, language) : vacancyId;
            const proposal = proposalOf(vacancyId);
            return html`<a class="place" href="${proposal ? `/proposals/${proposal.id}` : `/vacancies/${vacancyId}`}">${name}</a><small>${vacancyId}</small>`;
          },
        },
        {
          head: say("night.run.withheld.why"),
          cell: (vacancyId) => {
            const reasons = reasonsOf(vacancyId);
            if (reasons.length === 0) return say("night.run.withheld.connected");
            return html`<ul class="plain">${reasons.map((violation) => html`<li><b>${violation.property}</b> ${violationText(asked, violation)}</li>`)}</ul>`;
          },
        },
        {
          head: say("night.run.withheld.until"),
          cell: (vacancyId) => {
            const proposal = proposalOf(vacancyId);
            return proposal
              ? formatDay(proposal.document.designateBy, language, "short")
              : say("night.run.withheld.settled");
          },
        },
      ],
    },
  )}</section>`;
}
