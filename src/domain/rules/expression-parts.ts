/**
 * What is known of the checked expression tree by its form alone: its parts, its depth, the contrary of a comparison.
 */
import type { Compare, Expression } from "./expression.ts";

/** The parts directly below a node. */
export function partsOf(tree: Expression): readonly Expression[] {
  switch (tree.kind) {
    case "has":
    case "not":
      return [tree.of];
    case "and":
    case "or":
      return tree.of;
    case "choose":
      return [tree.condition, tree.then, tree.otherwise];
    case "compare":
    case "arithmetic":
      return [tree.left, tree.right];
    case "member":
      return [tree.item, tree.list];
    case "size":
      return [tree.list];
    case "exists":
    case "all":
    case "count":
      return [tree.persons, tree.where];
    case "table":
      return tree.keys;
    case "call":
      return tree.arguments;
    default:
      return [];
  }
}

/** Levels of the tree: 1 for a single node. */
export function depthOf(tree: Expression): number {
  return 1 + partsOf(tree).reduce((deepest, part) => Math.max(deepest, depthOf(part)), 0);
}

/** The operator that is true where the other is false, both being known. */
export const CONTRARY: Readonly<Record<Compare["operator"], Compare["operator"]>> = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};
