/**
 * Runs the worked examples of a rule set with the reference interpreter and compares what comes out with what they say.
 * Then asks whether they are enough: each rule and criterion needs an example on either side of its boundary.
 * Which facts an example may state was checked when it was compiled; here only outcomes count.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import type { FactValue } from "../facts/fact-reader.ts";
import { dayNumberOf, dayText } from "../shared/dates.ts";
import { compareText } from "../shared/order.ts";
import { joined, type Phrase, type PhraseValue, phrase, type Said, said, wordless } from "../shared/phrase.ts";
import { type Finding, type FindingKind, sortFindings } from "./finding.ts";
import { evaluate, scopeOf } from "./interpreter.ts";
import { judge } from "./judge.ts";
import type { CriterionJudgement, Judgement, RuleJudgement } from "./judgement.ts";
import { maybe } from "./lowering/near-miss.ts";
import { readerOfRecords } from "./records.ts";
import type { RuleSet } from "./rule-set.ts";
import type { Expectation, WorkedExample } from "./worked-example.ts";

/** One expectation that was not met, or cannot be; `tail` is its place below `/expect`. */
export interface CaseDifference extends Said {
  readonly tail: string;
  readonly kind: Extract<FindingKind, "case-fails" | "unknown-name">;
}

/** What came out of one example. */
export interface CaseOutcome {
  readonly example: WorkedExample;
  /** Absent when the rule set could not be compiled for the day of the example. */
  readonly judgement?: Judgement;
  readonly differences: readonly CaseDifference[];
}

/** What came out of all examples, and what is wrong with them. */
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
    differences.map((difference) =>
      findingAt(
        difference.kind,
        example.file,
        `${example.pointer}/expect${difference.tail}`,
        phrase`The case ${example.id}: ${difference.phrase}`,
      ),
    ),
  );
  return { outcomes, findings: sortFindings([...failures, ...uncovered(ruleSet, outcomes)]) };
}

function findingAt(kind: FindingKind, file: string, pointer: string, sentence: Phrase): Finding {
  return { severity: "error", kind, file, pointer, ...said(sentence) };
}

function withoutRules(example: WorkedExample, day: string): CaseOutcome {
  const sentence = phrase`the rule set does not compile for ${day}. Maybe choose a day on which it is valid.`;
  return { example, differences: [{ tail: "", kind: "case-fails", ...said(sentence) }] };
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

function difference(
  tail: string,
  what: PhraseValue,
  expected: unknown,
  found: unknown,
  why = wordless,
): CaseDifference[] {
  if (JSON.stringify(expected) === JSON.stringify(found)) return [];
  const sentence = phrase`${what} is expected to be ${JSON.stringify(expected)}, but is ${JSON.stringify(found)}${why}.`;
  return [{ tail, kind: "case-fails", ...said(sentence) }];
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}

/** Compares named outcomes one by one; a name that does not exist is said with the one probably meant. */
function named<T extends Shown, F>(
  key: keyof Expectation,
  what: Phrase,
  expected: Readonly<Record<string, T>> | undefined,
  found: ReadonlyMap<string, F>,
  compareOne: (tail: string, name: Phrase, expected: T, found: F) => CaseDifference[],
): CaseDifference[] {
  return Object.entries(expected ?? {}).flatMap(([id, value]): CaseDifference[] => {
    const tail = `/${key}/${id}`;
    if (found.has(id)) return compareOne(tail, phrase`${what} ${id}`, value, found.get(id)!);
    return [{ tail, kind: "unknown-name", ...said(phrase`there is no ${what} ${id}.${maybe(id, found.keys())}`) }];
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
  const lists: [keyof Expectation, Phrase, readonly string[] | undefined, readonly string[]][] = [
    ["reasonCodes", phrase`the list of reason codes`, expect.reasonCodes, refused.map((rule) => rule.reasonCode)],
    ["missing", phrase`the list of missing facts`, expect.missing, open.flatMap((rule) => rule.missing)],
    ["flags", phrase`the list of raised flags`, expect.flags, flags.map((rule) => rule.id)],
  ];
  const because = [...refused, ...open].map((rule) => phrase`${rule.id} ${rule.outcome}${shownValue(rule)}`);
  const why = because.length === 0 ? wordless : phrase`: ${joined(because, "; ")}`;
  return [
    ...(expect.verdict === undefined
      ? []
      : difference("/verdict", phrase`the verdict`, expect.verdict, judgement.verdict, why)),
    ...named("rules", phrase`rule`, expect.rules, rules, (tail, name, outcome, rule) =>
      difference(tail, name, outcome, rule.outcome, shownValue(rule)),
    ),
    ...lists.flatMap(([key, what, expected, found]) =>
      expected === undefined ? [] : difference(`/${key}`, what, sorted(expected), sorted(found)),
    ),
    ...(expect.points === undefined
      ? []
      : difference("/points", phrase`the total of points`, expect.points, judgement.points)),
    ...named("criteria", phrase`criterion`, expect.criteria, criteria, compareCriterion),
    ...named("headings", phrase`heading`, expect.headings, headings, difference),
    ...named("defined", phrase`definition`, expect.defined, defined, difference),
    ...named("priorityClass", phrase`target`, expect.priorityClass, classes, difference),
  ];
}

function shownValue({ missing, value, threshold }: RuleJudgement): Phrase {
  if (missing.length > 0) return phrase` (missing ${missing.join(", ")})`;
  if (value === undefined) return wordless;
  const held = String(shown(value, false));
  return threshold === undefined ? phrase` (${held})` : phrase` (${held} against ${String(shown(threshold, false))})`;
}

/** A number is compared with the points that count, a word with the state: what is pending counts 0. */
function compareCriterion(
  tail: string,
  name: Phrase,
  expected: number | string,
  found: CriterionJudgement,
): CaseDifference[] {
  const missing = found.missing.length === 0 ? wordless : phrase` (missing ${found.missing.join(", ")})`;
  if (typeof expected === "string") return difference(tail, name, expected, found.state, missing);
  const state = found.state === "counted" ? wordless : phrase` (${found.state})${missing}`;
  return difference(tail, name, expected, found.points, state);
}

const wantedTexts = {
  holds: phrase`one where it holds`,
  refused: phrase`one where it is refused`,
  incomplete: phrase`one where it is incomplete`,
} as const;

/** Only an example that holds and says it covers the rule or criterion counts for it. */
function uncovered(ruleSet: RuleSet, outcomes: readonly CaseOutcome[]): Finding[] {
  const judgementsFor = (id: string) =>
    outcomes.flatMap(({ example, judgement, differences }) =>
      judgement && differences.length === 0 && example.covers.includes(id) ? [judgement] : [],
    );
  const rules = ruleSet.eligibility.flatMap(({ id, needs }, place) => {
    const found = judgementsFor(id).flatMap(({ rules }) => rules.filter((rule) => rule.id === id));
    const wanted = needs.length > 0 ? (["holds", "refused", "incomplete"] as const) : (["holds", "refused"] as const);
    const lacking = wanted.filter((outcome) => !found.some((rule) => rule.outcome === outcome));
    const at = { file: `${ruleSet.id}/eligibility.json`, pointer: `/rules/${place}` };
    return lackFinding(
      at,
      phrase`rule ${id}`,
      found.length,
      lacking.map((outcome) => wantedTexts[outcome]),
    );
  });
  const criteria = ruleSet.headings.flatMap((heading, h) =>
    heading.criteria.flatMap(({ id, outsideDates }, c) => {
      const found = judgementsFor(id).flatMap(({ headings }) =>
        headings.flatMap((one) => one.criteria.filter((criterion) => criterion.id === id)),
      );
      const lacking: Phrase[] = [];
      if (!outsideDates && !found.some(({ points }) => points !== 0)) lacking.push(phrase`one where it gives points`);
      if (!found.some(({ points }) => points === 0)) lacking.push(phrase`one where it gives none`);
      const place = { file: `${ruleSet.id}/scoring.json`, pointer: `/headings/${h}/criteria/${c}` };
      return lackFinding(place, phrase`criterion ${id}`, found.length, lacking);
    }),
  );
  return [...rules, ...criteria];
}

function lackFinding(
  { file, pointer }: { readonly file: string; readonly pointer: string },
  title: Phrase,
  covering: number,
  lacking: readonly Phrase[],
): Finding[] {
  const [first, ...others] = lacking;
  if (!first) return [];
  const all = others.reduce((before, one) => phrase`${before}, and ${one}`, first);
  if (covering === 0) {
    const sentence = phrase`No case that holds covers the ${title}; at least ${all} are wanted.`;
    return [findingAt("no-cases", file, pointer, sentence)];
  }
  const sentence = phrase`The cases of the ${title} show one side of its boundary only; wanted is also ${all}.`;
  return [findingAt("case-incomplete", file, pointer, sentence)];
}
