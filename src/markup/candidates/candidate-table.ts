/**
 * Candidates side by side: totals, why each is here, then the criteria and what else the committee looks at.
 */

import { pointsAwaited } from "../../domain/engine/points-awaited.ts";
import { stackedBar } from "../charts.ts";
import { type Html, html } from "../html.ts";
import { standingText } from "../sentences.ts";
import { type Column, cellClass, row } from "./candidate-columns.ts";
import { comparedCriteria, criteriaRows } from "./candidate-criteria.ts";
import { otherRows } from "./candidate-facts.ts";
import type { CandidateView } from "./candidate-view.ts";
import type { CandidatesWords, ComparedVacancy } from "./compared-vacancy.ts";

/** 1, 2, 3 for places; R1, R2 for those who come next. */
export function slotLabel(context: CandidatesWords, index: number, places: number): string {
  return index < places ? String(index + 1) : context.say("report.slot.next-short", { place: index - places + 1 });
}

/** The comparison of a vacancy's candidates and of who comes next; nothing where there is nobody. */
export function candidateTable(context: CandidatesWords, view: ComparedVacancy): Html | undefined {
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
${context.ownRows?.(columns)}
</table>`;
}

function slotWord(context: CandidatesWords, { isSpare, slot }: Column): string {
  return isSpare ? context.say("report.slot.next") : context.say("report.slot.place", { place: slot });
}

function totalRow(context: CandidatesWords, view: ComparedVacancy, columns: readonly Column[]): Html {
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

/** Why each is here, in words: what sets it apart, its place in the order, what a proof would bring; for the next, what they would leave. */
function whyRow(context: CandidatesWords, view: ComparedVacancy, columns: readonly Column[]): Html {
  return row(html`${context.say("report.why")}`, columns, (column, i) => {
    const { candidate } = column;
    if (column.isSpare)
      return html`<p class="why">${standingText(candidate.explanation.standing, context.language)}</p><p class="why">${leavesText(context, candidate)}</p>`;
    const reasons = candidate.reasons.slice(0, 3).map(({ title, points }) => `${context.text(title)} ${points}`);
    return html`<p class="why">${reasons.join(", ")}</p><p class="why"><b>${aheadText(context, view, columns, i)}</b></p>${orderText(
      context,
      candidate,
    )}${proofText(context, view, candidate)}`;
  });
}

/** What sets a candidate apart from the one after it. */
function aheadText(context: CandidatesWords, view: ComparedVacancy, columns: readonly Column[], i: number): string {
  const [column, after] = columns.slice(i, i + 2);
  const { decidedBy } = column!.candidate.explanation.standing;
  if (after === undefined || decidedBy === undefined) return context.say("report.ahead.of-nobody");
  const other = after.candidate.requestId;
  if (decidedBy !== "points") return context.say(`report.ahead.${decidedBy}`, { other });
  const points = column!.candidate.points - after.candidate.points;
  const reasons = differenceText(context, view, [column!, after], points);
  return context.counted("report.ahead.points", points, { other, reasons });
}

/** The criteria in which the first of two has most more than the second, two at most, and the rest in one figure: together the difference. */
function differenceText(
  context: CandidatesWords,
  view: ComparedVacancy,
  two: readonly Column[],
  difference: number,
): string {
  const signed = (points: number) => `${points < 0 ? "−" : "+"}${context.number(Math.abs(points))}`;
  const most = comparedCriteria(view, two)
    .map(({ criterion, of }) => ({ title: context.text(criterion.title), points: of[0]!.points - of[1]!.points }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, 2);
  const rest = most.reduce((left, { points }) => left - points, difference);
  const named = most.map(({ title, points }) => `${title} (${signed(points)})`);
  return [...named, ...(rest === 0 ? [] : [context.say("report.ahead.rest", { points: signed(rest) })])].join(", ");
}

/** The place in the order, where others before it are not on the list; a list that passes nobody over has them where they prefer. */
function orderText(context: CandidatesWords, { explanation }: CandidateView): Html | undefined {
  const { place = 0, placeInOrder = 0, eligibleRequests = 0 } = explanation.standing;
  const elsewhere = placeInOrder - place;
  if (elsewhere <= 0) return undefined;
  const key = place === 1 ? "report.order.all-before" : "report.order.some-before";
  return html`<p class="why">${context.counted(key, elsewhere, {
    order: context.number(placeInOrder),
    eligible: context.number(eligibleRequests),
  })}</p>`;
}

/** Where one of the next is proposed now, and which list it would leave to come here. */
function leavesText(context: CandidatesWords, { requestId }: CandidateView): string {
  const { lists, hasFreeList } = context.listsOf(requestId);
  const last = lists.at(-1);
  if (last === undefined) return context.say("report.next.nowhere");
  const values = { lists: lists.join(", "), last };
  if (hasFreeList) return context.say("report.next.keeps", values);
  return context.say(lists.length === 1 ? "report.next.leaves" : "report.next.leaves-last", values);
}

function classOf({ proposal }: ComparedVacancy, requestId: string): number {
  return [...proposal.candidates, ...proposal.next].find((one) => one.requestId === requestId)?.priorityClass ?? 0;
}

/** The place a candidate would take once its awaited proofs are in. */
function proofText(context: CandidatesWords, view: ComparedVacancy, candidate: CandidateView): Html | undefined {
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
