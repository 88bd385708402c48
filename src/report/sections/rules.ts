/**
 * The rules in force: what was asked, what gave points, and every dated value with its source and how sure it is.
 */
import type {
  DatedValue,
  ManifestFile,
  ParameterEntry,
  RuleFile,
  TableEntry,
  TableKeyEntry,
} from "../../domain/rules/rule-files.ts";
import type { Parameter, RuleSet, Source } from "../../domain/rules/rule-set.ts";
import { stateMark } from "../../markup/charts.ts";
import { type Html, html } from "../../markup/html.ts";
import { sourceText } from "../../markup/sentences.ts";
import type { ReportContext } from "../report-context.ts";

/** Every rule set of the run, in its order. */
export function rulesSection(context: ReportContext): Html {
  return html`<section aria-labelledby="rules">
<h2 id="rules">${context.say("report.rules")}</h2>
<p class="note">${context.say("report.rules.how")}</p>
${context.input.allocation.input.ruleSets.map((ruleSet) => ruleSetPart(context, ruleSet))}
</section>`;
}

function ruleSetPart(context: ReportContext, ruleSet: RuleSet): Html {
  const files = context.input.ruleFiles?.find(({ id }) => id === ruleSet.id)?.files ?? [];
  const manifest = files.find(({ path }) => path.endsWith("/manifest.json"))?.content as ManifestFile | undefined;
  const effective =
    manifest === undefined
      ? ""
      : manifest.effectiveTo === undefined
        ? context.say("report.rules.from", { from: context.day(manifest.effectiveFrom) })
        : context.say("report.rules.from-to", {
            from: context.day(manifest.effectiveFrom),
            to: context.day(manifest.effectiveTo),
          });
  return html`<section class="rule-set" aria-labelledby="rules-${ruleSet.id}"><h3 id="rules-${ruleSet.id}">${context.text(ruleSet.title)}</h3>
<p>${[context.say("report.rules.version", { id: ruleSet.id, version: ruleSet.version }), effective, context.typeset(ruleSet.authority)].filter((part) => part !== "").join(" · ")}</p>
<p class="note">${sourceHtml(context, ruleSet.source)}</p>
${eligibilityTable(context, ruleSet)}
${criteriaTable(context, ruleSet)}
${parameterTable(context, ruleSet, files)}
</section>`;
}

/** A source on one line; a link where one may read it. */
function sourceHtml(context: ReportContext, source: Source): Html {
  const text = context.typeset(sourceText(source));
  return source.url?.startsWith("https://")
    ? html`<a href="${source.url}" rel="noreferrer">${text}</a>`
    : html`${text}`;
}

function eligibilityTable(context: ReportContext, ruleSet: RuleSet): Html {
  const heads = [
    context.say("report.rules.rule"),
    context.say("report.rules.refusal"),
    context.say("report.rules.source"),
  ] as const;
  return html`<table class="data flow"><caption>${context.say("report.rules.eligibility")} <span class="count">${ruleSet.eligibility.length}</span></caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${ruleSet.eligibility.map(
    (rule) =>
      html`<tr><th scope="row">${context.text(rule.title)}${rule.effect === "flag" && html`<small>${stateMark("care", "flag", context.say("report.rules.flag"))}</small>`}</th><td data-of="${heads[1]}">${context.text(rule.reason).replace(/\{\w+\}/g, "…")}</td><td class="note" data-of="${heads[2]}">${sourceHtml(context, rule.source)}</td></tr>`,
  )}</tbody></table>`;
}

function criteriaTable(context: ReportContext, ruleSet: RuleSet): Html {
  const heads = [
    context.say("report.rules.criterion"),
    context.say("report.rules.sentence"),
    context.say("report.rules.maximum"),
    context.say("report.rules.source"),
  ] as const;
  return html`<table class="data flow"><caption>${context.say("report.rules.points", { maximum: ruleSet.maximumPoints })}</caption>
<thead><tr><th scope="col">${heads[0]}</th><th scope="col">${heads[1]}</th><th scope="col" class="num">${heads[2]}</th><th scope="col">${heads[3]}</th></tr></thead>
<tbody>${ruleSet.headings.flatMap((heading) =>
    heading.criteria.map(
      (criterion) =>
        html`<tr><th scope="row">${context.text(criterion.title)}${
          heading.criteria.length > 1 &&
          html`<small>${context.say(`report.rules.combine.${heading.combine}`, { heading: context.text(heading.title), maximum: heading.maximumPoints })}</small>`
        }</th><td data-of="${heads[1]}">${context.text(criterion.sentence)}${criterion.proofSentence && html`<small>${context.text(criterion.proofSentence)}</small>`}</td><td class="num" data-of="${heads[2]}"><b>${criterion.maximumPoints}</b></td><td class="note" data-of="${heads[3]}">${sourceHtml(context, criterion.source)}</td></tr>`,
    ),
  )}</tbody></table>`;
}

function parameterTable(context: ReportContext, ruleSet: RuleSet, files: readonly RuleFile[]): Html {
  const entries = new Map(
    files
      .filter(({ path }) => path.includes("/parameters/"))
      .flatMap(({ content }) => (content as { parameters: readonly ParameterEntry[] }).parameters)
      .map((entry) => [entry.id, entry]),
  );
  const heads = [
    context.say("report.rules.parameter"),
    context.say("report.rules.value"),
    context.say("report.rules.standing"),
    context.say("report.rules.source"),
  ] as const;
  return html`<table class="data flow values"><caption>${context.say("report.rules.parameters")} <span class="count">${ruleSet.parameters.length}</span></caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${ruleSet.parameters.map((parameter) => {
    const dated = entries.get(parameter.id)?.values.find(({ from }) => from === parameter.validFrom);
    const isTable = dated?.table !== undefined;
    return html`<tr><th scope="row">${context.text(parameter.title)}<small>${context.say("report.rules.valid-from", { day: context.day(parameter.validFrom, "short") })}</small></th><td data-of="${heads[1]}">${isTable ? context.say("report.rules.table-below") : amountText(context, parameter, dated)}</td><td data-of="${heads[2]}">${standing(context, parameter)}</td><td class="note" data-of="${heads[3]}">${sourceHtml(context, parameter.source)}<small>${context.say("report.rules.checked-on", { day: context.day(parameter.checkedOn, "short") })}</small></td></tr>${
      dated?.table && html`<tr class="grid"><td colspan="4">${tableGrid(context, parameter, dated.table)}</td></tr>`
    }`;
  })}</tbody></table>`;
}

function standing(context: ReportContext, { standing: kind }: Parameter): Html {
  return kind === "confirmed"
    ? stateMark("good", "ok", context.say("report.standing.confirmed"))
    : stateMark("care", "ask", context.say(`report.standing.${kind}`));
}

function amountText(context: ReportContext, parameter: Parameter, dated: DatedValue | undefined): string {
  const value = dated?.value;
  if (value === undefined) return context.say("report.rules.in-files");
  if (typeof value !== "object") return context.value(value, parameter.unit);
  if (value.length > 12)
    return context.counted("report.rules.list", value.length, { first: value.slice(0, 3).join(", ") });
  return value.join(", ");
}

/** A table of values: the last key in columns, the others in rows. */
function tableGrid(context: ReportContext, parameter: Parameter, table: TableEntry): Html {
  const columns = table.keys[table.keys.length - 1]!;
  const hasIncrement = table.rows.some(({ increment }) => increment !== undefined);
  const scale = table.scale ?? 1;
  const cell = (value: number | string) =>
    typeof value === "number"
      ? context.value(value * scale, parameter.unit === "cents-per-year" ? "cents" : parameter.unit)
      : value;
  const labels = columnLabels(columns, table.rows[0]?.cells.length ?? 0);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${context.text(parameter.title)}"><table class="cells"><caption class="hide">${context.text(parameter.title)}</caption>
<thead><tr><th scope="col">${table.keys.map(({ name }) => context.word("report.key", name)).join(" / ")}</th>${labels.map((label) => html`<th scope="col" class="num">${label}</th>`)}${hasIncrement && html`<th scope="col" class="num">${context.say("report.rules.each-more")}</th>`}</tr></thead>
<tbody>${table.rows.map(
    ({ at, cells, increment }) =>
      html`<tr>${rowHead(context, at)}${cells.map((value) => html`<td class="num">${cell(value)}</td>`)}${hasIncrement && html`<td class="num">${increment === undefined ? "" : `+ ${cell(increment)}`}</td>`}</tr>`,
  )}</tbody></table></div>`;
}

function rowHead(context: ReportContext, at: readonly (string | number)[]): Html {
  if (at.length === 0) return html`<td></td>`;
  return html`<th scope="row">${at.map((value) => context.word("report.key-value", String(value))).join(" · ")}</th>`;
}

function columnLabels(key: TableKeyEntry, count: number): string[] {
  if ("values" in key) return [...key.values, ...(key.other ? ["…"] : [])].slice(0, count);
  return Array.from({ length: count }, (_, i) => String(key.from + i));
}
