/**
 * The fact behind the points of a criterion, with its unit. A rule file names no unit for what a scale reads; the facts it reads do, at the end of
 * their names, and a distance is read from two places.
 */
import type { FactCatalogue } from "../domain/facts/catalogue.ts";
import type { Explanation } from "../domain/facts/explanation.ts";
import type { Criterion } from "../domain/rules/rule-set.ts";

/** One criterion of an explanation. */
export type ExplainedCriterion = Explanation["headings"][number]["criteria"][number];

const unitEndings: readonly (readonly [ending: string, unit: string])[] = [
  ["Minutes", "minutes"],
  ["Metres", "metres"],
  ["BasisPoints", "basis-points"],
  ["CentsPerMonth", "cents-per-month"],
  ["CentsPerYear", "cents-per-year"],
  ["Cents", "cents"],
  ["Months", "months"],
  ["Days", "days"],
];

/** Unit at the end of a fact's name; undefined where it has none. */
export function unitOfFact(name: string): string | undefined {
  return unitEndings.find(([ending]) => name.endsWith(ending))?.[1];
}

/** Unit of what a criterion's scale reads; undefined when the facts do not agree on one. */
export function unitOfCriterion(
  criterion: Criterion,
  explained: ExplainedCriterion,
  catalogue: FactCatalogue,
): string | undefined {
  if (criterion.scale.kind === "per-month") return "months";
  const units = new Set<string>();
  for (const { name } of explained.facts) {
    const fact = catalogue.facts.find((declared) => declared.name === name);
    if (fact?.type.kind === "position") units.add("metres");
    if (fact?.type.kind === "int") units.add(unitOfFact(name) ?? "");
  }
  const [unit] = units;
  return units.size === 1 && unit !== "" ? unit : undefined;
}
