import type { FactReader } from "../../src/domain/facts/fact-reader.ts";
import { evaluateNumber, scopeOf } from "../../src/domain/rules/interpreter.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";

/** Values of the preference keys for a pair by the reference interpreter, in their order; undefined where unknown. */
export function preferenceValues(ruleSet: RuleSet, reader: FactReader): readonly (number | undefined)[] {
  const scope = scopeOf(ruleSet, reader);
  return ruleSet.preferences.map((key) => evaluateNumber(key.value.tree, scope));
}
