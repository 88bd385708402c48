/**
 * The rules of `rules/bench/` for one pair, written as plainly as possible: the oracle of the benchmark's own tests and of its samples.
 */
import type { PersonsColumn, PositionColumn, ScalarColumn, TextsColumn } from "../../src/domain/facts/fact-table.ts";
import * as rules from "./bench-rules.ts";
import type { Pool } from "./pool.ts";

/** What the pair's facts are, with names instead of codes. */
export interface PairFacts {
  readonly request: {
    readonly filedOn: number;
    readonly validUntil: number;
    readonly hasLiveOffer: boolean;
    readonly wishedCommunes: readonly string[];
    readonly acceptedDepartements: readonly string[];
    readonly searchRadiusMetres: number | undefined;
    readonly isDaloRecognised: boolean;
    readonly provenPriorities: number;
  };
  readonly household: {
    readonly size: number;
    readonly incomeCentsPerYear: number;
    readonly needsAccessibleDwelling: boolean;
  };
  readonly job: { readonly event: string; readonly contract: string; readonly east: number; readonly north: number };
  readonly employer: { readonly isContributing: boolean; readonly group: string | undefined };
  readonly dwelling: {
    readonly communeCode: string;
    readonly departementCode: string;
    readonly east: number;
    readonly north: number;
    readonly rooms: number;
    readonly funding: string;
    readonly yearlyCostCents: number;
    readonly isAccessible: boolean;
  };
  readonly agreement: { readonly programme: string; readonly employerGroup: string | undefined };
  readonly vacancy: { readonly designateBy: number };
}

/** Reads the facts of a pair from a pool. */
export function pairReader(pool: Pool): (request: number, vacancy: number) => PairFacts {
  const scalar = (name: string) => (pool.columns.get(name) as ScalarColumn).values;
  const values = new Map(
    [...pool.columns].filter(([, column]) => column.kind === "scalar").map(([name]) => [name, scalar(name)]),
  );
  const number = (name: string, row: number) => values.get(name)![row]!;
  const text = (name: string, row: number) => (number(name, row) < 0 ? undefined : pool.texts[number(name, row)]!);
  const lists = (name: string, row: number) => {
    const { offsets, codes } = pool.columns.get(name) as TextsColumn;
    return [...codes.subarray(offsets[row]!, offsets[row + 1]!)].map((code) => pool.texts[code]!);
  };
  const work = pool.columns.get("job.workplacePosition") as PositionColumn;
  const at = pool.columns.get("dwelling.position") as PositionColumn;
  const persons = pool.columns.get("household.persons") as PersonsColumn;
  return (r, v) => ({
    request: {
      filedOn: number("request.filedOn", r),
      validUntil: number("request.validUntil", r),
      hasLiveOffer: number("request.hasLiveOffer", r) === 1,
      wishedCommunes: lists("request.wishedCommunes", r),
      acceptedDepartements: lists("request.acceptedDepartements", r),
      searchRadiusMetres:
        number("request.searchRadiusMetres", r) < 0 ? undefined : number("request.searchRadiusMetres", r),
      isDaloRecognised: number("request.isDaloRecognised", r) === 1,
      provenPriorities: lists("request.provenPriorities", r).length,
    },
    household: {
      size: persons.offsets[r + 1]! - persons.offsets[r]!,
      incomeCentsPerYear: number("household.referenceIncomeCentsPerYear", r),
      needsAccessibleDwelling: number("household.needsAccessibleDwelling", r) === 1,
    },
    job: {
      event: text("job.event", r)!,
      contract: text("job.contract", r)!,
      east: work.east[r]!,
      north: work.north[r]!,
    },
    employer: { isContributing: number("employer.isContributing", r) === 1, group: text("employer.group", r) },
    dwelling: {
      communeCode: text("dwelling.communeCode", v)!,
      departementCode: text("dwelling.departementCode", v)!,
      east: at.east[v]!,
      north: at.north[v]!,
      rooms: number("dwelling.rooms", v),
      funding: text("dwelling.funding", v)!,
      yearlyCostCents: (number("dwelling.rentCentsPerMonth", v) + number("dwelling.chargesCentsPerMonth", v)) * 12,
      isAccessible: number("dwelling.isAccessible", v) === 1,
    },
    agreement: { programme: text("agreement.programme", v)!, employerGroup: text("agreement.employerGroup", v) },
    vacancy: { designateBy: number("vacancy.designateBy", v) },
  });
}

/** Straight-line distance, whole metres rounded down. */
export function distanceOf({ job, dwelling }: PairFacts): number {
  return Math.floor(Math.sqrt((job.east - dwelling.east) ** 2 + (job.north - dwelling.north) ** 2));
}

/** The dwelling lies where the request accepts and has rooms that fit. */
export function isMet(facts: PairFacts): boolean {
  const { request, dwelling, household } = facts;
  const slot = Math.min(6, household.size) - 1;
  return (
    dwelling.rooms >= rules.fewestRooms[slot]! &&
    dwelling.rooms <= rules.mostRooms[slot]! &&
    (request.wishedCommunes.includes(dwelling.communeCode) ||
      request.acceptedDepartements.includes(dwelling.departementCode) ||
      (request.searchRadiusMetres !== undefined && distanceOf(facts) <= request.searchRadiusMetres))
  );
}

/** Every rule of the benchmark holds. */
export function isEligible(facts: PairFacts, asOf: number): boolean {
  const { request, household, employer, dwelling, agreement, vacancy } = facts;
  const ceiling = rules.incomeCeilings[dwelling.funding]![Math.min(6, household.size) - 1]!;
  return (
    asOf <= request.validUntil &&
    asOf <= vacancy.designateBy &&
    !request.hasLiveOffer &&
    household.incomeCentsPerYear <= ceiling &&
    dwelling.yearlyCostCents <=
      Math.floor((household.incomeCentsPerYear * rules.RENT_SHARE_BASIS_POINTS + 5_000) / 10_000) &&
    (!household.needsAccessibleDwelling || dwelling.isAccessible) &&
    employer.isContributing &&
    (agreement.employerGroup === undefined || agreement.employerGroup === employer.group) &&
    isMet(facts)
  );
}

/** Points of the pair, whether eligible or not. */
export function pointsOf(facts: PairFacts, asOf: number): number {
  const { request, household, job, dwelling, agreement } = facts;
  const isPriority = request.isDaloRecognised || request.provenPriorities > 0;
  const rank = request.wishedCommunes.indexOf(dwelling.communeCode);
  return (
    (job.event === "transfer" ? rules.MOBILITY_POINTS : 0) +
    (job.contract === "apprenticeship" ? rules.APPRENTICESHIP_POINTS : 0) +
    (request.isDaloRecognised ? rules.DALO_POINTS : request.provenPriorities > 0 ? rules.PROVEN_PRIORITY_POINTS : 0) +
    (agreement.programme === "bench-priority" && isPriority ? rules.RESERVED_POINTS : 0) +
    rules.waitPoints(request.filedOn, asOf) +
    rules.nearWorkPoints(distanceOf(facts)) +
    (rank < 0 ? 0 : rules.WISHED_POINTS[Math.min(rank, 3)]!) +
    (dwelling.rooms === rules.bestRooms[Math.min(6, household.size) - 1] ? rules.BEST_FIT_POINTS : 0)
  );
}
