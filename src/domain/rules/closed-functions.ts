/**
 * The arithmetic of the closed functions and of the scales, on known whole numbers. Exact: every result is a whole number, half up where it divides.
 * Must not know facts, rules or absence: the caller has already found every value.
 */
import type { Position } from "../facts/fact-reader.ts";

/** The quotient rounded to the nearest whole number, a half upward. Invariant: `divisor` is positive. */
export function halfUp(dividend: number, divisor: number): number {
  const doubled = 2 * dividend + divisor;
  if (Number.isSafeInteger(doubled) && Number.isSafeInteger(2 * divisor))
    return Math.floor(doubled / (2 * divisor)) + 0;
  return exactHalfUp(BigInt(dividend), BigInt(divisor));
}

function exactHalfUp(dividend: bigint, divisor: bigint): number {
  const doubled = 2n * dividend + divisor;
  const whole = doubled / (2n * divisor);
  return Number(doubled < 0n && doubled % (2n * divisor) !== 0n ? whole - 1n : whole);
}

/** `value` x `factor` / `divisor`, half up, exact also where the product is larger than 2^53. */
export function proportion(value: number, factor: number, divisor: number): number {
  const product = value * factor;
  return Number.isSafeInteger(product)
    ? halfUp(product, divisor)
    : exactHalfUp(BigInt(value) * BigInt(factor), BigInt(divisor));
}

/** Basis points of an amount. Units: `basisPoints` of 10,000. */
export function percent(amount: number, basisPoints: number): number {
  return proportion(amount, basisPoints, 10_000);
}

/** The highest effort rate there is. Units: basis points. */
export const HIGHEST_EFFORT_RATE = 100_000;

/** The share of the resources that the cost takes once the aid is off. Units: basis points. */
export function effortRate(costCents: number, aidCents: number, resourcesCents: number): number {
  if (aidCents >= costCents) return 0;
  if (resourcesCents <= 0) return HIGHEST_EFFORT_RATE;
  return Math.min(proportion(costCents - aidCents, 10_000, resourcesCents), HIGHEST_EFFORT_RATE);
}

/** The straight line, rounded down; undefined between two grids. Units: metres. */
export function distanceMetres(a: Position, b: Position): number | undefined {
  if (a.grid !== b.grid) return undefined;
  const east = a.eastMetres - b.eastMetres;
  const north = a.northMetres - b.northMetres;
  return Math.floor(Math.sqrt(east * east + north * north));
}

/** The place of an item in a list, 1 for the first, one more than the size when it is not there. */
export function rank(item: string, list: readonly (number | string)[]): number {
  const place = list.indexOf(item);
  return place < 0 ? list.length + 1 : place + 1;
}

/** Whole numbers without a fraction, toward zero; undefined when the divisor is 0. A negative zero becomes zero. */
export function arithmetic(operator: "+" | "-" | "*" | "/" | "%", a: number, b: number): number | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b + 0;
    case "/":
      return b === 0 ? undefined : Math.trunc(a / b) + 0;
    case "%":
      return b === 0 ? undefined : (a % b) + 0;
  }
}
