/**
 * Compiles what the assignment reads: preference keys, places, seniority, clock, targets and levers.
 */
import { phrase } from "../../shared/phrase.ts";
import type { CheckedExpression } from "../expression.ts";
import { maybe } from "../lowering/near-miss.ts";
import type { AssignmentFile, CountedApartEntry, LeverEntry, PreferenceEntry, TargetEntry } from "../rule-files.ts";
import type { AssignmentRules, CountedApart, Lever, PreferenceKey, Target } from "../rule-set.ts";
import { type Compilation, constant, expression } from "./compile-scope.ts";
import { below, error, placed, requireSource } from "./notebook.ts";
import type { Place } from "./places.ts";

/** The key, or undefined after its problems were written down. */
export function compilePreference(
  compilation: Compilation,
  entry: PreferenceEntry,
  place: Place,
): PreferenceKey | undefined {
  const value = expression(compilation, below(place, "value"), entry.value, ["int"]);
  return (
    value &&
    placed(compilation.notebook, place, { id: entry.id, title: entry.title, value, ascending: entry.ascending })
  );
}

/** The rules of assignment; what is broken is left out or stands in as a constant. */
export function compileAssignment(compilation: Compilation, file: AssignmentFile, place: Place): AssignmentRules {
  const { notebook } = compilation;
  const or = (found: CheckedExpression | undefined, name: string) =>
    found ?? placed(notebook, below(place, name), constant(1));
  return {
    places: or(expression(compilation, below(place, "places"), file.places, ["int"], "vacancy"), "places"),
    next: file.next,
    listsPerRequest: numberOf(compilation, file.listsPerRequest.parameter, below(place, "listsPerRequest"), 1, 100),
    seniority: or(expression(compilation, below(place, "seniority"), file.seniority, ["day"], "request"), "seniority"),
    clock: or(expression(compilation, below(place, "clock"), file.clock, ["day"], "vacancy"), "clock"),
    targets: file.targets.flatMap(
      (entry, index) => compileTarget(compilation, entry, below(place, `targets/${index}`)) ?? [],
    ),
    ...countedApartOf(compilation, file.countedApart, below(place, "countedApart")),
    levers: file.levers.flatMap(
      (entry, index) => compileLever(compilation, entry, below(place, `levers/${index}`)) ?? [],
    ),
  };
}

/** What is counted apart; all three or nothing, so that no ledger has one of them without the others. */
function countedApartOf(
  compilation: Compilation,
  entry: CountedApartEntry | undefined,
  place: Place,
): { readonly countedApart?: CountedApart } {
  if (!entry) return {};
  const of = (name: "dalo" | "provenPriority" | "labelledPriority") =>
    expression(compilation, below(place, name), entry[name], ["bool"], "request");
  const [dalo, provenPriority, labelledPriority] = [of("dalo"), of("provenPriority"), of("labelledPriority")];
  requireSource(compilation.notebook, place, phrase`What is counted apart`, entry.source);
  return dalo && provenPriority && labelledPriority ? { countedApart: { dalo, provenPriority, labelledPriority } } : {};
}

/** The whole number of a parameter between two bounds; the lower bound after a finding. */
function numberOf({ notebook, context }: Compilation, id: string, place: Place, low: number, high: number): number {
  const value = context.parameters.get(id);
  const at = below(place, "parameter");
  if (value === undefined) {
    error(
      notebook,
      "unknown-name",
      at,
      phrase`There is no parameter "${id}" with one value.${maybe(id, context.parameters.keys())}`,
    );
  } else if (typeof value !== "number" || value < low || value > high) {
    error(
      notebook,
      "wrong-type",
      at,
      phrase`The parameter "${id}" must be a whole number from ${low} to ${high} here; it is ${JSON.stringify(value)}.`,
    );
  } else return value;
  return low;
}

function compileTarget(compilation: Compilation, entry: TargetEntry, place: Place): Target | undefined {
  const shareBasisPoints = numberOf(compilation, entry.share.parameter, below(place, "share"), 0, 10_000);
  const territory = expression(compilation, below(place, "territory"), entry.territory, ["text"], "vacancy");
  const appliesTo = expression(compilation, below(place, "appliesTo"), entry.appliesTo, ["bool"], "vacancy");
  const priorityClass = expression(compilation, below(place, "priorityClass"), entry.priorityClass, ["int"], "request");
  const source = requireSource(compilation.notebook, place, phrase`The target "${entry.id}"`, entry.source);
  if (!territory || !appliesTo || !priorityClass) return undefined;
  return placed(compilation.notebook, place, {
    id: entry.id,
    title: entry.title,
    shareBasisPoints,
    territory,
    appliesTo,
    priorityClass,
    source,
    ...(entry.legalBasis ? { legalBasis: entry.legalBasis } : {}),
  });
}

/** Whether the change is lawful and possible is proved in `analysis/levers.ts`. */
function compileLever(compilation: Compilation, entry: LeverEntry, place: Place): Lever | undefined {
  const fact = factOf(compilation, entry.fact, below(place, "fact"));
  const change = changeOf(compilation, entry, place);
  if (fact === undefined || !change) return undefined;
  return placed(compilation.notebook, place, { id: entry.id, fact, change, sentence: entry.sentence });
}

function factOf({ notebook, catalogue }: Compilation, name: string, place: Place): number | undefined {
  const fact = catalogue.facts.find((declared) => declared.name === name);
  if (fact) return fact.index;
  const known = catalogue.facts.map((declared) => declared.name);
  error(notebook, "unknown-fact", place, phrase`There is no fact "${name}".${maybe(name, known)}`);
  return undefined;
}

function changeOf(compilation: Compilation, entry: LeverEntry, place: Place): Lever["change"] | undefined {
  const { add, addFrom, raise, lower, set } = entry;
  const given = [add, addFrom, raise, lower, set].filter((change) => change !== undefined).length;
  if (given !== 1) {
    const sentence = phrase`The lever "${entry.id}" changes its fact in one way: add, addFrom, raise, lower or set; here are ${given}.`;
    error(compilation.notebook, "wrong-shape", place, sentence);
    return undefined;
  }
  if (add) return { kind: "add", values: add };
  if (raise) return { kind: "raise", step: raise.step, bound: raise.bound };
  if (lower) return { kind: "lower", step: lower.step, bound: lower.bound };
  if (set !== undefined) return { kind: "set", value: set };
  const fact = factOf(compilation, addFrom!, below(place, "addFrom"));
  return fact === undefined ? undefined : { kind: "add-from", fact };
}
