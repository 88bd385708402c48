/**
 * Sentences about rules and standings, shared by the terminal and the report: the rule's own words with its values, or the product's words.
 */
import type { Explanation } from "../domain/facts/explanation.ts";
import { typeset } from "../markup/typography.ts";
import { formatDay, formatValue } from "../texts/format.ts";
import { fill, isTextKey, type Language, say, type TextKey } from "../texts/texts.ts";

type Rule = Explanation["rules"][number];

/** A rule that failed, with value and threshold as people write them; what is missing where a fact left it open. */
export function ruleText(rule: Rule, language: Language): string {
  if (rule.outcome === "incomplete")
    return say(language, "rule.incomplete", {
      title: typeset(rule.title[language], language),
      facts: rule.missing.map((fact) => factTitle(fact, language)).join(", "),
    });
  const shown = (value: Rule["value"]) =>
    value === undefined ? say(language, "rule.unknown-value") : formatValue(value, rule.unit, language);
  return fill(typeset(rule.reason[language], language), { value: shown(rule.value), threshold: shown(rule.threshold) });
}

/** The source of a rule or criterion on one line; its day as people write it where they read it in a language. */
export function sourceText(
  source: { readonly text: string; readonly article?: string; readonly date?: string },
  language?: Language,
): string {
  const isDay = language !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(source.date ?? "");
  const date = isDay ? formatDay(source.date!, language) : source.date;
  return [source.text, source.article, date].filter((part) => part !== undefined && part !== "").join(", ");
}

/** A fact in words, or its name where the catalogue of texts has none. */
export function factTitle(name: string, language: Language): string {
  const key = `fact.${name}`;
  return isTextKey(key) ? say(language, key) : name;
}

/** Where a request stands before a vacancy, in one sentence. */
export function standingText(standing: Explanation["standing"], language: Language): string {
  const isBeside = standing.placeInOrder === undefined;
  const key = isBeside && isTextKey(`standing.beside-${standing.state}`) ? `beside-${standing.state}` : standing.state;
  const state = say(language, `standing.${key}` as TextKey, valuesOf(standing, language));
  if (standing.state !== "lower-in-order" && standing.state !== "next") return state;
  return `${state} ${decidedByText(standing, language)}`.trim();
}

/** What put the request behind the one it is compared with. */
export function decidedByText(standing: Explanation["standing"], language: Language): string {
  return standing.decidedBy ? say(language, `decided-by.${standing.decidedBy}`, valuesOf(standing, language)) : "";
}

function valuesOf(standing: Explanation["standing"], language: Language) {
  return {
    place: standing.place ?? 0,
    order: standing.placeInOrder ?? 0,
    eligible: standing.eligibleRequests ?? 0,
    points: formatValue(standing.pointsMissing ?? 0, "points", language),
    other: standing.comparedWith ?? "",
    holds: standing.holds?.join(", ") ?? "",
    reason: standing.struckReason ? say(language, `struck.${standing.struckReason as "refused-by-candidate"}`) : "",
  };
}
