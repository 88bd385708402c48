/**
 * Indexes of vacancies: the few that the many requests stream past. A bucket per key, or a grid of cells for places within a distance.
 * Inside a bucket vacancies stand by level (the second key), so that the levels a request can take are one range.
 */
import { ABSENT } from "../../facts/fact-table.ts";

/** Least side of a grid cell. Units: metres. */
const CELL_METRES = 10_000;
/** Cells per vacancy of an index. Why: a disc goes over its rows of cells one by one, which few vacancies are not worth. */
const CELLS_PER_VACANCY = 4;

/** Widest range of keys that is looked up in one array. */
const WIDEST_DENSE = 4_194_304;

/** Vacancies by key and level: sub-bucket `bucket x levels + level` holds items[start[s]] to items[start[s + 1] - 1]. */
export interface BucketIndex {
  readonly start: Int32Array;
  readonly items: Int32Array;
  /** Bucket of key `base + i`, -1 where there is none; empty where keys are too far apart. */
  readonly dense: Int32Array;
  readonly base: number;
  /** All keys, sorted, where `dense` is empty: the place of a key is its bucket. */
  readonly keys: Int32Array;
}

/** Vacancies by place. Cells of one grid follow each other by row, level and column: one row and level of a disc is one range of items. */
export interface NearIndex {
  readonly grids: Int32Array;
  readonly west: Int32Array;
  readonly south: Int32Array;
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  readonly cellMetres: Int32Array;
  /** First cell of each grid in `start`. */
  readonly first: Int32Array;
  readonly start: Int32Array;
  readonly items: Int32Array;
}

/** Place of a key among sorted keys, or -1. */
export function placeOf(keys: Int32Array, key: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = keys[middle]!;
    if (found === key) return middle;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Sorts pairs of a place and a vacancy into an array of starts and an array of items; the order of the input is kept. */
function sortedInto(places: readonly number[], vacancies: readonly number[], count: number) {
  const start = new Int32Array(count + 1);
  for (const place of places) start[place + 1]!++;
  for (let i = 0; i < count; i++) start[i + 1]! += start[i]!;
  const next = start.slice();
  const items = new Int32Array(places.length);
  places.forEach((place, at) => {
    items[next[place]!++] = vacancies[at]!;
  });
  return { start, items };
}

/** The index of vacancies by key; `keysOf` gives none, one or several keys of a vacancy. */
export function bucketIndex(
  vacancies: Int32Array,
  keysOf: (vacancy: number) => Iterable<number>,
  levelOf: (vacancy: number) => number,
  levels: number,
): BucketIndex {
  const found: number[] = [];
  const owners: number[] = [];
  for (const vacancy of vacancies) {
    for (const key of new Set(keysOf(vacancy))) {
      if (key === ABSENT) continue;
      found.push(key);
      owners.push(vacancy);
    }
  }
  const keys = Int32Array.from(new Set(found)).sort();
  const bucketByKey = new Map(Array.from(keys, (key, bucket) => [key, bucket]));
  const places = found.map((key, at) => bucketByKey.get(key)! * levels + levelOf(owners[at]!));
  const base = keys[0] ?? 0;
  const span = keys.length === 0 ? 0 : keys[keys.length - 1]! - base + 1;
  const dense = new Int32Array(span <= WIDEST_DENSE ? span : 0).fill(-1);
  if (dense.length > 0) for (const [key, bucket] of bucketByKey) dense[key - base] = bucket;
  return { ...sortedInto(places, owners, keys.length * levels), dense, base, keys };
}

/** The index of vacancies by place. */
export function nearIndex(
  vacancies: Int32Array,
  placeOfVacancy: (vacancy: number) => { readonly grid: number; readonly east: number; readonly north: number },
  levelOf: (vacancy: number) => number,
  levels: number,
): NearIndex {
  const byGrid = new Map<number, { vacancy: number; east: number; north: number }[]>();
  for (const vacancy of vacancies) {
    const { grid, east, north } = placeOfVacancy(vacancy);
    if (grid === ABSENT) continue;
    const same = byGrid.get(grid);
    if (same) same.push({ vacancy, east, north });
    else byGrid.set(grid, [{ vacancy, east, north }]);
  }
  const grids = [...byGrid.keys()].sort((a, b) => a - b);
  const boxes = grids.map((grid) => boxOf(byGrid.get(grid)!));
  const first = new Int32Array(grids.length);
  const [places, owners]: [number[], number[]] = [[], []];
  let count = 0;
  boxes.forEach(({ west, south, columns, rows, cellMetres }, g) => {
    first[g] = count;
    for (const { vacancy, east, north } of byGrid.get(grids[g]!)!) {
      const row = Math.floor((north - south) / cellMetres);
      places.push(count + (row * levels + levelOf(vacancy)) * columns + Math.floor((east - west) / cellMetres));
      owners.push(vacancy);
    }
    count += columns * rows * levels;
  });
  return {
    grids: Int32Array.from(grids),
    west: Int32Array.from(boxes, (box) => box.west),
    south: Int32Array.from(boxes, (box) => box.south),
    columns: Int32Array.from(boxes, (box) => box.columns),
    rows: Int32Array.from(boxes, (box) => box.rows),
    cellMetres: Int32Array.from(boxes, (box) => box.cellMetres),
    first,
    ...sortedInto(places, owners, count),
  };
}

function boxOf(places: readonly { readonly east: number; readonly north: number }[]) {
  const [west, south] = [least(places, "east"), least(places, "north")];
  const width = greatest(places, "east") - west + 1;
  const height = greatest(places, "north") - south + 1;
  const cells = CELLS_PER_VACANCY * places.length;
  const cellMetres = Math.max(CELL_METRES, Math.ceil(Math.sqrt((width * height) / cells)));
  return {
    west,
    south,
    columns: Math.ceil(width / cellMetres),
    rows: Math.ceil(height / cellMetres),
    cellMetres,
  };
}

function least(places: readonly { readonly east: number; readonly north: number }[], axis: "east" | "north"): number {
  return places.reduce((value, place) => Math.min(value, place[axis]), Number.POSITIVE_INFINITY);
}

function greatest(
  places: readonly { readonly east: number; readonly north: number }[],
  axis: "east" | "north",
): number {
  return places.reduce((value, place) => Math.max(value, place[axis]), Number.NEGATIVE_INFINITY);
}
