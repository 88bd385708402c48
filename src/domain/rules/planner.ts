/**
 * The plan of a rule set: what depends on the request only, on the vacancy only, on both; by what vacancies can be looked up;
 * in which order the rest is asked. Made from checked trees alone, it names no fact and no rule and never changes what holds.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import type { Compare, Expression, FactRead } from "./expression.ts";
import { conjuncts, disjuncts, type Formula, FormulaMaker, joined } from "./plan/formula.ts";
import { type PointsPlan, planPoints } from "./plan/points-plan.ts";
import { type Separated, separate } from "./plan/separation.ts";
import { REQUEST, SideReader, VACANCY } from "./plan/sides.ts";
import type { RuleSet } from "./rule-set.ts";

/** Something by which the vacancies of a request can be found. */
export type Atom =
  /** A text of one side stands in a list of the other. */
  | {
      readonly kind: "member";
      readonly item: Expression;
      readonly list: FactRead;
      readonly listSide: "request" | "vacancy";
    }
  | { readonly kind: "equal"; readonly request: Expression; readonly vacancy: Expression }
  /** The vacancy lies within `bound` metres of the request, `below` it when 1. */
  | {
      readonly kind: "near";
      readonly request: Expression;
      readonly vacancy: Expression;
      readonly bound: Expression;
      readonly below: 0 | 1;
    }
  /** Every vacancy. */
  | { readonly kind: "all" };

/** One way to the vacancies of a request: where `request` holds, among the vacancies where `vacancy` holds. */
export interface Way {
  readonly atom: Atom;
  readonly request: Formula;
  readonly vacancy: Formula;
  /** Holds for every pair found this way, or must be asked again. */
  readonly exact: boolean;
}

/** The union of all ways finds every pair for which the condition holds. */
export interface Lookup {
  readonly ways: readonly Way[];
  readonly condition: Condition;
}

/** A condition on a pair, with the rule it comes from. */
export interface Condition {
  readonly ruleId: string;
  readonly formula: Formula;
}

/**
 * A condition with its shape.
 * - `either`: a part of the request or a part of the vacancy holds.
 * - `compared`: one of these two holds, or both guards hold and the comparison does.
 * - `general`: anything else.
 */
export type PairCondition = Shaped & {
  /** Reads and steps, roughly: cheap conditions are asked first. */ readonly cost: number;
};

type Shaped = Condition &
  (
    | { readonly shape: "either"; readonly request: Formula; readonly vacancy: Formula }
    | {
        readonly shape: "compared";
        readonly requestPasses: Formula;
        readonly vacancyPasses: Formula;
        readonly requestGuard: Formula;
        readonly vacancyGuard: Formula;
        readonly comparison: Separated;
      }
    | { readonly shape: "general" }
  );

/** The plan. `pair` stands in the order in which it is asked, cheap ones first. */
export interface RuleSetPlan {
  readonly ruleSet: RuleSet;
  readonly catalogue: FactCatalogue;
  readonly sides: SideReader;
  readonly request: readonly Condition[];
  readonly vacancy: readonly Condition[];
  readonly pair: readonly PairCondition[];
  /** Undefined where no condition can be looked up: every pair is asked. */
  readonly lookup: Lookup | undefined;
  readonly points: PointsPlan;
}

/** Plans the rules that can exclude and the points. */
export function planRuleSet(ruleSet: RuleSet, catalogue: FactCatalogue): RuleSetPlan {
  const sides = new SideReader(ruleSet, catalogue);
  const formulas = new FormulaMaker(ruleSet, sides);
  const conditions = ruleSet.eligibility
    .filter((rule) => rule.effect === "exclude")
    .flatMap((rule) =>
      conjuncts(formulas.whenTrue(rule.require.tree)).map((formula) => ({ ruleId: rule.id, formula })),
    );
  const mixed = conditions.filter(({ formula }) => formula.sides === (REQUEST | VACANCY));
  const lookup = bestLookup(mixed, sides);
  const pair = mixed
    .filter((condition) => condition !== lookup?.condition)
    .map((condition) => shaped(condition, ruleSet, sides))
    .map((condition) => ({ ...condition, cost: costOf(condition) }))
    .sort((a, b) => a.cost - b.cost);
  return {
    ruleSet,
    catalogue,
    sides,
    request: conditions.filter(({ formula }) => (formula.sides & VACANCY) === 0),
    vacancy: conditions.filter(({ formula }) => formula.sides === VACANCY),
    pair,
    lookup,
    points: planPoints(ruleSet, sides, formulas),
  };
}

const ALWAYS: Formula = { kind: "every", of: [], sides: 0 };

/** How far a way narrows the search, best first; a lookup is as good as its worst way. */
const NARROWNESS: Readonly<Record<Atom["kind"], number>> = { member: 0, equal: 0, near: 1, all: 2 };

function bestLookup(conditions: readonly Condition[], sides: SideReader): Lookup | undefined {
  let best: Lookup | undefined;
  let bestNarrowness = Number.POSITIVE_INFINITY;
  for (const condition of conditions) {
    const ways = waysOf(condition.formula, sides);
    if (!ways) continue;
    const narrowness = Math.max(...ways.map((way) => NARROWNESS[way.atom.kind]));
    if (narrowness < bestNarrowness) {
      best = { ways, condition };
      bestNarrowness = narrowness;
    }
  }
  return best;
}

/** The ways of a condition; undefined where one of its alternatives cannot be looked up. */
function waysOf(formula: Formula, sides: SideReader): readonly Way[] | undefined {
  const ways: Way[] = [];
  for (const alternative of disjuncts(formula)) {
    const parts = conjuncts(alternative);
    const guard = (side: number) =>
      joined(
        "every",
        parts.filter((part) => part.sides === side),
      );
    const fixed = parts.some((part) => part.sides === 0)
      ? joined(
          "every",
          parts.filter((part) => part.sides === 0),
        )
      : ALWAYS;
    const request = joined("every", [fixed, guard(REQUEST)]);
    const vacancy = guard(VACANCY);
    const meeting = parts.filter((part) => part.sides === 3);
    const atoms = meeting.map((part) => atomOf(part, sides));
    const at = narrowest(atoms);
    if (at < 0 && meeting.length > 0) return undefined;
    ways.push({ atom: atoms[at] ?? { kind: "all" }, request, vacancy, exact: meeting.length <= 1 });
  }
  return ways.some((way) => way.atom.kind !== "all") ? ways : undefined;
}

function narrowest(atoms: readonly (Atom | undefined)[]): number {
  let best = -1;
  atoms.forEach((atom, at) => {
    if (atom && (best < 0 || NARROWNESS[atom.kind] < NARROWNESS[atoms[best]!.kind])) best = at;
  });
  return best;
}

function atomOf(formula: Formula, sides: SideReader): Atom | undefined {
  if (formula.kind !== "holds" || !formula.wanted) return undefined;
  const { tree } = formula;
  if (tree.kind === "member" && tree.list.kind === "fact") {
    const [item, list] = [sides.of(tree.item), sides.of(tree.list)];
    if (item === VACANCY && list === REQUEST)
      return { kind: "member", item: tree.item, list: tree.list, listSide: "request" };
    if (item === REQUEST && list === VACANCY)
      return { kind: "member", item: tree.item, list: tree.list, listSide: "vacancy" };
    return undefined;
  }
  if (tree.kind !== "compare") return undefined;
  return nearOf(tree, sides) ?? equalOf(tree, sides);
}

function equalOf(tree: Compare, sides: SideReader): Atom | undefined {
  if (tree.operator !== "==" || tree.left.type === "bool") return undefined;
  const [left, right] = [sides.of(tree.left), sides.of(tree.right)];
  if (left === VACANCY && right === REQUEST) return { kind: "equal", vacancy: tree.left, request: tree.right };
  if (left === REQUEST && right === VACANCY) return { kind: "equal", vacancy: tree.right, request: tree.left };
  return undefined;
}

function nearOf(tree: Compare, sides: SideReader): Atom | undefined {
  const isWithin = tree.operator === "<=" || tree.operator === "<";
  const isBounding = tree.operator === ">=" || tree.operator === ">";
  const [distance, bound] = isWithin ? [tree.left, tree.right] : [tree.right, tree.left];
  if (!isWithin && !isBounding) return undefined;
  if (distance.kind !== "call" || distance.function !== "distanceMetres") return undefined;
  if ((sides.of(bound) & VACANCY) !== 0) return undefined;
  const [a, b] = distance.arguments as readonly [Expression, Expression];
  const below = tree.operator === "<" || tree.operator === ">" ? 1 : 0;
  if (sides.of(a) === VACANCY && sides.of(b) === REQUEST) return { kind: "near", vacancy: a, request: b, bound, below };
  if (sides.of(a) === REQUEST && sides.of(b) === VACANCY) return { kind: "near", vacancy: b, request: a, bound, below };
  return undefined;
}

function shaped(condition: Condition, ruleSet: RuleSet, sides: SideReader): Shaped {
  const alternatives = disjuncts(condition.formula);
  const of = (side: number) => alternatives.filter((alternative) => alternative.sides === side);
  const requestPasses = joined("some", [...of(0), ...of(REQUEST)]);
  const vacancyPasses = joined("some", of(VACANCY));
  const meeting = of(3);
  if (meeting.length === 0) return { ...condition, shape: "either", request: requestPasses, vacancy: vacancyPasses };
  const parts = meeting.length === 1 ? conjuncts(meeting[0]!) : [];
  const compared = parts.filter((part) => part.sides === 3);
  const leaf = compared[0];
  if (compared.length !== 1 || leaf?.kind !== "holds" || leaf.tree.kind !== "compare") {
    return { ...condition, shape: "general" };
  }
  const comparison = separate(leaf.tree, ruleSet, sides);
  if (!comparison) return { ...condition, shape: "general" };
  const guard = (side: number) =>
    joined(
      "every",
      parts.filter((part) => part.sides === side),
    );
  return {
    ...condition,
    shape: "compared",
    requestPasses,
    vacancyPasses,
    requestGuard: joined("every", [guard(0), guard(REQUEST)]),
    vacancyGuard: guard(VACANCY),
    comparison,
  };
}

/** What asking a condition costs beside the others: reads and steps, roughly. */
function costOf(condition: Shaped): number {
  if (condition.shape === "either") return 1;
  if (condition.shape === "compared") return condition.comparison.relation === "equal" ? 3 : 2;
  return 4 + sizeOf(condition.formula);
}

function sizeOf(formula: Formula): number {
  return formula.kind === "holds" ? 4 : formula.of.reduce((size, part) => size + sizeOf(part), 1);
}
