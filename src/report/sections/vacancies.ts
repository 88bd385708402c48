/**
 * The cards: one per vacancy, by commune and programme, the nearest clock first inside each.
 */
import { compareText } from "../../domain/shared/order.ts";
import { type Html, html } from "../../markup/html.ts";
import type { ReportContext, VacancyView } from "../report-context.ts";
import type { BuildingSummary } from "../report-input.ts";
import { vacancyCard } from "./vacancy-card.ts";

interface Group {
  readonly title: string;
  readonly views: readonly VacancyView[];
}

/** Every vacancy of the run, one card each. */
export function vacanciesSection(context: ReportContext): Html {
  const groups = groupsOf(context);
  return html`<section aria-labelledby="dwellings">
<h2 id="dwellings">${context.say("report.dwellings")}</h2>
<p class="note">${context.say("report.dwellings.how")}</p>
<ul class="towns">${groups.map(
    ({ title, views }, i) =>
      html`<li><a href="#group-${i + 1}">${title}</a> <span class="count">${context.number(views.length)}</span></li>`,
  )}</ul>
${groups.map(
  ({ title, views }, i) => html`<section class="town" aria-labelledby="group-${i + 1}">
<div class="head"><h3 id="group-${i + 1}">${title} <span class="count">${context.counted("report.dwelling-count", views.length)}</span></h3><p class="note">${groupNote(context, views[0]!)}</p></div>
${views.map((view) => vacancyCard(context, view))}
</section>`,
)}
</section>`;
}

/** The building a vacancy belongs to, by agreement or by address. */
export function buildingOf(context: ReportContext, view: VacancyView): BuildingSummary | undefined {
  return (context.input.buildings ?? []).find(({ agreementId, address }) =>
    agreementId === undefined ? view.dwelling.address?.startsWith(address) : agreementId === view.agreement.id,
  );
}

function groupsOf(context: ReportContext): Group[] {
  const byTitle = new Map<string, VacancyView[]>();
  for (const view of context.views) {
    const building = buildingOf(context, view);
    const rest = building?.address ?? context.word("report.programme", view.agreement.programme);
    const title = context.typeset(`${context.commune(view.dwelling)}, ${rest}`);
    const views = byTitle.get(title);
    if (views) views.push(view);
    else byTitle.set(title, [view]);
  }
  return [...byTitle].map(([title, views]) => ({ title, views })).sort((a, b) => compareText(a.title, b.title));
}

function groupNote(context: ReportContext, { agreement, landlord, ruleSet }: VacancyView): string {
  return [
    context.typeset(landlord.title ?? context.say(`landlord.${landlord.kind}`)),
    context.say("report.agreement", { agreement: agreement.id }),
    context.text(ruleSet.title),
  ].join(" · ");
}
