/**
 * Comparisons taken apart: a number of the vacancy against a number of the request, whatever was written on which side.
 * Sums are sorted by side; an effort rate against a limit becomes the highest cost that the request can bear.
 */
import type { Compare, Expression } from "../expression.ts";
import type { RuleSet } from "../rule-set.ts";
import { REQUEST, type SideReader, VACANCY } from "./sides.ts";

/** A sum over one side; unknown when a term is. */
export interface Sum {
  readonly kind: "sum";
  readonly plus: readonly Expression[];
  readonly minus: readonly Expression[];
  readonly constant: number;
}

/** The highest cost whose effort rate is at most `bound`. */
export interface BearableCost {
  readonly kind: "bearable-cost";
  readonly aid: Expression;
  readonly resources: Expression;
  readonly bound: Expression;
  /** 1 when the rate must stay below the bound. */
  readonly below: 0 | 1;
}

/** `vacancy` at most, at least or equal to `request`. Invariant: each side reads that side only. */
export interface Separated {
  readonly relation: "at-most" | "at-least" | "equal";
  readonly vacancy: Sum;
  readonly request: Sum | BearableCost;
}

const MIRRORED: Readonly<Record<Compare["operator"], Compare["operator"]>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** A comparison that is to be true, by side; undefined where the sides cannot be told apart. */
export function separate(tree: Compare, ruleSet: RuleSet, sides: SideReader): Separated | undefined {
  if (tree.operator === "!=") return undefined;
  const numbers = tree.left.type === "int" || tree.left.type === "day";
  if (!numbers) return tree.operator === "==" ? separateEqual(tree, sides) : undefined;
  return separateRate(tree, ruleSet, sides) ?? separateSums(tree, ruleSet, sides);
}

function only(tree: Expression): Sum {
  return { kind: "sum", plus: [tree], minus: [], constant: 0 };
}

function separateEqual({ left, right }: Compare, sides: SideReader): Separated | undefined {
  const [a, b] = [sides.of(left), sides.of(right)];
  if (a === VACANCY && b === REQUEST) return { relation: "equal", vacancy: only(left), request: only(right) };
  if (a === REQUEST && b === VACANCY) return { relation: "equal", vacancy: only(right), request: only(left) };
  return undefined;
}

interface Term {
  readonly tree: Expression;
  readonly sign: 1 | -1;
}

function collect(tree: Expression, sign: 1 | -1, ruleSet: RuleSet, sides: SideReader, terms: Term[]): void {
  if (sides.of(tree) === 3 && tree.kind === "arithmetic" && (tree.operator === "+" || tree.operator === "-")) {
    collect(tree.left, sign, ruleSet, sides, terms);
    collect(tree.right, tree.operator === "+" ? sign : (-sign as 1 | -1), ruleSet, sides, terms);
  } else if (sides.of(tree) === 3 && tree.kind === "defined") {
    collect(ruleSet.definitions[tree.definition]!.value.tree, sign, ruleSet, sides, terms);
  } else terms.push({ tree, sign });
}

/** left - right, sorted into vacancy terms on the left and request terms on the right. */
function separateSums(tree: Compare, ruleSet: RuleSet, sides: SideReader): Separated | undefined {
  const terms: Term[] = [];
  collect(tree.left, 1, ruleSet, sides, terms);
  collect(tree.right, -1, ruleSet, sides, terms);
  if (terms.some((term) => sides.of(term.tree) === 3)) return undefined;
  const ofVacancy = terms.filter((term) => sides.of(term.tree) === VACANCY);
  const others = terms.filter((term) => sides.of(term.tree) !== VACANCY);
  if (ofVacancy.length === 0) return undefined;
  // The vacancy's side is turned so that its first term is positive: equal texts then give equal columns.
  const turn = ofVacancy[0]!.sign;
  const side = (of: readonly Term[], sign: number): Sum => ({
    kind: "sum",
    plus: of.filter((term) => term.sign === sign).map((term) => term.tree),
    minus: of.filter((term) => term.sign !== sign).map((term) => term.tree),
    constant: 0,
  });
  const vacancy = side(ofVacancy, turn);
  const request = side(others, -turn);
  switch (turn === 1 ? tree.operator : MIRRORED[tree.operator]) {
    case "==":
      return { relation: "equal", vacancy, request };
    case "<=":
      return { relation: "at-most", vacancy, request };
    case "<":
      return { relation: "at-most", vacancy, request: { ...request, constant: -1 } };
    case ">=":
      return { relation: "at-least", vacancy, request };
    case ">":
      return { relation: "at-least", vacancy, request: { ...request, constant: 1 } };
    default:
      return undefined;
  }
}

/** `effortRate(cost of the vacancy, aid, resources) <= bound of the request`, in either order. */
function separateRate(tree: Compare, ruleSet: RuleSet, sides: SideReader): Separated | undefined {
  const written = (side: Expression): Expression =>
    side.kind === "defined" && sides.of(side) === 3 ? written(ruleSet.definitions[side.definition]!.value.tree) : side;
  const [left, right] = [written(tree.left), written(tree.right)];
  const isLeft = left.kind === "call" && left.function === "effortRate";
  const [rate, bound] = isLeft ? [left, right] : [right, left];
  const operator = isLeft ? tree.operator : MIRRORED[tree.operator];
  if (rate.kind !== "call" || rate.function !== "effortRate" || (operator !== "<=" && operator !== "<"))
    return undefined;
  const [cost, aid, resources] = rate.arguments;
  if (sides.of(cost!) !== VACANCY) return undefined;
  if ([aid!, resources!, bound].some((part) => (sides.of(part) & VACANCY) !== 0)) return undefined;
  const request = { kind: "bearable-cost", aid: aid!, resources: resources!, bound } as const;
  return { relation: "at-most", vacancy: only(cost!), request: { ...request, below: operator === "<" ? 1 : 0 } };
}
