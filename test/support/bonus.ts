/**
 * One more fact, `request.bonus`, that gives points in a last heading and is read nowhere else: more points with all else equal.
 */
import type { FactCatalogue, FactDeclaration } from "../../src/domain/facts/catalogue.ts";
import type { Criterion, RuleSet } from "../../src/domain/rules/rule-set.ts";

const bonusMaximum = 1_000;
const title = { fr: "Prime inventée", en: "Invented bonus" };

/** The catalogue with the fact behind all others, so that earlier indexes stay. */
export function withBonusFact(catalogue: FactCatalogue): FactCatalogue {
  const namespace = catalogue.namespaces.find(
    ({ side, steps, within }) => side === "request" && !steps.length && !within.length,
  )!;
  const fact: FactDeclaration = {
    index: catalogue.facts.length,
    name: `${namespace.name}.bonus`,
    namespace: namespace.name,
    path: ["bonus"],
    side: "request",
    type: { kind: "int", minimum: 0, maximum: bonusMaximum },
    optional: true,
    protected: false,
    changeable: false,
    description: "Invented.",
  };
  return { ...catalogue, facts: [...catalogue.facts, fact] };
}

/** The rule set with a heading of a point per unit of the bonus. */
export function withBonusHeading(ruleSet: RuleSet, catalogue: FactCatalogue): RuleSet {
  const criterion: Criterion = {
    id: "bonus",
    title,
    scale: {
      kind: "per-month",
      months: {
        text: "request.bonus",
        tree: { kind: "fact", fact: catalogue.facts.at(-1)!.index, type: "int", span: { start: 0, end: 0 } },
      },
      points: 1,
      cap: bonusMaximum,
    },
    maximumPoints: bonusMaximum,
    minimumPoints: 0,
    declaredAs: "bonus",
    sentence: title,
    source: { text: "Invented." },
  };
  return {
    ...ruleSet,
    maximumPoints: ruleSet.maximumPoints + bonusMaximum,
    headings: [
      ...ruleSet.headings,
      { id: "bonus", title, combine: "sum", maximumPoints: bonusMaximum, minimumPoints: 0, criteria: [criterion] },
    ],
  };
}
