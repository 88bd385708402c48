/**
 * Where each object of a compiled rule set stands in its files. Made by `compile.ts`, which leaves out what is broken, so that an index in the
 * rule set is not an index in the file; read by `analysis/analyse.ts` (`analyse(ruleSet, catalogue, places)`), which says where its findings are.
 */

/** A place in the rule files. */
export interface Place {
  /** Path inside the rules folder: `als-2026/eligibility.json`. */
  readonly file: string;
  /** JSON pointer: `/rules/3/require`. */
  readonly pointer: string;
}

/** An entry of a file and where it stands. */
export interface Placed<T> {
  readonly entry: T;
  readonly place: Place;
}

/** By object: every checked expression, definition, rule, heading, criterion, preference key, target, lever and table of the rule set. */
export type Places = ReadonlyMap<object, Place>;
