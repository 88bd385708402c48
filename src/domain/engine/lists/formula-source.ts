/**
 * Formulas as generated source: the two-valued form of conditions over the truths of their expressions.
 */
import type { Formula } from "../../rules/plan/formula.ts";
import type { ExpressionWriter } from "./compiled-expression.ts";

/** Source that is true exactly when the formula holds. */
export function formulaSource(formula: Formula, writer: ExpressionWriter): string {
  if (formula.kind === "holds") return formula.wanted ? writer.isTrue(formula.tree) : writer.isFalse(formula.tree);
  if (formula.of.length === 0) return formula.kind === "every" ? "true" : "false";
  return `(${formula.of.map((part) => formulaSource(part, writer)).join(formula.kind === "every" ? " && " : " || ")})`;
}
