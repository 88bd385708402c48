/** Every vacancy of the run: where others come before, where a fact is missing, where a rule stands in the way; what is the same is said once. */
import type { VacancyOutcome } from "../../../domain/engine/why-not.ts";
import { compareText } from "../../../domain/shared/order.ts";
import { percentOf, stateMark, thresholdBar } from "../../../markup/charts.ts";
import { type Html, html, joined } from "../../../markup/html.ts";
import { factTitle } from "../../../markup/sentences.ts";
import { fill } from "../../../texts/texts.ts";
import {
  addressLink,
  decidedText,
  isProposed,
  pairLink,
  sourceLink,
  supplierText,
  valueText,
  type WhyNotWords,
} from "./why-not-words.ts";

/** Vacancies named per group; beyond, their number. */
const MOST_NAMED = 24;
/** Values of a rule named in its sentence. */
const MOST_VALUES = 4;

/** Outcomes as the page parts them. */
export interface PartedOutcomes {
  readonly listed: readonly VacancyOutcome[];
  readonly ranked: readonly VacancyOutcome[];
  readonly missing: readonly VacancyOutcome[];
  readonly refused: readonly VacancyOutcome[];
}

/** Parts the outcomes of a run. */
export function partOutcomes(outcomes: readonly VacancyOutcome[]): PartedOutcomes {
  const eligible = outcomes.filter(({ verdict }) => verdict === "eligible");
  return {
    listed: eligible.filter(isProposed),
    ranked: eligible.filter((outcome) => !isProposed(outcome)).sort(byMissingPoints),
    missing: outcomes.filter(({ verdict }) => verdict === "incomplete"),
    refused: outcomes.filter(({ verdict }) => verdict === "refused"),
  };
}

/** The fewest points missing first; those that nothing is told of last. */
function byMissingPoints(a: VacancyOutcome, b: VacancyOutcome): number {
  const missing = ({ standing }: VacancyOutcome) =>
    standing.state === "lower-in-order" ? (standing.pointsMissing ?? 0) : Number.MAX_SAFE_INTEGER;
  return missing(a) - missing(b) || compareText(a.vacancyId, b.vacancyId);
}

/** Where the request is eligible and others come before: its points and the last candidate's on one scale. */
export function rankedView(whyNot: WhyNotWords, outcomes: readonly VacancyOutcome[]): Html | undefined {
  if (outcomes.length === 0) return undefined;
  const { words } = whyNot;
  const scale = Math.max(...outcomes.flatMap(({ points, standing }) => [points, standing.comparedPoints ?? 0]), 1);
  const heads = {
    dwelling: words.say("why-not.refused.dwellings"),
    gauge: words.say("why-not.ranked.gauge"),
    place: words.say("why-not.ranked.place"),
    points: words.say("why-not.ranked.points"),
    last: words.say("why-not.ranked.last"),
    why: words.say("why-not.ranked.why"),
  };
  const rows = outcomes.slice(0, MOST_NAMED).map((outcome) => {
    const { points, standing } = outcome;
    const { comparedPoints, placeInOrder, eligibleRequests } = standing;
    const order =
      placeInOrder === undefined
        ? undefined
        : words.say("why-not.ranked.place-of", {
            place: words.number(placeInOrder),
            eligible: words.number(eligibleRequests ?? 0),
          });
    const isMissing = standing.decidedBy === "points";
    return html`<tr><th scope="row">${pairLink(whyNot, outcome.vacancyId)}</th><td class="gauge">${pointsGauge(points, comparedPoints, scale)}</td><td class="num" data-of="${heads.place}">${order}</td><td class="num" data-of="${heads.points}">${words.number(points)}</td><td class="num" data-of="${heads.last}">${comparedPoints === undefined ? undefined : words.number(comparedPoints)}</td><td data-of="${heads.why}"><div>${isMissing ? html`<b>${decidedText(words, outcome)}</b>` : decidedText(words, outcome)}</div></td></tr>`;
  });
  return html`<section aria-labelledby="ranked">${headOf(whyNot, "ranked", outcomes.length)}<table class="data flow why-ranked"><caption class="hide">${words.say("why-not.ranked.title")}</caption><thead><tr><th scope="col">${heads.dwelling}</th><th scope="col">${heads.gauge}</th><th scope="col" class="num">${heads.place}</th><th scope="col" class="num">${heads.points}</th><th scope="col" class="num">${heads.last}</th><th scope="col">${heads.why}</th></tr></thead><tbody>${rows}</tbody></table>${moreLine(whyNot, outcomes.length)}</section>`;
}

function pointsGauge(points: number, compared: number | undefined, scale: number): Html {
  if (compared !== undefined) return thresholdBar(points, compared, scale, false);
  return html`<svg class="bar" aria-hidden="true"><rect class="track" width="100%" height="100%"/><rect class="fill-2" width="${percentOf(points, scale)}" height="100%"/></svg>`;
}

/** Where a fact is missing: the fact, who can supply it, and for how many dwellings it decides. */
export function missingView(whyNot: WhyNotWords, outcomes: readonly VacancyOutcome[]): Html | undefined {
  if (outcomes.length === 0) return undefined;
  const { words } = whyNot;
  const groups = grouped(outcomes, ({ failed }) => {
    const [first] = failed;
    return `${first!.title.fr}/${first!.missing.join(",")}`;
  });
  const heads = {
    fact: words.say("why-not.missing.fact"),
    who: words.say("why-not.missing.who"),
    rule: words.say("why-not.missing.rule"),
    dwellings: words.say("why-not.missing.dwellings"),
  };
  const rows = groups.map((group) => {
    const rule = group[0]!.failed[0]!;
    const who = [...new Set(rule.missing.map((fact) => supplierText(words, fact)))];
    return html`<tr><th scope="row">${rule.missing.map((fact) => stateMark("care", "ask", factTitle(fact, words.language)))}</th><td data-of="${heads.who}"><div>${who.join(" ")}</div></td><td data-of="${heads.rule}"><div>${words.text(rule.title)}<small>${sourceLink(words, rule.source)}</small></div></td><td data-of="${heads.dwellings}"><div>${namedPlaces(whyNot, group)}</div></td></tr>`;
  });
  return html`<section aria-labelledby="missing">${headOf(whyNot, "missing", outcomes.length)}<table class="data flow why-missing"><caption class="hide">${words.say("why-not.missing.title")}</caption><thead><tr><th scope="col">${heads.fact}</th><th scope="col">${heads.who}</th><th scope="col">${heads.rule}</th><th scope="col">${heads.dwellings}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

/** Where a rule refuses: by the first one, those that keep it from fewest dwellings first, since the others were passed there. */
export function refusedView(whyNot: WhyNotWords, outcomes: readonly VacancyOutcome[]): Html | undefined {
  if (outcomes.length === 0) return undefined;
  const { words } = whyNot;
  const heads = {
    dwellings: words.say("why-not.refused.dwellings"),
    gauge: words.say("why-not.refused.gauge"),
    value: words.say("why-not.refused.value"),
    threshold: words.say("why-not.refused.threshold"),
    gap: words.say("why-not.refused.gap"),
  };
  const groups = grouped(outcomes, ({ failed }) => failed[0]!.title.fr).sort((a, b) => a.length - b.length);
  const bodies = groups.map((group) => {
    const rule = group[0]!.failed[0]!;
    const sources = grouped(group, ({ failed }) => JSON.stringify(failed[0]!.source)).map(([one]) =>
      sourceLink(words, one!.failed[0]!.source),
    );
    const rows = group.some(hasNumbers)
      ? alike(group).map((same) => refusedRow(whyNot, same, heads))
      : toldRow(whyNot, group);
    return html`<tbody><tr class="group"><th colspan="5" scope="rowgroup">${words.text(rule.title)} <span class="count">${words.number(group.length)}</span><small>${joined(sources, " · ")}</small></th></tr>${rows}</tbody>`;
  });
  return html`<section aria-labelledby="refused">${headOf(whyNot, "refused", outcomes.length)}<table class="data flow why-refused"><caption class="hide">${words.say("why-not.refused.title")}</caption><thead><tr><th scope="col">${heads.dwellings}</th><th scope="col">${heads.gauge}</th><th scope="col" class="num">${heads.value}</th><th scope="col" class="num">${heads.threshold}</th><th scope="col" class="num">${heads.gap}</th></tr></thead>${bodies}</table></section>`;
}

/** True where value and threshold are numbers, which can be drawn. */
function hasNumbers({ failed }: VacancyOutcome): boolean {
  return typeof failed[0]!.value === "number" && typeof failed[0]!.threshold === "number";
}

/** A rule about no number: its sentence once, whatever the dwelling. */
function toldRow(whyNot: WhyNotWords, group: readonly VacancyOutcome[]): Html {
  const { words, explained } = whyNot;
  const rule = group[0]!.failed[0]!;
  const values = [
    ...new Set(group.map(({ failed: [first] }) => valueText(words, explained.places, first!.value, first!.unit))),
  ].filter((one) => one !== "");
  const named = values.length > MOST_VALUES ? [...values.slice(0, MOST_VALUES), "…"] : values;
  const told = fill(words.text(rule.reason), {
    value: named.join(", "),
    threshold: valueText(words, explained.places, rule.threshold, rule.unit),
  });
  return html`<tr><th scope="row">${namedPlaces(whyNot, group)}${alsoLine(whyNot, group)}</th><td colspan="4">${told}</td></tr>`;
}

function refusedRow(
  whyNot: WhyNotWords,
  same: readonly VacancyOutcome[],
  heads: { readonly value: string; readonly threshold: string; readonly gap: string },
): Html {
  const { words, explained } = whyNot;
  const { value, threshold, unit } = same[0]!.failed[0]!;
  const areNumbers = typeof value === "number" && typeof threshold === "number";
  const shown = (one: typeof value) => valueText(words, explained.places, one, unitInTable(unit));
  const gap = areNumbers
    ? signed(words.value(Math.abs(value - threshold), unitInTable(unit)), value - threshold)
    : undefined;
  const gauge = areNumbers && thresholdBar(value, threshold, Math.max(value, threshold, 1) * 1.2, value > threshold);
  return html`<tr><th scope="row">${namedPlaces(whyNot, same)}${alsoLine(whyNot, same)}</th><td class="gauge">${gauge}</td><td class="num" data-of="${heads.value}">${shown(value)}</td><td class="num" data-of="${heads.threshold}">${shown(threshold)}</td><td class="num" data-of="${heads.gap}">${gap !== undefined && html`<b>${gap}</b>`}</td></tr>`;
}

/** Money by the month or the year stands under its rule, which says so. */
function unitInTable(unit: string | undefined): string | undefined {
  return unit?.startsWith("cents") ? "cents" : unit;
}

/** Rules that refuse all of these as well. */
function alsoLine({ words }: WhyNotWords, same: readonly VacancyOutcome[]): Html | undefined {
  const [first, ...others] = same.map(({ failed }) => new Set(failed.slice(1).map(({ title }) => words.text(title))));
  const also = [...first!].filter((title) => others.every((titles) => titles.has(title)));
  return also.length === 0
    ? undefined
    : html`<small>${words.say("why-not.refused.also", { rules: also.join(", ") })}</small>`;
}

function signed(text: string, difference: number): string {
  return difference < 0 ? `−\u00a0${text}` : `+\u00a0${text}`;
}

/** One vacancy in full, or several by commune. */
function namedPlaces(whyNot: WhyNotWords, outcomes: readonly VacancyOutcome[]): Html {
  if (outcomes.length === 1) return pairLink(whyNot, outcomes[0]!.vacancyId);
  const { words, explained } = whyNot;
  const communeOf = ({ vacancyId }: VacancyOutcome) => {
    const place = explained.places.get(vacancyId);
    return place ? words.commune(place.dwelling) : "";
  };
  const communes = grouped(outcomes.slice(0, MOST_NAMED), communeOf);
  return html`<ul class="places">${communes.map(
    (same) =>
      html`<li><b>${communeOf(same[0]!)}</b> ${joined(
        same.map(({ vacancyId }) => addressLink(whyNot, vacancyId)),
        ", ",
      )}</li>`,
  )}</ul>${moreLine(whyNot, outcomes.length)}`;
}

function moreLine({ words }: WhyNotWords, count: number): Html | undefined {
  return count > MOST_NAMED
    ? html`<p class="note">${words.counted("why-not.refused.more", count - MOST_NAMED)}</p>`
    : undefined;
}

function headOf({ words }: WhyNotWords, part: "ranked" | "missing" | "refused", count: number): Html {
  return html`<div class="head"><h2 id="${part}">${words.say(`why-not.${part}.title`)} <span class="count">${words.number(count)}</span></h2><p class="note">${words.say(`why-not.${part}.note`)}</p></div>`;
}

/** Vacancies that the first rule refuses with the same value and threshold; the smallest distance first. */
function alike(outcomes: readonly VacancyOutcome[]): readonly (readonly VacancyOutcome[])[] {
  const gapOf = ([first]: readonly VacancyOutcome[]) => {
    const { value, threshold } = first!.failed[0]!;
    return typeof value === "number" && typeof threshold === "number" ? Math.abs(value - threshold) : 0;
  };
  return grouped(outcomes, ({ failed }) => `${String(failed[0]!.value)}/${String(failed[0]!.threshold)}`).sort(
    (a, b) => gapOf(a) - gapOf(b) || a.length - b.length || compareText(a[0]!.vacancyId, b[0]!.vacancyId),
  );
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
