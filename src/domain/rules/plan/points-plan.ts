/**
 * The points of a rule set by side: what is added up once per request, once per vacancy, and what only a pair can tell.
 */
import type { CheckedExpression } from "../expression.ts";
import type { Criterion, Heading, RuleSet } from "../rule-set.ts";
import { expressionsOfCriterion } from "../scales.ts";
import { conjuncts, type Formula, type FormulaMaker, joined } from "./formula.ts";
import { bothOf, REQUEST, type SideReader, type Sides, VACANCY } from "./sides.ts";

/** Points that are added to the total by themselves: a whole heading, or one criterion of a heading that merely adds up. */
export type PointsItem =
  | { readonly kind: "heading"; readonly heading: Heading }
  | { readonly kind: "criterion"; readonly criterion: Criterion; readonly onlyIf?: CheckedExpression };

/** Points that depend on both sides: at most `maximum`, and nothing unless both gates, one per side, hold. */
export interface PairPoints {
  readonly item: PointsItem;
  readonly maximum: number;
  readonly requestGate: Formula;
  readonly vacancyGate: Formula;
}

/** What gives points, by the side it depends on. */
export interface PointsPlan {
  readonly request: readonly PointsItem[];
  readonly vacancy: readonly PointsItem[];
  readonly pair: readonly PairPoints[];
}

/** The sides that a criterion reads. */
export function sidesOfCriterion(criterion: Criterion, sides: SideReader): Sides {
  return expressionsOfCriterion(criterion).reduce<Sides>((read, { tree }) => bothOf(read, sides.of(tree)), 0);
}

/** Splits headings and criteria by side. */
export function planPoints(ruleSet: RuleSet, sides: SideReader, formulas: FormulaMaker): PointsPlan {
  const request: PointsItem[] = [];
  const vacancy: PointsItem[] = [];
  const pair: PairPoints[] = [];
  for (const heading of ruleSet.headings) {
    for (const item of itemsOf(heading, sides)) {
      const read = sidesOfItem(item, sides);
      if ((read & VACANCY) === 0) request.push(item);
      else if (read === VACANCY) vacancy.push(item);
      else pair.push({ item, maximum: maximumOf(item), ...gatesOf(item, formulas) });
    }
  }
  return { request, vacancy, pair };
}

/** A heading that adds up and cannot reach its bounds falls apart into its criteria. */
function itemsOf(heading: Heading, sides: SideReader): readonly PointsItem[] {
  const reach = heading.criteria.reduce((sum, criterion) => sum + Math.max(0, criterion.maximumPoints), 0);
  const depth = heading.criteria.reduce((sum, criterion) => sum + Math.min(0, criterion.minimumPoints), 0);
  const isBounded = reach > heading.maximumPoints || depth < heading.minimumPoints;
  const whole = { kind: "heading", heading } as const;
  if (heading.combine !== "sum" || isBounded || sidesOfItem(whole, sides) !== 3) return [whole];
  return heading.criteria.map((criterion) => ({
    kind: "criterion",
    criterion,
    ...(heading.onlyIf ? { onlyIf: heading.onlyIf } : {}),
  }));
}

function sidesOfItem(item: PointsItem, sides: SideReader): Sides {
  if (item.kind === "criterion") {
    return bothOf(sidesOfCriterion(item.criterion, sides), item.onlyIf ? sides.of(item.onlyIf.tree) : 0);
  }
  const { onlyIf, declaredIn, criteria } = item.heading;
  const own = [onlyIf, declaredIn].reduce<Sides>((read, e) => (e ? bothOf(read, sides.of(e.tree)) : read), 0);
  return criteria.reduce<Sides>((read, criterion) => bothOf(read, sidesOfCriterion(criterion, sides)), own);
}

function maximumOf(item: PointsItem): number {
  return Math.max(0, item.kind === "heading" ? item.heading.maximumPoints : item.criterion.maximumPoints);
}

/** What must hold of each side for an item to give points. */
function gatesOf(item: PointsItem, formulas: FormulaMaker): { requestGate: Formula; vacancyGate: Formula } {
  const needed: CheckedExpression[] = [];
  if (item.kind === "heading") {
    if (item.heading.onlyIf) needed.push(item.heading.onlyIf);
  } else {
    if (item.onlyIf) needed.push(item.onlyIf);
    const { onlyIf, proof, scale } = item.criterion;
    if (onlyIf) needed.push(onlyIf);
    if (proof) needed.push(proof);
    if (scale.kind === "when" && scale.points > 0) needed.push(scale.condition);
  }
  const conditions = needed.flatMap(({ tree }) => conjuncts(formulas.whenTrue(tree)));
  const of = (side: number) =>
    joined(
      "every",
      conditions.filter((condition) => condition.sides === side),
    );
  return { requestGate: of(REQUEST), vacancyGate: of(VACANCY) };
}
