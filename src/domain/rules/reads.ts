/**
 * What an expression reads, through definitions: facts, parameters, tables. Used to show a person what was processed about them.
 */
import type { Expression, TableRead } from "./expression.ts";
import { partsOf } from "./expression-parts.ts";
import type { Grounds } from "./interpreter.ts";

/** Everything read, each once, in order of first appearance. */
export interface Reads {
  /** Catalogue indexes. */
  readonly facts: Set<number>;
  /** Parameter ids with their value on the day. */
  readonly parameters: Map<string, number | boolean | string | readonly (number | string)[]>;
  readonly tables: Map<number, TableRead>;
}

/** Collects what the expressions read. */
export function readsOf(trees: readonly Expression[], grounds: Grounds): Reads {
  const reads: Reads = { facts: new Set(), parameters: new Map(), tables: new Map() };
  const definitionsSeen = new Set<number>();
  const visit = (tree: Expression): void => {
    if (tree.kind === "fact") reads.facts.add(tree.fact);
    if (tree.kind === "constant" && tree.parameter !== undefined) reads.parameters.set(tree.parameter, tree.value);
    if (tree.kind === "constant-list" && tree.parameter !== undefined)
      reads.parameters.set(tree.parameter, tree.values);
    if (tree.kind === "table" && !reads.tables.has(tree.table)) reads.tables.set(tree.table, tree);
    if (tree.kind === "defined" && !definitionsSeen.has(tree.definition)) {
      definitionsSeen.add(tree.definition);
      visit(grounds.definitions[tree.definition]!.value.tree);
    }
    for (const part of partsOf(tree)) visit(part);
  };
  for (const tree of trees) visit(tree);
  return reads;
}
