/**
 * The smallest change that would put a request on a list: fewest levers, then first declared, after a full rerun with all else fixed.
 * Made on demand after a run. Levers are declared by the rule sets over changeable, unprotected facts; at most two are combined; "none" is an answer.
 * Why only eligibility and points decide whether a rerun is worth it: for a request without a list, the order of its wishes alone cannot bring one.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import type { FactReader } from "../facts/fact-reader.ts";
import type { Request } from "../facts/request.ts";
import { judge } from "../rules/judge.ts";
import { type Records, readerOfRecords } from "../rules/records.ts";
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

export type SmallestChange =
  | { readonly kind: "already-listed"; readonly vacancyIds: readonly string[] }
  | { readonly kind: "change"; readonly levers: readonly LeverUse[]; readonly vacancyIds: readonly string[] }
  | { readonly kind: "none" };

/** What the search needs: the run, the request as it was submitted with its employer, and a full rerun with another version of it. */
export interface ChangeSearch {
  readonly allocation: Allocation;
  readonly request: Request;
  readonly employer: object | undefined;
  /** Ids of the vacancies on whose lists the request stands after the rerun. */
  readonly rerun: (changed: Request) => readonly string[];
}

/** Finds the smallest change for one request. */
export function smallestChange(search: ChangeSearch): SmallestChange {
  const { table } = search.allocation.input;
  const row = table.requestRow(search.request.id)!;
  const held = Array.from(search.allocation.state.standingsOf(row), (vacancy) => table.vacancyId(vacancy));
  const pinned = search.allocation.input.pins
    .filter((pin) => pin.requestId === search.request.id)
    .map((pin) => pin.vacancyId);
  if (held.length + pinned.length > 0)
    return { kind: "already-listed", vacancyIds: [...pinned, ...held].sort(compareText) };

  const base = chances(search, search.request);
  const singles = optionsOf(search).map((use) => {
    const changed = applied(search.allocation.input.table.catalogue, search.request, use);
    return { uses: [use], changed, chances: chances(search, changed) };
  });
  for (const { uses, changed, chances: single } of singles) {
    if (!improves(single, base)) continue;
    const vacancyIds = search.rerun(changed);
    if (vacancyIds.length > 0) return { kind: "change", levers: uses, vacancyIds };
  }
  for (let a = 0; a < singles.length; a++) {
    for (let b = a + 1; b < singles.length; b++) {
      const first = singles[a]!;
      const second = singles[b]!;
      if (isSameLever(first.uses[0]!, second.uses[0]!)) continue;
      const changed = applied(search.allocation.input.table.catalogue, first.changed, second.uses[0]!);
      const both = chances(search, changed);
      if (!improves(both, first.chances) || !improves(both, second.chances)) continue;
      const vacancyIds = search.rerun(changed);
      if (vacancyIds.length > 0) return { kind: "change", levers: [first.uses[0]!, second.uses[0]!], vacancyIds };
    }
  }
  return { kind: "none" };
}

function isSameLever(a: LeverUse, b: LeverUse): boolean {
  return a.ruleSetId === b.ruleSetId && a.leverId === b.leverId;
}

/** Per vacancy row: -1 where the request is not eligible, else class and points as one number that grows with both. */
type Chances = readonly number[];

function chances(search: ChangeSearch, request: Request): Chances {
  const { table, ruleSets, struck } = search.allocation.input;
  const records = readerOfRecords(table.catalogue, recordsOf(search, request), table.asOf);
  const struckHere = new Set(struck.filter((pair) => pair.requestId === request.id).map((pair) => pair.vacancyId));
  return Array.from({ length: table.vacancyCount }, (_, vacancy) => {
    if (struckHere.has(table.vacancyId(vacancy))) return -1;
    const ruleSet = ruleSets[search.allocation.ruleSetOf[vacancy]!]!;
    const judgement = judge(
      ruleSet,
      table.catalogue,
      pairReader(table.catalogue, records, readerOfVacancy(table, vacancy)),
    );
    if (judgement.verdict !== "eligible") return -1;
    const mode = search.allocation.modes[vacancy]!;
    const priorityClass = mode < 0 ? 0 : (judgement.priorityClasses[ruleSet.assignment.targets[mode]!.id] ?? 0);
    return (
      priorityClass * (ruleSet.maximumPoints - ruleSet.minimumPoints + 1) + judgement.points - ruleSet.minimumPoints
    );
  });
}

/** The request under every name by which the catalogue reaches it, and the record it refers to likewise. */
function recordsOf(search: ChangeSearch, request: Request): Records {
  const { namespaces } = search.allocation.input.table.catalogue;
  const outer = namespaces.filter((namespace) => namespace.side === "request" && namespace.within.length === 0);
  return Object.fromEntries(outer.map(({ name, steps }) => [name, steps.length === 0 ? request : search.employer]));
}

function pairReader(catalogue: FactCatalogue, request: FactReader, vacancy: FactReader): FactReader {
  return {
    asOf: vacancy.asOf,
    fact: (index) => (catalogue.facts[index]!.side === "request" ? request : vacancy).fact(index),
    travelMinutes: (from, to) => vacancy.travelMinutes(from, to),
  };
}

function improves(after: Chances, before: Chances): boolean {
  return after.some((chance, vacancy) => chance > before[vacancy]!);
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
