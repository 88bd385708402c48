/**
 * What the committee looks at beside the points: distance, seniority, flags, household, wishes, proofs awaited. What is the same for all is
 * said in one line at the end of the comparison.
 */
import { stateMark, thresholdBar } from "../charts.ts";
import { type Html, html, joined } from "../html.ts";
import { metresBetween } from "../map.ts";
import { factTitle } from "../sentences.ts";
import { band, type Column, row } from "./candidate-columns.ts";
import { comparedCriteria } from "./candidate-criteria.ts";
import type { CandidatesWords, ComparedVacancy } from "./compared-vacancy.ts";

/** A line of the comparison, or one text where it says the same of all. */
interface ComparedLine {
  readonly row: Html;
  readonly same?: string;
}

/** What the committee looks at though it gives no points; then what is the same for all. */
export function otherRows(context: CandidatesWords, view: ComparedVacancy, columns: readonly Column[]): Html {
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

function distanceLine(context: CandidatesWords, view: ComparedVacancy, columns: readonly Column[]): ComparedLine {
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
function awaitedLine(context: CandidatesWords, columns: readonly Column[]): ComparedLine {
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
function flagLines(context: CandidatesWords, columns: readonly Column[]): ComparedLine[] {
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

function flagWord(context: CandidatesWords, value: unknown, limit: unknown): string {
  if (typeof value !== "number" || typeof limit !== "number" || value === limit) return context.say("report.flagged");
  return context.say(value > limit ? "report.flagged.above" : "report.flagged.below");
}

function householdText(context: CandidatesWords, requestId: string): string {
  const persons = context.request(requestId)?.household.persons ?? [];
  const children = persons.filter(({ role }) => role === "dependant").length;
  const adults = persons.length - children;
  const parts = [
    context.counted("report.adults", adults),
    ...(children > 0 ? [context.counted("report.dependants", children)] : []),
  ];
  return parts.join(", ");
}

function wishText(context: CandidatesWords, { dwelling }: ComparedVacancy, requestId: string): string {
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
  context: CandidatesWords,
  view: ComparedVacancy,
  columns: readonly Column[],
  others: readonly string[],
): Html {
  const rules = view.ruleSet.eligibility.filter(({ effect }) => effect === "exclude").length;
  const same = comparedCriteria(view, columns).filter(({ isSame }) => isSame);
  return joined(
    [
      html`<a href="${context.rulesLink(view.ruleSet.id)}">${context.counted("report.rules-hold", rules)}</a>`,
      ...same.map(({ criterion, of }) => `${context.text(criterion.title)} ${of[0]!.points}`),
      ...others,
    ],
    " · ",
  );
}
