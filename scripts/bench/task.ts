/**
 * What a measured task is: something prepared, work that is clocked, and what is said of its value.
 */
import type { TaskOutcome } from "./measure.ts";

/** The work that is clocked, and what is said of its value afterwards. */
export interface PreparedTask<T> {
  readonly work: () => T | Promise<T>;
  readonly outcome: (value: T) => TaskOutcome | Promise<TaskOutcome>;
}

/** Loads what the work needs; not clocked. */
export type PrepareTask = (
  options: Readonly<Record<string, string | number>>,
) => PreparedTask<unknown> | Promise<PreparedTask<unknown>>;

/** Forgets the type of the value between work and outcome. */
export function prepared<T>(task: PreparedTask<T>): PreparedTask<unknown> {
  return task as PreparedTask<unknown>;
}
