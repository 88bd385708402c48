/**
 * Every expression of a rule set, in the order in which it is looked at: definitions first, for the rest reads them.
 * Each comes with what is known to hold where it matters: a scale matters where the criterion applies.
 */
import type { CheckedExpression } from "../expression.ts";
import type { Criterion, Heading, RuleSet } from "../rule-set.ts";
import { scaleExpression } from "../scales.ts";
import { type TruthSet, truth } from "./values.ts";

/**
 * - `require`: false for somebody and true for somebody. `condition`: true for somebody. `value`: anything. `definition`: read by others.
 */
export type Role = "definition" | "require" | "condition" | "value";

/** A condition whose outcome is known where another expression matters. */
export interface Given {
  readonly expression: CheckedExpression;
  readonly outcomes: TruthSet;
}

export interface Standing {
  readonly expression: CheckedExpression;
  readonly role: Role;
  readonly given: readonly Given[];
}

function given(expression: CheckedExpression | undefined): Given[] {
  return expression ? [{ expression, outcomes: truth("T") }] : [];
}

/** A criterion outside its dates has the constant false as its `onlyIf`, which is no mistake: its scale is looked at all the same. */
function ofCriterion(heading: Heading, criterion: Criterion): Standing[] {
  const { proof, expiry, scale } = criterion;
  const onlyIf = criterion.outsideDates ? undefined : criterion.onlyIf;
  const applies = given(heading.onlyIf);
  const counts = [...applies, ...given(onlyIf)];
  const standings: Standing[] = [];
  if (onlyIf) standings.push({ expression: onlyIf, role: "condition", given: applies });
  standings.push({
    expression: scaleExpression(scale),
    role: scale.kind === "when" ? "condition" : "value",
    given: counts,
  });
  if (proof) standings.push({ expression: proof, role: "condition", given: counts });
  if (expiry) standings.push({ expression: expiry.from, role: "value", given: counts });
  return standings;
}

/** Every expression of the rule set. Invariant: the first ones are the definitions, in their order. */
export function standingsOf(ruleSet: RuleSet): Standing[] {
  const plain = (expression: CheckedExpression | undefined, role: Role): Standing[] =>
    expression ? [{ expression, role, given: [] }] : [];
  const { places, seniority, clock, targets } = ruleSet.assignment;
  return [
    ...ruleSet.definitions.flatMap(({ value }) => plain(value, "definition")),
    ...ruleSet.eligibility.flatMap(({ require, shows }): Standing[] => {
      const failing = [{ expression: require, outcomes: truth("FU") }];
      const shown = [shows?.value, shows?.threshold].filter((expression) => expression !== undefined);
      return [
        ...plain(require, "require"),
        ...shown.map((expression): Standing => ({ expression, role: "value", given: failing })),
      ];
    }),
    ...ruleSet.headings.flatMap((heading) => [
      ...plain(heading.onlyIf, "condition"),
      ...plain(heading.declaredIn, "value"),
      ...heading.criteria.flatMap((criterion) => ofCriterion(heading, criterion)),
    ]),
    ...ruleSet.preferences.flatMap(({ value }) => plain(value, "value")),
    ...[places, seniority, clock].flatMap((expression) => plain(expression, "value")),
    ...targets.flatMap(({ territory, appliesTo, priorityClass }): Standing[] => [
      ...plain(appliesTo, "condition"),
      { expression: territory, role: "value", given: given(appliesTo) },
      { expression: priorityClass, role: "value", given: given(appliesTo) },
    ]),
  ];
}
