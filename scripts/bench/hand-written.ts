/**
 * The yardstick by hand: the rules of `rules/bench/` as one loop over typed arrays, the best 64 requests of each vacancy.
 * Requests stream past an index of vacancies; facts of one side are folded first; four bands of falling static points fill the lists
 * with strong candidates early, so that bounds skip most pairs. With `exhaustive` nothing is skipped and all pairs are counted.
 */
import type { PersonsColumn, PositionColumn, ScalarColumn, TextsColumn } from "../../src/domain/facts/fact-table.ts";
import {
  APPRENTICESHIP_POINTS,
  BEST_FIT_POINTS,
  bestRooms,
  DALO_POINTS,
  fewestRooms,
  incomeCeilings,
  KEPT,
  MOBILITY_POINTS,
  mostRooms,
  NEAR_WORK_METRES,
  NEAR_WORK_POINTS,
  nearWorkPoints,
  PROVEN_PRIORITY_POINTS,
  RENT_SHARE_BASIS_POINTS,
  RESERVED_POINTS,
  WISHED_POINTS,
  waitPoints,
} from "./bench-rules.ts";
import type { Pool } from "./pool.ts";
import { type Ranking, tieBreaker } from "./ranking.ts";

/** The facts the rules read for lists. */
export const handWrittenFacts = [
  "dwelling.rooms",
  "dwelling.funding",
  "dwelling.communeCode",
  "dwelling.departementCode",
  "dwelling.position",
  "dwelling.isAccessible",
  "dwelling.rentCentsPerMonth",
  "dwelling.chargesCentsPerMonth",
  "agreement.programme",
  "agreement.employerGroup",
  "vacancy.designateBy",
  "request.filedOn",
  "request.validUntil",
  "request.hasLiveOffer",
  "request.searchRadiusMetres",
  "request.isDaloRecognised",
  "request.wishedCommunes",
  "request.acceptedDepartements",
  "request.provenPriorities",
  "household.persons",
  "household.referenceIncomeCentsPerYear",
  "household.needsAccessibleDwelling",
  "job.event",
  "job.contract",
  "job.workplacePosition",
  "employer.isContributing",
  "employer.group",
];

/** Fields of the flat record of a vacancy; a record fills half a cache line. */
const [ROOMS, COST, FUNDING, ACCESSIBLE, GROUP_BIT, RESERVED, EAST, NORTH, FIELDS] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
] as const;
const CELL_METRES = 5_000;
const ROOM_SLOTS = 8;
const BANDS = 4;
const BLOCK = 8_192;
const SENIORITY_BITS = 16;
const SENIORITY_SPAN = 1 << SENIORITY_BITS;
/** No key is as small: a list with a free place refuses nobody. */
const OPEN = -2_147_483_648;
/** More than there are requests. */
const REQUESTS = 4_194_304;
/** Above the square of any distance. */
const ANY_DISTANCE = 1e15;

/** Vacancies in order of (group, rooms): those of one group with rooms from a to b stand in one range. */
interface RoomIndex {
  readonly vacancies: Int32Array;
  /** starts[group * (ROOM_SLOTS + 1) + rooms] where the range of these rooms starts. */
  readonly starts: Int32Array;
  /** Lowest threshold of any list in the group. */
  readonly lowest: Int32Array;
}

/** What the threads of one run share. */
export interface SharedState {
  /** Static points per request, -1 for a request that no vacancy may take. */
  readonly staticPoints: Int16Array;
  /** Key of the worst kept candidate per vacancy; any thread's value is a valid bound. */
  readonly thresholds: Int32Array;
  /** [next block to fold, next block to match, threads that are done folding]. */
  readonly tickets: Int32Array;
}

/** Fresh shared state for a run. */
export function sharedStateFor(pool: Pool): SharedState {
  const thresholds = new Int32Array(new SharedArrayBuffer(4 * pool.vacancyCount)).fill(OPEN);
  return {
    staticPoints: new Int16Array(new SharedArrayBuffer(2 * pool.requestCount)),
    thresholds,
    tickets: new Int32Array(new SharedArrayBuffer(12)),
  };
}

/** The candidates one thread kept, not yet in order, and its counts. */
export interface Kept {
  readonly sizes: Int32Array;
  readonly keys: Int32Array;
  readonly requests: Int32Array;
  /** Row of the vacancy that stands at a place of these arrays. */
  readonly rowOf: Int32Array;
  readonly met: number;
  readonly eligible: number;
}

/** One thread's share of the work: `fold` all blocks, then (when every thread is done) `match`. */
export interface Matcher {
  fold(): void;
  match(): Kept;
}

/** Rows of the vacancies in order of departement, commune and rooms. */
function placeOrder(pool: Pool): Int32Array {
  const scalar = (name: string) => (pool.columns.get(name) as ScalarColumn).values;
  const [departement, commune, rooms] = ["dwelling.departementCode", "dwelling.communeCode", "dwelling.rooms"].map(
    scalar,
  );
  const rows = Int32Array.from({ length: pool.vacancyCount }, (_, row) => row);
  return rows.sort(
    (a, b) => departement![a]! - departement![b]! || commune![a]! - commune![b]! || rooms![a]! - rooms![b]!,
  );
}

/** Prepares the index of vacancies and the loop. */
export function matcherFor(pool: Pool, shared: SharedState, exhaustive: boolean): Matcher {
  const { requestCount, vacancyCount, asOf } = pool;
  const { staticPoints, thresholds, tickets } = shared;
  const scalar = (name: string) => (pool.columns.get(name) as ScalarColumn).values;
  const code = (text: string) => pool.texts.indexOf(text);
  const blocks = Math.ceil(requestCount / BLOCK);

  // Vacancies in order of place and rooms, so that those a request visits lie together in memory; slot s is row rowOf[s].
  const rowOf = placeOrder(pool);
  const ofSlots = (values: Int32Array) => rowOf.map((row) => values[row]!);
  const rooms = ofSlots(scalar("dwelling.rooms"));
  const commune = ofSlots(scalar("dwelling.communeCode"));
  const departement = ofSlots(scalar("dwelling.departementCode"));
  const position = pool.columns.get("dwelling.position") as PositionColumn;
  const at = { east: ofSlots(position.east), north: ofSlots(position.north) };
  const rent = ofSlots(scalar("dwelling.rentCentsPerMonth"));
  const charges = ofSlots(scalar("dwelling.chargesCentsPerMonth"));
  const funding = ofSlots(scalar("dwelling.funding"));
  const accessible = ofSlots(scalar("dwelling.isAccessible"));
  const group = ofSlots(scalar("agreement.employerGroup"));
  const programme = ofSlots(scalar("agreement.programme"));
  const designateBy = ofSlots(scalar("vacancy.designateBy"));
  const reservedProgramme = code("bench-priority");
  const fundingNames = Object.keys(incomeCeilings);
  const fundingOf = new Map(fundingNames.map((name, i) => [code(name), i]));
  const groups = [...new Set(group)].sort((a, b) => a - b);
  const groupBit = new Map(groups.map((value, i) => [value, 1 << i]));
  const records = new Int32Array(vacancyCount * FIELDS);
  const isOpen = new Uint8Array(vacancyCount);
  for (let v = 0; v < vacancyCount; v++) {
    const base = v * FIELDS;
    records[base + ROOMS] = rooms[v]!;
    records[base + COST] = (rent[v]! + charges[v]!) * 12;
    records[base + FUNDING] = fundingOf.get(funding[v]!)!;
    records[base + ACCESSIBLE] = accessible[v]!;
    records[base + GROUP_BIT] = groupBit.get(group[v]!)!;
    records[base + RESERVED] = programme[v] === reservedProgramme ? RESERVED_POINTS : 0;
    records[base + EAST] = at.east[v]!;
    records[base + NORTH] = at.north[v]!;
    isOpen[v] = designateBy[v]! >= asOf ? 1 : 0;
  }
  const roomIndex = (groupOf: Int32Array, groupCount: number): RoomIndex => {
    const starts = new Int32Array(groupCount * (ROOM_SLOTS + 1) + 1);
    for (let v = 0; v < vacancyCount; v++) if (isOpen[v]) starts[groupOf[v]! * (ROOM_SLOTS + 1) + rooms[v]! + 1]!++;
    for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
    const next = starts.slice();
    const vacancies = new Int32Array(starts[starts.length - 1]!);
    for (let v = 0; v < vacancyCount; v++) {
      if (isOpen[v]) vacancies[next[groupOf[v]! * (ROOM_SLOTS + 1) + rooms[v]!]!++] = v;
    }
    return { vacancies, starts, lowest: new Int32Array(groupCount) };
  };
  const byCommune = roomIndex(commune, pool.texts.length);
  const byDepartement = roomIndex(departement, pool.texts.length);
  // A grid in order of (row, rooms, column): the cells of one row of a disc with one number of rooms are one range.
  let [west, south, east, north] = [at.east[0]!, at.north[0]!, at.east[0]!, at.north[0]!];
  for (let v = 1; v < vacancyCount; v++) {
    west = Math.min(west, at.east[v]!);
    east = Math.max(east, at.east[v]!);
    south = Math.min(south, at.north[v]!);
    north = Math.max(north, at.north[v]!);
  }
  const width = Math.floor((east - west) / CELL_METRES) + 1;
  const height = Math.floor((north - south) / CELL_METRES) + 1;
  const cellStarts = new Int32Array(width * height * ROOM_SLOTS + 1);
  const cellOf = (v: number) =>
    (Math.floor((at.north[v]! - south) / CELL_METRES) * ROOM_SLOTS + rooms[v]!) * width +
    Math.floor((at.east[v]! - west) / CELL_METRES);
  for (let v = 0; v < vacancyCount; v++) if (isOpen[v]) cellStarts[cellOf(v) + 1]!++;
  for (let i = 1; i < cellStarts.length; i++) cellStarts[i]! += cellStarts[i - 1]!;
  const cellNext = cellStarts.slice();
  const inCells = new Int32Array(cellStarts[cellStarts.length - 1]!);
  for (let v = 0; v < vacancyCount; v++) if (isOpen[v]) inCells[cellNext[cellOf(v)]!++] = v;

  // One list of vacancies: by commune, then by departement, then by cell; ranges of it are what a request visits.
  const list = new Int32Array(byCommune.vacancies.length + byDepartement.vacancies.length + inCells.length);
  const departementsAt = byCommune.vacancies.length;
  const cellsAt = departementsAt + byDepartement.vacancies.length;
  list.set(byCommune.vacancies);
  list.set(byDepartement.vacancies, departementsAt);
  list.set(inCells, cellsAt);

  // Requests.
  const filedOn = scalar("request.filedOn");
  const validUntil = scalar("request.validUntil");
  const liveOffer = scalar("request.hasLiveOffer");
  const radius = scalar("request.searchRadiusMetres");
  const dalo = scalar("request.isDaloRecognised");
  const wished = pool.columns.get("request.wishedCommunes") as TextsColumn;
  const departements = pool.columns.get("request.acceptedDepartements") as TextsColumn;
  const priorities = pool.columns.get("request.provenPriorities") as TextsColumn;
  const persons = pool.columns.get("household.persons") as PersonsColumn;
  const income = scalar("household.referenceIncomeCentsPerYear");
  const needsAccessible = scalar("household.needsAccessibleDwelling");
  const event = scalar("job.event");
  const contract = scalar("job.contract");
  const workplace = pool.columns.get("job.workplacePosition") as PositionColumn;
  const contributes = scalar("employer.isContributing");
  const employerGroup = scalar("employer.group");
  const transfer = code("transfer");
  const apprenticeship = code("apprenticeship");
  const waitBySpan = new Map<number, number>();
  const wait = (day: number): number => {
    let points = waitBySpan.get(day);
    if (points === undefined) waitBySpan.set(day, (points = waitPoints(day, asOf)));
    return points;
  };
  const hasProvenPriority = (r: number) => priorities.offsets[r + 1]! > priorities.offsets[r]!;

  function fold(): void {
    for (let block = Atomics.add(tickets, 0, 1); block < blocks; block = Atomics.add(tickets, 0, 1)) {
      const end = Math.min(requestCount, (block + 1) * BLOCK);
      for (let r = block * BLOCK; r < end; r++) {
        if (validUntil[r]! < asOf || liveOffer[r] === 1 || contributes[r] !== 1) {
          staticPoints[r] = -1;
          continue;
        }
        const priority = dalo[r] === 1 ? DALO_POINTS : hasProvenPriority(r) ? PROVEN_PRIORITY_POINTS : 0;
        staticPoints[r] =
          (event[r] === transfer ? MOBILITY_POINTS : 0) +
          (contract[r] === apprenticeship ? APPRENTICESHIP_POINTS : 0) +
          priority +
          wait(filedOn[r]!);
      }
    }
  }

  // Lists: per vacancy a heap with the worst candidate at its root. Key = points, then seniority: larger is better.
  const sizes = new Int32Array(vacancyCount);
  const keys = new Int32Array(vacancyCount * KEPT);
  const requests = new Int32Array(vacancyCount * KEPT);
  const compareTies = tieBreaker(pool);
  const isWorse = (keyA: number, a: number, keyB: number, b: number) =>
    keyA < keyB || (keyA === keyB && compareTies(a, b) > 0);

  function sink(base: number, size: number, key: number, request: number): void {
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      const right = child + 1;
      if (
        right < size &&
        isWorse(keys[base + right]!, requests[base + right]!, keys[base + child]!, requests[base + child]!)
      )
        child = right;
      if (!isWorse(keys[base + child]!, requests[base + child]!, key, request)) break;
      keys[base + i] = keys[base + child]!;
      requests[base + i] = requests[base + child]!;
      i = child;
    }
    keys[base + i] = key;
    requests[base + i] = request;
  }

  function keep(v: number, key: number, request: number): void {
    const base = v * KEPT;
    const size = sizes[v]!;
    if (size < KEPT) {
      let i = size;
      while (i > 0) {
        const parent = (i - 1) >> 1;
        if (!isWorse(key, request, keys[base + parent]!, requests[base + parent]!)) break;
        keys[base + i] = keys[base + parent]!;
        requests[base + i] = requests[base + parent]!;
        i = parent;
      }
      keys[base + i] = key;
      requests[base + i] = request;
      sizes[v] = size + 1;
      if (size + 1 < KEPT) return;
    } else {
      if (!isWorse(keys[base]!, requests[base]!, key, request)) return;
      sink(base, KEPT, key, request);
    }
    if (!exhaustive && keys[base]! > thresholds[v]!) thresholds[v] = keys[base]!;
  }

  function refreshLowest(index: RoomIndex): void {
    const { lowest, starts, vacancies } = index;
    for (let g = 0; g < lowest.length; g++) {
      let low = 2_147_483_647;
      for (let i = starts[g * (ROOM_SLOTS + 1)]!; i < starts[(g + 1) * (ROOM_SLOTS + 1)]!; i++)
        low = Math.min(low, thresholds[vacancies[i]!]!);
      lowest[g] = low;
    }
  }

  const bandLimits = (): number[] => {
    const histogram = new Int32Array(1_024);
    let total = 0;
    for (let r = 0; r < requestCount; r++) {
      if (staticPoints[r]! >= 0) {
        histogram[staticPoints[r]!]!++;
        total++;
      }
    }
    // Band i holds static points from limits[i + 1] (included) to limits[i] (excluded).
    const limits = [1_024];
    let seen = 0;
    for (let points = 1_023; points > 0 && limits.length < BANDS; points--) {
      seen += histogram[points]!;
      if (seen * BANDS >= total * limits.length) limits.push(points);
    }
    while (limits.length <= BANDS) limits.push(0);
    // Requests that no vacancy may take are met all the same; only the exhaustive pass visits them.
    if (exhaustive) limits[BANDS] = -1;
    return limits;
  };

  function match(): Kept {
    const limits = bandLimits();
    const distancePoints = new Uint8Array(NEAR_WORK_METRES + 1);
    for (let metres = 0; metres <= NEAR_WORK_METRES; metres++) distancePoints[metres] = nearWorkPoints(metres);
    const ceilings = Int32Array.from(fundingNames.flatMap((name) => incomeCeilings[name]!));
    const fewestBySize = Int32Array.from(fewestRooms);
    const mostBySize = Int32Array.from(mostRooms);
    const bestBySize = Int32Array.from(bestRooms);
    const wishedPoints = Int32Array.from(WISHED_POINTS);
    const bitOfText = new Int32Array(pool.texts.length);
    for (const [text, mask] of groupBit) if (text >= 0) bitOfText[text] = mask;
    const seen = new Int32Array(vacancyCount).fill(-1);
    const largestCost = new Int32Array(fundingNames.length);
    let met = 0;
    let eligible = 0;
    let blocksDone = 0;
    // Ranges of the list that the request at hand visits: from, to, points known by the arm, most points for distance, square of the reach.
    const ranges = new Float64Array(5 * 1_024);

    for (let ticket = Atomics.add(tickets, 1, 1); ticket < blocks * BANDS; ticket = Atomics.add(tickets, 1, 1)) {
      const band = Math.floor(ticket / blocks);
      const block = ticket % blocks;
      const below = limits[band]!;
      const from = limits[band + 1]!;
      if (blocksDone++ % 8 === 0) {
        refreshLowest(byCommune);
        refreshLowest(byDepartement);
      }
      const end = Math.min(requestCount, (block + 1) * BLOCK);
      for (let r = block * BLOCK; r < end; r++) {
        const points = staticPoints[r]!;
        if (points < from || points >= below) continue;
        const size = Math.min(6, persons.offsets[r + 1]! - persons.offsets[r]!) - 1;
        const fewest = fewestBySize[size]!;
        const most = mostBySize[size]!;
        const best = bestBySize[size]!;
        const yearly = income[r]!;
        const bearable = Math.floor((yearly * RENT_SHARE_BASIS_POINTS + 5_000) / 10_000);
        for (let f = 0; f < largestCost.length; f++) largestCost[f] = yearly <= ceilings[f * 6 + size]! ? bearable : -1;
        const needs = needsAccessible[r] === 1 ? 1 : 0;
        const groupMask = 1 | (employerGroup[r]! >= 0 ? bitOfText[employerGroup[r]!]! : 0);
        const reservedMask = dalo[r] === 1 || hasProvenPriority(r) ? -1 : 0;
        const seniority = SENIORITY_SPAN - 1 - (filedOn[r]! & (SENIORITY_SPAN - 1));
        const x = workplace.east[r]!;
        const y = workplace.north[r]!;
        const otherArms = departements.offsets[r + 1]! > departements.offsets[r]! || radius[r]! >= 0;

        const ceiling = points + NEAR_WORK_POINTS + BEST_FIT_POINTS + (reservedMask & RESERVED_POINTS);
        let filled = 0;
        let rank = 0;
        for (let i = wished.offsets[r]!; i < wished.offsets[r + 1]!; i++) {
          const bonus = wishedPoints[Math.min(rank++, 3)]!;
          const c = wished.codes[i]!;
          if (!otherArms && ((ceiling + bonus) << SENIORITY_BITS) + seniority < byCommune.lowest[c]!) continue;
          const start = byCommune.starts[c * (ROOM_SLOTS + 1) + fewest]!;
          const stop = byCommune.starts[c * (ROOM_SLOTS + 1) + most + 1]!;
          if (start === stop) continue;
          ranges[filled++] = start;
          ranges[filled++] = stop;
          ranges[filled++] = points + bonus;
          ranges[filled++] = NEAR_WORK_POINTS;
          ranges[filled++] = ANY_DISTANCE;
        }
        for (let i = departements.offsets[r]!; i < departements.offsets[r + 1]!; i++) {
          const d = departements.codes[i]!;
          if (radius[r]! < 0 && (ceiling << SENIORITY_BITS) + seniority < byDepartement.lowest[d]!) continue;
          ranges[filled++] = departementsAt + byDepartement.starts[d * (ROOM_SLOTS + 1) + fewest]!;
          ranges[filled++] = departementsAt + byDepartement.starts[d * (ROOM_SLOTS + 1) + most + 1]!;
          ranges[filled++] = points;
          ranges[filled++] = NEAR_WORK_POINTS;
          ranges[filled++] = ANY_DISTANCE;
        }
        if (radius[r]! >= 0) {
          // floor(distance) <= radius is the same as distance < radius + 1.
          const reach = (radius[r]! + 1) ** 2;
          const firstRow = Math.max(0, Math.floor((y - radius[r]! - south) / CELL_METRES));
          const lastRow = Math.min(height - 1, Math.floor((y + radius[r]! - south) / CELL_METRES));
          for (let row = firstRow; row <= lastRow; row++) {
            const low = south + row * CELL_METRES;
            const away = y < low ? low - y : y >= low + CELL_METRES ? y - (low + CELL_METRES - 1) : 0;
            const half = Math.ceil(Math.sqrt(Math.max(0, reach - away * away)));
            const first = Math.max(0, Math.floor((x - half - west) / CELL_METRES));
            const last = Math.min(width - 1, Math.floor((x + half - west) / CELL_METRES));
            if (first > last) continue;
            const nearest = away < NEAR_WORK_METRES ? distancePoints[away]! : 0;
            for (let room = fewest; room <= most; room++) {
              const line = (row * ROOM_SLOTS + room) * width;
              if (cellStarts[line + first] === cellStarts[line + last + 1]) continue;
              ranges[filled++] = cellsAt + cellStarts[line + first]!;
              ranges[filled++] = cellsAt + cellStarts[line + last + 1]!;
              ranges[filled++] = points;
              ranges[filled++] = nearest;
              ranges[filled++] = reach;
            }
          }
        }
        for (let range = 0; range < filled; range += 5) {
          const stop = ranges[range + 1]!;
          const known = ranges[range + 2]!;
          const reach = ranges[range + 4]!;
          const roof = ((known + BEST_FIT_POINTS + ranges[range + 3]!) << SENIORITY_BITS) + seniority;
          const roofOfAny = roof + ((reservedMask & RESERVED_POINTS) << SENIORITY_BITS);
          for (let i = ranges[range]!; i < stop; i++) {
            const v = list[i]!;
            // Most pairs end here, without a look at the vacancy's record.
            const threshold = thresholds[v]!;
            if (roofOfAny < threshold) continue;
            if (otherArms && seen[v] === r) continue;
            const base = v * FIELDS;
            const reserved = reservedMask & records[base + RESERVED]!;
            if (roof + (reserved << SENIORITY_BITS) < threshold) continue;
            const dx = records[base + EAST]! - x;
            const dy = records[base + NORTH]! - y;
            const square = dx * dx + dy * dy;
            if (square >= reach) continue;
            if (otherArms) seen[v] = r;
            met++;
            if (points < 0) continue;
            const spare = largestCost[records[base + FUNDING]!]! - records[base + COST]!;
            if ((spare | (records[base + ACCESSIBLE]! - needs) | ((groupMask & records[base + GROUP_BIT]!) - 1)) < 0)
              continue;
            eligible++;
            const metres = Math.sqrt(square) | 0;
            const near = metres < NEAR_WORK_METRES ? distancePoints[metres]! : 0;
            const key =
              ((known + near + (records[base + ROOMS] === best ? BEST_FIT_POINTS : 0) + reserved) << SENIORITY_BITS) +
              seniority;
            if (key >= threshold) keep(v, key, r);
          }
        }
      }
    }
    return { sizes, keys, requests, rowOf, met, eligible };
  }

  return { fold, match };
}

/** Puts what the threads kept into one order per vacancy, best first. */
export function mergeKept(pool: Pool, kept: readonly Kept[]): Ranking {
  const ranking: Ranking = {
    counts: new Int32Array(pool.vacancyCount),
    requests: new Int32Array(pool.vacancyCount * KEPT),
    points: new Int32Array(pool.vacancyCount * KEPT),
  };
  const compareTies = tieBreaker(pool);
  // Key and request in one number, so that sorting needs no function; ties are put in order afterwards.
  const packed = new Float64Array(kept.length * KEPT);
  for (let slot = 0; slot < pool.vacancyCount; slot++) {
    let length = 0;
    for (const { sizes, keys, requests } of kept) {
      for (let i = slot * KEPT; i < slot * KEPT + sizes[slot]!; i++) {
        packed[length++] = -keys[i]! * REQUESTS - requests[i]!;
      }
    }
    const sorted = packed.subarray(0, length).sort();
    const v = kept[0]!.rowOf[slot]!;
    const count = Math.min(KEPT, length);
    ranking.counts[v] = count;
    const keyAt = (i: number) => Math.floor(-sorted[i]! / REQUESTS);
    for (let from = 0; from < count; ) {
      let to = from + 1;
      while (to < length && keyAt(to) === keyAt(from)) to++;
      const key = keyAt(from);
      const tied = Array.from(sorted.subarray(from, to), (value) => -value - key * REQUESTS);
      if (tied.length > 1) tied.sort(compareTies);
      for (let i = from; i < Math.min(to, count); i++) {
        ranking.requests[v * KEPT + i] = tied[i - from]!;
        ranking.points[v * KEPT + i] = key >> SENIORITY_BITS;
      }
      from = to;
    }
  }
  return ranking;
}

/** The best candidates of each vacancy on one thread. */
export function matchByHand(pool: Pool, exhaustive = false): { ranking: Ranking; met: number; eligible: number } {
  const matcher = matcherFor(pool, sharedStateFor(pool), exhaustive);
  matcher.fold();
  const kept = matcher.match();
  return { ranking: mergeKept(pool, [kept]), met: kept.met, eligible: kept.eligible };
}
