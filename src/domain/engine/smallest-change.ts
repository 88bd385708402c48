/**
 * The smallest change that would put a request on a list: fewest levers, then first declared, after a full rerun with all else fixed.
 * Made on demand after a run. Levers are declared by the rule sets over changeable, unprotected facts; at most two are combined; "none" is an answer.
 * Cost: one what-if per use of a lever, and one per pair of uses of different levers when no single one helps.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import type { Request } from "../facts/request.ts";
import type { Bilingual, Lever } from "../rules/rule-set.ts";
import { compareText } from "../shared/order.ts";
import type { Allocation } from "./allocate.ts";
import { readerOfVacancy } from "./vacancy-values.ts";

/** One lever, with the value it was tried with. */
export interface LeverUse {
  readonly leverId: string;
  readonly ruleSetId: string;
  /** Name of the fact that changes. */
  readonly fact: string;
  readonly value: boolean | number | string;
  readonly sentence: Bilingual;
}

/** The answer: on a list already, a change that would help, or none. */
export type SmallestChange =
  | { readonly kind: "already-listed"; readonly vacancyIds: readonly string[] }
  | { readonly kind: "change"; readonly levers: readonly LeverUse[]; readonly vacancyIds: readonly string[] }
  | { readonly kind: "none" };

/** What the search needs: the run, the request as it was submitted, and what would become of another version of it with all else fixed. */
export interface ChangeSearch {
  readonly allocation: Allocation;
  readonly request: Request;
  /** Ids of the vacancies on whose lists the changed request would stand. */
  readonly whatIf: (changed: Request) => readonly string[];
}

/** Finds the smallest change for one request. */
export function smallestChange(search: ChangeSearch): SmallestChange {
  const { allocation, request, whatIf } = search;
  const { table, pins } = allocation.input;
  const held = Array.from(allocation.state.standingsOf(table.requestRow(request.id)!), (vacancy) =>
    table.vacancyId(vacancy),
  );
  const pinned = pins.filter((pin) => pin.requestId === request.id).map((pin) => pin.vacancyId);
  if (held.length + pinned.length > 0)
    return { kind: "already-listed", vacancyIds: [...pinned, ...held].sort(compareText) };

  const { catalogue } = table;
  const singles = optionsOf(search).map((use) => ({ use, changed: applied(catalogue, request, use) }));
  for (const { use, changed } of singles) {
    const vacancyIds = whatIf(changed);
    if (vacancyIds.length > 0) return { kind: "change", levers: [use], vacancyIds };
  }
  for (const [a, first] of singles.entries()) {
    for (const second of singles.slice(a + 1)) {
      if (isSameLever(first.use, second.use)) continue;
      const vacancyIds = whatIf(applied(catalogue, first.changed, second.use));
      if (vacancyIds.length > 0) return { kind: "change", levers: [first.use, second.use], vacancyIds };
    }
  }
  return { kind: "none" };
}

function isSameLever(a: LeverUse, b: LeverUse): boolean {
  return a.ruleSetId === b.ruleSetId && a.leverId === b.leverId;
}

/** Every use of every lever, in the order of rule sets, levers and values; the same fact and value is tried once. */
function optionsOf(search: ChangeSearch): LeverUse[] {
  const { table, ruleSets } = search.allocation.input;
  const { catalogue } = table;
  const seen = new Set<string>();
  const uses: LeverUse[] = [];
  for (const ruleSet of ruleSets) {
    for (const lever of ruleSet.assignment.levers) {
      const fact = catalogue.facts[lever.fact]!;
      const present = valueAt(search.request, fact.path);
      for (const value of valuesOf(search, lever, present)) {
        const key = `${fact.name}=${String(value)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        uses.push({ leverId: lever.id, ruleSetId: ruleSet.id, fact: fact.name, value, sentence: lever.sentence });
      }
    }
  }
  return uses;
}

function valuesOf(search: ChangeSearch, lever: Lever, present: unknown): readonly (boolean | number | string)[] {
  const held = Array.isArray(present) ? (present as readonly string[]) : [];
  switch (lever.change.kind) {
    case "add":
      return lever.change.values.filter((value) => !held.includes(value));
    case "add-from": {
      const { fact } = lever.change;
      const { table } = search.allocation.input;
      const values = new Set<string>();
      for (let vacancy = 0; vacancy < table.vacancyCount; vacancy++) {
        const value = readerOfVacancy(table, vacancy).fact(fact);
        if (typeof value === "string" && !held.includes(value)) values.add(value);
      }
      return [...values].sort(compareText);
    }
    case "raise":
    case "lower":
      return steps(lever.change, typeof present === "number" ? present : 0);
    case "set":
      return present === lever.change.value ? [] : [lever.change.value];
  }
}

function steps(
  change: { readonly kind: "raise" | "lower"; readonly step: number; readonly bound: number },
  from: number,
): number[] {
  const values: number[] = [];
  if (change.kind === "raise")
    for (let value = from + change.step; value <= change.bound; value += change.step) values.push(value);
  else for (let value = from - change.step; value >= change.bound; value -= change.step) values.push(value);
  return values;
}

function valueAt(record: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], record);
}

/** The request with the lever applied; the one given stays as it is. */
function applied(catalogue: FactCatalogue, request: Request, use: LeverUse): Request {
  const { path, type } = catalogue.facts.find((fact) => fact.name === use.fact)!;
  const set = (record: Record<string, unknown>, at: number): Record<string, unknown> => {
    const key = path[at]!;
    const present = record[key];
    if (at < path.length - 1) return { ...record, [key]: set((present ?? {}) as Record<string, unknown>, at + 1) };
    const next = type.kind === "texts" ? [...((present as readonly string[] | undefined) ?? []), use.value] : use.value;
    return { ...record, [key]: next };
  };
  return set(request, 0) as unknown as Request;
}
