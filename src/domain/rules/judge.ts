/**
 * What the reference interpreter says of one pair under one rule set: every rule, every criterion, every target.
 * The order for a criterion: its own dates, `onlyIf` (heading's and its own), the scale, the expiry, the proof; the first that stops it names its state.
 * Read by worked examples, explanation and verification (P1, P2). Knows no rule by name.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import type { FactReader } from "../facts/fact-reader.ts";
import { plusMonths } from "../shared/dates.ts";
import type { CheckedExpression } from "./expression.ts";
import { evaluate, evaluateNumber, missingFacts, type Scope, scopeOf } from "./interpreter.ts";
import type { CriterionJudgement, HeadingJudgement, Judgement, RuleJudgement } from "./judgement.ts";
import type { Criterion, EligibilityRule, Heading, RuleSet } from "./rule-set.ts";
import { pointsOf, scaleExpression } from "./scales.ts";

/** Judges one pair; `catalogue` is the one the rule set was compiled with. */
export function judge(ruleSet: RuleSet, catalogue: FactCatalogue, reader: FactReader): Judgement {
  const pair: Pair = { scope: scopeOf(ruleSet, reader), catalogue };
  const rules = ruleSet.eligibility.map((rule) => judgeRule(rule, pair));
  const headings = ruleSet.headings.map((heading) => judgeHeading(heading, pair));
  const classes = ruleSet.assignment.targets.map((target) => {
    return [target.id, evaluateNumber(target.priorityClass.tree, pair.scope) ?? 0] as const;
  });
  return {
    verdict: verdictOf(rules),
    rules,
    points: headings.reduce((sum, heading) => sum + heading.points, 0),
    headings,
    priorityClasses: Object.fromEntries(classes),
  };
}

interface Pair {
  readonly scope: Scope;
  readonly catalogue: FactCatalogue;
}

function missingIn(expression: CheckedExpression, { scope, catalogue }: Pair): readonly string[] {
  return missingFacts(expression.tree, scope, catalogue);
}

function verdictOf(rules: readonly RuleJudgement[]): Judgement["verdict"] {
  const outcomes = rules.filter((rule) => rule.effect === "exclude").map((rule) => rule.outcome);
  if (outcomes.includes("refused")) return "refused";
  return outcomes.includes("incomplete") ? "incomplete" : "eligible";
}

function judgeRule(rule: EligibilityRule, pair: Pair): RuleJudgement {
  const { scope } = pair;
  const holds = evaluate(rule.require.tree, scope);
  const value = rule.shows && evaluate(rule.shows.value.tree, scope);
  const threshold = rule.shows?.threshold && evaluate(rule.shows.threshold.tree, scope);
  return {
    id: rule.id,
    effect: rule.effect,
    outcome: holds === undefined ? "incomplete" : holds === true ? "holds" : "refused",
    missing: holds === undefined ? missingIn(rule.require, pair) : [],
    reasonCode: rule.reasonCode,
    ...(value === undefined ? {} : { value }),
    ...(threshold === undefined ? {} : { threshold }),
  };
}

function judgeHeading(heading: Heading, pair: Pair): HeadingJudgement {
  const criteria = combine(heading, judgeCriteria(heading, pair), pair);
  const sum = criteria.reduce((total, criterion) => total + criterion.points, 0);
  const points = Math.min(Math.max(sum, heading.minimumPoints), heading.maximumPoints);
  return { id: heading.id, points, maximumPoints: heading.maximumPoints, criteria };
}

function judgeCriteria(heading: Heading, pair: Pair): readonly CriterionJudgement[] {
  const doesHeadingApply = !heading.onlyIf || evaluate(heading.onlyIf.tree, pair.scope) === true;
  return heading.criteria.map((criterion) => {
    if (doesHeadingApply || criterion.outsideDates) return judgeCriterion(criterion, pair);
    return without(criterion, "not-applicable", heading.onlyIf ? missingIn(heading.onlyIf, pair) : []);
  });
}

function without(
  criterion: Criterion,
  state: CriterionJudgement["state"],
  missing: readonly string[],
  pendingPoints = 0,
): CriterionJudgement {
  return { id: criterion.id, state, points: 0, pendingPoints, maximumPoints: criterion.maximumPoints, missing };
}

function judgeCriterion(criterion: Criterion, pair: Pair): CriterionJudgement {
  const { scope } = pair;
  if (criterion.outsideDates) return without(criterion, "outside-dates", []);
  if (criterion.onlyIf && evaluate(criterion.onlyIf.tree, scope) !== true) {
    return without(criterion, "not-applicable", missingIn(criterion.onlyIf, pair));
  }
  const expression = scaleExpression(criterion.scale);
  const value = evaluate(expression.tree, scope) as number | boolean | undefined;
  if (value === undefined) return without(criterion, "pending", missingIn(expression, pair));
  const points = pointsOf(criterion.scale, value);
  if (points === 0) return { ...without(criterion, "counted", []), value };
  if (criterion.expiry) {
    const from = evaluateNumber(criterion.expiry.from.tree, scope);
    if (from === undefined)
      return { ...without(criterion, "pending", missingIn(criterion.expiry.from, pair), points), value };
    if (scope.reader.asOf >= plusMonths(from, criterion.expiry.months))
      return { ...without(criterion, "expired", []), value };
  }
  if (criterion.proof && evaluate(criterion.proof.tree, scope) !== true) {
    return { ...without(criterion, "pending", missingIn(criterion.proof, pair), points), value };
  }
  return { ...without(criterion, "counted", []), points, value };
}

function combine(heading: Heading, criteria: readonly CriterionJudgement[], pair: Pair): readonly CriterionJudgement[] {
  if (heading.combine === "sum") return criteria;
  if (heading.combine === "highest") return takeOnly(criteria, placeOfHighest(criteria));
  if (!heading.declaredIn) return takeOnly(criteria, -1);
  const declared = evaluate(heading.declaredIn.tree, pair.scope) as readonly string[] | undefined;
  if (declared === undefined) {
    const missing = missingIn(heading.declaredIn, pair);
    return heading.criteria.map((criterion) => without(criterion, "pending", missing));
  }
  return takeOnly(
    criteria,
    heading.criteria.findIndex((criterion) => declared.includes(criterion.declaredAs)),
  );
}

/** The first criterion with the most points; a criterion that does not count has 0, so a penalty is taken only where all have one. */
function placeOfHighest(criteria: readonly CriterionJudgement[]): number {
  return criteria.reduce(
    (best, criterion, place) => (criterion.points > (criteria[best]?.points ?? 0) ? place : best),
    0,
  );
}

/** Every other criterion that would have counted for something is marked as not taken. */
function takeOnly(criteria: readonly CriterionJudgement[], taken: number): readonly CriterionJudgement[] {
  return criteria.map((criterion, place) => {
    if (place === taken || criterion.points === 0) return criterion;
    return { ...criterion, state: "not-taken", points: 0 };
  });
}
