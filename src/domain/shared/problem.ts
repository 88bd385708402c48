/**
 * Everything that is wrong with a command, found before any of it is refused.
 */
import { DomainError, type ErrorCode, type ErrorValues } from "./domain-error.ts";

/** One thing that a caller must fix. */
export interface Problem {
  readonly code: ErrorCode;
  readonly values: ErrorValues;
}

/** Returns when there is none. Throws: the problem when it is the only one; `several-problems` with all of them otherwise. */
export function refuseAll(problems: readonly Problem[]): void {
  const [first] = problems;
  if (!first) return;
  if (problems.length === 1) throw new DomainError(first.code, first.values);
  throw new DomainError("several-problems", { count: problems.length }, problems);
}
