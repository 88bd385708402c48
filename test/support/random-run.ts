/**
 * A random small run: two rule sets over the plain catalogue, pins, struck pairs and a ledger.
 */
import type { FactCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { LedgerEntry } from "../../src/domain/facts/ledger.ts";
import type { Pin, Struck } from "../../src/domain/facts/snapshot.ts";
import type { CheckedExpression, Expression } from "../../src/domain/rules/expression.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import type { NaiveInput } from "./naive-result.ts";
import { Choices, plainCatalogue, randomRecords, randomRuleSet, tableOf } from "./random-rules.ts";

const span = { start: 0, end: 0 };

/** A run with the records its table was made from. */
export interface RandomRun extends NaiveInput {
  readonly requests: readonly Readonly<Record<string, unknown>>[];
  readonly vacancies: readonly Readonly<Record<string, unknown>>[];
}

/** A run whose input has no problem; `prefix` names its facts. */
export function randomRun(seed: number, prefix = ""): RandomRun {
  const choices = new Choices(seed);
  const catalogue = plainCatalogue(prefix);
  const ruleSets = randomRuleSets(choices, catalogue);
  const requests = randomRecords(choices, "request", choices.between(4, 24));
  const vacancies = randomRecords(choices, "vacancy", choices.between(2, 9));
  for (const vacancy of vacancies) vacancy.x2 = choices.between(1, 3);
  const pairs = new Set<string>();
  const taken = { places: new Map<string, number>(), lists: new Map<string, number>() };
  const pins: Pin[] = [];
  const struck: Struck[] = [];
  for (let tries = choices.below(6); tries > 0; tries--) {
    const vacancy = choices.of(vacancies);
    const [vacancyId, requestId] = [vacancy.id as string, choices.of(requests).id as string];
    if (pairs.has(`${vacancyId} ${requestId}`)) continue;
    pairs.add(`${vacancyId} ${requestId}`);
    const [places, lists] = [taken.places.get(vacancyId) ?? 0, taken.lists.get(requestId) ?? 0];
    const hasRoom = places < (vacancy.x2 as number) && lists < ruleSets[0]!.assignment.listsPerRequest;
    if (!hasRoom || choices.chance(0.4)) {
      struck.push({ vacancyId, requestId, reason: "refused-by-candidate" });
      continue;
    }
    taken.places.set(vacancyId, places + 1);
    taken.lists.set(requestId, lists + 1);
    pins.push({ vacancyId, requestId, kind: "confirmed" });
  }
  return {
    table: tableOf(catalogue, requests, vacancies),
    requests,
    vacancies,
    ruleSets,
    ledger: choices.several(5, () => ledgerEntry(choices)),
    pins,
    struck,
    seed: `seed-${seed}`,
    snapshotDigest: "a".repeat(64),
    engineVersion: "0.1.0",
  };
}

function ledgerEntry(choices: Choices): LedgerEntry {
  const lettings = choices.between(0, 12);
  return {
    targetId: choices.of(["t", "u"]),
    territory: choices.of(["ash", "elm", "fir", "oak", "yew"]),
    year: choices.of([2025, 2026, 2026, 2026]),
    lettings,
    counted: choices.between(0, Math.floor(lettings / 3)),
  };
}

function randomRuleSets(choices: Choices, catalogue: FactCatalogue): RuleSet[] {
  const vacancyFact = (path: string) =>
    catalogue.facts.find((fact) => fact.side === "vacancy" && fact.path[0] === path)!.index;
  const lists = choices.between(1, 3);
  const ascending = [choices.chance(0.5), choices.chance(0.5)];
  const read = (path: string, type: "int" | "text"): CheckedExpression => {
    const tree: Expression = { kind: "fact", fact: vacancyFact(path), type, span };
    return { text: path, tree };
  };
  const sets = ["first", "second"].map((id, at): RuleSet => {
    const shape = { rules: choices.between(0, 3), headings: choices.between(1, 3), places: choices.chance(0.5) };
    const made = randomRuleSet(choices, catalogue, id, shape);
    const [target] = made.assignment.targets;
    const other = {
      ...target!,
      id: "u",
      shareBasisPoints: 4_000,
      priorityClass: randomRuleSet(choices, catalogue, id, shape).assignment.targets[0]!.priorityClass,
    };
    return {
      ...made,
      digest: String(at).repeat(64),
      programmes: at === 0 ? ["ash", "elm", "fir"] : ["oak", "yew"],
      programmeFact: vacancyFact("x5"),
      preferences: made.preferences.map((key, i) => ({ ...key, ascending: ascending[i]! })),
      assignment: {
        ...made.assignment,
        places: read("x2", "int"),
        listsPerRequest: lists,
        next: choices.between(1, 3),
        targets: [{ ...target!, territory: read("x6", "text") }, ...(withoutDefinitions(other) ? [other] : [])].slice(
          0,
          choices.between(0, 2),
        ),
      },
    };
  });
  return sets;
}

/** A condition of another rule set may read definitions that this one has otherwise; such a target is left out. */
function withoutDefinitions(target: { readonly priorityClass: CheckedExpression }): boolean {
  return (
    !JSON.stringify(target.priorityClass.tree).includes('"defined"') &&
    !JSON.stringify(target.priorityClass.tree).includes('"table"')
  );
}
