/**
 * Values a rule set computes from the vacancy alone: places, clock, territory. Facts of a request are absent here.
 */
import type { FactReader } from "../facts/fact-reader.ts";
import type { FactTable } from "../facts/fact-table.ts";
import { readerOfRows } from "../facts/table/table-reader.ts";
import type { CheckedExpression } from "../rules/expression.ts";
import { evaluate, evaluateNumber, type Grounds, scopeOf } from "../rules/interpreter.ts";

/** Facts of one vacancy; every fact of a request is absent. */
export function readerOfVacancy(table: FactTable, vacancy: number): FactReader {
  const reader = readerOfRows(table, vacancy, 0);
  const { facts } = table.catalogue;
  return { ...reader, fact: (index) => (facts[index]!.side === "vacancy" ? reader.fact(index) : undefined) };
}

/** The whole number of an expression, or undefined when it is unknown. */
export function vacancyNumber(expression: CheckedExpression, grounds: Grounds, reader: FactReader): number | undefined {
  return evaluateNumber(expression.tree, scopeOf(grounds, reader));
}

/** The text of an expression, or undefined when it is unknown. */
export function vacancyText(expression: CheckedExpression, grounds: Grounds, reader: FactReader): string | undefined {
  return evaluate(expression.tree, scopeOf(grounds, reader)) as string | undefined;
}

/** True where the condition definitely holds. */
export function vacancyHolds(expression: CheckedExpression, grounds: Grounds, reader: FactReader): boolean {
  return evaluate(expression.tree, scopeOf(grounds, reader)) === true;
}
