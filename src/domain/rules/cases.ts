/**
 * Runs the worked examples of a rule set with the reference interpreter and compares what comes out with what they say.
 * Then asks whether they are enough: each rule and criterion needs an example on either side of its boundary.
 * Which facts an example may state was checked when it was compiled; here only outcomes count.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import type { FactValue } from "../facts/fact-reader.ts";
import { dayNumberOf, dayText } from "../shared/dates.ts";
import { compareText } from "../shared/order.ts";
import { type Finding, type FindingKind, sortFindings } from "./diagnostics.ts";
import { evaluate, scopeOf } from "./interpreter.ts";
import { judge } from "./judge.ts";
import type { CriterionJudgement, Judgement, RuleJudgement } from "./judgement.ts";
import { maybe } from "./near-miss.ts";
import { readerOfRecords } from "./records.ts";
import type { RuleSet } from "./rule-set.ts";
import type { Expectation, WorkedExample } from "./worked-example.ts";

/** One expectation that was not met, or cannot be; `tail` is its place below `/expect`. */
export interface CaseDifference {
  readonly tail: string;
  readonly kind: Extract<FindingKind, "case-fails" | "unknown-name">;
  readonly sentence: string;
}

/** What came out of one example. */
export interface CaseOutcome {
  readonly example: WorkedExample;
  /** Absent when the rule set could not be compiled for the day of the example. */
  readonly judgement?: Judgement;
  readonly differences: readonly CaseDifference[];
}

export interface CaseRun {
  /** In the order of the examples. */
  readonly outcomes: readonly CaseOutcome[];
  readonly findings: readonly Finding[];
}

/**
 * Runs every example. `asOf` is the day of those that name none; `ruleSetOn` gives the rule set compiled for the day of one that does
 * and is asked once per day; without it `ruleSet` serves every day.
 */
export function runCases(
  ruleSet: RuleSet,
  cases: readonly WorkedExample[],
  catalogue: FactCatalogue,
  asOf: string,
  ruleSetOn: (asOf: string) => RuleSet | undefined = () => ruleSet,
): CaseRun {
  const byDay = new Map<string, RuleSet | undefined>([[asOf, ruleSet]]);
  const outcomes = cases.map((example) => {
    const day = example.asOf ?? asOf;
    if (!byDay.has(day)) byDay.set(day, ruleSetOn(day));
    const valid = byDay.get(day);
    return valid ? runCase(valid, example, catalogue, dayNumberOf(day)!) : withoutRules(example, day);
  });
  const failures = outcomes.flatMap(({ example, differences }) =>
    differences.map(({ tail, kind, sentence }) =>
      findingAt(kind, example.file, `${example.pointer}/expect${tail}`, `The case ${example.id}: ${sentence}`),
    ),
  );
  return { outcomes, findings: sortFindings([...failures, ...uncovered(ruleSet, outcomes)]) };
}

function findingAt(kind: FindingKind, file: string, pointer: string, sentence: string): Finding {
  return { severity: "error", kind, file, pointer, sentence };
}

function withoutRules(example: WorkedExample, day: string): CaseOutcome {
  const sentence = `the rule set does not compile for ${day}. Maybe choose a day on which it is valid.`;
  return { example, differences: [{ tail: "", kind: "case-fails", sentence }] };
}

function runCase(ruleSet: RuleSet, example: WorkedExample, catalogue: FactCatalogue, asOf: number): CaseOutcome {
  const reader = readerOfRecords(catalogue, example.records, asOf, example.journeys);
  const judgement = judge(ruleSet, catalogue, reader);
  const scope = scopeOf(ruleSet, reader);
  const defined = new Map(
    ruleSet.definitions.map(({ id, type, value }) => [id, shown(evaluate(value.tree, scope), type === "day")]),
  );
  return { example, judgement, differences: compare(example.expect, judgement, defined) };
}

function shown(value: FactValue | undefined, isDay: boolean): string | number | boolean {
  if (value === undefined) return "unknown";
  if (isDay) return dayText(value as number);
  return typeof value === "object" ? JSON.stringify(value) : value;
}

type Shown = string | number | boolean;

function difference(tail: string, what: string, expected: unknown, found: unknown, why = ""): CaseDifference[] {
  if (JSON.stringify(expected) === JSON.stringify(found)) return [];
  const sentence = `${what} is expected to be ${JSON.stringify(expected)}, but is ${JSON.stringify(found)}${why}.`;
  return [{ tail, kind: "case-fails", sentence }];
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}

/** Compares named outcomes one by one; a name that does not exist is said with the one probably meant. */
function named<T extends Shown, F>(
  key: keyof Expectation,
  what: string,
  expected: Readonly<Record<string, T>> | undefined,
  found: ReadonlyMap<string, F>,
  compareOne: (tail: string, name: string, expected: T, found: F) => CaseDifference[],
): CaseDifference[] {
  return Object.entries(expected ?? {}).flatMap(([id, value]): CaseDifference[] => {
    const tail = `/${key}/${id}`;
    if (found.has(id)) return compareOne(tail, `${what} ${id}`, value, found.get(id)!);
    return [{ tail, kind: "unknown-name", sentence: `there is no ${what} ${id}.${maybe(id, found.keys())}` }];
  });
}

function compare(expect: Expectation, judgement: Judgement, defined: ReadonlyMap<string, Shown>): CaseDifference[] {
  const rules = new Map(judgement.rules.map((rule) => [rule.id, rule]));
  const criteria = new Map(judgement.headings.flatMap((heading) => heading.criteria).map((one) => [one.id, one]));
  const headings = new Map(judgement.headings.map((heading) => [heading.id, heading.points]));
  const classes = new Map(Object.entries(judgement.priorityClasses));
  const excluding = judgement.rules.filter((rule) => rule.effect === "exclude");
  const refused = excluding.filter((rule) => rule.outcome === "refused");
  const open = excluding.filter((rule) => rule.outcome === "incomplete");
  const flags = judgement.rules.filter((rule) => rule.effect === "flag" && rule.outcome === "refused");
  const lists: [keyof Expectation, string, readonly string[] | undefined, readonly string[]][] = [
    ["reasonCodes", "the list of reason codes", expect.reasonCodes, refused.map((rule) => rule.reasonCode)],
    ["missing", "the list of missing facts", expect.missing, open.flatMap((rule) => rule.missing)],
    ["flags", "the list of raised flags", expect.flags, flags.map((rule) => rule.id)],
  ];
  const because = [...refused, ...open].map((rule) => `${rule.id} ${rule.outcome}${shownValue(rule)}`).join("; ");
  const why = because === "" ? "" : `: ${because}`;
  return [
    ...(expect.verdict === undefined
      ? []
      : difference("/verdict", "the verdict", expect.verdict, judgement.verdict, why)),
    ...named("rules", "rule", expect.rules, rules, (tail, name, outcome, rule) =>
      difference(tail, name, outcome, rule.outcome, shownValue(rule)),
    ),
    ...lists.flatMap(([key, what, expected, found]) =>
      expected === undefined ? [] : difference(`/${key}`, what, sorted(expected), sorted(found)),
    ),
    ...(expect.points === undefined
      ? []
      : difference("/points", "the total of points", expect.points, judgement.points)),
    ...named("criteria", "criterion", expect.criteria, criteria, compareCriterion),
    ...named("headings", "heading", expect.headings, headings, difference),
    ...named("defined", "definition", expect.defined, defined, difference),
    ...named("priorityClass", "target", expect.priorityClass, classes, difference),
  ];
}

function shownValue(rule: RuleJudgement): string {
  if (rule.missing.length > 0) return ` (missing ${rule.missing.join(", ")})`;
  if (rule.value === undefined) return "";
  const threshold = rule.threshold === undefined ? "" : ` against ${shown(rule.threshold, false)}`;
  return ` (${shown(rule.value, false)}${threshold})`;
}

/** A number is compared with the points that count, a word with the state: what is pending counts 0. */
function compareCriterion(
  tail: string,
  name: string,
  expected: number | string,
  found: CriterionJudgement,
): CaseDifference[] {
  const missing = found.missing.length === 0 ? "" : ` (missing ${found.missing.join(", ")})`;
  if (typeof expected === "string") return difference(tail, name, expected, found.state, missing);
  return difference(tail, name, expected, found.points, found.state === "counted" ? "" : ` (${found.state})${missing}`);
}

/** Only an example that holds and says it covers the rule or criterion counts for it. */
function uncovered(ruleSet: RuleSet, outcomes: readonly CaseOutcome[]): Finding[] {
  const judgementsFor = (id: string) =>
    outcomes.flatMap(({ example, judgement, differences }) =>
      judgement && differences.length === 0 && example.covers.includes(id) ? [judgement] : [],
    );
  const rules = ruleSet.eligibility.flatMap(({ id, needs }, place) => {
    const found = judgementsFor(id).flatMap(({ rules }) => rules.filter((rule) => rule.id === id));
    const wanted = ["holds", "refused", ...(needs.length > 0 ? ["incomplete"] : [])];
    const lacking = wanted.filter((outcome) => !found.some((rule) => rule.outcome === outcome));
    const at = { file: `${ruleSet.id}/eligibility.json`, pointer: `/rules/${place}` };
    return lackFinding(
      at,
      `rule ${id}`,
      found.length,
      lacking.map((outcome) => `one where it ${outcome === "holds" ? "holds" : `is ${outcome}`}`),
    );
  });
  const criteria = ruleSet.headings.flatMap((heading, h) =>
    heading.criteria.flatMap(({ id, outsideDates }, c) => {
      const found = judgementsFor(id).flatMap(({ headings }) =>
        headings.flatMap((one) => one.criteria.filter((criterion) => criterion.id === id)),
      );
      const lacking: string[] = [];
      if (!outsideDates && !found.some(({ points }) => points !== 0)) lacking.push("one where it gives points");
      if (!found.some(({ points }) => points === 0)) lacking.push("one where it gives none");
      const place = { file: `${ruleSet.id}/scoring.json`, pointer: `/headings/${h}/criteria/${c}` };
      return lackFinding(place, `criterion ${id}`, found.length, lacking);
    }),
  );
  return [...rules, ...criteria];
}

function lackFinding(
  { file, pointer }: { readonly file: string; readonly pointer: string },
  title: string,
  covering: number,
  lacking: readonly string[],
): Finding[] {
  if (covering === 0) {
    const sentence = `No case that holds covers the ${title}; at least ${lacking.join(", and ")} are wanted.`;
    return [findingAt("no-cases", file, pointer, sentence)];
  }
  if (lacking.length === 0) return [];
  const sentence = `The cases of the ${title} show one side of its boundary only; wanted is also ${lacking.join(", and ")}.`;
  return [findingAt("case-incomplete", file, pointer, sentence)];
}
