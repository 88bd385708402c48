/**
 * Why this one, why not that one, what separates two. Made on demand after a run, from the same rules by the reference interpreter.
 * Promises one `Explanation` per pair, complete enough to be kept with a decision and read years later (CRPA art. R311-3-1-2).
 * Knows no rule by name: titles, sentences and sources come with the rule set.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import type { Explanation } from "../facts/explanation.ts";
import type { FactReader, FactValue } from "../facts/fact-reader.ts";
import { readerOfRows } from "../facts/table/table-reader.ts";
import type { CheckedExpression, Expression } from "../rules/expression.ts";
import { evaluate, scopeOf } from "../rules/interpreter.ts";
import { judge } from "../rules/judge.ts";
import type { CriterionJudgement, Judgement } from "../rules/judgement.ts";
import { readsOf } from "../rules/reads.ts";
import type { Criterion, RuleSet } from "../rules/rule-set.ts";
import { expressionsOfCriterion, scaleExpression } from "../rules/scales.ts";
import type { Allocation } from "./allocate.ts";
import { type Standing, standingOf } from "./standing.ts";
import { typedValue, valueText } from "./value-text.ts";

/** Explains one pair of a run, both given by row. */
export function explain(allocation: Allocation, vacancy: number, request: number): Explanation {
  const { table, ruleSets, snapshotDigest } = allocation.input;
  const ruleSet = ruleSets[allocation.ruleSetOf[vacancy]!]!;
  const reader = readerOfRows(table, vacancy, request);
  const judgement = judge(ruleSet, table.catalogue, reader);
  return explainPair({
    vacancyId: table.vacancyId(vacancy),
    requestId: table.requestId(request),
    ruleSet,
    catalogue: table.catalogue,
    reader,
    judgement,
    snapshotDigest,
    standing: standingOf(allocation, vacancy, request, judgement.verdict),
  });
}

/** One pair that was judged, with the rules and facts that explain it. */
export interface ExplainedPair {
  readonly vacancyId: string;
  readonly requestId: string;
  readonly ruleSet: RuleSet;
  readonly catalogue: FactCatalogue;
  readonly reader: FactReader;
  readonly judgement: Judgement;
  readonly snapshotDigest: string;
  readonly standing: Standing;
}

/** Explains a pair of which the facts are at hand and the standing is known. */
export function explainPair(pair: ExplainedPair): Explanation {
  const { ruleSet, catalogue, reader, judgement } = pair;
  return {
    format: "contingent-explanation",
    schemaVersion: 1,
    vacancyId: pair.vacancyId,
    requestId: pair.requestId,
    ruleSetId: ruleSet.id,
    verdict: judgement.verdict,
    rules: explainRules(ruleSet, judgement),
    points: judgement.points,
    maximumPoints: ruleSet.maximumPoints,
    headings: headingsOf(ruleSet, judgement, catalogue, reader),
    standing: pair.standing,
    disclosure: disclosureOf(ruleSet, catalogue, reader),
    digests: { snapshot: pair.snapshotDigest, ruleSet: ruleSet.digest },
  };
}

/** Every rule with its outcome, value, threshold and source. */
export function explainRules(ruleSet: RuleSet, judgement: Judgement): Explanation["rules"] {
  return ruleSet.eligibility.map((rule, i) => {
    const { outcome, missing, value, threshold } = judgement.rules[i]!;
    return {
      id: rule.id,
      title: rule.title,
      effect: rule.effect,
      outcome,
      reasonCode: rule.reasonCode,
      reason: rule.reason,
      ...(rule.shows && value !== undefined ? { value: typedValue(value, rule.shows.value.tree.type) } : {}),
      ...(rule.shows?.threshold && threshold !== undefined
        ? { threshold: typedValue(threshold, rule.shows.threshold.tree.type) }
        : {}),
      ...(rule.shows ? { unit: rule.shows.unit } : {}),
      missing: outcome === "incomplete" ? [...missing] : [],
      source: rule.source,
    };
  });
}

function headingsOf(
  ruleSet: RuleSet,
  judgement: Judgement,
  catalogue: FactCatalogue,
  reader: FactReader,
): Explanation["headings"] {
  return ruleSet.headings.map((heading, h) => {
    const judged = judgement.headings[h]!;
    return {
      id: heading.id,
      title: heading.title,
      points: judged.points,
      maximumPoints: heading.maximumPoints,
      criteria: heading.criteria.map((criterion, c) =>
        criterionOf(ruleSet, criterion, judged.criteria[c]!, catalogue, reader),
      ),
    };
  });
}

function criterionOf(
  ruleSet: RuleSet,
  criterion: Criterion,
  judged: CriterionJudgement,
  catalogue: FactCatalogue,
  reader: FactReader,
): Explanation["headings"][number]["criteria"][number] {
  const scale = scaleExpression(criterion.scale);
  const facts = readsOf(treesOf(expressionsOfCriterion(criterion)), ruleSet).facts;
  return {
    id: criterion.id,
    title: criterion.title,
    sentence: criterion.sentence,
    state: judged.state,
    points: judged.points,
    pendingPoints: judged.pendingPoints,
    maximumPoints: judged.maximumPoints,
    ...(judged.value === undefined ? {} : { value: typedValue(judged.value, scale.tree.type) }),
    missing: [...judged.missing],
    facts: Array.from(facts, (index) => ({
      name: catalogue.facts[index]!.name,
      value: factText(catalogue, index, reader),
    })),
    ...(criterion.proofSentence ? { proofSentence: criterion.proofSentence } : {}),
    source: criterion.source,
  };
}

/** The four items of CRPA art. R311-3-1-2 for one pair. */
function disclosureOf(ruleSet: RuleSet, catalogue: FactCatalogue, reader: FactReader): Explanation["disclosure"] {
  const reads = readsOf(expressionsOf(ruleSet), ruleSet);
  const scope = scopeOf(ruleSet, reader);
  const tableValues = new Map<string, string>();
  for (const [index, tree] of reads.tables) {
    const value = evaluate(tree, scope);
    tableValues.set(ruleSet.tables[index]!.id, value === undefined ? "" : valueText(value, tree.type));
  }
  return {
    contribution: "proposal-confirmed-by-a-person",
    data: [...reads.facts]
      .sort((a, b) => a - b)
      .map((index) => {
        const fact = catalogue.facts[index]!;
        return {
          name: fact.name,
          description: fact.description,
          value: factText(catalogue, index, reader),
          origin: fact.side,
        };
      }),
    parameters: ruleSet.parameters.flatMap(({ id, title, unit, source, standing }) => {
      const direct = reads.parameters.get(id);
      const value = direct === undefined ? tableValues.get(id) : [direct].flat().join(", ");
      return value === undefined ? [] : [{ id, title, unit, value, source, standing }];
    }),
    operations: ["eligibility", "points", "order", "assignment", "verification"],
  };
}

/** Everything a proposal depends on: rules and what they show, points, order of the vacancy and of the request, classes of the targets. */
function expressionsOf(ruleSet: RuleSet): readonly Expression[] {
  const { targets, seniority } = ruleSet.assignment;
  return [
    ...ruleSet.eligibility.flatMap(({ require, shows }) => treesOf([require, shows?.value, shows?.threshold])),
    ...ruleSet.headings.flatMap(({ onlyIf, declaredIn, criteria }) => [
      ...treesOf([onlyIf, declaredIn]),
      ...criteria.flatMap((criterion) => treesOf(expressionsOfCriterion(criterion))),
    ]),
    ...treesOf([...ruleSet.preferences.map((key) => key.value), seniority]),
    ...targets.flatMap(({ appliesTo, priorityClass }) => treesOf([appliesTo, priorityClass])),
  ];
}

function treesOf(expressions: readonly (CheckedExpression | undefined)[]): readonly Expression[] {
  return expressions.flatMap((expression) => (expression ? [expression.tree] : []));
}

function factText(catalogue: FactCatalogue, index: number, reader: FactReader): string {
  const value: FactValue | undefined = reader.fact(index);
  return value === undefined ? "" : valueText(value, catalogue.facts[index]!.type.kind);
}
