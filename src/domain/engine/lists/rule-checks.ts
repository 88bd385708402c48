/**
 * The rules of a rule set that can exclude, each a question of its own about a pair of rows: for whoever wants to know which one stands in the way.
 */
import type { FactTable } from "../../facts/fact-table.ts";
import type { EligibilityRule, RuleSet } from "../../rules/rule-set.ts";
import { ExpressionWriter } from "./compiled-expression.ts";

/** The rules and, at the same places, whether each holds for a request `r` and a vacancy `v`; false also where a fact is missing. */
export interface RuleChecks {
  readonly rules: readonly EligibilityRule[];
  readonly holds: readonly ((r: number, v: number) => boolean)[];
}

/** Compiles the rules of a rule set for a table. Cost: milliseconds; once per table. */
export function ruleChecks(table: FactTable, ruleSet: RuleSet): RuleChecks {
  const expressions = new ExpressionWriter(table, ruleSet);
  const rules = ruleSet.eligibility.filter(({ effect }) => effect === "exclude");
  const names = rules.map((_, at) => `holds${at}`);
  rules.forEach(({ require }, at) => {
    expressions.add(`function ${names[at]}(r, v) { const i = 0; return ${expressions.isTrue(require.tree)}; }`);
  });
  const linked = expressions.link<Record<string, (r: number, v: number) => boolean>>(names);
  return { rules, holds: names.map((name) => linked[name]!) };
}
