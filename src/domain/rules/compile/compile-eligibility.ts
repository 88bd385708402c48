/**
 * Compiles the rules that decide who may be considered.
 */
import { phrase } from "../../shared/phrase.ts";
import { maybe } from "../lowering/near-miss.ts";
import type { RuleEntry } from "../rule-files.ts";
import type { Bilingual, EligibilityRule } from "../rule-set.ts";
import { type Compilation, expression } from "./compile-scope.ts";
import { below, error, placed, requireSource } from "./notebook.ts";
import type { Place } from "./places.ts";

const SHOWABLE = ["int", "day", "text", "bool"] as const;

/** The rule, or undefined after its problems were written down. */
export function compileRule(compilation: Compilation, entry: RuleEntry, place: Place): EligibilityRule | undefined {
  const { notebook } = compilation;
  const require = expression(compilation, below(place, "require"), entry.require, ["bool"]);
  const needs = needsOf(compilation, entry, place);
  const shows = entry.shows && compileShows(compilation, entry.shows, below(place, "shows"));
  checkPlaceholders(compilation, entry, place);
  const source = requireSource(notebook, place, phrase`The rule "${entry.id}"`, entry.source);
  if (!require || (entry.shows && !shows)) return undefined;
  return placed(notebook, place, {
    id: entry.id,
    title: entry.title,
    effect: entry.effect ?? "exclude",
    require,
    needs,
    reasonCode: entry.reasonCode,
    reason: entry.reason,
    ...(shows ? { shows } : {}),
    source,
    ...(entry.legalBasis ? { legalBasis: entry.legalBasis } : {}),
  });
}

function compileShows(
  compilation: Compilation,
  shows: NonNullable<RuleEntry["shows"]>,
  place: Place,
): EligibilityRule["shows"] {
  const value = expression(compilation, below(place, "value"), shows.value, SHOWABLE);
  if (shows.threshold === undefined) return value && { value, unit: shows.unit };
  const threshold = expression(compilation, below(place, "threshold"), shows.threshold, SHOWABLE);
  return value && threshold && { value, threshold, unit: shows.unit };
}

/** Indexes of the facts named in `needs`; a field of a person stands for the list of persons it is in. */
function needsOf({ notebook, catalogue }: Compilation, entry: RuleEntry, place: Place): readonly number[] {
  const indexByName = new Map<string, number>();
  for (const fact of catalogue.facts) {
    indexByName.set(fact.name, fact.index);
    if (fact.type.kind !== "persons") continue;
    for (const field of fact.type.fields) indexByName.set(`${fact.name}.${field.name}`, fact.index);
  }
  const needs = new Set<number>();
  (entry.needs ?? []).forEach((name, at) => {
    const index = indexByName.get(name);
    if (index !== undefined) needs.add(index);
    else
      error(
        notebook,
        "unknown-fact",
        below(below(place, "needs"), at),
        phrase`There is no fact "${name}".${maybe(name, indexByName.keys())}`,
      );
  });
  return [...needs].sort((a, b) => a - b);
}

/** A sentence may ask only for what `shows` gives. */
function checkPlaceholders({ notebook }: Compilation, entry: RuleEntry, place: Place): void {
  const given = { value: entry.shows !== undefined, threshold: entry.shows?.threshold !== undefined };
  for (const language of ["fr", "en"] as const satisfies readonly (keyof Bilingual)[]) {
    for (const [, name] of entry.reason[language].matchAll(/\{(\w+)\}/g)) {
      if (given[name as keyof typeof given]) continue;
      const sentence = phrase`The sentence asks for {${name!}}, but "shows" gives no such value; it may give value and threshold.`;
      error(notebook, "wrong-shape", below(below(place, "reason"), language), sentence);
    }
  }
}
