/**
 * Formulas: "this expression is definitely true" taken apart, in two values.
 * A formula is split only where both sides of the pair meet; what reads one side stays whole.
 * Promises: a formula holds exactly when the three-valued expression it was made from is true.
 */
import type { Expression } from "../expression.ts";
import { CONTRARY } from "../expression-parts.ts";
import type { RuleSet } from "../rule-set.ts";
import { bothOf, type SideReader, type Sides } from "./sides.ts";

/** `holds`: the tree is true, or false where `wanted` is false; unknown is neither. An empty `every` holds, an empty `some` does not. */
export type Formula =
  | { readonly kind: "every" | "some"; readonly of: readonly Formula[]; readonly sides: Sides }
  | { readonly kind: "holds"; readonly tree: Expression; readonly wanted: boolean; readonly sides: Sides };

/** Most leaves of one formula; beyond, the rest stays whole. Why: nested choices double at each step. */
const MOST_LEAVES = 200;

/** A conjunction or disjunction, flattened; with one operand the operand itself. */
export function joined(kind: "every" | "some", of: readonly Formula[]): Formula {
  const flat = of.flatMap((formula) => (formula.kind === kind ? formula.of : [formula]));
  if (flat.length === 1) return flat[0]!;
  return { kind, of: flat, sides: flat.reduce<Sides>((sides, formula) => bothOf(sides, formula.sides), 0) };
}

/** The conjuncts of a formula. */
export function conjuncts(formula: Formula): readonly Formula[] {
  return formula.kind === "every" ? formula.of : [formula];
}

/** The disjuncts of a formula. */
export function disjuncts(formula: Formula): readonly Formula[] {
  return formula.kind === "some" ? formula.of : [formula];
}

/** Makes the formulas of one rule set. */
export class FormulaMaker {
  readonly #ruleSet: RuleSet;
  readonly #sides: SideReader;
  #leaves = 0;

  constructor(ruleSet: RuleSet, sides: SideReader) {
    this.#ruleSet = ruleSet;
    this.#sides = sides;
  }

  /** The formula of "this tree is true". */
  whenTrue(tree: Expression): Formula {
    this.#leaves = 0;
    return this.#when(tree, true);
  }

  #when(tree: Expression, wanted: boolean): Formula {
    const sides = this.#sides.of(tree);
    if (sides !== 3 || ++this.#leaves > MOST_LEAVES) return { kind: "holds", tree, wanted, sides };
    switch (tree.kind) {
      case "not":
        return this.#when(tree.of, !wanted);
      case "and":
      case "or":
        return joined(
          (tree.kind === "and") === wanted ? "every" : "some",
          tree.of.map((operand) => this.#when(operand, wanted)),
        );
      case "choose":
        return joined("some", [
          joined("every", [this.#when(tree.condition, true), this.#when(tree.then, wanted)]),
          joined("every", [this.#when(tree.condition, false), this.#when(tree.otherwise, wanted)]),
        ]);
      case "defined":
        return this.#when(this.#ruleSet.definitions[tree.definition]!.value.tree, wanted);
      case "compare":
        if (wanted) return { kind: "holds", tree, wanted, sides };
        return { kind: "holds", tree: { ...tree, operator: CONTRARY[tree.operator] }, wanted: true, sides };
      default:
        return { kind: "holds", tree, wanted, sides };
    }
  }
}
