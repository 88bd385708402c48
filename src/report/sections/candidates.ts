/**
 * Candidates side by side: totals, why each is here, then the criteria and what else the committee looks at.
 */
import { stackedBar } from "../charts.ts";
import { type Html, html } from "../html.ts";
import { pointsAwaited } from "../potential.ts";
import type { CandidateView } from "../proposal-view.ts";
import type { ReportContext, VacancyView } from "../report-context.ts";
import { standingText } from "../sentences.ts";
import { type Column, cellClass, row } from "./candidate-columns.ts";
import { criteriaRows } from "./candidate-criteria.ts";
import { otherRows } from "./candidate-facts.ts";

/** 1, 2, 3 for places; R1, R2 for those who come next. */
export function slotLabel(context: ReportContext, index: number, places: number): string {
  return index < places ? String(index + 1) : context.say("report.slot.next-short", { place: index - places + 1 });
}

/** The comparison of a vacancy's candidates and of who comes next; nothing where there is nobody. */
export function candidateTable(context: ReportContext, view: VacancyView): Html | undefined {
  const { candidates, next } = view;
  const columns = [...candidates, ...next].map((candidate, i): Column => {
    const slot = slotLabel(context, i, candidates.length);
    const isSpare = i >= candidates.length;
    return {
      candidate,
      slot,
      label: `${slot} · ${candidate.requestId}`,
      isSpare,
      isCut: i === candidates.length && i > 0,
    };
  });
  if (columns.length === 0) return undefined;
  const caption = context.counted("report.caption", candidates.length, {
    next: next.length === 0 ? context.say("report.no-next") : context.counted("report.next-count", next.length),
    eligible: context.counted("report.eligible", view.eligible),
  });
  return html`<table class="compare n${columns.length}"><caption>${caption}</caption>
<colgroup><col class="label">${columns.map(() => html`<col>`)}</colgroup>
<thead><tr><td></td>${columns.map(
    (column) =>
      html`<th scope="col"${cellClass(column)}><span class="slot"><span class="rank${column.isSpare && " spare"}">${column.slot}</span>${slotWord(context, column)}</span><span class="id">${column.candidate.requestId}</span></th>`,
  )}</tr></thead>
<tbody>${totalRow(context, view, columns)}${whyRow(context, view, columns)}</tbody>
${criteriaRows(context, view, columns)}
${otherRows(context, view, columns)}
</table>`;
}

function slotWord(context: ReportContext, { isSpare, slot }: Column): string {
  return isSpare ? context.say("report.slot.next") : context.say("report.slot.place", { place: slot });
}

function totalRow(context: ReportContext, view: VacancyView, columns: readonly Column[]): Html {
  const { maximumPoints } = view.ruleSet;
  const title = html`${context.say("report.points")}<small>${context.say("report.of-maximum", { maximum: maximumPoints })}</small>`;
  return row(title, columns, ({ candidate }) => {
    const pending = pointsAwaited(candidate.explanation, view.ruleSet);
    return html`<p class="total">${context.number(candidate.points)}</p>${stackedBar(
      candidate.explanation.headings,
      candidate.points,
      pending,
      maximumPoints,
    )}${pending > 0 && html`<p class="fact">${context.counted("report.plus-pending", pending)}</p>`}`;
  });
}

/** Why each is here, in words: the standing, what would undo it, what a proof would bring. */
function whyRow(context: ReportContext, view: VacancyView, columns: readonly Column[]): Html {
  return row(html`${context.say("report.why")}`, columns, (column, i) => {
    const { candidate } = column;
    if (column.isSpare)
      return html`<p class="why">${standingText(candidate.explanation.standing, context.language)}</p>`;
    const reasons = candidate.reasons.slice(0, 3).map(({ title, points }) => `${context.text(title)} ${points}`);
    return html`<p class="why">${reasons.join(", ")}</p><p class="why"><b>${aheadText(context, view, columns, i)}</b></p>${proofText(
      context,
      view,
      candidate,
    )}`;
  });
}

/** What sets a candidate apart from the one below, and which heading alone keeps it on the list. */
function aheadText(context: ReportContext, view: VacancyView, columns: readonly Column[], i: number): string {
  const { candidate } = columns[i]!;
  const { standing } = candidate.explanation;
  const below = columns[i + 1]?.candidate;
  const sentences: string[] = [];
  if (below === undefined) sentences.push(context.say("report.ahead.of-nobody"));
  else if (standing.decidedBy === "points")
    sentences.push(context.counted("report.ahead.points", candidate.points - below.points, { other: below.requestId }));
  else if (standing.decidedBy !== undefined)
    sentences.push(context.say(`report.ahead.${standing.decidedBy}`, { other: below.requestId }));
  const firstNext = view.next[0];
  if (firstNext === undefined || classOf(view, candidate.requestId) !== classOf(view, firstNext.requestId))
    return sentences.join(" ");
  const decisive = [...candidate.explanation.headings]
    .sort((a, b) => b.points - a.points)
    .find(({ points }) => candidate.points - points < firstNext.points);
  if (decisive)
    sentences.push(
      context.say("report.ahead.without", { heading: context.text(decisive.title), other: firstNext.requestId }),
    );
  return sentences.join(" ");
}

function classOf({ proposal }: VacancyView, requestId: string): number {
  return [...proposal.candidates, ...proposal.next].find((one) => one.requestId === requestId)?.priorityClass ?? 0;
}

/** The place a candidate would take once its awaited proofs are in. */
function proofText(context: ReportContext, view: VacancyView, candidate: CandidateView): Html | undefined {
  const pending = pointsAwaited(candidate.explanation, view.ruleSet);
  if (pending === 0) return undefined;
  const points = candidate.points + pending;
  const ahead = view.candidates.filter(
    (other) =>
      other !== candidate &&
      (classOf(view, other.requestId) > classOf(view, candidate.requestId) ||
        (classOf(view, other.requestId) === classOf(view, candidate.requestId) && other.points > points)),
  ).length;
  return html`<p class="why">${context.say("report.with-proof", { points, place: ahead + 1 })}</p>`;
}
