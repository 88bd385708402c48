/**
 * Compiles headings and criteria. What a scale can reach is proved elsewhere (`analysis/`); here its own shape and its expressions are checked.
 */
import { phrase } from "../../shared/phrase.ts";
import type { CriterionEntry, HeadingEntry } from "../rule-files.ts";
import type { Criterion, Heading, Scale } from "../rule-set.ts";
import { type Compilation, constant, expression, optionalExpression } from "./compile-scope.ts";
import { below, error, placed, requireSource } from "./notebook.ts";
import type { Place } from "./places.ts";

/** The heading with those of its criteria that are sound. */
export function compileHeading(compilation: Compilation, entry: HeadingEntry, place: Place): Heading {
  const { notebook } = compilation;
  const criteria = entry.criteria.flatMap((criterion, index) => {
    return compileCriterion(compilation, criterion, below(below(place, "criteria"), index)) ?? [];
  });
  const declaredIn = optionalExpression(
    compilation,
    below(place, "declaredIn"),
    entry.declaredIn,
    ["texts"],
    "request",
  );
  const onlyIf = optionalExpression(compilation, below(place, "onlyIf"), entry.onlyIf, ["bool"]);
  if ((entry.combine === "declared") !== (entry.declaredIn !== undefined)) {
    error(
      notebook,
      "wrong-shape",
      place,
      phrase`The heading "${entry.id}" has "declaredIn" exactly when it combines by "declared".`,
    );
  }
  if (declaredIn && declaredIn.tree.kind !== "fact") {
    error(
      notebook,
      "wrong-type",
      below(place, "declaredIn"),
      phrase`The declared items are read from one fact, a list of texts.`,
      0,
    );
  }
  const reach = reachOf(entry.combine, criteria);
  return placed(notebook, place, {
    id: entry.id,
    title: entry.title,
    combine: entry.combine,
    ...(declaredIn ? { declaredIn } : {}),
    ...(onlyIf ? { onlyIf } : {}),
    maximumPoints: entry.maximumPoints ?? reach.maximumPoints,
    minimumPoints: Math.min(reach.minimumPoints, entry.maximumPoints ?? 0),
    criteria,
  });
}

/** What the criteria can make together; one that does not count makes 0. */
function reachOf(
  combine: Heading["combine"],
  criteria: readonly Criterion[],
): { readonly maximumPoints: number; readonly minimumPoints: number } {
  const highs = criteria.map((criterion) => Math.max(0, criterion.maximumPoints));
  const lows = criteria.map((criterion) => Math.min(0, criterion.minimumPoints));
  if (combine === "sum") {
    const sum = (points: readonly number[]) => points.reduce((total, one) => total + one, 0);
    return { maximumPoints: sum(highs), minimumPoints: sum(lows) };
  }
  const minimumPoints = combine === "highest" ? Math.max(...lows) : Math.min(...lows);
  return criteria.length === 0
    ? { maximumPoints: 0, minimumPoints: 0 }
    : { maximumPoints: Math.max(...highs), minimumPoints };
}

function compileCriterion(compilation: Compilation, entry: CriterionEntry, place: Place): Criterion | undefined {
  const { notebook, asOf } = compilation;
  const scale = compileScale(compilation, entry, place);
  const onlyIf = optionalExpression(compilation, below(place, "onlyIf"), entry.onlyIf, ["bool"]);
  const proof = optionalExpression(compilation, below(place, "proof"), entry.proof, ["bool"]);
  const from = optionalExpression(compilation, below(place, "expiry/from"), entry.expiry?.from, ["day"]);
  const source = requireSource(notebook, place, phrase`The criterion "${entry.id}"`, entry.source);
  const minimumPoints = entry.minimumPoints ?? 0;
  if (entry.maximumPoints < minimumPoints) {
    error(
      notebook,
      "wrong-shape",
      place,
      phrase`The maximum of the criterion "${entry.id}" is below its minimum of ${minimumPoints} points.`,
    );
  }
  if (!scale || (entry.onlyIf && !onlyIf) || (entry.proof && !proof) || (entry.expiry && !from)) return undefined;
  const outsideDates = asOf < (entry.validFrom ?? asOf) || asOf > (entry.validTo ?? asOf);
  const switchedOff = () => placed(notebook, place, constant(false));
  return placed(notebook, place, {
    id: entry.id,
    title: entry.title,
    scale,
    maximumPoints: entry.maximumPoints,
    minimumPoints,
    ...(outsideDates ? { onlyIf: switchedOff(), outsideDates } : onlyIf ? { onlyIf } : {}),
    ...(proof ? { proof } : {}),
    ...(entry.proofSentence ? { proofSentence: entry.proofSentence } : {}),
    ...(entry.expiry && from ? { expiry: { from, months: entry.expiry.months } } : {}),
    declaredAs: entry.declaredAs ?? entry.id,
    sentence: entry.sentence,
    source,
    ...(entry.legalBasis ? { legalBasis: entry.legalBasis } : {}),
  });
}

function compileScale(compilation: Compilation, entry: CriterionEntry, place: Place): Scale | undefined {
  const { notebook } = compilation;
  const { when, bands, curve, perMonth } = entry;
  const given = [when, bands, curve, perMonth].filter((scale) => scale !== undefined).length;
  if (given !== 1) {
    const sentence = phrase`The criterion "${entry.id}" makes its points in one way: when, bands, curve or perMonth; here are ${given}.`;
    error(notebook, "wrong-shape", place, sentence);
  }
  if (when) {
    const condition = expression(compilation, below(place, "when/condition"), when.condition, ["bool"]);
    return condition && placed<Scale>(notebook, below(place, "when"), { kind: "when", condition, points: when.points });
  }
  if (bands) {
    const value = expression(compilation, below(place, "bands/value"), bands.value, ["int"]);
    return value && placed<Scale>(notebook, below(place, "bands"), { kind: "bands", value, bands: bands.bands });
  }
  if (curve) {
    const value = expression(compilation, below(place, "curve/value"), curve.value, ["int"]);
    curve.at.forEach((point, index) => {
      if (index === 0 || point.value > curve.at[index - 1]!.value) return;
      error(
        notebook,
        "wrong-shape",
        below(place, `curve/at/${index}`),
        phrase`The points of a curve stand in rising order of their values.`,
      );
    });
    return value && placed<Scale>(notebook, below(place, "curve"), { kind: "curve", value, at: curve.at });
  }
  if (!perMonth) return undefined;
  const months = expression(compilation, below(place, "perMonth/months"), perMonth.months, ["int"]);
  const { points, cap, bonus } = perMonth;
  return (
    months &&
    placed<Scale>(notebook, below(place, "perMonth"), {
      kind: "per-month",
      months,
      points,
      cap,
      ...(bonus ? { bonus } : {}),
    })
  );
}
