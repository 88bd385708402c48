/**
 * Requests by place: each stands in a square whose side fits its own bound, so that a vacancy looks at 25 squares per size
 * and finds everybody whose bound reaches it.
 */
import { ABSENT, type PositionColumn } from "../../facts/fact-table.ts";

/** Calls `take` with runs of found positions, from (included) to (excluded). */
export type Finder = (vacancy: number, take: (found: Int32Array, from: number, to: number) => void) => void;

/** Squares of one size in one grid, each by its number. */
interface Layer {
  readonly grid: number;
  readonly sideMetres: number;
  readonly squares: Map<number, number>;
}

/** Requests in order of their squares: square s holds places starts[s] to starts[s + 1] - 1. */
interface Squares {
  readonly starts: Int32Array;
  readonly positions: Int32Array;
  readonly east: Int32Array;
  readonly north: Int32Array;
  /** A square of a distance below this is within the bound. */
  readonly reach: Float64Array;
}

/** The smallest bound with squares of its own, as a power of two: 1,024 metres. */
const SMALLEST_POWER = 10;
/** Far beyond every coordinate, so that squares count from 0. */
const ORIGIN_METRES = 1 << 28;
const SQUARES_PER_ROW = 1 << 21;

/**
 * Finds who reaches a vacancy. `bounds` has, by position, the farthest whole metre that a request reaches, NaN for nowhere.
 */
export function nearIndex(bounds: Float64Array, ofRequest: PositionColumn, ofVacancy: PositionColumn): Finder {
  const layers = new Map<string, Layer>();
  const squareOf = new Int32Array(bounds.length).fill(-1);
  let squareCount = 0;
  for (let position = 0; position < bounds.length; position++) {
    const grid = ofRequest.grid[position]!;
    const bound = bounds[position]!;
    if (grid === ABSENT || !(bound >= 0)) continue;
    const { sideMetres, squares } = layerOf(layers, grid, bound);
    const number = squareNumber(
      line(ofRequest.east[position]!, sideMetres),
      line(ofRequest.north[position]!, sideMetres),
    );
    let square = squares.get(number);
    if (square === undefined) {
      square = squareCount++;
      squares.set(number, square);
    }
    squareOf[position] = square;
  }
  const filled = fill(squareOf, squareCount, bounds, ofRequest);
  return finder([...layers.values()], filled, ofVacancy);
}

/** Sides are half of the largest bound of the layer, so that a bound reaches two squares far. */
function layerOf(layers: Map<string, Layer>, grid: number, bound: number): Layer {
  const power = Math.max(SMALLEST_POWER, Math.ceil(Math.log2(Math.max(1, bound))));
  const name = `${grid} ${power}`;
  let layer = layers.get(name);
  if (!layer) {
    layer = { grid, sideMetres: 2 ** (power - 1), squares: new Map() };
    layers.set(name, layer);
  }
  return layer;
}

function line(metres: number, sideMetres: number): number {
  return Math.floor((metres + ORIGIN_METRES) / sideMetres);
}

function squareNumber(eastLine: number, northLine: number): number {
  return northLine * SQUARES_PER_ROW + eastLine;
}

function fill(squareOf: Int32Array, squareCount: number, bounds: Float64Array, place: PositionColumn): Squares {
  const starts = new Int32Array(squareCount + 1);
  for (const square of squareOf) if (square >= 0) starts[square + 1]!++;
  for (let square = 0; square < squareCount; square++) starts[square + 1]! += starts[square]!;
  const count = starts[squareCount]!;
  const next = starts.slice();
  const positions = new Int32Array(count);
  const east = new Int32Array(count);
  const north = new Int32Array(count);
  const reach = new Float64Array(count);
  for (let position = 0; position < bounds.length; position++) {
    const square = squareOf[position]!;
    if (square < 0) continue;
    const at = next[square]!++;
    positions[at] = position;
    east[at] = place.east[position]!;
    north[at] = place.north[position]!;
    // The distance is rounded down: floor(d) <= bound exactly when d < bound + 1.
    reach[at] = (bounds[position]! + 1) ** 2;
  }
  return { starts, positions, east, north, reach };
}

function finder(layers: readonly Layer[], squares: Squares, place: PositionColumn): Finder {
  const { starts, positions, east, north, reach } = squares;
  const found = new Int32Array(positions.length);
  return (vacancy, take) => {
    let count = 0;
    const grid = place.grid[vacancy]!;
    const [vacancyEast, vacancyNorth] = [place.east[vacancy]!, place.north[vacancy]!];
    for (const layer of layers) {
      if (layer.grid !== grid) continue;
      const [eastLine, northLine] = [line(vacancyEast, layer.sideMetres), line(vacancyNorth, layer.sideMetres)];
      for (let down = -2; down <= 2; down++) {
        for (let across = -2; across <= 2; across++) {
          const square = layer.squares.get(squareNumber(eastLine + across, northLine + down));
          if (square === undefined) continue;
          const end = starts[square + 1]!;
          for (let i = starts[square]!; i < end; i++) {
            const overEast = east[i]! - vacancyEast;
            const overNorth = north[i]! - vacancyNorth;
            if (overEast * overEast + overNorth * overNorth < reach[i]!) found[count++] = positions[i]!;
          }
        }
      }
    }
    take(found, 0, count);
  };
}
