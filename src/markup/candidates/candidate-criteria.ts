/**
 * The criteria of the compared candidates: those that differ in rows, the widest gap first.
 */
import { pointsBar, stateMark } from "../charts.ts";
import { type ExplainedCriterion, unitOfCriterion } from "../criterion-value.ts";
import { type Html, html } from "../html.ts";
import { factTitle } from "../sentences.ts";
import { band, type Column, row } from "./candidate-columns.ts";
import type { CandidatesWords, ComparedVacancy } from "./compared-vacancy.ts";

/** Criteria that differ, the widest gap first; the same ones are named in the last line of the table. */
export function criteriaRows(
  context: CandidatesWords,
  view: ComparedVacancy,
  columns: readonly Column[],
): Html | undefined {
  const compared = comparedCriteria(view, columns);
  const differing = compared.filter(({ isSame }) => !isSame).sort((a, b) => b.gap - a.gap);
  if (differing.length === 0) return undefined;
  const scale = Math.max(
    ...view.ruleSet.headings.flatMap(({ criteria }) => criteria.map(({ maximumPoints }) => maximumPoints)),
  );
  const { catalogue } = context;
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
  readonly criterion: ComparedVacancy["ruleSet"]["headings"][number]["criteria"][number];
  readonly of: readonly ExplainedCriterion[];
  readonly gap: number;
  readonly isSame: boolean;
}

/** Every criterion of the rule set, with what it gives each candidate. */
export function comparedCriteria(view: ComparedVacancy, columns: readonly Column[]): ComparedCriterion[] {
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
  context: CandidatesWords,
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

function valueText(context: CandidatesWords, value: number | boolean | string, unit: string | undefined): string {
  return typeof value === "number" ? context.value(value, unit) : context.value(value);
}
