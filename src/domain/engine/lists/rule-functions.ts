/**
 * A rule set bound to a table: one function per question about a pair of rows.
 * This is the plain form, without derived columns; lists ask it for single pairs, the batch passes are written by the planner's plan.
 */
import type { FactTable } from "../../facts/fact-table.ts";
import type { RuleSet } from "../../rules/rule-set.ts";
import { ScoringWriter } from "../scoring.ts";
import { ExpressionWriter } from "./compiled-expression.ts";

/** Questions about a request `r` and a vacancy `v`, by row. */
export interface RuleFunctions {
  /** True when every rule that can exclude holds. */
  isEligible(r: number, v: number): boolean;
  points(r: number, v: number): number;
  /** Class per target of the rule set, 0 where unknown. */
  priorityClass(r: number, target: number): number;
  /** Day from which seniority counts, NaN where unknown. */
  seniority(r: number): number;
}

/** Compiles the questions of a rule set for a table. Cost: milliseconds; once per table. */
export function ruleFunctions(table: FactTable, ruleSet: RuleSet): RuleFunctions {
  const expressions = new ExpressionWriter(table, ruleSet);
  const scoring = new ScoringWriter(expressions);
  const excluding = ruleSet.eligibility.filter((rule) => rule.effect === "exclude");
  const holds = excluding.map((rule) => expressions.isTrue(rule.require.tree)).join(" && ") || "true";
  const points = ruleSet.headings.map((heading) => scoring.heading(heading)).join(" + ") || "0";
  const classes = ruleSet.assignment.targets.map(
    (target, at) =>
      `if (target === ${at}) { const x = ${expressions.value(target.priorityClass.tree)}; return x === x ? x : 0; }`,
  );
  expressions.add(`function isEligible(r, v) { const i = 0; return ${holds}; }`);
  expressions.add(`function points(r, v) { const i = 0; return ${points}; }`);
  expressions.add(`function priorityClass(r, target) { const v = 0, i = 0; ${classes.join(" ")} return 0; }`);
  expressions.add(
    `function seniority(r) { const v = 0, i = 0; return ${expressions.value(ruleSet.assignment.seniority.tree)}; }`,
  );
  return expressions.link<RuleFunctions & Record<string, unknown>>([
    "isEligible",
    "points",
    "priorityClass",
    "seniority",
  ]);
}
