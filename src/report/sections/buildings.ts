/**
 * Private buildings: dwellings, those reserved, what this run proposes for them, and the aid for the works.
 */
import { squaresRow } from "../../markup/charts.ts";
import { type Html, html } from "../../markup/html.ts";
import type { ReportContext } from "../report-context.ts";
import { buildingOf } from "./vacancies.ts";

/** One line per building; nothing where none was given. */
export function buildingsSection(context: ReportContext): Html | undefined {
  const buildings = context.input.buildings ?? [];
  if (buildings.length === 0) return undefined;
  const euros = (amount: number) => context.value(amount * 100, "cents");
  return html`<section aria-labelledby="buildings">
<h2 id="buildings">${context.say("report.buildings")}</h2>
<table class="data flow"><caption class="note">${context.say("report.buildings.caption")}</caption>
<thead><tr><th scope="col">${context.say("report.buildings.building")}</th><th scope="col">${context.say("report.buildings.dwellings")}</th><th scope="col" class="num">${context.say("report.buildings.reserved")}</th><th scope="col" class="num">${context.say("report.buildings.proposed")}</th><th scope="col" class="num">${context.say("report.buildings.works")}</th><th scope="col" class="num">${context.say("report.buildings.aid")}</th></tr></thead>
<tbody>${buildings.map((building) => {
    const views = context.views.filter((view) => buildingOf(context, view) === building);
    const proposed = views.filter(({ filled }) => filled > 0).length;
    const share = Math.floor((building.aidEuros * 10_000) / Math.max(1, building.worksEuros) + 0.5);
    const commune = views[0] ? context.commune(views[0].dwelling) : "";
    return html`<tr><th scope="row"><span class="place">${context.typeset([commune, building.address].filter((part) => part !== "").join(", "))}</span></th><td data-of="${context.say("report.buildings.dwellings")}">${squaresRow(
      [
        { count: building.reserved, className: "in" },
        { count: building.dwellings - building.reserved, className: "out" },
      ],
    )}<small>${context.counted("report.buildings.split", building.dwellings, {
      reserved: building.reserved,
      free: building.dwellings - building.reserved,
    })}</small></td><td class="num" data-of="${context.say("report.buildings.reserved")}"><b>${building.reserved}</b></td><td class="num" data-of="${context.say("report.buildings.proposed")}">${context.say("report.buildings.of", { proposed, vacancies: views.length })}</td><td class="num" data-of="${context.say("report.buildings.works")}">${euros(building.worksEuros)}</td><td class="num" data-of="${context.say("report.buildings.aid")}">${euros(building.aidEuros)}<small>${context.say("report.buildings.share", { share: context.value(share, "basis-points") })}</small></td></tr>`;
  })}</tbody></table>
<p class="note">${context.say("report.buildings.rule")}</p>
</section>`;
}
