/**
 * Candidates side by side down one edge: totals, why each is here, criteria with the widest gap first, what has no effect on the points, what is the same.
 */
import { pointsBar, stackedBar, stateMark, thresholdBar } from "../charts.ts";
import { type ExplainedCriterion, unitOfCriterion } from "../criterion-value.ts";
import { type Html, html, joined } from "../html.ts";
import { metresBetween } from "../map.ts";
import { pointsAwaited } from "../potential.ts";
import type { CandidateView } from "../proposal-view.ts";
import type { ReportContext, VacancyView } from "../report-context.ts";
import { factTitle, standingText } from "../sentences.ts";

interface Column {
  readonly candidate: CandidateView;
  /** Shown on narrow screens before each value: `1 · 7QX1`. */
  readonly label: string;
  readonly slot: string;
  readonly isSpare: boolean;
  /** First of those who come next: a stronger edge. */
  readonly isCut: boolean;
}

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

function cellClass({ isSpare, isCut }: Column): Html | undefined {
  if (!isSpare) return undefined;
  return isCut ? html` class="reserve cut"` : html` class="reserve"`;
}

function row(title: Html, columns: readonly Column[], cell: (column: Column, index: number) => Html): Html {
  return html`<tr><th scope="row">${title}</th>${columns.map(
    (column, i) => html`<td${cellClass(column)} data-of="${column.label}">${cell(column, i)}</td>`,
  )}</tr>
`;
}

function band(title: string, columns: readonly Column[]): Html {
  return html`<tr class="band"><th colspan="${columns.length + 1}" scope="rowgroup">${title}</th></tr>`;
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

/** Criteria that differ, the widest gap first; the same ones are named in the last line of the table. */
function criteriaRows(context: ReportContext, view: VacancyView, columns: readonly Column[]): Html | undefined {
  const compared = comparedCriteria(view, columns);
  const differing = compared.filter(({ isSame }) => !isSame).sort((a, b) => b.gap - a.gap);
  if (differing.length === 0) return undefined;
  const scale = Math.max(
    ...view.ruleSet.headings.flatMap(({ criteria }) => criteria.map(({ maximumPoints }) => maximumPoints)),
  );
  const { catalogue } = context.input.allocation.input.table;
  return html`<tbody>${band(context.say("report.by-criterion"), columns)}${differing.map(({ criterion, of, gap }) =>
    row(
      html`${context.text(criterion.title)}<small>${context.say("report.maximum-gap", { maximum: criterion.maximumPoints, gap })}</small>`,
      columns,
      (_, i) => {
        const explained = of[i]!;
        const hatch = explained.state === "pending" ? explained.pendingPoints : 0;
        return html`<div class="pts"><b>${explained.points}</b>${pointsBar(explained.points, hatch, criterion.maximumPoints, scale)}</div>${criterionFact(
          context,
          explained,
          unitOfCriterion(criterion, explained, catalogue),
        )}`;
      },
    ),
  )}</tbody>`;
}

interface ComparedCriterion {
  readonly criterion: VacancyView["ruleSet"]["headings"][number]["criteria"][number];
  readonly of: readonly ExplainedCriterion[];
  readonly gap: number;
  readonly isSame: boolean;
}

function comparedCriteria(view: VacancyView, columns: readonly Column[]): ComparedCriterion[] {
  return view.ruleSet.headings.flatMap((heading, h) =>
    heading.criteria.map((criterion, c): ComparedCriterion => {
      const of = columns.map(({ candidate }) => candidate.explanation.headings[h]!.criteria[c]!);
      const points = of.map((explained) => explained.points);
      const gap = Math.max(...points) - Math.min(...points);
      return { criterion, of, gap, isSame: gap === 0 && of.every(({ pendingPoints }) => pendingPoints === 0) };
    }),
  );
}

/** The fact that gives the points, or why there are none. */
function criterionFact(
  context: ReportContext,
  explained: ExplainedCriterion,
  unit: string | undefined,
): Html | undefined {
  const { state, missing, pendingPoints, proofSentence, value } = explained;
  if (state === "pending" && missing.length > 0) {
    const facts = missing.map((fact) => factTitle(fact, context.language)).join(", ");
    return html`<p class="fact">${stateMark("care", "ask", context.say("report.fact-missing"))} ${facts}</p>`;
  }
  if (state === "pending" && pendingPoints > 0) {
    const sentence = proofSentence === undefined ? "" : context.text(proofSentence);
    return html`<p class="fact">${stateMark("care", "ask", context.counted("report.plus-pending", pendingPoints))} ${sentence}</p>`;
  }
  if (state === "counted" && value !== undefined) return html`<p class="fact">${valueText(context, value, unit)}</p>`;
  if (state === "counted") return undefined;
  return html`<p class="fact">${context.say(`report.criterion-state.${state}`)}</p>`;
}

function valueText(context: ReportContext, value: number | boolean | string, unit: string | undefined): string {
  return typeof value === "number" ? context.value(value, unit) : context.value(value);
}

/** A line of the comparison, or one text where it says the same of all. */
interface ComparedLine {
  readonly row: Html;
  readonly same?: string;
}

/** What the committee looks at though it gives no points; then what is the same for all. */
function otherRows(context: ReportContext, view: VacancyView, columns: readonly Column[]): Html {
  const lines = [
    distanceLine(context, view, columns),
    textLine(context.say("report.seniority"), columns, ({ candidate }) => {
      const filedOn = context.request(candidate.requestId)?.filedOn;
      return filedOn === undefined ? context.say("report.unknown") : context.day(filedOn, "short");
    }),
    ...flagLines(context, columns),
    textLine(context.say("report.household"), columns, ({ candidate }) => householdText(context, candidate.requestId)),
    textLine(context.say("report.wish", { commune: context.commune(view.dwelling) }), columns, ({ candidate }) =>
      wishText(context, view, candidate.requestId),
    ),
    awaitedLine(context, columns),
  ];
  const rows = lines.filter(({ same }) => same === undefined || columns.length === 1).map((line) => line.row);
  const same = columns.length === 1 ? [] : lines.flatMap((line) => line.same ?? []);
  return html`<tbody>${band(context.say("report.no-effect"), columns)}${rows}</tbody>
<tbody>${band(context.counted("report.same", columns.length), columns)}<tr><td colspan="${columns.length + 1}" class="same">${sameText(context, view, columns, same)}</td></tr></tbody>`;
}

function textLine(title: string, columns: readonly Column[], textOf: (column: Column) => string): ComparedLine {
  const texts = columns.map(textOf);
  const line = row(html`${title}`, columns, (_, i) => html`${texts[i]}`);
  return texts.every((text) => text === texts[0]) ? { row: line, same: `${title} ${texts[0]}` } : { row: line };
}

function distanceLine(context: ReportContext, view: VacancyView, columns: readonly Column[]): ComparedLine {
  const title = html`${context.say("report.distance")}<small>${context.say("report.distance.how")}</small>`;
  return {
    row: row(title, columns, ({ candidate }) => {
      const metres = metresBetween(view.dwelling.position, context.request(candidate.requestId)?.job.workplacePosition);
      return metres === undefined
        ? stateMark("care", "ask", context.say("report.unknown"))
        : html`${context.say("report.distance.at", { distance: context.value(metres, "metres") })}`;
    }),
  };
}

/** Proofs and facts that would still change the points. */
function awaitedLine(context: ReportContext, columns: readonly Column[]): ComparedLine {
  const awaited = columns.map(({ candidate }) =>
    candidate.pending.map(({ title, missing }) =>
      missing.length > 0 ? missing.map((fact) => factTitle(fact, context.language)).join(", ") : context.text(title),
    ),
  );
  const line = row(html`${context.say("report.awaited")}`, columns, (_, i) => {
    const texts = [...new Set(awaited[i])];
    return texts.length === 0
      ? stateMark("good", "ok", context.say("report.awaited.nothing"))
      : html`${stateMark("care", "ask", context.counted("report.awaited.count", texts.length))}<p class="fact">${texts.join(" ; ")}</p>`;
  });
  return awaited.every((texts) => texts.length === 0)
    ? { row: line, same: `${context.say("report.awaited")} ${context.say("report.awaited.nothing")}` }
    : { row: line };
}

/** Rules that flag and exclude nobody, with value and threshold of each candidate. */
function flagLines(context: ReportContext, columns: readonly Column[]): ComparedLine[] {
  const flags = columns[0]!.candidate.explanation.rules.filter(({ effect }) => effect === "flag");
  return flags.map(({ id, title, unit, threshold }): ComparedLine => {
    const of = columns.map(({ candidate }) => candidate.explanation.rules.find((rule) => rule.id === id)!);
    const numbers = of.flatMap(({ value }) => (typeof value === "number" ? [value] : []));
    const scale = Math.max(...numbers, ...(typeof threshold === "number" ? [threshold] : []), 1) * 1.25;
    const limit =
      threshold === undefined ? "" : context.say("report.threshold", { threshold: context.value(threshold, unit) });
    const line = row(html`${context.text(title)}<small>${limit}</small>`, columns, (_, i) => {
      const { value, threshold: limitHere, outcome, missing } = of[i]!;
      if (outcome === "incomplete") {
        const facts = missing.map((fact) => factTitle(fact, context.language)).join(", ");
        return html`${stateMark("care", "ask", context.say("report.fact-missing"))}<p class="fact">${facts}</p>`;
      }
      const bar =
        typeof value === "number" && typeof limitHere === "number"
          ? html`<div class="pts pct${unit !== "basis-points" && " long"}"><b>${context.value(value, unit)}</b>${thresholdBar(value, limitHere, scale, true)}</div>`
          : html`${value === undefined ? "" : context.value(value, unit)}`;
      return html`${bar}${outcome === "refused" && html`<p class="fact">${stateMark("care", "warn", flagWord(context, value, limitHere))}</p>`}`;
    });
    const first = of[0]!.value;
    const isSame = of.every(({ outcome, value }) => outcome === "holds" && value === first);
    const shown = first === undefined ? "" : ` ${context.value(first, unit)}${limit === "" ? "" : ` (${limit})`}`;
    return isSame ? { row: line, same: `${context.text(title)}${shown}` } : { row: line };
  });
}

function flagWord(context: ReportContext, value: unknown, limit: unknown): string {
  if (typeof value !== "number" || typeof limit !== "number" || value === limit) return context.say("report.flagged");
  return context.say(value > limit ? "report.flagged.above" : "report.flagged.below");
}

function householdText(context: ReportContext, requestId: string): string {
  const persons = context.request(requestId)?.household.persons ?? [];
  const children = persons.filter(({ role }) => role === "dependant").length;
  const adults = persons.length - children;
  const parts = [
    context.counted("report.adults", adults),
    ...(children > 0 ? [context.counted("report.dependants", children)] : []),
  ];
  return parts.join(", ");
}

function wishText(context: ReportContext, { dwelling }: VacancyView, requestId: string): string {
  const request = context.request(requestId);
  const at = request?.wishedCommunes?.indexOf(dwelling.communeCode) ?? -1;
  if (at >= 0) return context.counted("report.wish.rank", at + 1, { rank: at + 1 });
  if (request?.acceptedDepartements?.includes(dwelling.departementCode)) return context.say("report.wish.departement");
  const radius = request?.searchRadiusMetres;
  return radius === undefined
    ? context.say("report.wish.none")
    : context.say("report.wish.radius", { radius: context.value(radius, "metres") });
}

function sameText(
  context: ReportContext,
  view: VacancyView,
  columns: readonly Column[],
  others: readonly string[],
): Html {
  const rules = view.ruleSet.eligibility.filter(({ effect }) => effect === "exclude").length;
  const same = comparedCriteria(view, columns).filter(({ isSame }) => isSame);
  return joined(
    [
      html`<a href="#rules-${view.ruleSet.id}">${context.counted("report.rules-hold", rules)}</a>`,
      ...same.map(({ criterion, of }) => `${context.text(criterion.title)} ${of[0]!.points}`),
      ...others,
    ],
    " · ",
  );
}
