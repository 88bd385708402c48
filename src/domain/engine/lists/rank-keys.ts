/**
 * The order of a vacancy as one number: priority class, then points, then seniority; a higher key comes first.
 * Equal keys are ordered by the tie-break. Keys are whole numbers below 2^53, so they are exact.
 */

/** Days told apart by seniority; the highest step is an unknown day. Invariant: days of the calendar 0000 to 9999 fit. */
const SENIORITY_STEPS = 4_194_304;
const UNKNOWN_SENIORITY = SENIORITY_STEPS - 1;
/** Steps before 1970-01-01. */
const SENIORITY_ORIGIN = 719_528;

/** What seniority adds to the key of a request; `day` is NaN where unknown. */
export function seniorityKey(day: number): number {
  const step = Number.isNaN(day) ? UNKNOWN_SENIORITY : day + SENIORITY_ORIGIN;
  return UNKNOWN_SENIORITY - step;
}

/** The points and class part of a key, in steps of one point. */
export const KEY_STEPS_PER_POINT: number = SENIORITY_STEPS;
