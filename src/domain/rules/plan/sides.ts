/**
 * Which side of a pair an expression reads. What reads one side only is computed once per request or once per vacancy.
 */
import type { FactCatalogue } from "../../facts/catalogue.ts";
import type { Expression } from "../expression.ts";
import { partsOf } from "../expression-parts.ts";
import type { RuleSet } from "../rule-set.ts";

/** A set of sides: nothing, the request, the vacancy, or both. */
export type Sides = 0 | 1 | 2 | 3;
/** The side of the request. */
export const REQUEST = 1;
/** The side of the vacancy. */
export const VACANCY = 2;

/** The union of two sets of sides. */
export function bothOf(a: Sides, b: Sides): Sides {
  return (a | b) as Sides;
}

/** Tells the sides of the expressions of one rule set. Cost: every node once. */
export class SideReader {
  readonly #ruleSet: RuleSet;
  readonly #catalogue: FactCatalogue;
  readonly #known = new Map<Expression, Sides>();

  constructor(ruleSet: RuleSet, catalogue: FactCatalogue) {
    this.#ruleSet = ruleSet;
    this.#catalogue = catalogue;
  }

  of(tree: Expression): Sides {
    let sides = this.#known.get(tree);
    if (sides === undefined) {
      sides = this.#read(tree);
      this.#known.set(tree, sides);
    }
    return sides;
  }

  #read(tree: Expression): Sides {
    if (tree.kind === "fact") return this.#catalogue.facts[tree.fact]!.side === "request" ? REQUEST : VACANCY;
    if (tree.kind === "defined") return this.of(this.#ruleSet.definitions[tree.definition]!.value.tree);
    return partsOf(tree).reduce<Sides>((sides, part) => bothOf(sides, this.of(part)), 0);
  }
}
