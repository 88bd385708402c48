/**
 * The second key of lookups: a number of the vacancy with few values (its levels), compared with bounds of the request.
 * A request then takes a range of levels, and the vacancies of a bucket outside it are never touched.
 */
import type { FactTable } from "../../facts/fact-table.ts";
import type { PairCondition, RuleSetPlan } from "../../rules/planner.ts";
import { between, type ComparedColumn, type ConditionWriter, type ValuesOf } from "../eligibility.ts";
import { ExpressionWriter, type OwnCodes } from "./compiled-expression.ts";

/** Most levels. Why: buckets times levels are visited one by one. */
const MOST_LEVELS = 24;

/** The distinct values in rising order, or undefined where there are too many or only one. */
function levelsOf(values: Float64Array): Int32Array | undefined {
  const distinct = new Set<number>();
  for (const value of values) {
    distinct.add(value);
    if (distinct.size > MOST_LEVELS) return undefined;
  }
  return distinct.size > 1 ? Int32Array.from(distinct).sort() : undefined;
}

/** The first level that is at least `bound`. */
export function firstLevel(levels: Int32Array, bound: number): number {
  let level = 0;
  while (level < levels.length && levels[level]! < bound) level++;
  return level;
}

/** The last level that is at most `bound`, -1 where there is none. */
export function lastLevel(levels: Int32Array, bound: number): number {
  let level = levels.length - 1;
  while (level >= 0 && levels[level]! > bound) level--;
  return level;
}

/** What the vacancies in question hold, by source over their facts. */
export function vacancyValues(table: FactTable, plan: RuleSetPlan, candidates: Int32Array, codes: OwnCodes): ValuesOf {
  return (write) => {
    const writer = new ExpressionWriter(table, plan.ruleSet, codes);
    writer.give("between", between);
    writer.add(`function value(v) { const r = 0, i = 0; return ${write(writer)}; }`);
    const { value } = writer.link<{ value: (v: number) => number } & Record<string, unknown>>(["value"]);
    return Float64Array.from(candidates, (vacancy) => value(vacancy));
  };
}

/** Comparisons of one number of the vacancy that has few values. */
export interface SecondKey {
  readonly conditions: readonly PairCondition[];
  readonly columns: readonly ComparedColumn[];
  readonly levels: Int32Array;
}

/** The number of the vacancy that most conditions compare, among those with few values. */
export function secondKeyOf(
  plan: RuleSetPlan,
  conditions: ConditionWriter,
  vacancyWriter: ExpressionWriter,
  valuesOf: ValuesOf,
): SecondKey | undefined {
  const groups = new Map<string, { conditions: PairCondition[]; columns: ComparedColumn[] }>();
  for (const condition of plan.pair) {
    const column = conditions.compared(condition);
    if (!column) continue;
    const source = column.vacancy(vacancyWriter);
    const group = groups.get(source) ?? { conditions: [], columns: [] };
    group.conditions.push(condition);
    group.columns.push(column);
    groups.set(source, group);
  }
  let best: SecondKey | undefined;
  for (const group of groups.values()) {
    const levels = levelsOf(valuesOf(group.columns[0]!.vacancy));
    if (levels && group.conditions.length > (best?.conditions.length ?? 0)) best = { ...group, levels };
  }
  return best;
}
