/**
 * From the number or truth a criterion reads to its points. Whole numbers, half up; the criterion's bounds were proved when the rules were compiled.
 */
import { proportion } from "./closed-functions.ts";
import type { CheckedExpression } from "./expression.ts";
import type { Criterion, Scale } from "./rule-set.ts";

/** Everything a criterion reads. The scale first: what it reads is what a person looks for. */
export function expressionsOfCriterion({ scale, onlyIf, proof, expiry }: Criterion): readonly CheckedExpression[] {
  return [scaleExpression(scale), onlyIf, proof, expiry?.from].filter((expression) => expression !== undefined);
}

/** The expression a scale reads. */
export function scaleExpression(scale: Scale): CheckedExpression {
  if (scale.kind === "when") return scale.condition;
  return scale.kind === "per-month" ? scale.months : scale.value;
}

/** Points for a value that the scale's expression gave. */
export function pointsOf(scale: Scale, value: number | boolean): number {
  switch (scale.kind) {
    case "when":
      return value === true ? scale.points : 0;
    case "bands":
      return bandPoints(scale.bands, value as number);
    case "curve":
      return curvePoints(scale.at, value as number);
    case "per-month":
      return monthPoints(scale, value as number);
  }
}

function bandPoints(bands: Extract<Scale, { kind: "bands" }>["bands"], value: number): number {
  const band = bands.find(({ from, to }) => (from === undefined || value >= from) && (to === undefined || value < to));
  return band?.points ?? 0;
}

/** Invariant: the points of the curve stand in rising order of `value`. */
function curvePoints(at: Extract<Scale, { kind: "curve" }>["at"], value: number): number {
  const next = at.findIndex((point) => value <= point.value);
  if (next < 0) return at[at.length - 1]!.points;
  const to = at[next]!;
  if (next === 0) return to.points;
  const from = at[next - 1]!;
  return from.points + proportion(to.points - from.points, value - from.value, to.value - from.value);
}

function monthPoints(scale: Extract<Scale, { kind: "per-month" }>, months: number): number {
  const bonus = scale.bonus && months > scale.bonus.moreThanMonths ? scale.bonus.points : 0;
  return Math.min(Math.max(months, 0) * scale.points, scale.cap) + bonus;
}
