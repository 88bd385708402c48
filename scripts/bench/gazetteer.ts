/**
 * The invented country of the benchmark: 300 employment areas over 96 départements, 5,900 communes around their centres.
 */
import { compareText } from "../../src/domain/shared/order.ts";
import type { Random } from "./random.ts";

interface Commune {
  readonly code: string;
  readonly departement: string;
  readonly east: number;
  readonly north: number;
}
interface Area {
  readonly departement: string;
  /** The nearest other area. */
  readonly neighbour: number;
  readonly firstCommune: number;
  readonly communes: number;
}
/** Invented areas and communes to draw from. */
export interface Gazetteer {
  readonly areas: readonly Area[];
  readonly communes: readonly Commune[];
  drawDemandArea(random: Random): number;
  /** A commune of an area; central communes come up more often. */
  drawCommune(random: Random, area: number): number;
  /** The commune of a vacancy: supply is less concentrated than demand. */
  drawSupply(random: Random): number;
}

const AREAS = 300;
const COMMUNES = 5_900;
const FIRST_AREA_SHARE = 0.22;
const SUPPLY_POWER = 0.88;
const CENTRE_POWER = 0.75;
/** Slots of a table of weights: a draw is one look-up. */
const SLOTS = 1_024;

/** Invents the country; the same random stream gives the same country. */
export function gazetteerOf(random: Random): Gazetteer {
  const departements = departementCodes();
  const demand = demandWeights();
  const counts = communeCounts();
  const centres = Array.from({ length: AREAS }, () => ({
    east: 120_000 + random.below(1_080_000),
    north: 6_150_000 + random.below(950_000),
  }));
  const departementCentres = departements.map(() => ({
    east: 120_000 + random.below(1_080_000),
    north: 6_150_000 + random.below(950_000),
  }));
  const communes: Commune[] = [];
  const perDepartement = new Map<string, number>();
  const areas: Area[] = centres.map((centre, area) => {
    const departement = departements[nearest(departementCentres, centre, -1)]!;
    const first = communes.length;
    const deviation = 5_500 + Math.floor(700 * Math.sqrt(counts[area]!));
    for (let i = 0; i < counts[area]!; i++) {
      const number = (perDepartement.get(departement) ?? 0) + 1;
      perDepartement.set(departement, number);
      // The first commune is the town itself; the others lie around it.
      const spread = i === 0 ? 0 : deviation;
      communes.push({
        code: departement + String(number).padStart(3, "0"),
        departement,
        east: centre.east + Math.floor(random.gaussian(spread)),
        north: centre.north + Math.floor(random.gaussian(spread)),
      });
    }
    return { departement, neighbour: nearest(centres, centre, area), firstCommune: first, communes: counts[area]! };
  });
  const demandSlots = slotsOf(demand, SLOTS * 16);
  const supplySlots = slotsOf(
    demand.map((weight) => weight ** SUPPLY_POWER),
    SLOTS * 16,
  );
  const communeSlots = areas.map((area) =>
    slotsOf(
      Array.from({ length: area.communes }, (_, i) => 1 / (i + 1.5) ** CENTRE_POWER),
      SLOTS,
    ),
  );
  const drawCommune = (stream: Random, area: number): number =>
    areas[area]!.firstCommune + communeSlots[area]![stream.below(SLOTS)]!;
  return {
    areas,
    communes,
    drawDemandArea: (stream) => demandSlots[stream.below(demandSlots.length)]!,
    drawCommune,
    drawSupply: (stream) => drawCommune(stream, supplySlots[stream.below(supplySlots.length)]!),
  };
}

/** 01 to 95 without 20, then 2A and 2B. */
function departementCodes(): string[] {
  const codes = ["2A", "2B"];
  for (let i = 1; i <= 95; i++) if (i !== 20) codes.push(String(i).padStart(2, "0"));
  return codes.sort(compareText);
}

/** One area holds 22 % of the demand, the others fall off like 1 / (rank + 1.2). */
function demandWeights(): number[] {
  const others = Array.from({ length: AREAS - 1 }, (_, i) => 1 / (i + 1 + 1.2));
  const total = others.reduce((sum, weight) => sum + weight, 0);
  return [FIRST_AREA_SHARE, ...others.map((weight) => ((1 - FIRST_AREA_SHARE) * weight) / total)];
}

/** 12 to 160 communes per area, falling with its rank, 5,900 in all. */
function communeCounts(): number[] {
  const countsFor = (scale: number) =>
    Array.from({ length: AREAS }, (_, i) => Math.min(160, 12 + (i === 0 ? 148 : Math.floor(scale / (i + 1.2)))));
  let scale = 0;
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  while (sum(countsFor(scale + 1)) <= COMMUNES) scale++;
  const counts = countsFor(scale);
  for (let i = 1; sum(counts) < COMMUNES; i++) counts[i] = Math.min(160, counts[i]! + 1);
  return counts;
}

function nearest(
  points: readonly { east: number; north: number }[],
  to: { east: number; north: number },
  except: number,
): number {
  let best = -1;
  let bestSquare = Number.POSITIVE_INFINITY;
  for (const [i, point] of points.entries()) {
    const square = (point.east - to.east) ** 2 + (point.north - to.north) ** 2;
    if (i !== except && square < bestSquare) {
      best = i;
      bestSquare = square;
    }
  }
  return best;
}

/** Fills a table of `slots` places in proportion to the weights. */
function slotsOf(weights: readonly number[], slots: number): Int32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Int32Array(slots);
  let from = 0;
  let sum = 0;
  for (const [i, weight] of weights.entries()) {
    sum += weight;
    const to = i === weights.length - 1 ? slots : Math.round((slots * sum) / total);
    table.fill(i, from, to);
    from = to;
  }
  return table;
}
