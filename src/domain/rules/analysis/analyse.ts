/**
 * The last step of compilation: what can be proved wrong in a rule set whose files and expressions are each right.
 * Ranges of every expression, guards of optional and protected facts, scales against their bounds. All findings, sorted.
 * Must not read files or know any fact by name; the caller says where each expression stands.
 */
import type { FactCatalogue } from "../../facts/catalogue.ts";
import { type Phrase, said } from "../../shared/phrase.ts";
import type { Place, Places } from "../compile/places.ts";
import type { CheckedExpression } from "../expression.ts";
import { type Finding, type FindingKind, sortFindings } from "../finding.ts";
import type { RuleSet } from "../rule-set.ts";
import { scaleExpression } from "../scales.ts";
import { protectedFacts, unguardedFacts } from "./guards.ts";
import { type Inspection, inspect } from "./inspection.ts";
import { unlawfulLevers } from "./levers.ts";
import { assume, NARROWING_STEPS, rangesOf } from "./ranges.ts";
import { expressionsInRoles } from "./roles.ts";
import { classTrouble, headingTroubles, scaleTroubles, totalTrouble } from "./scale-checks.ts";
import { narrowTo, OPEN_STATE, type Ranges, type State } from "./states.ts";
import { type AbstractValue, texts } from "./values.ts";

/**
 * Everything wrong with a compiled rule set that no single file shows.
 * A combination of keys for which a table has no row is a hole at its place in `cells`; only a reachable hole is a finding.
 */
export function analyse(ruleSet: RuleSet, catalogue: FactCatalogue, places: Places): Finding[] {
  const inspections = inspectAll(ruleSet, catalogue, false);
  const findings: Finding[] = [];
  const add = (kind: FindingKind, place: Place, sentence: Phrase, position?: number) => {
    const at = position === undefined ? {} : { position };
    findings.push({ severity: "error", kind, ...place, ...at, ...said(sentence) });
  };
  for (const [expression, { troubles }] of inspections) {
    for (const { kind, position, phrase } of troubles) add(kind, placeOf(expression, places), phrase, position);
  }
  const guards = [...unguardedFacts(ruleSet, catalogue, inspections), ...protectedFacts(ruleSet, catalogue)];
  for (const { kind, at, position, phrase } of guards) add(kind, placeOf(at, places), phrase, position);
  for (const heading of ruleSet.headings) {
    for (const criterion of heading.criteria) {
      const expression = scaleExpression(criterion.scale);
      for (const { kind, tail, phrase } of scaleTroubles(criterion, inspections.get(expression)?.value)) {
        add(kind, scalePlace(expression, places, tail), phrase);
      }
    }
    for (const { at, kind, phrase } of headingTroubles(heading)) add(kind, placeOf(at, places), phrase);
  }
  for (const { at, phrase } of unlawfulLevers(ruleSet, catalogue)) {
    add("lever-not-lawful", placeOf(at, places), phrase);
  }
  const total = totalTrouble(ruleSet);
  if (total !== undefined) add("may-overflow", placeOf(ruleSet.headings[0]!, places), total);
  for (const target of total === undefined ? ruleSet.assignment.targets : []) {
    const trouble = classTrouble(ruleSet, target, inspections.get(target.priorityClass)?.value);
    if (trouble !== undefined) add("may-overflow", placeOf(target.priorityClass, places), trouble);
  }
  return sortFindings(findings);
}

function placeOf(at: object, places: Places): Place {
  const place = places.get(at);
  if (!place) throw new Error("an object of the rule set has no place");
  return { file: place.file, pointer: place.pointer };
}

/** A place below the scale whose expression this is: the expression stands right below the scale. */
function scalePlace(expression: CheckedExpression, places: Places, tail: string): Place {
  const { file, pointer } = placeOf(expression, places);
  return { file, pointer: pointer.slice(0, pointer.lastIndexOf("/")) + tail };
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
  for (const { expression, role, given } of expressionsInRoles(ruleSet)) {
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
