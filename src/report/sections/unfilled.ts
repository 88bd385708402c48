/**
 * Why a place stays free: who came nearest, by the one rule that keeps them out, and the first refusal of all the others.
 */
import { readerOfRows } from "../../domain/facts/table/table-reader.ts";
import { judge } from "../../domain/rules/judge.ts";
import { compareText } from "../../domain/shared/order.ts";
import { pointsBar, stateMark } from "../../markup/charts.ts";
import { type Html, html } from "../../markup/html.ts";
import type { ReportContext, VacancyView } from "../report-context.ts";

interface Refusals {
  /** Requests that only this rule keeps out, by index of the rule. */
  readonly alone: ReadonlyMap<number, number>;
  /** Requests that this rule is the first to refuse, by index of the rule. */
  readonly first: ReadonlyMap<number, number>;
}

/** A notice for a vacancy with a free place; nothing for the others. */
export function unfilledNote(context: ReportContext, view: VacancyView): Html | undefined {
  if (view.missing === 0) return undefined;
  const { alone, first } = refusalsOf(context, view);
  const kept = [...alone.values()].reduce((sum, count) => sum + count, 0);
  const free = context.counted("report.free", view.missing, { places: view.proposal.places });
  const why =
    view.eligible === 0 ? context.say("report.free.nobody") : context.counted("report.free.eligible", view.eligible);
  return html`<div class="notice is-risk"><p>${stateMark("risk", "warn", free)} ${why}</p>
${ranking(context, view, alone, context.counted("report.free.alone", kept))}
${ranking(context, view, first, context.say("report.free.first"))}
<p class="note">${context.say("report.free.certificate")}</p></div>`;
}

function ranking(
  context: ReportContext,
  view: VacancyView,
  counts: ReadonlyMap<number, number>,
  title: string,
): Html | undefined {
  const most = [...counts].sort(
    ([a, countOfA], [b, countOfB]) => countOfB - countOfA || compareText(ruleId(view, a), ruleId(view, b)),
  );
  if (most.length === 0) return undefined;
  const scale = most[0]![1];
  return html`<p class="note"><b>${title}</b></p><ul class="ranking">${most
    .slice(0, 5)
    .map(
      ([rule, count]) =>
        html`<li><b class="num">${context.number(count)}</b>${pointsBar(count, 0, scale, scale)}<span>${context.text(view.ruleSet.eligibility[rule]!.title)}</span></li>`,
    )}</ul>`;
}

function ruleId({ ruleSet }: VacancyView, index: number): string {
  return ruleSet.eligibility[index]!.id;
}

/** Cost: one judgement per request; only for a vacancy with a free place. */
function refusalsOf(context: ReportContext, view: VacancyView): Refusals {
  const { table } = context.input.allocation.input;
  const vacancy = table.vacancyRow(view.vacancy.id)!;
  const alone = new Map<number, number>();
  const first = new Map<number, number>();
  const excluding = view.ruleSet.eligibility.flatMap(({ effect }, i) => (effect === "exclude" ? [i] : []));
  for (let request = 0; request < table.requestCount; request++) {
    const { rules } = judge(view.ruleSet, table.catalogue, readerOfRows(table, vacancy, request));
    const failed = excluding.filter((i) => rules[i]!.outcome !== "holds");
    const refused = failed.find((i) => rules[i]!.outcome === "refused") ?? failed[0];
    if (refused === undefined) continue;
    first.set(refused, (first.get(refused) ?? 0) + 1);
    if (failed.length === 1) alone.set(refused, (alone.get(refused) ?? 0) + 1);
  }
  return { alone, first };
}
