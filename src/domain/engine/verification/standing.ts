/**
 * Who stands where, read from the result and the snapshot alone: the lists by row, what is pinned and struck, places and lists left.
 * A result may be somebody else's and wrong in any way; what cannot be read is left out here and told by the properties.
 */
import { ABSENT, type FactTable } from "../../facts/fact-table.ts";
import type { LedgerEntry } from "../../facts/ledger.ts";
import type { KeptModes, Proposal, Result } from "../../facts/result.ts";
import type { Pin, Struck } from "../../facts/snapshot.ts";
import type { RuleSet } from "../../rules/rule-set.ts";
import { FactColumns } from "./fact-columns.ts";
import { type Ground, sideColumn } from "./one-sided.ts";
import { TermReading } from "./terms.ts";

/** Everything a verification is made from. */
export interface VerificationInput {
  readonly table: FactTable;
  /** In the order of the run. */
  readonly ruleSets: readonly RuleSet[];
  readonly ledger: readonly LedgerEntry[];
  readonly pins: readonly Pin[];
  readonly struck: readonly Struck[];
  readonly result: Result;
  /** Recomputed from what was handed over, to be compared with the run's record. */
  readonly digests: {
    readonly snapshot: string;
    /** One per rule set, in the order of the run. */
    readonly ruleSets: readonly string[];
    readonly engineVersion: string;
    /** SHA-256 of the seed as published before the run, where it was. */
    readonly seed?: string;
  };
  /** The earlier result whose modes a rerun kept; without it the ledger decides them. */
  readonly modesFrom?: KeptModes;
}

/** The lists as they stand. Rows are those of the fact table. */
export interface Standing {
  readonly grounds: readonly Ground[];
  /** Rule set of each vacancy, -1 where none or several govern it. */
  readonly ruleSetOf: Int32Array;
  /** First proposal of each vacancy. */
  readonly proposals: readonly (Proposal | undefined)[];
  /** Known candidates of each vacancy, each once, in the order shown, pinned ones left out. */
  readonly listed: readonly (readonly number[])[];
  /** Target index of the mode shown for each vacancy, -1 for none. */
  readonly modeOf: Int32Array;
  /** Places of each vacancy, pinned ones included, recomputed. */
  readonly places: Int32Array;
  readonly placesLeft: Int32Array;
  readonly listsPerRequest: number;
  /** Pins per request. */
  readonly pinsOf: ReadonlyMap<number, number>;
  /** Requests pinned on a vacancy. */
  readonly pinnedOn: ReadonlyMap<number, ReadonlySet<number>>;
  readonly struckOn: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Lists a request may still stand on. */
export function listsLeft(standing: Standing, request: number): number {
  return Math.max(0, standing.listsPerRequest - (standing.pinsOf.get(request) ?? 0));
}

/** Reads the lists. */
export function standingOf(input: VerificationInput): Standing {
  const { table, ruleSets } = input;
  const columns = new FactColumns(table);
  const grounds = ruleSets.map((ruleSet) => ({ columns, ruleSet, reading: new TermReading(ruleSet, table.catalogue) }));
  const ruleSetOf = governing(table, ruleSets);
  const pinnedOn = pairsByVacancy(table, input.pins);
  const places = placesOf(grounds, ruleSetOf);
  const proposals = new Array<Proposal | undefined>(table.vacancyCount).fill(undefined);
  for (const proposal of input.result.proposals) {
    const vacancy = table.vacancyRow(proposal.vacancyId);
    if (vacancy !== undefined) proposals[vacancy] ??= proposal;
  }
  const pinsOf = new Map<number, number>();
  for (const requests of pinnedOn.values()) {
    for (const request of requests) pinsOf.set(request, (pinsOf.get(request) ?? 0) + 1);
  }
  return {
    grounds,
    ruleSetOf,
    proposals,
    listed: proposals.map((proposal, vacancy) => {
      const rows = (proposal?.candidates ?? []).map(({ requestId }) => table.requestRow(requestId));
      return [...new Set(rows.filter((row) => row !== undefined))].filter((row) => !pinnedOn.get(vacancy)?.has(row));
    }),
    modeOf: Int32Array.from(proposals, (proposal, vacancy) => {
      const targets = ruleSets[ruleSetOf[vacancy]!]?.assignment.targets ?? [];
      return targets.findIndex((target) => target.id === proposal?.priorityFirstFor);
    }),
    places,
    placesLeft: places.map((count, vacancy) => Math.max(0, count - (pinnedOn.get(vacancy)?.size ?? 0))),
    listsPerRequest: ruleSets[0]?.assignment.listsPerRequest ?? 1,
    pinsOf,
    pinnedOn,
    struckOn: pairsByVacancy(table, input.struck),
  };
}

function governing(table: FactTable, ruleSets: readonly RuleSet[]): Int32Array {
  return Int32Array.from({ length: table.vacancyCount }, (_, vacancy) => {
    const governors = ruleSets.flatMap((ruleSet, index) => {
      const column = table.column(ruleSet.programmeFact);
      const code = column?.kind === "scalar" ? column.values[vacancy]! : ABSENT;
      return code !== ABSENT && ruleSet.programmes.includes(table.texts[code]!) ? [index] : [];
    });
    return governors.length === 1 ? governors[0]! : -1;
  });
}

function placesOf(grounds: readonly Ground[], ruleSetOf: Int32Array): Int32Array {
  const columns = grounds.map((ground) => sideColumn(ground, "vacancy", ground.ruleSet.assignment.places.tree));
  return ruleSetOf.map((ruleSet, vacancy) => Math.max(0, columns[ruleSet]?.[vacancy] || 0));
}

function pairsByVacancy(
  table: FactTable,
  pairs: readonly { readonly vacancyId: string; readonly requestId: string }[],
): Map<number, Set<number>> {
  const byVacancy = new Map<number, Set<number>>();
  for (const { vacancyId, requestId } of pairs) {
    const vacancy = table.vacancyRow(vacancyId);
    const request = table.requestRow(requestId);
    if (vacancy === undefined || request === undefined) continue;
    const requests = byVacancy.get(vacancy) ?? new Set();
    byVacancy.set(vacancy, requests.add(request));
  }
  return byVacancy;
}
