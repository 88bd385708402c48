/**
 * The agenda: every vacancy of the run by days left, then by how many candidates are missing, on one axis of days.
 */

import { dayText } from "../../domain/shared/dates.ts";
import { extensionDays } from "../../markup/agreement-delays.ts";
import { clockBar, type icon, placesRow, stateMark } from "../../markup/charts.ts";
import { type Html, html } from "../../markup/html.ts";
import type { ReportContext, VacancyView } from "../report-context.ts";
import type { VacancyStateKind } from "../vacancy-state.ts";

const shapeOf: Readonly<Record<VacancyStateKind, Parameters<typeof icon>[0]>> = {
  withheld: "lock",
  nobody: "stop",
  missing: "warn",
  pending: "ask",
  flagged: "flag",
  ready: "ok",
};

/** The agenda as one table in groups of urgency. */
export function agendaSection(context: ReportContext): Html {
  const { urgentDays } = context;
  const groups = [
    { key: "report.group.now" as const, from: Number.NEGATIVE_INFINITY, to: urgentDays, className: "g-now" },
    { key: "report.group.soon" as const, from: urgentDays + 1, to: 2 * urgentDays, className: "g-soon" },
    { key: "report.group.month" as const, from: 2 * urgentDays + 1, to: 30, className: "g-later" },
    { key: "report.group.later" as const, from: 31, to: Number.POSITIVE_INFINITY, className: "g-later" },
  ].map((group) => ({
    ...group,
    views: context.views.filter(({ daysLeft }) => daysLeft >= group.from && daysLeft <= group.to),
  }));
  return html`<section aria-labelledby="agenda">
<h2 id="agenda">${context.say("report.agenda")}</h2>
<p class="note">${context.say("report.agenda.order")}</p>
<table class="data agenda">
<caption class="hide">${context.say("report.agenda.caption")}</caption>
<colgroup><col class="c-left"><col><col class="c-axis"><col class="c-who"><col class="c-state"></colgroup>
<thead><tr><th scope="col">${context.say("report.agenda.left")}</th><th scope="col">${context.say("report.agenda.dwelling")}</th><th scope="col" class="axis-cell">${axisHead(context)}</th><th scope="col">${context.say("report.agenda.candidates")}</th><th scope="col">${context.say("report.agenda.look")}</th></tr></thead>
${groups
  .filter(({ views }) => views.length > 0)
  .map(
    ({ key, className, views }) => html`<tbody class="${className}">
<tr class="group"><th colspan="5" scope="rowgroup">${context.counted(key, views.length, { days: urgentDays, double: 2 * urgentDays })}</th></tr>
${views.map((view) => agendaRow(context, view))}</tbody>`,
  )}
</table>
<p class="legend">${[
    { drawing: placesRow(1, 0, 0), key: "report.legend.place" as const },
    { drawing: placesRow(0, 1, 0), key: "report.legend.nobody" as const },
    { drawing: placesRow(0, 0, 1), key: "report.legend.next" as const },
  ].map(
    ({ drawing, key }) => html`<span>${drawing}${context.say(key)}</span>`,
  )}<span><svg width="34" height="8" aria-hidden="true"><line class="second" x1="0" x2="34" y1="4" y2="4"/></svg>${context.say("report.legend.extension")}</span></p>
</section>`;
}

function axisHead(context: ReportContext): Html {
  const { asOf } = context.input.allocation.input.table;
  const weeks = context.axisDays / 7;
  const every = weeks > 6 ? 2 : 1;
  const labels = Array.from({ length: Math.floor((weeks - 0.5) / every) + 1 }, (_, i) => i * every);
  return html`<span class="hide">${context.say("report.agenda.axis")}</span><svg class="axis-head" aria-hidden="true">${labels.map(
    (week) =>
      html`<text x="${Math.round((week * 1000) / weeks) / 10}%" y="14" dx="3">${context.day(dayText(asOf + week * 7), "without-year")}</text>`,
  )}</svg>`;
}

function agendaRow(context: ReportContext, view: VacancyView): Html {
  const { vacancy, dwelling, landlord, agreement } = view;
  const extension = extensionDays(agreement, vacancy.designateBy);
  return html`<tr><td class="left"><b>${context.number(view.daysLeft)}</b> ${context.counted("report.days-word", view.daysLeft)}<small>${context.day(vacancy.designateBy, "without-year")}</small></td><th scope="row"><a class="place" href="#vacancy-${vacancy.id}">${context.place(dwelling)}</a><small>${[
    context.size(dwelling),
    context.word("funding", dwelling.funding),
    context.rent(dwelling),
    landlord.kind === "private" ? context.say("landlord.private") : (landlord.title ?? context.say("landlord.social")),
  ].join(
    ", ",
  )}</small></th><td class="axis-cell"><svg class="axis" aria-hidden="true">${clockBar(view.daysLeft, extension, context.axisDays)}</svg></td><td class="who">${placesRow(view.filled, view.missing, view.next.length)}<small>${candidatesText(context, view)}</small></td><td class="verdict">${stateOfVacancy(context, view)}</td></tr>
`;
}

/** How many places are filled, and how many come next. */
function candidatesText(context: ReportContext, view: VacancyView): string {
  const filled = context.say("report.filled", { filled: view.filled, places: view.proposal.places });
  const next =
    view.next.length === 0 ? context.say("report.no-next") : context.counted("report.next-count", view.next.length);
  return `${filled}, ${next}`;
}

/** The state of a vacancy: shape, word, and what it is about. */
export function stateOfVacancy(context: ReportContext, view: VacancyView): Html {
  const { kind, tone, requestIds } = view.state;
  const word = context.counted(`report.state.${kind}`, kind === "missing" ? view.missing : requestIds.length);
  const details = [
    requestIds.join(", "),
    view.proposal.priorityFirstFor === undefined ? "" : context.say("report.priority-first"),
  ].filter((detail) => detail !== "");
  return html`${stateMark(tone, shapeOf[kind], word)}${details.length > 0 && html`<small>${details.join(" · ")}</small>`}`;
}
