/**
 * One rule set of a run over the rows of the table: the records of its requests, filled where they are needed,
 * and the scans over them. Requests out of the market are passed over; pairs out of it are the caller's to leave out.
 */
import type { FactTable } from "../facts/fact-table.ts";
import type { RuleSetPlan } from "../rules/planner.ts";
import { PairProgram, type Scanner, type Take } from "./pair-program.ts";

/** Band of a request that no vacancy can have. */
const OUT = 255;

/** Requests looked at to place the limits of the bands. */
const SAMPLE = 8_192;

/** A rule set with the records of its requests. */
export class BoundRuleSet {
  program: PairProgram;
  readonly #table: FactTable;
  readonly #plan: RuleSetPlan;
  readonly #candidates: Int32Array;
  #records: Int32Array;
  /** 1 for a request that may be a candidate, before its own conditions are asked. */
  #kept: Uint8Array;
  /** Band of falling points per request, or OUT. */
  #bands: Uint8Array;
  #filledFrom = 0;
  #filledTo = 0;

  constructor(table: FactTable, plan: RuleSetPlan, candidates: Int32Array) {
    this.#table = table;
    this.#plan = plan;
    this.#candidates = candidates;
    this.program = new PairProgram(table, plan, candidates);
    this.#records = sharedInts(table.requestCount * this.program.requestStride);
    this.#kept = sharedBytes(table.requestCount);
    this.#bands = sharedBytes(table.requestCount).fill(OUT);
  }

  /** Vacancies of the rule set that can have candidates, in row order. */
  get vacancies(): Int32Array {
    return this.program.vacancies;
  }

  /** Computes what depends on the request only for rows `from` to `to`; `isOpen` says which requests are in the market. */
  fill(from: number, to: number, isOpen: (request: number) => boolean): void {
    if (from >= this.#filledFrom && to <= this.#filledTo) return;
    if (this.#filledFrom === this.#filledTo) this.#filledFrom = this.#filledTo = from;
    this.#fillRows(Math.min(from, this.#filledFrom), this.#filledFrom, isOpen);
    this.#fillRows(this.#filledTo, Math.max(to, this.#filledTo), isOpen);
    this.#filledFrom = Math.min(from, this.#filledFrom);
    this.#filledTo = Math.max(to, this.#filledTo);
  }

  #fillRows(from: number, to: number, isOpen: (request: number) => boolean): void {
    for (let request = from; request < to; request++) this.#kept[request] = isOpen(request) ? 1 : 0;
    this.program.fillRequests(this.#records, this.#kept, from, to);
    for (let request = from; request < to; request++) this.#bands[request] = this.#kept[request] === 1 ? 0 : OUT;
  }

  /** Follows a table that has grown; `haveColumnsMoved` when its arrays are others than before. */
  grow(haveColumnsMoved: boolean): void {
    const { requestCount } = this.#table;
    if (haveColumnsMoved) this.program = new PairProgram(this.#table, this.#plan, this.#candidates);
    if (requestCount <= this.#kept.length) return;
    const capacity = Math.max(requestCount, 2 * this.#kept.length);
    this.#records = copied(this.#records, sharedInts(capacity * this.program.requestStride));
    this.#kept = copied(this.#kept, sharedBytes(capacity));
    this.#bands = copied(this.#bands, sharedBytes(capacity).fill(OUT));
  }

  /** Computes one request again, as it enters the market. */
  enter(request: number): void {
    this.#fillRows(request, request + 1, () => true);
    this.#filledTo = Math.max(this.#filledTo, request + 1);
  }

  leave(request: number): void {
    this.#kept[request] = 0;
    this.#bands[request] = OUT;
  }

  isOpen(request: number): boolean {
    return this.#kept[request] === 1;
  }

  priorityClass(request: number, target: number): number {
    return this.program.priorityClass(this.#records, request, target);
  }

  /** Puts the open requests of rows `from` to `to` into bands of falling promise. Changes the order of the work only. */
  arrangeBands(from: number, to: number, bands: number): void {
    const step = Math.max(1, Math.floor((to - from) / SAMPLE));
    const sample: number[] = [];
    for (let request = from; request < to; request += step) {
      if (this.#kept[request] === 1) sample.push(this.program.promise(this.#records, request));
    }
    sample.sort((a, b) => b - a);
    const limits = Array.from(
      { length: bands - 1 },
      (_, band) => sample[Math.floor((sample.length * (band + 1)) / bands)] ?? 0,
    );
    for (let request = from; request < to; request++) {
      if (this.#kept[request] !== 1) continue;
      const promise = this.program.promise(this.#records, request);
      let band = 0;
      while (band < limits.length && promise < limits[band]!) band++;
      this.#bands[request] = band;
    }
  }

  /** Loops over some of the vacancies. `floor` and `need` are used by a scan for the best. */
  scanner(
    kind: "best" | "every",
    vacancies: Int32Array,
    modes: Int32Array | undefined,
    take: Take,
    bounds: { readonly floor?: Float64Array; readonly need?: Float64Array } = {},
  ): Scanner {
    const withModes = modes !== undefined && vacancies.some((vacancy) => modes[vacancy]! >= 0);
    const scanner = this.program.scanner(kind, withModes, take);
    scanner.use({
      ...this.program.indexes(vacancies),
      ...bounds,
      R: this.#records,
      V: this.program.vacancyRecords,
      bands: this.#bands,
      seen: new Int32Array(this.#table.vacancyCount).fill(-1),
      modes,
    });
    return scanner;
  }

  /** Visits every open request of rows `from` to `to`, promising ones first. */
  scanAll(scanner: Scanner, from: number, to: number, bands: number): void {
    for (let band = 0; band < bands; band++) scanner.scan(from, to, band);
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
