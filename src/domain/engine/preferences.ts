/**
 * An applicant's own order over vacancies, from the preference keys of the rule sets.
 * Promises a strict order: key by key, unknown last, ties by the id of the vacancy. Computed for pairs that come up, never for all.
 */
import type { FactTable } from "../facts/fact-table.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import { compareText } from "../shared/order.ts";
import { BoundArrays } from "./lists/bound-arrays.ts";
import { ExpressionWriter } from "./lists/compiled-expression.ts";
import type { Preferences } from "./market.ts";

interface KeyFunctions {
  readonly key: (r: number, v: number, at: number) => number;
}

function keyFunctions(table: FactTable, ruleSet: RuleSet): KeyFunctions {
  const expressions = new ExpressionWriter(table, ruleSet);
  const cases = ruleSet.preferences.map(({ value, ascending }, at) => {
    const key = expressions.value(value.tree);
    return `if (at === ${at}) return ${ascending ? "" : "-"}${key};`;
  });
  expressions.add(`function key(r, v, at) { const i = 0; ${cases.join(" ")} return 0; }`);
  return expressions.link<KeyFunctions & Record<string, unknown>>(["key"]);
}

/** The orders of all applicants. The keys are those of the rule set that governs each vacancy. */
export function preferencesOf(table: FactTable, ruleSets: readonly RuleSet[], ruleSetOf: Int32Array): Preferences {
  let functions: readonly KeyFunctions[] | undefined;
  let requestCount = table.requestCount;
  const arrays = new BoundArrays(table);
  const keyCount = ruleSets[0]?.preferences.length ?? 0;
  return {
    compare(request, a, b) {
      if (requestCount !== table.requestCount) {
        requestCount = table.requestCount;
        if (arrays.haveMoved()) functions = undefined;
      }
      functions ??= ruleSets.map((ruleSet) => keyFunctions(table, ruleSet));
      const ofA = functions[ruleSetOf[a]!]!;
      const ofB = functions[ruleSetOf[b]!]!;
      for (let at = 0; at < keyCount; at++) {
        const x = ofA.key(request, a, at);
        const y = ofB.key(request, b, at);
        if (x < y) return -1;
        if (x > y) return 1;
        if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
      }
      return compareText(table.vacancyId(a), table.vacancyId(b));
    },
  };
}
