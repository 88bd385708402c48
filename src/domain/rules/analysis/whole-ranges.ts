/**
 * Arithmetic and the closed functions over ranges of whole numbers: where the results of all operands in a range can lie.
 * Every function here is monotone, or monotone on each side of zero, so its extremes stand at the corners of the ranges.
 * Known parts only: absence is the business of `ranges.ts`.
 */
import { position } from "../../facts/schema.ts";
import { travelTimeSchema } from "../../facts/snapshot.ts";
import { completedMonths, completedYears } from "../../shared/dates.ts";
import { HIGHEST_EFFORT_RATE } from "../closed-functions.ts";
import type { Arithmetic, ClosedFunction } from "../expression.ts";
import { WHOLE_LIMIT, type WholeRange, whole } from "./values.ts";

/** A result held within the exact whole numbers; `overflows` when it could have left them. */
export interface WholeResult {
  readonly range: WholeRange;
  readonly overflows: boolean;
}

function corners(a: WholeRange, b: WholeRange, of: (x: number, y: number) => number): { low: number; high: number } {
  const results = [of(a.low, b.low), of(a.low, b.high), of(a.high, b.low), of(a.high, b.high)];
  return { low: Math.min(...results), high: Math.max(...results) };
}

function isExact(low: number, high: number): boolean {
  return low >= -WHOLE_LIMIT && high <= WHOLE_LIMIT;
}

/**
 * Products and sums are computed as floating numbers, yet the test is exact:
 * 2^53 is itself a floating number, so an exact result at or beyond it is never rounded below it.
 */
function held({ low, high }: { low: number; high: number }): WholeResult {
  const range = whole(Math.max(low, -WHOLE_LIMIT) + 0, Math.min(high, WHOLE_LIMIT) + 0);
  return { range, overflows: !isExact(low, high) };
}

/** The parts of a divisor on each side of zero. */
function divisors(b: WholeRange): WholeRange[] {
  return [whole(b.low, Math.min(b.high, -1)), whole(Math.max(b.low, 1), b.high)].filter(
    (part) => part.low <= part.high,
  );
}

function hull(parts: readonly { low: number; high: number }[]): { low: number; high: number } {
  return parts.length === 0
    ? { low: 1, high: 0 }
    : { low: Math.min(...parts.map((part) => part.low)), high: Math.max(...parts.map((part) => part.high)) };
}

/** A remainder has the sign of the dividend, is smaller than the divisor and never larger than the dividend. */
function remainder(a: WholeRange, b: WholeRange): { low: number; high: number } {
  const largest = Math.max(Math.abs(b.low), Math.abs(b.high)) - 1;
  if (largest < 0) return { low: 1, high: 0 };
  return { low: a.low >= 0 ? 0 : Math.max(a.low, -largest), high: a.high <= 0 ? 0 : Math.min(a.high, largest) };
}

/** The range of `a operator b`; a divisor of 0 is left out. */
export function arithmeticRange(operator: Arithmetic["operator"], a: WholeRange, b: WholeRange): WholeResult {
  if (a.low > a.high || b.low > b.high) return { range: whole(1, 0), overflows: false };
  switch (operator) {
    case "+":
      return held({ low: a.low + b.low, high: a.high + b.high });
    case "-":
      return held({ low: a.low - b.high, high: a.high - b.low });
    case "*":
      return held(corners(a, b, (x, y) => x * y));
    case "/":
      return held(hull(divisors(b).map((part) => corners(a, part, (x, y) => Math.trunc(x / y)))));
    case "%":
      return held(remainder(a, b));
  }
}

const { eastMetres, northMetres } = position.properties;

/** Largest distance two positions of one grid can have. Units: metres. */
const LARGEST_DISTANCE = Math.floor(
  Math.hypot(eastMetres.maximum - eastMetres.minimum, northMetres.maximum - northMetres.minimum),
);

/** Longest journey that can be imported. Units: minutes. */
const LONGEST_JOURNEY = travelTimeSchema.properties.minutes.maximum;

/** The range of a closed function over its whole-number arguments; `listItems` is the most items the list of `rank` can have. */
export function functionRange(name: ClosedFunction, wholes: readonly WholeRange[], listItems: number): WholeResult {
  if (wholes.some((argument) => argument.low > argument.high)) return { range: whole(1, 0), overflows: false };
  const [a, b] = [wholes[0] ?? whole(0, 0), wholes[1] ?? whole(0, 0)];
  switch (name) {
    case "age":
      return held({ low: completedYears(a.high, b.low), high: completedYears(a.low, b.high) });
    case "months":
      return held({ low: completedMonths(a.high, b.low), high: completedMonths(a.low, b.high) });
    case "days":
      return arithmeticRange("-", b, a);
    case "distanceMetres":
      return held({ low: 0, high: LARGEST_DISTANCE });
    case "travelMinutes":
      return held({ low: 0, high: LONGEST_JOURNEY });
    case "effortRate":
      return effortRange(a, b, wholes[2] ?? whole(0, 0));
    case "rank":
      return held({ low: 1, high: listItems + 1 });
    case "least":
      return held({ low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) });
    case "greatest":
      return held({ low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) });
    case "percent":
      return percentRange(a, b);
  }
}

/** The product is formed before it is divided, so it must be exact as well. */
function percentRange(amount: WholeRange, basisPoints: WholeRange): WholeResult {
  const products = corners(amount, basisPoints, (x, y) => x * y);
  const share = (product: number) => Math.floor((product + 5_000) / 10_000);
  const { range } = held({ low: share(products.low), high: share(products.high) });
  return { range, overflows: !isExact(products.low - 5_000, products.high + 5_000) };
}

function effortRange(cost: WholeRange, aid: WholeRange, resources: WholeRange): WholeResult {
  const net = held({ low: cost.low - aid.high, high: cost.high - aid.low });
  const largest = Math.max(net.range.high, 0) * 20_000 + Math.max(resources.high, 0);
  const overflows = net.overflows || !isExact(0, largest);
  return { range: whole(0, net.range.high <= 0 ? 0 : HIGHEST_EFFORT_RATE), overflows };
}
