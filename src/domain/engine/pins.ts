/**
 * Before the market opens: pins take places of their vacancy and lists of their request, and struck pairs leave.
 * Promises that nothing is taken twice and that every contradiction in the input is a problem, all of them listed.
 */
import type { FactTable, RowPair } from "../facts/fact-table.ts";
import type { Pin, Struck } from "../facts/snapshot.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import type { RunProblem } from "./run-problem.ts";
import { readerOfVacancy, vacancyNumber } from "./vacancy-values.ts";

interface PinInput {
  readonly table: FactTable;
  readonly ruleSets: readonly RuleSet[];
  readonly pins: readonly Pin[];
  readonly struck: readonly Struck[];
}

/** What is left of the market once pins are taken. */
export interface Taken {
  /** Places of each list, pinned ones included. */
  readonly listPlaces: Int32Array;
  /** Places left per vacancy. */
  readonly places: Int32Array;
  /** Lists left per request. */
  readonly lists: Int32Array;
  /** Ids of the requests pinned on a vacancy row. */
  readonly pinned: ReadonlyMap<number, readonly string[]>;
  /** Pinned and struck pairs. */
  readonly excluded: readonly RowPair[];
  readonly problems: readonly RunProblem[];
}

/** The lists a request may stand on: one number for the run. */
export function listsPerRequestOf(ruleSets: readonly RuleSet[]): number {
  return ruleSets[0]?.assignment.listsPerRequest ?? 1;
}

/** Takes the pins; `ruleSetOf` is -1 for a vacancy nobody governs, which has no places. */
export function takePins(input: PinInput, ruleSetOf: Int32Array): Taken {
  const { table, ruleSets } = input;
  const problems: RunProblem[] = [];
  const listPlaces = new Int32Array(table.vacancyCount);
  for (let vacancy = 0; vacancy < table.vacancyCount; vacancy++) {
    const ruleSet = ruleSets[ruleSetOf[vacancy]!];
    if (!ruleSet) continue;
    const places = vacancyNumber(ruleSet.assignment.places, ruleSet, readerOfVacancy(table, vacancy));
    if (places === undefined)
      problems.push({ code: "places-unknown", values: { vacancyId: table.vacancyId(vacancy) } });
    listPlaces[vacancy] = Math.max(0, places ?? 0);
  }
  const listsPerRequest = listsPerRequestOf(ruleSets);
  const pins = rowsOf(table, input.pins, problems);
  const struck = rowsOf(table, input.struck, problems);
  const places = listPlaces.slice();
  const lists = new Int32Array(table.requestCount).fill(listsPerRequest);
  const pinned = new Map<number, string[]>();
  for (const { vacancy, request } of pins) {
    places[vacancy]!--;
    lists[request]!--;
    const ids = pinned.get(vacancy) ?? [];
    ids.push(table.requestId(request));
    pinned.set(vacancy, ids);
  }
  problems.push(...contradictions(table, pins, struck, { places, lists, listPlaces, listsPerRequest }));
  return { listPlaces, places, lists, pinned, excluded: [...pins, ...struck], problems };
}

function rowsOf(
  table: FactTable,
  pairs: readonly { readonly vacancyId: string; readonly requestId: string }[],
  problems: RunProblem[],
): RowPair[] {
  const rows: RowPair[] = [];
  const seen = new Set<string>();
  for (const { vacancyId, requestId } of pairs) {
    const vacancy = table.vacancyRow(vacancyId);
    const request = table.requestRow(requestId);
    if (vacancy === undefined || request === undefined) {
      problems.push({ code: "unknown-pin", values: { vacancyId, requestId } });
      continue;
    }
    const key = `${vacancy}:${request}`;
    if (seen.has(key)) continue;
    seen.add(key);
    rows.push({ vacancy, request });
  }
  return rows;
}

function contradictions(
  table: FactTable,
  pins: readonly RowPair[],
  struck: readonly RowPair[],
  left: {
    readonly places: Int32Array;
    readonly lists: Int32Array;
    readonly listPlaces: Int32Array;
    readonly listsPerRequest: number;
  },
): RunProblem[] {
  const problems: RunProblem[] = [];
  for (let vacancy = 0; vacancy < table.vacancyCount; vacancy++) {
    if (left.places[vacancy]! >= 0) continue;
    const places = left.listPlaces[vacancy]!;
    problems.push({
      code: "more-pins-than-places",
      values: { vacancyId: table.vacancyId(vacancy), pins: places - left.places[vacancy]!, places },
    });
  }
  for (let request = 0; request < table.requestCount; request++) {
    if (left.lists[request]! >= 0) continue;
    const lists = left.listsPerRequest;
    problems.push({
      code: "more-pins-than-lists",
      values: { requestId: table.requestId(request), pins: lists - left.lists[request]!, lists },
    });
  }
  const pinnedPairs = new Set(pins.map(({ vacancy, request }) => `${vacancy}:${request}`));
  for (const { vacancy, request } of struck) {
    if (!pinnedPairs.has(`${vacancy}:${request}`)) continue;
    problems.push({
      code: "pinned-and-struck",
      values: { vacancyId: table.vacancyId(vacancy), requestId: table.requestId(request) },
    });
  }
  return problems;
}
