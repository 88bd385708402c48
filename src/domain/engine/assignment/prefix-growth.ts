/**
 * How candidate lists grow while the assignment runs: geometrically, and many vacancies in one pass over the requests.
 * Decides cost only: the result of the assignment does not depend on when or how far a list grows.
 */
import type { CandidateLists } from "../market.ts";

/** A list that ran out asks for so many times more candidates. */
export const GROWTH_FACTOR = 8;

/** The length a list grows to. */
export function grownLength(known: number, factor: number): number {
  return Math.max(1, known) * factor;
}

/**
 * Extends, in one pass, the shortest lists of those that wait, and every other list that is shorter than they will be.
 * Why: the shortest first, so that a list seldom grows further than the longest of its neighbours needs.
 * Invariant: `waiting` is not empty and none of its lists is complete.
 */
export function extendTogether(
  candidates: CandidateLists,
  waiting: readonly number[],
  alsoNearlyExhausted: readonly number[],
  factor: number,
): void {
  const shortest = waiting.reduce((least, v) => Math.min(least, candidates.known(v).length), Number.MAX_SAFE_INTEGER);
  const length = grownLength(shortest, factor);
  const chosen = [...new Set([...waiting, ...alsoNearlyExhausted])].filter((v) => candidates.known(v).length < length);
  candidates.extend(chosen, length);
}
