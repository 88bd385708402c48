/**
 * Compiles worked examples: defaults, facts, ids they name. Whether they hold, and whether they are enough, is for those who run them.
 */
import type { FactCatalogue } from "../../facts/catalogue.ts";
import { dayNumberOf } from "../../shared/dates.ts";
import { phrase } from "../../shared/phrase.ts";
import { maybe } from "../lowering/near-miss.ts";
import type { Records } from "../records.ts";
import type { CaseEntry, CaseFacts } from "../rule-files.ts";
import type { WorkedExample } from "../worked-example.ts";
import { mergeFacts, problemsOfFacts } from "./case-facts.ts";
import { below, error, type Notebook } from "./notebook.ts";
import type { Place, Placed } from "./places.ts";

/** The examples; one whose facts are wrong is left out. `coverable` holds the ids of all rules and criteria, broken ones included; it is undefined where they are not known. */
export function compileCases(
  notebook: Notebook,
  catalogue: FactCatalogue,
  cases: readonly Placed<CaseEntry>[],
  defaults: ReadonlyMap<string, CaseFacts>,
  coverable: ReadonlySet<string> | undefined,
): readonly WorkedExample[] {
  return cases.flatMap(({ entry, place }) => compileCase(notebook, catalogue, entry, place, defaults, coverable) ?? []);
}

function compileCase(
  notebook: Notebook,
  catalogue: FactCatalogue,
  entry: CaseEntry,
  place: Place,
  defaults: ReadonlyMap<string, CaseFacts>,
  coverable: ReadonlySet<string> | undefined,
): WorkedExample | undefined {
  const { defaults: start, ...own } = entry.facts;
  const before = notebook.findings.length;
  const under = start === undefined ? {} : defaults.get(start);
  if (!under) {
    const at = below(place, "facts/defaults");
    error(
      notebook,
      "unknown-name",
      at,
      phrase`There are no default facts "${start!}" in cases/defaults.json.${maybe(start!, defaults.keys())}`,
    );
  }
  entry.covers.forEach((id, index) => {
    if (!coverable || coverable.has(id)) return;
    const sentence = phrase`The case covers "${id}", which is no rule and no criterion.${maybe(id, coverable)}`;
    error(notebook, "unknown-name", below(place, `covers/${index}`), sentence);
  });
  if (entry.asOf !== undefined && dayNumberOf(entry.asOf) === undefined) {
    error(notebook, "wrong-type", below(place, "asOf"), phrase`"${entry.asOf}" is no day; write it as "2026-11-23".`);
  }
  const { travelTimes, ...records } = mergeFacts(under ?? {}, own) as CaseFacts;
  for (const problem of problemsOfFacts(catalogue, records)) {
    error(
      notebook,
      problem.kind,
      { file: place.file, pointer: `${place.pointer}/facts${problem.tail}` },
      problem.phrase,
    );
  }
  if (notebook.findings.length > before) return undefined;
  return {
    file: place.file,
    pointer: place.pointer,
    id: entry.id,
    title: typeof entry.title === "string" ? entry.title : entry.title.en,
    covers: entry.covers,
    ...(entry.asOf === undefined ? {} : { asOf: entry.asOf }),
    records: records as Records,
    journeys: travelTimes ?? [],
    expect: entry.expect,
  };
}
