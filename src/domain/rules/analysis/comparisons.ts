/**
 * Comparisons of abstract values: what each side can be when the comparison holds.
 * Whether it can be true or false follows: it can when something is left on both sides.
 */
import type { Compare } from "../expression.ts";
import {
  type AbstractValue,
  canBeKnown,
  knownPart,
  meet,
  type TruthSet,
  texts,
  truthOf,
  type WholeRange,
  whole,
} from "./values.ts";

type Operator = Compare["operator"];

type Sides = readonly [AbstractValue, AbstractValue];

function without(range: WholeRange, excluded: number): WholeRange {
  if (range.low === excluded) return whole(range.low + 1, range.high);
  return range.high === excluded ? whole(range.low, range.high - 1) : range;
}

function wholeSides(operator: Operator, a: WholeRange, b: WholeRange): Sides {
  switch (operator) {
    case "==":
      return [meet(a, b), meet(a, b)];
    case "!=":
      return [b.low === b.high ? without(a, b.low) : a, a.low === a.high ? without(b, a.low) : b];
    case "<":
      return [whole(a.low, Math.min(a.high, b.high - 1)), whole(Math.max(b.low, a.low + 1), b.high)];
    case "<=":
      return [whole(a.low, Math.min(a.high, b.high)), whole(Math.max(b.low, a.low), b.high)];
    case ">":
      return [whole(Math.max(a.low, b.low + 1), a.high), whole(b.low, Math.min(b.high, a.high - 1))];
    case ">=":
      return [whole(Math.max(a.low, b.low), a.high), whole(b.low, Math.min(b.high, a.high))];
  }
}

function unequalTexts(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined) {
  return a && b?.size === 1 ? texts([...a].filter((text) => !b.has(text))) : texts(a);
}

function unequalTruths(a: TruthSet, b: TruthSet): TruthSet {
  return b.true && b.false ? a : truthOf(a.true && b.false, a.false && b.true, false);
}

/** What is left of both known sides when `a operator b` is true; undefined when it cannot be. */
export function sidesWhen(operator: Operator, left: AbstractValue, right: AbstractValue): Sides | undefined {
  if (!canBeKnown(left) || !canBeKnown(right)) return undefined;
  const sides = sidesOf(operator, knownPart(left), knownPart(right));
  return canBeKnown(sides[0]) && canBeKnown(sides[1]) ? sides : undefined;
}

function sidesOf(operator: Operator, a: AbstractValue, b: AbstractValue): Sides {
  if (a.kind === "whole" && b.kind === "whole") return wholeSides(operator, a, b);
  if (operator === "==") return a.kind === b.kind ? [meet(a, b), meet(a, b)] : [a, b];
  if (a.kind === "text" && b.kind === "text")
    return [unequalTexts(a.values, b.values), unequalTexts(b.values, a.values)];
  if (a.kind === "truth" && b.kind === "truth") return [unequalTruths(a, b), unequalTruths(b, a)];
  return [a, b];
}

/** What is left of an item that is, or is not, among constants; undefined when nothing is. */
export function itemWhen(
  isMember: boolean,
  item: AbstractValue,
  values: ReadonlySet<number | string>,
): AbstractValue | undefined {
  const known = knownPart(item);
  let left: AbstractValue = known;
  if (known.kind === "text") left = textItem(isMember, known.values, values);
  else if (known.kind === "whole") left = wholeItem(isMember, known, values);
  return canBeKnown(left) ? left : undefined;
}

function textItem(isMember: boolean, item: ReadonlySet<string> | undefined, values: ReadonlySet<number | string>) {
  if (item) return texts([...item].filter((text) => values.has(text) === isMember));
  return isMember ? texts([...values].map(String)) : texts(undefined);
}

function wholeItem(isMember: boolean, item: WholeRange, values: ReadonlySet<number | string>): WholeRange {
  if (isMember) {
    const inside = [...values].map(Number).filter((value) => value >= item.low && value <= item.high);
    return inside.length === 0 ? whole(1, 0) : whole(Math.min(...inside), Math.max(...inside));
  }
  let { low, high } = item;
  while (low <= high && values.has(low)) low++;
  while (high >= low && values.has(high)) high--;
  return whole(low, high);
}
