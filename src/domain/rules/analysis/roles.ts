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

/** An expression, the role it plays, and what holds where it matters. */
export interface ExpressionInRole {
  readonly expression: CheckedExpression;
  readonly role: Role;
  readonly given: readonly Given[];
}

function given(expression: CheckedExpression | undefined): Given[] {
  return expression ? [{ expression, outcomes: truth("T") }] : [];
}

/** A criterion outside its dates has the constant false as its `onlyIf`, which is no mistake: its scale is looked at all the same. */
function ofCriterion(heading: Heading, criterion: Criterion): ExpressionInRole[] {
  const { proof, expiry, scale } = criterion;
  const onlyIf = criterion.outsideDates ? undefined : criterion.onlyIf;
  const applies = given(heading.onlyIf);
  const counts = [...applies, ...given(onlyIf)];
  const found: ExpressionInRole[] = [];
  if (onlyIf) found.push({ expression: onlyIf, role: "condition", given: applies });
  found.push({
    expression: scaleExpression(scale),
    role: scale.kind === "when" ? "condition" : "value",
    given: counts,
  });
  if (proof) found.push({ expression: proof, role: "condition", given: counts });
  if (expiry) found.push({ expression: expiry.from, role: "value", given: counts });
  return found;
}

/** Every expression of the rule set. Invariant: the first ones are the definitions, in their order. */
export function expressionsInRoles(ruleSet: RuleSet): ExpressionInRole[] {
  const plain = (expression: CheckedExpression | undefined, role: Role): ExpressionInRole[] =>
    expression ? [{ expression, role, given: [] }] : [];
  const { places, seniority, clock, targets } = ruleSet.assignment;
  return [
    ...ruleSet.definitions.flatMap(({ value }) => plain(value, "definition")),
    ...ruleSet.eligibility.flatMap(({ require, shows }): ExpressionInRole[] => {
      const failing = [{ expression: require, outcomes: truth("FU") }];
      const shown = [shows?.value, shows?.threshold].filter((expression) => expression !== undefined);
      return [
        ...plain(require, "require"),
        ...shown.map((expression): ExpressionInRole => ({ expression, role: "value", given: failing })),
      ];
    }),
    ...ruleSet.headings.flatMap((heading) => [
      ...plain(heading.onlyIf, "condition"),
      ...plain(heading.declaredIn, "value"),
      ...heading.criteria.flatMap((criterion) => ofCriterion(heading, criterion)),
    ]),
    ...ruleSet.preferences.flatMap(({ value }) => plain(value, "value")),
    ...[places, seniority, clock].flatMap((expression) => plain(expression, "value")),
    ...targets.flatMap(({ territory, appliesTo, priorityClass }): ExpressionInRole[] => [
      ...plain(appliesTo, "condition"),
      { expression: territory, role: "value", given: given(appliesTo) },
      { expression: priorityClass, role: "value", given: given(appliesTo) },
    ]),
  ];
}
