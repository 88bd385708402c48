/** The figures of the load: one with its goal, and the arithmetic behind them. */
import { type GoalRow, isReached } from "../bench/report.ts";

/** One figure with its goal. */
export interface LoadFigure extends GoalRow {
  /** What stands beside the figure. */
  readonly note?: string;
}

/** The value that a share of all does not exceed; 0 where there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** How much values that were taken at equal distances rise from one to the next, by least squares; 0 for fewer than two. */
export function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const above = values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0);
  const below = values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return below === 0 ? 0 : above / below;
}

/** One row of the table of results. */
export function lineOf(figure: LoadFigure): string {
  const { what, reached, goal, kind, unit, note } = figure;
  const bound = kind === "exactly" ? `${goal} ${unit}` : `${kind === "most" ? "at most" : "at least"} ${goal} ${unit}`;
  return `| ${what} | ${Math.round(reached * 10) / 10} ${unit} | ${bound}${isReached(figure) ? "" : " (missed)"} | ${note ?? ""} |`;
}
