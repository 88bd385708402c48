/**
 * One request that is proposed nowhere, answered whole: what would help, where others pass before, what is missing, which rule stands in the way.
 */
import type { LeverUse } from "../../domain/engine/smallest-change.ts";
import type { FailedRule, VacancyOutcome } from "../../domain/engine/why-not.ts";
import { compareText } from "../../domain/shared/order.ts";
import { squaresRow, stateMark, thresholdBar } from "../../markup/charts.ts";
import { unitOfFact } from "../../markup/criterion-value.ts";
import { type Html, html, joined } from "../../markup/html.ts";
import { factTitle, ruleText, sourceText, standingText } from "../../markup/sentences.ts";
import { fill } from "../../texts/texts.ts";
import type { ReportContext } from "../report-context.ts";
import type { RefusalStory } from "../report-input.ts";

/** The answer to "why not me?". */
export function refusalSection(context: ReportContext, story: RefusalStory): Html {
  const { outcomes } = story.whyNot;
  const ranked = outcomes.filter(({ verdict }) => verdict === "eligible");
  const missing = outcomes.filter(({ verdict }) => verdict === "incomplete");
  const refused = outcomes.filter(({ verdict }) => verdict === "refused");
  const tally = [
    { outcomes: ranked, className: "ranked", key: "report.why-not.ranked" as const },
    { outcomes: missing, className: "missing", key: "report.why-not.missing" as const },
    { outcomes: refused, className: "failed", key: "report.why-not.refused" as const },
  ].filter(({ outcomes: of }) => of.length > 0);
  return html`<section aria-labelledby="why-not" class="why-not">
<h2 id="why-not">${context.say("report.why-not", { request: story.requestId })}</h2>
<p class="note">${context.counted("report.why-not.considered", outcomes.length)}</p>
<div class="answer">
<div>${changeBox(context, story)}
${rankedTable(context, ranked)}
${missingTable(context, missing)}</div>
<div class="panel"><h3>${context.counted("report.why-not.examined", outcomes.length)}</h3><ul class="tally">${tally.map(
    ({ outcomes: of, className, key }) =>
      html`<li>${squaresRow([{ count: of.length, className }])}<b>${context.number(of.length)}</b> ${context.counted(key, of.length)}</li>`,
  )}</ul>${requestFacts(context, story.requestId)}</div>
</div>
${refusedTable(context, refused)}
</section>`;
}

function changeBox(context: ReportContext, { smallestChange: change }: RefusalStory): Html {
  const title = html`<h3>${context.say("report.change")}</h3>`;
  const note = html`<p class="note">${context.say("report.change.note")}</p>`;
  if (change === undefined)
    return html`<div class="change">${title}<p>${context.say("report.change.not-sought")}</p></div>`;
  if (change.kind === "none")
    return html`<div class="change">${title}<p class="figure">${context.say("report.change.none")}</p>${note}</div>`;
  const where = context.say("report.change.where");
  const vacancies = joined(
    change.vacancyIds.map((id) => vacancyLink(context, id)),
    ", ",
  );
  if (change.kind === "already-listed")
    return html`<div class="change">${title}<p>${context.say("report.change.listed")} ${vacancies}</p></div>`;
  return html`<div class="change">${title}<ol>${change.levers.map(
    (lever, i) => html`<li><span class="rank">${i + 1}</span><p class="figure">${leverText(context, lever)}</p></li>`,
  )}</ol><p>${where} ${vacancies}</p>${note}</div>`;
}

function leverText(context: ReportContext, { sentence, value, fact }: LeverUse): string {
  const shown = context.communeTitle(value) ?? context.value(value, unitOfFact(fact));
  return context.typeset(fill(sentence[context.language], { value: shown }));
}

function requestFacts(context: ReportContext, requestId: string): Html | undefined {
  const request = context.request(requestId);
  if (!request) return undefined;
  const { household, job } = request;
  const commune = (code: string | undefined) =>
    code === undefined ? context.say("report.unknown") : (context.communeTitle(code) ?? code);
  const facts: readonly (readonly [string, string])[] = [
    [context.say("report.known.filed"), context.day(request.filedOn)],
    [context.say("report.known.valid"), context.day(request.validUntil)],
    [context.say("report.household"), context.counted("report.persons", household.persons.length)],
    [
      context.say("report.known.income"),
      household.referenceIncomeCentsPerYear === undefined
        ? context.say("report.unknown")
        : context.value(household.referenceIncomeCentsPerYear, "cents-per-year"),
    ],
    [
      context.say("report.known.rent"),
      request.rentLimitCentsPerMonth === undefined
        ? context.say("report.unknown")
        : context.value(request.rentLimitCentsPerMonth, "cents-per-month"),
    ],
    [context.say("report.known.work"), commune(job.workplaceCommuneCode)],
    [
      context.say("report.known.wishes"),
      (request.wishedCommunes ?? []).map(commune).join(", ") || context.say("report.unknown"),
    ],
  ];
  return html`<h3>${context.say("report.known")}</h3><dl class="facts stacked">${facts.map(
    ([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

function vacancyLink(context: ReportContext, vacancyId: string): Html {
  const view = context.view(vacancyId);
  return html`<a href="#vacancy-${vacancyId}">${view ? context.place(view.dwelling) : vacancyId}</a>`;
}

function vacancyHead(context: ReportContext, vacancyId: string): Html {
  const view = context.view(vacancyId);
  return html`<th scope="row">${vacancyLink(context, vacancyId)}${
    view &&
    html`<small>${[context.size(view.dwelling), context.word("funding", view.dwelling.funding), context.rent(view.dwelling)].join(", ")}</small>`
  }</th>`;
}

function rankedTable(context: ReportContext, outcomes: readonly VacancyOutcome[]): Html | undefined {
  if (outcomes.length === 0) return undefined;
  const [dwelling, points, stands] = [
    context.say("report.agenda.dwelling"),
    context.say("report.points"),
    context.say("report.why-not.stands"),
  ];
  return html`<table class="data flow"><caption>${context.say("report.why-not.before")} <span class="count">${outcomes.length}</span></caption>
<thead><tr><th scope="col">${dwelling}</th><th scope="col" class="num">${points}</th><th scope="col">${stands}</th></tr></thead>
<tbody>${outcomes.map(
    (outcome) =>
      html`<tr>${vacancyHead(context, outcome.vacancyId)}<td class="num" data-of="${points}"><b>${outcome.points}</b></td><td data-of="${stands}">${standingText(outcome.standing, context.language)}</td></tr>`,
  )}</tbody></table>`;
}

function missingTable(context: ReportContext, outcomes: readonly VacancyOutcome[]): Html | undefined {
  if (outcomes.length === 0) return undefined;
  const [dwelling, fact, rule] = [
    context.say("report.agenda.dwelling"),
    context.say("report.why-not.fact"),
    context.say("report.rules.rule"),
  ];
  return html`<table class="data flow"><caption>${context.say("report.why-not.lacking")} <span class="count">${outcomes.length}</span></caption>
<thead><tr><th scope="col">${dwelling}</th><th scope="col">${fact}</th><th scope="col">${rule}</th></tr></thead>
<tbody>${outcomes.map(({ vacancyId, failed }) => {
    const first = failed[0]!;
    const facts = first.missing.map((name) => factTitle(name, context.language)).join(", ");
    return html`<tr>${vacancyHead(context, vacancyId)}<td data-of="${fact}">${stateMark("care", "ask", facts)}</td><td data-of="${rule}">${context.text(first.title)}<small>${context.typeset(sourceText(first.source))}</small></td></tr>`;
  })}</tbody></table>`;
}

/** By first rule that refused, most vacancies first; value against threshold where both are numbers. */
function refusedTable(context: ReportContext, outcomes: readonly VacancyOutcome[]): Html | undefined {
  if (outcomes.length === 0) return undefined;
  const groups = new Map<string, { rule: FailedRule; ruleSetId: string; outcomes: VacancyOutcome[] }>();
  for (const outcome of outcomes) {
    const rule = outcome.failed[0]!;
    const title = `${rule.id}/${context.text(rule.title)}`;
    const group = groups.get(title);
    if (group) group.outcomes.push(outcome);
    else groups.set(title, { rule, ruleSetId: outcome.ruleSetId, outcomes: [outcome] });
  }
  const heads = [
    context.say("report.why-not.sentence"),
    context.say("report.why-not.value"),
    context.say("report.why-not.threshold"),
    context.say("report.dwellings"),
  ] as const;
  return html`<table class="data flow refused"><caption>${context.say("report.why-not.by-rule")} <span class="count">${outcomes.length}</span></caption>
<thead><tr><th scope="col">${heads[0]}</th><th scope="col">${heads[1]}</th><th scope="col">${heads[2]}</th><th scope="col">${heads[3]}</th></tr></thead>
${[...groups.values()]
  .sort((a, b) => b.outcomes.length - a.outcomes.length)
  .map(
    ({
      rule,
      outcomes: of,
    }) => html`<tbody><tr class="group"><th colspan="4" scope="rowgroup">${context.text(rule.title)} <span class="count">${of.length}</span><small>${context.typeset(sourceText(rule.source))}</small></th></tr>
${alike(of).map((same) => refusedRow(context, same, heads))}</tbody>`,
  )}</table>`;
}

/** Vacancies that the rule refuses with the same value and threshold, told once; smallest distance to the threshold first. */
function alike(outcomes: readonly VacancyOutcome[]): VacancyOutcome[][] {
  const groups = new Map<string, VacancyOutcome[]>();
  for (const outcome of outcomes) {
    const { value, threshold } = outcome.failed[0]!;
    const key = `${String(value)}/${String(threshold)}`;
    const group = groups.get(key);
    if (group) group.push(outcome);
    else groups.set(key, [outcome]);
  }
  return [...groups.values()].sort(
    ([a], [b]) => distance(a!) - distance(b!) || compareText(a!.vacancyId, b!.vacancyId),
  );
}

function distance({ failed }: VacancyOutcome): number {
  const { value, threshold } = failed[0]!;
  return typeof value === "number" && typeof threshold === "number" ? Math.abs(value - threshold) : 0;
}

function refusedRow(context: ReportContext, outcomes: readonly VacancyOutcome[], heads: readonly string[]): Html {
  const rule = outcomes[0]!.failed[0]!;
  const { value, threshold, unit } = rule;
  const shown = (one: typeof value) =>
    one === undefined ? "" : (context.communeTitle(one) ?? context.value(one, unit));
  const bar =
    typeof value === "number" && typeof threshold === "number"
      ? thresholdBar(value, threshold, Math.max(value, threshold, 1) * 1.2, value > threshold)
      : undefined;
  const links = outcomes.map(({ vacancyId }) => vacancyLink(context, vacancyId));
  return html`<tr><th scope="row">${context.typeset(ruleText(rule, context.language))}</th><td class="gauge" data-of="${heads[1]}"><b>${shown(value)}</b>${bar}</td><td data-of="${heads[2]}">${shown(threshold)}</td><td data-of="${heads[3]}">${joined(links, " · ")}</td></tr>`;
}
