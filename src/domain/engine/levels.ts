/**
 * The second key of lookups: a number of the vacancy with few values (its levels), compared with bounds of the request.
 * A request then takes a range of levels, and the vacancies of a bucket outside it are never touched.
 */

/** Most levels. Why: buckets times levels are visited one by one. */
export const MOST_LEVELS = 24;

/** The distinct values in rising order, or undefined where there are too many or only one. */
export function levelsOf(values: Float64Array): Int32Array | undefined {
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
