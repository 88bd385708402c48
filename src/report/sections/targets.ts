/**
 * Targets of the year: where they stand, what this run owes them, what it found. DALO, proven and self-labelled priority stay apart.
 */
import { territoriesOf } from "../../domain/engine/targets.ts";
import type { LedgerEntry } from "../../domain/facts/ledger.ts";
import type { TargetOutcome } from "../../domain/facts/result.ts";
import { percentOf, stateMark } from "../../markup/charts.ts";
import { type Html, html } from "../../markup/html.ts";
import type { ReportContext } from "../report-context.ts";

/** One table per target; nothing where no rule set has one. */
export function targetsSection(context: ReportContext): Html | undefined {
  const { targets } = context.input.allocation.result;
  if (targets.length === 0) return undefined;
  const keys = [...new Set(targets.map(({ ruleSetId, targetId }) => `${ruleSetId}/${targetId}`))];
  return html`<section aria-labelledby="targets">
<h2 id="targets">${context.say("report.targets")}</h2>
<p class="lead">${context.say("report.targets.how")}</p>
${keys.map((key) =>
  targetTable(
    context,
    targets.filter(({ ruleSetId, targetId }) => `${ruleSetId}/${targetId}` === key),
  ),
)}
<p class="note">${context.say("report.targets.apart")}</p>
</section>`;
}

function targetTable(context: ReportContext, outcomes: readonly TargetOutcome[]): Html {
  const { ruleSetId, targetId, shareBasisPoints, year } = outcomes[0]!;
  const ruleSet = context.input.allocation.input.ruleSets.find(({ id }) => id === ruleSetId);
  const target = ruleSet?.assignment.targets.find(({ id }) => id === targetId);
  const title = target === undefined ? targetId : context.text(target.title);
  const entries = outcomes.map((outcome) => entryOf(context, outcome));
  const hasKinds = entries.some(
    (entry) => entry?.daloLettings !== undefined || entry?.provenPriorityLettings !== undefined,
  );
  const hasLabelled = entries.some((entry) => entry?.labelledPriorityLettings !== undefined);
  const heads: readonly (readonly [string, boolean])[] = [
    [context.say("report.targets.territory"), false],
    [context.say("report.targets.share"), true],
    ...(hasKinds
      ? ([
          [context.say("report.targets.dalo"), true],
          [context.say("report.targets.proven"), true],
        ] as const)
      : []),
    [context.say("report.targets.bar", { share: context.value(shareBasisPoints, "basis-points") }), false],
    [context.say("report.targets.need"), true],
    [context.say("report.targets.first"), true],
    [context.say("report.targets.reached"), true],
    [context.say("report.targets.unmet"), false],
    ...(hasLabelled ? ([[context.say("report.targets.labelled"), true]] as const) : []),
  ];
  const cell = (index: number, content: Html | string, isNumber = heads[index]![1]) =>
    html`<td${isNumber && html` class="num"`} data-of="${heads[index]![0]}">${content}</td>`;
  return html`<table class="data flow goals"><caption>${context.say("report.targets.caption", { target: title, share: context.value(shareBasisPoints, "basis-points"), year })}</caption>
<thead><tr>${heads.map(([head, isNumber]) => html`<th scope="col"${isNumber && html` class="num"`}>${head}</th>`)}</tr></thead>
<tbody>${outcomes.map((outcome, i) => {
    const entry = entries[i];
    let at = 1;
    const next = (content: Html | string) => cell(at++, content);
    const isKnown = outcome.lettings > 0;
    return html`<tr><th scope="row"><b>${outcome.territory}</b><small>${communesOf(context, outcome).join(", ")}</small></th>${next(
      html`<b>${isKnown ? shareText(context, outcome.counted, outcome.lettings) : context.say("report.targets.none-yet")}</b><small>${context.counted("report.targets.of-lettings", outcome.lettings, { counted: outcome.counted, lettings: context.number(outcome.lettings) })}</small>`,
    )}${
      hasKinds &&
      html`${next(shareText(context, entry?.daloLettings, outcome.lettings))}${next(shareText(context, entry?.provenPriorityLettings, outcome.lettings))}`
    }${next(goalBar(entry, outcome))}${next(context.number(outcome.need))}${next(context.number(outcome.priorityFirst))}${next(
      context.say("report.targets.reached-of", { reached: outcome.reached, vacancies: outcome.vacancies }),
    )}${next(
      verdictOf(context, outcome),
    )}${hasLabelled && next(shareText(context, entry?.labelledPriorityLettings, outcome.lettings))}</tr>`;
  })}</tbody></table>`;
}

/** Whether as many lists begin with a request that counts as the target needs. */
function verdictOf(context: ReportContext, { need, reached, unmet }: TargetOutcome): Html {
  if (reached >= need) return stateMark("good", "ok", context.say("report.targets.met"));
  const short = stateMark(unmet > 0 ? "risk" : "care", "warn", context.counted("report.targets.short", need - reached));
  return unmet > 0 ? html`${short}<small>${context.counted("report.targets.unmet-count", unmet)}</small>` : short;
}

function entryOf(context: ReportContext, outcome: TargetOutcome): LedgerEntry | undefined {
  return context.input.snapshot.ledger?.find(
    ({ targetId, territory, year }) =>
      targetId === outcome.targetId && territory === outcome.territory && year === outcome.year,
  );
}

function shareText(context: ReportContext, counted: number | undefined, lettings: number): string {
  if (counted === undefined) return context.say("report.unknown");
  if (lettings === 0) return context.say("report.targets.none-yet");
  return context.value(Math.floor((counted * 10_000) / lettings + 0.5), "basis-points");
}

/** What counts so far on a scale of four tenths, the share asked for as a stroke. */
function goalBar(entry: LedgerEntry | undefined, outcome: TargetOutcome): Html {
  const scale = Math.max(4_000, Math.min(10_000, outcome.shareBasisPoints * 1.6));
  const of = (count: number) => (outcome.lettings === 0 ? 0 : (count * 10_000) / outcome.lettings);
  const dalo = entry?.daloLettings ?? 0;
  const mark = percentOf(outcome.shareBasisPoints, scale);
  return html`<svg class="goal" aria-hidden="true"><rect class="track" y="3" width="100%" height="10"/><rect class="legal" y="3" width="${percentOf(of(outcome.counted), scale)}" height="10"/><rect class="dalo" y="3" width="${percentOf(of(dalo), scale)}" height="10"/><line class="mark" x1="${mark}" x2="${mark}" y1="0" y2="16"/></svg>`;
}

/** Communes of the run's vacancies that the target is a share of in this territory. */
function communesOf(context: ReportContext, outcome: TargetOutcome): string[] {
  const { allocation } = context.input;
  const { table, ruleSets } = allocation.input;
  const r = ruleSets.findIndex(({ id }) => id === outcome.ruleSetId);
  const ruleSet = ruleSets[r];
  const target = ruleSet?.assignment.targets.find(({ id }) => id === outcome.targetId);
  if (ruleSet === undefined || target === undefined) return [];
  const territories = territoriesOf({ table, ruleSetOf: allocation.ruleSetOf }, r, ruleSet, target);
  const rows = territories.find(([territory]) => territory === outcome.territory)?.[1] ?? [];
  const communes = rows.flatMap((row) => {
    const view = context.view(table.vacancyId(row));
    return view ? [context.typeset(context.commune(view.dwelling))] : [];
  });
  return [...new Set(communes)];
}
