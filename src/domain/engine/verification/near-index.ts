/**
 * Requests by place: each stands in a square whose side fits its own bound. The squares of a size lie in memory row after row, so that
 * a vacancy looks at one run per row of the disc from which it can be reached.
 */
import { ABSENT, type PositionColumn } from "../../facts/fact-table.ts";

/** Calls `take` with runs of found positions, from (included) to (excluded). */
export type Finder = (vacancy: number, take: (found: Int32Array, from: number, to: number) => void) => void;

/** Requests with bounds of one size in one grid, in order of their squares, row after row. */
interface Layer {
  readonly grid: number;
  readonly greatestBound: number;
  /** Number of the square of each request; rising. */
  readonly squares: Float64Array;
  readonly positions: Int32Array;
  readonly east: Int32Array;
  readonly north: Int32Array;
  /** A square of a distance below this is within the bound. */
  readonly reach: Float64Array;
}

/** The smallest size of a bound, as a power of two: 1,024 metres. */
const SMALLEST_POWER = 10;
/** Squares along the greatest bound of a layer: more squares follow the disc closer, and cost more runs. */
const SQUARES_PER_BOUND = 8;
/** Far beyond every coordinate, so that squares count from 0. */
const ORIGIN_METRES = 1 << 28;
const SQUARES_PER_ROW = 1 << 22;

/**
 * Finds who reaches a vacancy. `bounds` has, by position, the farthest whole metre that a request reaches, NaN for nowhere.
 */
export function nearIndex(bounds: Float64Array, ofRequest: PositionColumn, ofVacancy: PositionColumn): Finder {
  const members = new Map<string, { readonly grid: number; readonly power: number; readonly positions: number[] }>();
  for (let position = 0; position < bounds.length; position++) {
    const grid = ofRequest.grid[position]!;
    const bound = bounds[position]!;
    if (grid === ABSENT || !(bound >= 0)) continue;
    const power = Math.max(SMALLEST_POWER, Math.ceil(Math.log2(Math.max(1, bound))));
    const name = `${grid} ${power}`;
    const known = members.get(name);
    if (known) known.positions.push(position);
    else members.set(name, { grid, power, positions: [position] });
  }
  const layers = Array.from(members.values(), ({ grid, power, positions }) =>
    layerOf(grid, 2 ** power, positions, bounds, ofRequest),
  );
  const found = new Int32Array(layers.reduce((most, layer) => Math.max(most, layer.positions.length), 0));
  return (vacancy, take) => {
    for (const layer of layers) {
      if (layer.grid !== ofVacancy.grid[vacancy]) continue;
      take(found, 0, reaching(layer, ofVacancy.east[vacancy]!, ofVacancy.north[vacancy]!, found));
    }
  };
}

function layerOf(
  grid: number,
  greatestBound: number,
  members: readonly number[],
  bounds: Float64Array,
  place: PositionColumn,
): Layer {
  const side = greatestBound / SQUARES_PER_BOUND;
  const squareOf = (position: number) =>
    line(place.north[position]!, side) * SQUARES_PER_ROW + line(place.east[position]!, side);
  const unsorted = Float64Array.from(members, squareOf);
  const order = Int32Array.from(members.keys()).sort((a, b) => unsorted[a]! - unsorted[b]! || a - b);
  const positions = order.map((member) => members[member]!);
  return {
    grid,
    greatestBound,
    squares: Float64Array.from(order, (member) => unsorted[member]!),
    positions,
    east: positions.map((position) => place.east[position]!),
    north: positions.map((position) => place.north[position]!),
    // The distance is rounded down: floor(d) <= bound exactly when d < bound + 1.
    reach: Float64Array.from(positions, (position) => (bounds[position]! + 1) ** 2),
  };
}

function line(metres: number, side: number): number {
  return Math.floor((metres + ORIGIN_METRES) / side);
}

/** Puts the positions that reach a place into `found` and returns how many there are. */
function reaching(layer: Layer, atEast: number, atNorth: number, found: Int32Array): number {
  const { greatestBound, squares, positions, east, north, reach } = layer;
  const side = greatestBound / SQUARES_PER_BOUND;
  let count = 0;
  for (let row = line(atNorth - greatestBound, side); row <= line(atNorth + greatestBound, side); row++) {
    // The nearest a place in this row can be, and from there how far east or west it may lie.
    const south = row * side - ORIGIN_METRES;
    const gap = Math.max(0, south - atNorth, atNorth - (south + side));
    const half = Math.ceil(Math.sqrt(Math.max(0, greatestBound * greatestBound - gap * gap))) + 1;
    const start = firstAtLeast(squares, row * SQUARES_PER_ROW + line(atEast - half, side));
    const end = firstAtLeast(squares, row * SQUARES_PER_ROW + line(atEast + half, side) + 1);
    for (let i = start; i < end; i++) {
      const overEast = east[i]! - atEast;
      const overNorth = north[i]! - atNorth;
      if (overEast * overEast + overNorth * overNorth < reach[i]!) found[count++] = positions[i]!;
    }
  }
  return count;
}

/** Place of the first number that is not below the limit; the numbers rise. */
function firstAtLeast(numbers: Float64Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
