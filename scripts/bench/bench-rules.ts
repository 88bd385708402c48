/**
 * The numbers of `rules/bench/` once more, for the parts that do not read rule files: the hand-written loop, SQL, json-rules-engine.
 * Written down twice on purpose: if the two differ, the result hashes differ.
 */
import { completedMonths } from "../../src/domain/shared/dates.ts";

/** By household size 1 to 6; larger households count as 6. */
export const fewestRooms = [1, 2, 3, 3, 4, 4];
/** By household size, as above. */
export const mostRooms = [2, 3, 4, 5, 5, 5];
/** By household size, as above. */
export const bestRooms = [2, 2, 3, 4, 4, 5];
/** Units: cents per year. */
export const incomeCeilings: Readonly<Record<string, readonly number[]>> = {
  plai: [1_400_000, 2_000_000, 2_400_000, 2_700_000, 3_100_000, 3_500_000],
  plus: [2_500_000, 3_300_000, 4_000_000, 4_800_000, 5_600_000, 6_300_000],
  pls: [3_200_000, 4_300_000, 5_200_000, 6_200_000, 7_300_000, 8_200_000],
  lli: [4_000_000, 5_300_000, 6_400_000, 7_700_000, 9_000_000, 10_100_000],
};
/** Largest share of the resources that the rent may take. */
export const RENT_SHARE_BASIS_POINTS = 3_300;
/** Points for a transfer. */
export const MOBILITY_POINTS = 30;
/** Points for an apprentice. */
export const APPRENTICESHIP_POINTS = 20;
/** Points for a household recognised by DALO. */
export const DALO_POINTS = 30;
/** Points for a proven priority. */
export const PROVEN_PRIORITY_POINTS = 25;
/** Points of a priority household on a dwelling reserved for them. */
export const RESERVED_POINTS = 200;
/** Points next to the workplace; none from NEAR_WORK_METRES on. */
export const NEAR_WORK_POINTS = 30;
/** Distance to the workplace from which no points are left. */
export const NEAR_WORK_METRES = 50_000;
/** Points by rank of the wished commune. */
export const WISHED_POINTS = [15, 12, 9, 5];
/** Points for the best number of rooms. */
export const BEST_FIT_POINTS = 8;

/** Points for the wait since a day: one per completed month up to 36, ten more beyond 36 months. */
export function waitPoints(filedOn: number, asOf: number): number {
  const months = Math.max(0, completedMonths(filedOn, asOf));
  return Math.min(months, 36) + (months > 36 ? 10 : 0);
}

/** Points for a distance: 30 at 0 m, falling to 0 at 50 km, half up. */
export function nearWorkPoints(metres: number): number {
  if (metres >= NEAR_WORK_METRES) return 0;
  return Math.floor((2 * NEAR_WORK_POINTS * (NEAR_WORK_METRES - metres) + NEAR_WORK_METRES) / (2 * NEAR_WORK_METRES));
}

/** The best candidates kept per vacancy. */
export const KEPT = 64;
