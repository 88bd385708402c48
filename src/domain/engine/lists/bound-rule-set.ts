/**
 * One rule set of a run over the rows of the table: the records of its requests, filled where they are needed,
 * and the scans over them. Requests out of the market are passed over; pairs out of it are the caller's to leave out.
 */
import type { FactTable } from "../../facts/fact-table.ts";
import type { RuleSetPlan } from "../../rules/planner.ts";
import { PairProgram, type Scanner, type Take } from "./pair-program.ts";
import { OUT_OF_BANDS } from "./scan-source.ts";
import { neighbouring, viewOfVacancies } from "./vacancy-view.ts";

/** Requests looked at to place the limits of the bands. */
const SAMPLE = 8_192;
/** Requests looked at to weigh vacancies. */
const WEIGHING_SAMPLE = 1_024;

/** What depends on the request only, for every request row; shared memory, so that threads may fill it together. */
export interface RequestRecords {
  readonly records: Int32Array;
  /** 1 for a request that a vacancy can have. */
  readonly kept: Uint8Array;
  /** Band of falling points, or 255 for a request that no vacancy can have. */
  readonly bands: Uint8Array;
}

/** A rule set with the records of its requests. */
export class BoundRuleSet {
  program: PairProgram;
  readonly #table: FactTable;
  readonly #plan: RuleSetPlan;
  readonly #view: FactTable;
  readonly #slots: Int32Array;
  /** Row of the vacancy in each slot: scans number the vacancies of a rule set by slot. */
  readonly rows: Int32Array;
  /** Slot of each vacancy row, -1 for a vacancy of another rule set. */
  readonly slotOf: Int32Array;
  #records: Int32Array;
  /** 1 for a request that may be a candidate, before its own conditions are asked. */
  #kept: Uint8Array;
  /** Band of falling points per request, or OUT. */
  #bands: Uint8Array;
  #filledFrom = 0;
  #filledTo = 0;

  /** `candidates` are the vacancies it governs that have places; `shared` are records that other threads fill as well. */
  constructor(table: FactTable, plan: RuleSetPlan, candidates: Int32Array, shared?: RequestRecords) {
    this.#table = table;
    this.#plan = plan;
    this.rows = neighbouring(table, plan, candidates);
    this.#slots = Int32Array.from(this.rows.keys());
    this.slotOf = new Int32Array(table.vacancyCount).fill(-1);
    this.rows.forEach((row, slot) => {
      this.slotOf[row] = slot;
    });
    this.#view = viewOfVacancies(table, this.rows);
    this.program = new PairProgram(this.#view, plan, this.#slots);
    this.#records = shared?.records ?? sharedInts(table.requestCount * this.program.requestStride);
    this.#kept = shared?.kept ?? sharedBytes(table.requestCount);
    this.#bands = shared?.bands ?? sharedBytes(table.requestCount);
  }

  /** The records as they are now. */
  get requestRecords(): RequestRecords {
    return { records: this.#records, kept: this.#kept, bands: this.#bands };
  }

  /** Takes note that another thread filled rows `from` to `to`. */
  noteFilled(from: number, to: number): void {
    if (this.#filledFrom === this.#filledTo) [this.#filledFrom, this.#filledTo] = [from, to];
    else if (from <= this.#filledTo && to >= this.#filledFrom) {
      this.#filledFrom = Math.min(from, this.#filledFrom);
      this.#filledTo = Math.max(to, this.#filledTo);
    }
  }

  /** Slots of the vacancies that can have candidates and are `wanted` by row. */
  slots(wanted: (vacancy: number) => boolean = () => true): Int32Array {
    return this.program.vacancies.filter((slot) => wanted(this.rows[slot]!));
  }

  /** Computes what depends on the request only for rows `from` to `to`; `isOpen` says which requests are in the market. */
  fill(from: number, to: number, isOpen: (request: number) => boolean): void {
    if (from >= this.#filledFrom && to <= this.#filledTo) return;
    if (this.#filledFrom === this.#filledTo) this.#filledFrom = this.#filledTo = from;
    this.fillRows(Math.min(from, this.#filledFrom), this.#filledFrom, isOpen);
    this.fillRows(this.#filledTo, Math.max(to, this.#filledTo), isOpen);
    this.#filledFrom = Math.min(from, this.#filledFrom);
    this.#filledTo = Math.max(to, this.#filledTo);
  }

  /** Computes rows `from` to `to` whether they are filled or not. */
  fillRows(from: number, to: number, isOpen: (request: number) => boolean): void {
    for (let request = from; request < to; request++) this.#kept[request] = isOpen(request) ? 1 : 0;
    this.program.fillRequests(this.#records, this.#kept, from, to);
    for (let request = from; request < to; request++)
      this.#bands[request] = this.#kept[request] === 1 ? 0 : OUT_OF_BANDS;
  }

  /** Follows a table that has grown; `haveColumnsMoved` when its arrays are others than before. True when the records have moved. */
  grow(haveColumnsMoved: boolean): boolean {
    const { requestCount } = this.#table;
    const { requestSource } = this.program;
    if (haveColumnsMoved) this.program = new PairProgram(this.#view, this.#plan, this.#slots);
    // A fact that no request had before changes what the records hold: they are filled again.
    const isOther = this.program.requestSource !== requestSource;
    if (isOther) this.#filledFrom = this.#filledTo = 0;
    if (requestCount <= this.#kept.length && !isOther) return false;
    const capacity =
      requestCount <= this.#kept.length ? this.#kept.length : Math.max(requestCount, 2 * this.#kept.length);
    const records = sharedInts(capacity * this.program.requestStride);
    this.#records = isOther ? records : copied(this.#records, records);
    this.#kept = copied(this.#kept, sharedBytes(capacity));
    this.#bands = copied(this.#bands, sharedBytes(capacity).fill(OUT_OF_BANDS));
    return true;
  }

  /** Computes one request again, as it enters the market. */
  enter(request: number): void {
    this.fillRows(request, request + 1, () => true);
    this.#filledTo = Math.max(this.#filledTo, request + 1);
  }

  leave(request: number): void {
    this.#kept[request] = 0;
    this.#bands[request] = OUT_OF_BANDS;
  }

  isOpen(request: number): boolean {
    return this.#kept[request] === 1;
  }

  priorityClass(request: number, target: number): number {
    return this.program.priorityClass(this.#records, request, target);
  }

  /** Takes records of its own, still empty: whatever other threads do to the old ones concerns nobody. */
  renew(): void {
    this.#records = sharedInts(this.#records.length);
    this.#kept = sharedBytes(this.#kept.length);
    this.#bands = sharedBytes(this.#bands.length);
    this.#filledFrom = this.#filledTo = 0;
  }

  /** Least promises of the bands but the last, from a sample of the filled rows `from` to `to`. */
  bandLimits(from: number, to: number, bands: number): number[] {
    const step = Math.max(1, Math.floor((to - from) / SAMPLE));
    const sample: number[] = [];
    for (let request = from; request < to; request += step) {
      if (this.#kept[request] === 1) sample.push(this.program.promise(this.#records, request));
    }
    sample.sort((a, b) => b - a);
    return Array.from(
      { length: bands - 1 },
      (_, band) => sample[Math.floor((sample.length * (band + 1)) / bands)] ?? 0,
    );
  }

  /** Puts the open requests of rows `from` to `to` into bands of falling promise. Changes the order of the work only. */
  arrangeBands(from: number, to: number, limits: readonly number[]): void {
    for (let request = from; request < to; request++) {
      if (this.#kept[request] !== 1) continue;
      const promise = this.program.promise(this.#records, request);
      let band = 0;
      while (band < limits.length && promise < limits[band]!) band++;
      this.#bands[request] = band;
    }
  }

  /**
   * First and last slots of pieces that cost about the same, by a sample of the requests `isOpen` says are in the market.
   * Pieces are runs of slots: neighbours are looked up together, so that a request meets vacancies of few pieces.
   */
  pieces(count: number, isOpen: (request: number) => boolean): { readonly from: number; readonly to: number }[] {
    const weights = new Float64Array(this.rows.length).fill(1);
    const scanner = this.everyScanner(this.slots(), undefined, (slot) => {
      weights[slot]!++;
    });
    const step = Math.max(1, Math.floor(this.#table.requestCount / WEIGHING_SAMPLE));
    for (let request = 0; request < this.#table.requestCount; request += step) {
      this.fillRows(request, request + 1, isOpen);
      if (this.isOpen(request)) scanner.visit(request);
    }
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const ends: number[] = [];
    let sum = 0;
    weights.forEach((weight, slot) => {
      if (sum * count >= all * (ends.length + 1)) ends.push(slot);
      sum += weight;
    });
    return [...ends, weights.length].map((to, piece) => ({ from: ends[piece - 1] ?? 0, to }));
  }

  /** Loops that hand over every eligible pair of these slots. `modes` is by vacancy row. */
  everyScanner(slots: Int32Array, modes: Int32Array | undefined, take: Take): Scanner {
    const scanner = this.program.scanner("every", this.#highestClass(slots, modes), take);
    scanner.use(this.#fields(slots, modes));
    return scanner;
  }

  /** Loops that hand over the pairs of these slots that can enter a list; `enter` says whether the floor of the slot rose. */
  bestScanner(
    slots: Int32Array,
    modes: Int32Array,
    floor: Float64Array,
    enter: (slot: number, request: number, key: number) => boolean,
  ): Scanner {
    const { program } = this;
    program.clearNeeds();
    const scanner = program.scanner("best", this.#highestClass(slots, modes), (slot, request, key) => {
      if (enter(slot, request, key)) program.setNeed(slot, floor[slot]!, scanner.coarseness);
    });
    scanner.use({ ...this.#fields(slots, modes), floor });
    return scanner;
  }

  #fields(slots: Int32Array, modes: Int32Array | undefined) {
    return {
      ...this.program.indexes(slots),
      R: this.#records,
      V: this.program.vacancyRecords,
      bands: this.#bands,
      seen: new Int32Array(this.rows.length).fill(-1),
      modes: modes && Int32Array.from(this.rows, (row) => modes[row]!),
    };
  }

  /** The highest class of a request, where one of the slots is in a mode. */
  #highestClass(slots: Int32Array, modes: Int32Array | undefined): number | undefined {
    if (!modes || !slots.some((slot) => modes[this.rows[slot]!]! >= 0)) return undefined;
    const targets = this.#plan.ruleSet.assignment.targets.length;
    let highest = 0;
    for (let request = 0; request < this.#table.requestCount; request++) {
      if (this.#kept[request] !== 1) continue;
      for (let target = 0; target < targets; target++) {
        highest = Math.max(highest, Math.abs(this.priorityClass(request, target)));
      }
    }
    return highest;
  }
}

function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

function copied<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
