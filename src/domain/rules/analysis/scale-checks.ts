/**
 * The scales of criteria against what they read and what they may give:
 * bands that leave out or share a value, a scale that gives more than its maximum or less than its minimum, totals beyond what points may be.
 */
import { type Phrase, phrase, type Said, said } from "../../shared/phrase.ts";
import type { FindingKind } from "../finding.ts";
import type { Criterion, Heading, RuleSet, Scale, Target } from "../rule-set.ts";
import { pointsOf } from "../scales.ts";
import { type AbstractValue, spanText, type WholeRange } from "./values.ts";

/** Points of a criterion, a heading or a whole rule set stay within this, either way. */
const POINTS_LIMIT = 1_000_000;

/** Something wrong with a scale; `tail` is the place below the scale: `/bands/2`. */
export interface ScaleTrouble extends Said {
  readonly kind: FindingKind;
  readonly tail: string;
}

type Bands = Extract<Scale, { kind: "bands" }>["bands"];

function bandText({ from, to }: Bands[number]): Phrase {
  if (from === undefined) return to === undefined ? phrase`any value` : phrase`to below ${to}`;
  return to === undefined ? phrase`from ${from}` : phrase`from ${from} to below ${to}`;
}

function bandRange(band: Bands[number]): { low: number; high: number } {
  return {
    low: band.from ?? Number.NEGATIVE_INFINITY,
    high: band.to === undefined ? Number.POSITIVE_INFINITY : band.to - 1,
  };
}

function reaches(band: Bands[number], range: WholeRange): boolean {
  const { low, high } = bandRange(band);
  return Math.max(low, range.low) <= Math.min(high, range.high);
}

/** In ascending order of their starts, a value is left out between the highest end so far and the next start. */
function gapsIn(bands: Bands, range: WholeRange): { low: number; high: number }[] {
  const gaps: { low: number; high: number }[] = [];
  let next = range.low;
  for (const { low, high } of bands.map(bandRange).sort((a, b) => a.low - b.low)) {
    if (high < low) continue;
    if (low > next && next <= range.high) gaps.push({ low: next, high: Math.min(low - 1, range.high) });
    next = Math.max(next, high + 1);
  }
  if (next <= range.high) gaps.push({ low: next, high: range.high });
  return gaps;
}

function bandTroubles(bands: Bands, range: WholeRange): ScaleTrouble[] {
  const troubles: ScaleTrouble[] = gapsIn(bands, range).map(({ low, high }) => ({
    kind: "gap-in-bands",
    tail: "/bands",
    ...said(
      phrase`No band covers ${spanText(low, high)}; the value can be ${spanText(range.low, range.high)}. Maybe add a band, or extend a neighbour.`,
    ),
  }));
  bands.forEach((band, i) => {
    const tail = `/bands/${i}`;
    if (!reaches(band, range)) {
      const sentence = phrase`The band ${bandText(band)} is never reached: the value can only be ${spanText(range.low, range.high)}. Maybe remove it, or correct its bounds.`;
      troubles.push({ kind: "unreachable-condition", tail, ...said(sentence) });
    }
    const mine = bandRange(band);
    const other = bands.slice(0, i).findIndex((earlier) => {
      const theirs = bandRange(earlier);
      return Math.max(mine.low, theirs.low) <= Math.min(mine.high, theirs.high);
    });
    if (other < 0) return;
    const theirs = bandRange(bands[other]!);
    const [low, high] = [Math.max(mine.low, theirs.low), Math.min(mine.high, theirs.high)];
    const sentence = phrase`The bands ${bandText(bands[other]!)} and ${bandText(band)} share ${spanText(low, high)}. Maybe end the first where the second starts: "to" is excluded.`;
    troubles.push({ kind: "overlap-in-bands", tail, ...said(sentence) });
  });
  return troubles;
}

/** All points the scale gives; each scale is monotone between the values tried, so its extremes are among them. 0 stands for "does not apply". */
function pointsGiven(scale: Scale, range: WholeRange | undefined): number[] {
  if (scale.kind === "when") return [0, scale.points];
  if (!range) return [0];
  const inside = (value: number) => value >= range.low && value <= range.high;
  switch (scale.kind) {
    case "bands":
      return [0, ...scale.bands.filter((band) => reaches(band, range)).map((band) => band.points)];
    case "curve": {
      const knots = scale.at.map((knot) => knot.value).filter(inside);
      return [0, ...[range.low, range.high, ...knots].map((value) => pointsOf(scale, value))];
    }
    case "per-month": {
      const steps = scale.bonus ? [scale.bonus.moreThanMonths, scale.bonus.moreThanMonths + 1] : [];
      return [0, ...[range.low, range.high, ...steps.filter(inside)].map((months) => pointsOf(scale, months))];
    }
  }
}

/** What is wrong with the scale of a criterion whose expression has this value; `undefined` when it is never evaluated. */
export function scaleTroubles(criterion: Criterion, value: AbstractValue | undefined): ScaleTrouble[] {
  const { scale, minimumPoints, maximumPoints } = criterion;
  const range = value?.kind === "whole" && value.low <= value.high ? value : undefined;
  const troubles: ScaleTrouble[] = [];
  if (scale.kind === "bands" && range) troubles.push(...bandTroubles(scale.bands, range));
  const points = pointsGiven(scale, range);
  const [lowest, highest] = [Math.min(...points), Math.max(...points)];
  if (highest > maximumPoints) {
    const sentence = phrase`The scale can give ${highest} points, more than the criterion's maximum of ${maximumPoints}. Maybe raise maximumPoints, or lower the scale.`;
    troubles.push({ kind: "above-maximum", tail: "", ...said(sentence) });
  }
  if (lowest < minimumPoints) {
    const sentence = phrase`The scale can give ${lowest} points, less than the criterion's minimum of ${minimumPoints}. Maybe set minimumPoints to ${lowest}, or raise the scale.`;
    troubles.push({ kind: "above-maximum", tail: "", ...said(sentence) });
  }
  return troubles;
}

function beyondLimit(maximum: number, minimum: number): number | undefined {
  return maximum > POINTS_LIMIT ? maximum : minimum < -POINTS_LIMIT ? minimum : undefined;
}

/** A criterion worth more than its whole heading, and totals beyond the limit of points. */
export function headingTroubles(heading: Heading): ({ at: object; kind: FindingKind } & Said)[] {
  return heading.criteria.flatMap((at) => {
    const { id, maximumPoints, minimumPoints } = at;
    const found: ({ at: object; kind: FindingKind } & Said)[] = [];
    const beyond = beyondLimit(maximumPoints, minimumPoints);
    if (beyond !== undefined) {
      const sentence = phrase`The criterion ${id} can give ${beyond} points; at most ${POINTS_LIMIT} either way are allowed. Maybe divide all points of the rule set.`;
      found.push({ at, kind: "may-overflow", ...said(sentence) });
    }
    if (maximumPoints > heading.maximumPoints) {
      const sentence = phrase`The criterion ${id} can give ${maximumPoints} points, more than the ${heading.maximumPoints} of its heading ${heading.id}. Maybe raise the heading's maximumPoints, or lower the criterion.`;
      found.push({ at, kind: "above-maximum", ...said(sentence) });
    }
    return found;
  });
}

/** A sentence when the total of the rule set can leave the limit of points. */
export function totalTrouble(ruleSet: RuleSet): Phrase | undefined {
  const beyond = beyondLimit(ruleSet.maximumPoints, ruleSet.minimumPoints);
  if (beyond === undefined) return undefined;
  return phrase`All criteria together can give ${beyond} points; at most ${POINTS_LIMIT} either way are allowed. Maybe divide all points of the rule set.`;
}

/** Classes and points make one order key together with the day of seniority; below this product it is an exact whole number. */
const CLASS_AND_POINTS_LIMIT = 2 ** 31;

/** A sentence when a class of the target, times what points can differ by, leaves the exact order keys. `value` is that of the class. */
export function classTrouble(ruleSet: RuleSet, target: Target, value: AbstractValue | undefined): Phrase | undefined {
  if (value?.kind !== "whole" || value.low > value.high) return undefined;
  const { maximumPoints, minimumPoints } = ruleSet;
  const farthest = Math.max(Math.abs(value.low), Math.abs(value.high));
  const span = maximumPoints - minimumPoints + 1;
  const points = Math.max(Math.abs(maximumPoints), Math.abs(minimumPoints));
  const greatest = Math.floor((CLASS_AND_POINTS_LIMIT - 1 - points) / span);
  if (farthest <= greatest) return undefined;
  const beyond = value.high >= -value.low ? value.high : value.low;
  return phrase`The priority class of the target ${target.id} can be ${beyond}; with the points of this rule set at most ${greatest} either way are allowed. Maybe use smaller classes, such as 2, 1 and 0, or divide all points of the rule set.`;
}
