/**
 * What was made of rule files for a day, kept while the program runs: the digest of the files and the day say all that it depends on, so it
 * never goes stale. Files that could not be read whole are made anew each time, since their digest does not say what is missing.
 */
import { digestOf } from "../../domain/rules/compile.ts";
import type { RuleFiles } from "../../domain/rules/rule-files.ts";

/** How many are kept: those used last. A night uses one per rule set, a check of worked examples one per day they name. */
const KEPT = 32;

/** Values by rule files and day. */
export class KeptByRules<T extends object> {
  readonly #kept = new Map<string, T>();

  /** The value kept for the files and the day; made, and kept, where there is none. */
  of(files: RuleFiles, asOf: string, make: () => T): T {
    if (files.problems.length > 0) return make();
    const key = `${digestOf(files)} ${asOf}`;
    const value = this.#kept.get(key) ?? make();
    this.#kept.delete(key);
    this.#kept.set(key, value);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT) this.#kept.delete(oldest!);
    return value;
  }
}
