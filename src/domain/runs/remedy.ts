/**
 * Who would have been proposed where, had a fact or a rule been right: two runs of the same night compared list by list, for the committee
 * that has to make good what went wrong. Judges both sides by the reference interpreter; decides nothing.
 */
import type { Allocation } from "../engine/allocate.ts";
import { preferencesOf } from "../engine/preferences.ts";
import type { FactTable } from "../facts/fact-table.ts";
import { readerOfRows } from "../facts/table/table-reader.ts";
import { judge } from "../rules/judge.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import { compareText } from "../shared/order.ts";

/** What a run made of a request before one vacancy. */
export interface SideOfRemedy {
  /** Place on the list, from 1; absent where it is not on it. */
  readonly place?: number;
  readonly points: number;
  readonly verdict: "eligible" | "refused" | "incomplete";
  /** Rules that refused it or were left open. */
  readonly failedRuleIds: readonly string[];
}

/** One request whose place on a list, or whose points there, would have been others. */
export interface RemedyChange {
  readonly vacancyId: string;
  readonly requestId: string;
  readonly change: "would-be-listed" | "would-not-be-listed" | "higher" | "lower" | "other-points";
  readonly before: SideOfRemedy;
  readonly after: SideOfRemedy;
}

/** Two runs of one night, compared. */
export interface RemedyComparison {
  /** By vacancy, then by request. */
  readonly changes: readonly RemedyChange[];
  /** On a list with what is right, on none in the night. */
  readonly wouldBeProposed: readonly string[];
  /** On a list in the night, on none with what is right. */
  readonly wouldNotBeProposed: readonly string[];
}

/** Compares a run with the same night under other facts or rules. Vacancies and requests are the same in both. */
export function compareRuns(before: Allocation, after: Allocation): RemedyComparison {
  const placesBefore = placesByPair(before);
  const placesAfter = placesByPair(after);
  const pairs = [...new Set([...placesBefore.keys(), ...placesAfter.keys()])].sort(compareText);
  const changes = pairs.flatMap((pair): RemedyChange[] => {
    const [vacancyId, requestId] = pair.split(" ") as [string, string];
    const was = sideOf(before, vacancyId, requestId, placesBefore.get(pair));
    const would = sideOf(after, vacancyId, requestId, placesAfter.get(pair));
    const change = changeOf(was, would);
    return change ? [{ vacancyId, requestId, change, before: was, after: would }] : [];
  });
  const listedBefore = requestsOf(placesBefore);
  const listedAfter = requestsOf(placesAfter);
  return {
    changes,
    wouldBeProposed: [...listedAfter].filter((id) => !listedBefore.has(id)).sort(compareText),
    wouldNotBeProposed: [...listedBefore].filter((id) => !listedAfter.has(id)).sort(compareText),
  };
}

/** A vacancy that could make good: the request is eligible for it today. */
export interface SuitableVacancy {
  readonly vacancyId: string;
  readonly ruleSetId: string;
  readonly points: number;
}

/** The vacancies of a table that a request is eligible for, in its own order, the first ones only. */
export function suitableVacancies(
  table: FactTable,
  ruleSets: readonly RuleSet[],
  ruleSetOf: Int32Array,
  request: number,
  { isOpen, most }: { readonly isOpen: (vacancyId: string) => boolean; readonly most: number },
): SuitableVacancy[] {
  const found: { readonly row: number; readonly points: number }[] = [];
  for (let row = 0; row < table.vacancyCount; row++) {
    const ruleSet = ruleSets[ruleSetOf[row]!];
    if (!ruleSet || !isOpen(table.vacancyId(row))) continue;
    const { verdict, points } = judge(ruleSet, table.catalogue, readerOfRows(table, row, request));
    if (verdict === "eligible") found.push({ row, points });
  }
  const { compare } = preferencesOf(table, ruleSets, ruleSetOf);
  return found
    .sort((a, b) => compare(request, a.row, b.row))
    .slice(0, most)
    .map(({ row, points }) => {
      return { vacancyId: table.vacancyId(row), ruleSetId: ruleSets[ruleSetOf[row]!]!.id, points };
    });
}

/** Places on lists by `vacancy request`; ids hold no spaces. */
function placesByPair({ result }: Allocation): ReadonlyMap<string, number> {
  return new Map(
    result.proposals.flatMap(({ vacancyId, candidates }) =>
      candidates.map(({ requestId }, at): [string, number] => [`${vacancyId} ${requestId}`, at + 1]),
    ),
  );
}

function requestsOf(places: ReadonlyMap<string, number>): ReadonlySet<string> {
  return new Set([...places.keys()].map((pair) => pair.slice(pair.indexOf(" ") + 1)));
}

function sideOf(
  { input, ruleSetOf }: Allocation,
  vacancyId: string,
  requestId: string,
  place: number | undefined,
): SideOfRemedy {
  const vacancy = input.table.vacancyRow(vacancyId)!;
  const reader = readerOfRows(input.table, vacancy, input.table.requestRow(requestId)!);
  const { verdict, points, rules } = judge(input.ruleSets[ruleSetOf[vacancy]!]!, input.table.catalogue, reader);
  const failed = rules.filter((rule) => rule.effect === "exclude" && rule.outcome !== "holds");
  return { ...(place === undefined ? {} : { place }), points, verdict, failedRuleIds: failed.map(({ id }) => id) };
}

function changeOf(before: SideOfRemedy, after: SideOfRemedy): RemedyChange["change"] | undefined {
  if (before.place === undefined) return "would-be-listed";
  if (after.place === undefined) return "would-not-be-listed";
  if (after.place !== before.place) return after.place < before.place ? "higher" : "lower";
  return before.points === after.points ? undefined : "other-points";
}
