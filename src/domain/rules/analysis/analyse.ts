/**
 * The last step of compilation: what can be proved wrong in a rule set whose files and expressions are each right.
 * Ranges of every expression, guards of optional and protected facts, scales against their bounds. All findings, sorted.
 * Must not read files or know any fact by name; the caller says where each expression stands.
 */
import type { FactCatalogue } from "../../facts/catalogue.ts";
import { type Finding, type FindingKind, sortFindings } from "../diagnostics.ts";
import type { CheckedExpression } from "../expression.ts";
import type { RuleSet } from "../rule-set.ts";
import { scaleExpression } from "../scales.ts";
import { protectedFacts, unguardedFacts } from "./guards.ts";
import { type Inspection, inspect } from "./inspection.ts";
import { unlawfulLevers } from "./levers.ts";
import { assume, NARROWING_STEPS, rangesOf } from "./ranges.ts";
import { headingTroubles, scaleTroubles, totalTrouble } from "./scale-checks.ts";
import { standingsOf } from "./standings.ts";
import { narrowTo, OPEN_STATE, type Ranges, type State } from "./states.ts";
import { type AbstractValue, texts } from "./values.ts";

/** Where an expression stands: a file inside the rules folder, and the pointer to its text: `/rules/3/require`. */
export interface Place {
  readonly file: string;
  readonly pointer: string;
}

/** The place of every expression of the rule set, by identity: two places never share one object. */
export type Places = ReadonlyMap<CheckedExpression, Place>;

/**
 * Everything wrong with a compiled rule set that no single file shows.
 * A combination of keys for which a table has no row is a hole at its place in `cells`; only a reachable hole is a finding.
 */
export function analyse(ruleSet: RuleSet, catalogue: FactCatalogue, places: Places): Finding[] {
  const inspections = inspectAll(ruleSet, catalogue, false);
  const placeOf = (expression: CheckedExpression, stepsUp: number, tail = ""): Place => {
    const place = places.get(expression);
    if (!place) throw new Error(`the place of "${expression.text}" is not known`);
    const pointer = place.pointer
      .split("/")
      .slice(0, stepsUp === 0 ? undefined : -stepsUp)
      .join("/");
    return { file: place.file, pointer: pointer + tail };
  };
  const findings: Finding[] = [];
  const add = (kind: FindingKind, place: Place, sentence: string, position?: number) => {
    findings.push({ severity: "error", kind, ...place, ...(position === undefined ? {} : { position }), sentence });
  };
  for (const [expression, { troubles }] of inspections) {
    for (const { kind, position, sentence } of troubles) add(kind, placeOf(expression, 0), sentence, position);
  }
  const guards = [...unguardedFacts(ruleSet, catalogue, inspections), ...protectedFacts(ruleSet, catalogue)];
  for (const { kind, expression, isOwner, position, sentence } of guards) {
    add(kind, isOwner ? ownerOf(ruleSet, expression, placeOf) : placeOf(expression, 0), sentence, position);
  }
  for (const heading of ruleSet.headings) {
    for (const criterion of heading.criteria) {
      const expression = scaleExpression(criterion.scale);
      for (const { kind, tail, sentence } of scaleTroubles(criterion, inspections.get(expression)?.value)) {
        add(kind, placeOf(expression, 1, tail), sentence);
      }
    }
    for (const { criterion, kind, sentence } of headingTroubles(heading)) {
      add(kind, placeOf(scaleExpression(heading.criteria[criterion]!.scale), 2), sentence);
    }
  }
  for (const { lever, sentence } of unlawfulLevers(ruleSet, catalogue)) {
    add("lever-not-lawful", placeOf(ruleSet.assignment.places, 1, `/levers/${lever}`), sentence);
  }
  const total = totalTrouble(ruleSet);
  const first = ruleSet.headings[0]?.criteria[0];
  if (total !== undefined && first) add("may-overflow", placeOf(scaleExpression(first.scale), 5), total);
  return sortFindings(findings);
}

/** Largest key to which a table is ever written out. */
const LARGEST_KEY = 1_000;

/**
 * Per table whose last key is a range: the largest number that any expression can ask for.
 * Call it with the tables as their rows state them, before "one more of" is written out. A table asked for more than 1,000 is left out:
 * `analyse` then names the key.
 */
export function reachableKeyMaximum(ruleSet: RuleSet, catalogue: FactCatalogue): ReadonlyMap<number, number> {
  const maxima = new Map<number, number>();
  for (const { lastKeys } of inspectAll(ruleSet, catalogue, true).values()) {
    for (const [table, key] of lastKeys) maxima.set(table, Math.max(key, maxima.get(table) ?? key));
  }
  return new Map([...maxima].filter(([, key]) => key <= LARGEST_KEY));
}

/** The rule, criterion, definition or target an expression belongs to: scales stand one object deeper than conditions. */
function ownerOf(
  ruleSet: RuleSet,
  expression: CheckedExpression,
  placeOf: (expression: CheckedExpression, stepsUp: number) => Place,
): Place {
  const scales = ruleSet.headings.flatMap((heading) => heading.criteria.map(({ scale }) => scaleExpression(scale)));
  return placeOf(expression, scales.includes(expression) ? 2 : 1);
}

/** Each expression once, definitions first; one that matters nowhere (its criterion never applies) is left out. */
function inspectAll(
  ruleSet: RuleSet,
  catalogue: FactCatalogue,
  tablesMayGrow: boolean,
): Map<CheckedExpression, Inspection> {
  const definitions: AbstractValue[] = [];
  const ranges: Ranges = { ...rangesOf(catalogue, ruleSet.tables, tablesMayGrow), definitions };
  const start = governed(ruleSet, ranges);
  const inspections = new Map<CheckedExpression, Inspection>();
  for (const { expression, role, given } of standingsOf(ruleSet)) {
    ranges.fuel.left = NARROWING_STEPS;
    const state = given.reduce<State | undefined>(
      (here, { expression: condition, outcomes }) => here && assume(condition.tree, outcomes, here, ranges),
      start,
    );
    if (!state) continue;
    const inspection = inspect(expression, role, state, ranges);
    inspections.set(expression, inspection);
    if (role === "definition") definitions.push(inspection.value);
  }
  return inspections;
}

/** A rule set is only asked about vacancies of its own programmes. */
function governed(ruleSet: RuleSet, ranges: Ranges): State {
  const node = { kind: "fact", fact: ruleSet.programmeFact, type: "text", span: { start: 0, end: 0 } } as const;
  return narrowTo(node, texts(ruleSet.programmes), OPEN_STATE, ranges) ?? OPEN_STATE;
}
