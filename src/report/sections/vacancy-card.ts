/**
 * One vacancy: what it is, how long the right still lives, under which right, and the candidates side by side with what sets them apart.
 */

import { delaySentences, extensionDays } from "../../markup/agreement-delays.ts";
import { candidateTable, slotLabel } from "../../markup/candidates/candidate-table.ts";
import { clockBar } from "../../markup/charts.ts";
import { type Html, html } from "../../markup/html.ts";
import { type MapPin, type MapTown, metresBetween, ringsFor, schematicMap } from "../../markup/map.ts";
import type { ReportContext, VacancyView } from "../report-context.ts";
import { stateOfVacancy } from "./agenda.ts";
import { unfilledNote } from "./unfilled.ts";

/** The card of one vacancy. */
export function vacancyCard(context: ReportContext, view: VacancyView): Html {
  const { vacancy, dwelling } = view;
  return html`<article class="card" id="vacancy-${vacancy.id}" aria-labelledby="t-${vacancy.id}">
<header><div><h4 id="t-${vacancy.id}">${context.place(dwelling)}</h4><p class="lead">${sizeLine(context, view)}</p></div><p class="status">${stateOfVacancy(context, view)}</p></header>
<div class="bench">
<div class="sheet">
${dwellingFacts(context, view)}
${unfilledNote(context, view)}
${candidateTable(context, view)}
${othersNote(context, view)}
</div>
<div class="aside">${clockPanel(context, view)}${mapFigure(context, view)}${rightFacts(context, view)}</div>
</div>
<p class="back"><span class="id">${vacancy.id}</span> <a href="#agenda">${context.say("report.back")}</a></p>
</article>
`;
}

function sizeLine(context: ReportContext, { dwelling }: VacancyView): string {
  const { floor, hasLift } = dwelling;
  const level =
    floor === undefined
      ? []
      : [floor === 0 ? context.say("report.ground-floor") : context.counted("report.floor", floor, { floor })];
  const lift = hasLift === undefined || floor === 0 ? [] : [context.say(hasLift ? "report.lift" : "report.no-lift")];
  return [context.size(dwelling), [...level, ...lift].join(" ")].filter((part) => part !== "").join(", ");
}

function dwellingFacts(context: ReportContext, { dwelling, vacancy }: VacancyView): Html {
  const { isAccessible, energyClass, isInPriorityNeighbourhood } = dwelling;
  const yesNo = (value: boolean | undefined) =>
    value === undefined ? context.say("report.unknown") : context.value(value);
  const facts: readonly (readonly [string, string, string?])[] = [
    [
      context.say("report.fact.rent"),
      context.rent(dwelling),
      context.say("report.fact.charges", { charges: context.value(dwelling.chargesCentsPerMonth, "cents") }),
    ],
    [
      context.say("report.fact.funding"),
      context.word("funding", dwelling.funding),
      dwelling.rentZone === undefined
        ? undefined
        : context.say("report.fact.zone", { zone: context.word("report.zone", dwelling.rentZone) }),
    ].filter((part) => part !== undefined) as [string, string, string?],
    [
      context.say("report.fact.energy"),
      energyClass === undefined
        ? context.say("report.unknown")
        : context.say("report.fact.energy-class", { letter: energyClass.toUpperCase() }),
    ],
    [context.say("report.fact.accessible"), yesNo(isAccessible)],
    [context.say("report.fact.neighbourhood"), yesNo(isInPriorityNeighbourhood)],
    [context.say("report.fact.free-on"), context.day(vacancy.availableOn)],
    ...(vacancy.temporaryUntil === undefined
      ? []
      : [[context.say("report.fact.temporary"), context.day(vacancy.temporaryUntil)] as const]),
  ];
  return html`<dl class="facts wide">${facts.map(
    ([term, value, detail]) =>
      html`<div><dt>${term}</dt><dd>${value}${detail !== undefined && html` <small>${detail}</small>`}</dd></div>`,
  )}</dl>`;
}

function clockPanel(context: ReportContext, view: VacancyView): Html {
  const { agreement, vacancy, daysLeft } = view;
  const extension = extensionDays(agreement, vacancy.designateBy);
  const isUrgent = daysLeft <= context.urgentDays;
  return html`<div class="clock${isUrgent && " is-risk"}">
<p class="left"><b>${context.number(Math.abs(daysLeft))}</b> ${daysLeft < 0 ? context.counted("report.days-over-word", -daysLeft) : context.counted("report.days-word", daysLeft)}</p>
<p class="until">${context.say("report.until", { day: context.day(vacancy.designateBy) })}</p>
<svg class="axis" aria-hidden="true">${clockBar(daysLeft, extension, context.axisDays)}</svg>
<p class="note">${[
    ...delaySentences(context, agreement),
    agreement.onExpiry === undefined ? "" : context.say(`report.expiry.${agreement.onExpiry}`),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ")}</p>
</div>`;
}

function rightFacts(context: ReportContext, view: VacancyView): Html {
  const { agreement, proposal, ruleSet, isFlow, use } = view;
  const right = isFlow ? context.say("report.right.flow") : context.say("report.right.stock");
  const until =
    agreement.effectiveTo === undefined
      ? ""
      : context.say("report.agreement-until", { day: context.day(agreement.effectiveTo) });
  return html`<dl class="facts stacked"><div><dt>${context.say("report.fact.right")}</dt><dd>${right}${use !== undefined && html`, ${context.word("report.use", use)}`} <small>${context.say("report.agreement", { agreement: agreement.id })} ${until}</small></dd></div><div><dt>${context.say("report.fact.order")}</dt><dd>${orderText(context, view)}</dd></div>${
    proposal.pinned.length > 0 &&
    html`<div><dt>${context.say("report.fact.pinned")}</dt><dd>${proposal.pinned.join(", ")}</dd></div>`
  }<div><dt>${context.say("report.fact.rules")}</dt><dd><a href="#rules-${ruleSet.id}">${context.text(ruleSet.title)}</a></dd></div></dl>`;
}

/** By points, or priority first and why. */
function orderText(context: ReportContext, { proposal, target }: VacancyView): Html {
  if (target === undefined) return html`${context.say("report.order.points")}`;
  const counting = proposal.candidates.filter(({ priorityClass }) => (priorityClass ?? 0) > 0).length;
  return html`<b>${context.say("report.priority-first")}</b> <small>${context.say("report.order.because", { target: context.text(target) })} ${context.counted("report.order.counting", counting)} <a href="#targets">${context.say("report.order.see")}</a></small>`;
}

function mapFigure(context: ReportContext, view: VacancyView): Html | undefined {
  const home = view.dwelling.position;
  if (home === undefined) return undefined;
  const all = [...view.candidates, ...view.next];
  const known: { label: string; pin: MapPin; metres: number }[] = [];
  const unknown: string[] = [];
  all.forEach((candidate, i) => {
    const isSpare = i >= view.candidates.length;
    const label = slotLabel(context, i, view.candidates.length);
    const position = context.request(candidate.requestId)?.job.workplacePosition;
    const metres = metresBetween(home, position);
    if (position === undefined || metres === undefined) unknown.push(candidate.requestId);
    else known.push({ label, metres, pin: { label, isSpare, position } });
  });
  if (known.length === 0) return undefined;
  const [inner, outer] = ringsFor(known.map(({ metres }) => metres));
  const words = known
    .map(({ label, metres }) => `${label}${context.say("report.colon")}${context.value(metres, "metres")}`)
    .join(", ");
  const towns = townsOf(context).filter(({ title }) => title !== view.dwelling.communeTitle);
  return html`<figure>${schematicMap(
    home,
    known.map(({ pin }) => pin),
    towns,
    context.say("report.map.label", { words }),
  )}<figcaption class="note">${context.say("report.map.caption", { inner, outer })}${
    unknown.length > 0 && html` ${context.say("report.map.unknown", { requests: unknown.join(", ") })}`
  }</figcaption></figure>`;
}

/** The communes of the run, each where the first of its dwellings by id stands. */
function townsOf(context: ReportContext): MapTown[] {
  const towns = new Map<string, MapTown & { id: string }>();
  for (const { communeTitle, position, id } of context.input.snapshot.dwellings) {
    if (communeTitle === undefined || position === undefined) continue;
    const known = towns.get(communeTitle);
    if (!known || id < known.id) towns.set(communeTitle, { title: communeTitle, position, id });
  }
  return [...towns.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What became of the other eligible requests: nobody was passed over. */
function othersNote(context: ReportContext, view: VacancyView): Html | undefined {
  const { allocation } = context.input;
  const { table } = allocation.input;
  const vacancy = table.vacancyRow(view.vacancy.id)!;
  const shown = new Set([
    ...view.proposal.pinned,
    ...[...view.candidates, ...view.next].map(({ requestId }) => requestId),
  ]);
  let elsewhere = 0;
  let behind = 0;
  for (let request = 0; request < table.requestCount; request++) {
    if (shown.has(table.requestId(request)) || !allocation.pairs.has(vacancy, request)) continue;
    if (allocation.state.standingsOf(request).length > 0) elsewhere++;
    else behind++;
  }
  if (elsewhere + behind === 0) return undefined;
  return html`<p class="note">${context.counted("report.others", elsewhere + behind)} ${context.say(
    "report.others.split",
    {
      elsewhere: context.counted("report.others.elsewhere", elsewhere),
      behind: context.counted("report.others.behind", behind),
    },
  )}</p>`;
}
