/**
 * First what is about to be lost, then what blocks, then what the run did with the requests.
 */
import { squaresRow, stateMark } from "../../markup/charts.ts";
import { type Html, html, joined } from "../../markup/html.ts";
import type { ReportContext, VacancyView } from "../report-context.ts";

/** Title of the report, the one large figure, the counts beside it. */
export function summarySection(context: ReportContext): Html {
  const { snapshot, allocation } = context.input;
  const { run } = allocation.result;
  const urgent = context.views.filter(({ daysLeft }) => daysLeft <= context.urgentDays);
  const note = snapshot.note;
  return html`<section class="summary" aria-labelledby="title">
<div class="opening">
<h1 id="title">${context.say("report.title", { day: context.day(run.asOf) })}</h1>
<p class="lead">${context.say("report.what", {
    vacancies: context.number(context.views.length),
    requests: context.number(snapshot.requests.length),
  })}</p>
<p class="motto">${context.say("report.motto")}</p>
${note !== undefined && html`<p class="notice">${stateMark("care", "ask", context.say(/invent/i.test(note) ? "report.invented" : "report.remark"))} ${context.typeset(note)}</p>`}
${requestsBar(context)}
</div>
${urgentPanel(context, urgent)}
</section>
${counts(context)}`;
}

function urgentPanel(context: ReportContext, urgent: readonly VacancyView[]): Html {
  const heading = context.counted("report.cannot-wait", urgent.length);
  const shown = urgent.slice(0, 8);
  return html`<div class="urgent ${urgent.length > 0 ? "is-risk" : "is-quiet"}">
<p class="figure"><b>${context.number(urgent.length)}</b> <span>${heading}</span></p>
<p>${context.counted("report.cannot-wait-why", context.urgentDays)}</p>
${
  shown.length > 0 &&
  html`<ul>${shown.map(
    (view) =>
      html`<li><a href="#vacancy-${view.vacancy.id}">${context.place(view.dwelling)}</a> <span>${daysText(context, view.daysLeft)}</span></li>`,
  )}</ul>`
}
${urgent.length > shown.length && html`<p><a href="#agenda">${context.counted("report.and-more", urgent.length - shown.length)}</a></p>`}
</div>`;
}

/** Days left on a clock, in words. */
function daysText(context: ReportContext, daysLeft: number): string {
  return daysLeft < 0 ? context.counted("report.days-over", -daysLeft) : context.counted("report.days-left", daysLeft);
}

function counts(context: ReportContext): Html {
  const of = (kind: VacancyView["state"]["kind"]) => context.views.filter((view) => view.state.kind === kind);
  const withheld = of("withheld");
  const items = [
    ...(withheld.length > 0 ? [{ views: withheld, key: "report.count.withheld" as const, tone: "risk" }] : []),
    { views: of("nobody"), key: "report.count.nobody" as const, tone: "risk" },
    { views: of("missing"), key: "report.count.missing" as const, tone: "risk" },
    { views: [...of("pending"), ...of("flagged")], key: "report.count.look" as const, tone: "care" },
    { views: of("ready"), key: "report.count.ready" as const, tone: "good" },
  ];
  return html`<ul class="counts">${items.map(({ views, key, tone }) => {
    const [words, explanation] = context.counted(key, views.length).split(" / ");
    const few = views.length <= 3 ? views : [];
    return html`<li class="is-${views.length === 0 ? "quiet" : tone}"><b>${context.number(views.length)}</b><strong>${words}</strong><span>${explanation}${
      few.length > 0 &&
      html`<br>${joined(
        few.map((view) => html`<a href="#vacancy-${view.vacancy.id}">${context.place(view.dwelling)}</a>`),
        html`<br>`,
      )}`
    }</span></li>`;
  })}</ul>`;
}

/** What became of every request: proposed, eligible without a place, eligible nowhere. */
function requestsBar(context: ReportContext): Html {
  const { allocation } = context.input;
  const { table } = allocation.input;
  const listed = new Set(
    allocation.result.proposals.flatMap(({ candidates, pinned }) => [
      ...pinned,
      ...candidates.map(({ requestId }) => requestId),
    ]),
  );
  let waiting = 0;
  for (let request = 0; request < table.requestCount; request++) {
    if (listed.has(table.requestId(request))) continue;
    const isEligible = Array.from({ length: table.vacancyCount }, (_, vacancy) => vacancy).some((vacancy) =>
      allocation.pairs.has(vacancy, request),
    );
    if (isEligible) waiting++;
  }
  const groups = [
    { count: listed.size, className: "in", key: "report.requests.listed" as const },
    { count: waiting, className: "wait-2", key: "report.requests.waiting" as const },
    { count: table.requestCount - listed.size - waiting, className: "out", key: "report.requests.out" as const },
  ];
  return html`<div class="requests"><p><b>${context.counted("report.requests", table.requestCount)}</b></p>
<svg class="share" aria-hidden="true">${shareRects(groups)}</svg>
<ul class="keys">${groups.map(
    ({ count, className, key }) =>
      html`<li>${squaresRow([{ count: 1, className }])}<span><b>${context.number(count)}</b> ${context.counted(key, count)}</span></li>`,
  )}</ul></div>`;
}

function shareRects(groups: readonly { readonly count: number; readonly className: string }[]): Html[] {
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  return groups.map(({ count, className }) => {
    const at = (value: number) => `${Math.round((value * 10_000) / Math.max(1, total)) / 100}%`;
    const rect = html`<rect class="${className}" x="${at(before)}" width="${at(count)}" height="100%"/>`;
    before += count;
    return rect;
  });
}
