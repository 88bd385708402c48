/**
 * What goes into candidate lists and what they offer, beside the market's own view of them.
 * The meeting point of the eligible pairs, the lists made of them and the threads that share the work.
 */
import type { FactTable, RowPair } from "../../facts/fact-table.ts";
import type { RuleSet } from "../../rules/rule-set.ts";
import type { CandidateLists } from "../market.ts";
import type { BestLists } from "./best-lists.ts";
import type { BoundRuleSet, RequestRecords } from "./bound-rule-set.ts";
import type { TieBreaks } from "./tie-breaks.ts";

/** What decides which pairs may be candidates at all. */
export interface PairsInput {
  readonly table: FactTable;
  readonly ruleSets: readonly RuleSet[];
  /** Index of the governing rule set per vacancy, -1 for none. */
  readonly ruleSetOf: Int32Array;
  /** Places per vacancy, pinned ones included: a place that comes back needs candidates. A vacancy without places has none. */
  readonly places: Int32Array;
  /** Lists left per request; one without lists is no candidate until it enters the market. Rows behind the end have one list. */
  readonly lists: Int32Array;
  /** Struck, conflicted and pinned pairs. */
  readonly excluded: readonly RowPair[];
  readonly seed: string;
  /** Records of the requests per rule set, where another thread works on the same market. */
  readonly records?: readonly RequestRecords[];
}

/** Where a request stands before a vacancy. */
export interface PlaceInOrder {
  /** 1 for the first; 0 when the request is not eligible for it. */
  readonly place: number;
  /** How many requests are eligible for the vacancy. */
  readonly eligible: number;
}

/** How lists are made; changes the work, never the result. */
export interface ListOptions {
  /** Candidates per vacancy known at first. */
  readonly best?: number;
  /** Bands of falling points in which requests are read. */
  readonly bands?: number;
}

/** The best candidates among a part of the requests; plain data for another thread. */
export interface ListPart {
  /** The requests it was made of. */
  readonly from: number;
  readonly to: number;
  /** True when it was made on given records, which are now filled for these requests. */
  readonly isOnGivenRecords: boolean;
  /** Candidates per vacancy row. */
  readonly counts: Int32Array;
  /** Their rows and keys, vacancy by vacancy, best first. */
  readonly rows: Int32Array;
  readonly keys: Float64Array;
}

/** Shares of a work that several threads draw from one counter until none is left. */
export interface WorkShares {
  /** The next share, from 0 on; each is drawn once. */
  draw(): number;
  /** Takes note that a drawn share is done. */
  finish(): void;
  /** Waits until so many shares are done by all threads. Throws: they are not in time. */
  waitFor(count: number): void;
}

/** Vacancies that one thread makes the lists of: slots `from` to `to` of a rule set. */
export interface ListPiece {
  readonly ruleSet: number;
  readonly from: number;
  readonly to: number;
}

/** What threads that make the same lists together have in common. */
export interface ListWork {
  /** Requests a few at a time, to fill their records. */
  readonly filling: WorkShares;
  /** Pieces, to make the lists of their vacancies. */
  readonly making: WorkShares;
  readonly pieces: readonly ListPiece[];
  /** Lists by vacancy row, as they are made: how many candidates, and who with which key, best first. */
  readonly counts: Int32Array;
  readonly rows: Int32Array;
  readonly keys: Float64Array;
}

/** Candidate lists that change with the market. */
export interface GrowingLists extends CandidateLists {
  /** Exact place of a request before each named vacancy and how many are eligible there. Cost: one pass over the requests. */
  placesInOrder(request: number, vacancies: readonly number[]): PlaceInOrder[];
  /** Adds a request to the market after the table has grown by its row, or after it was removed. */
  addRequest(request: number): void;
  /** Takes a request out of the market. */
  removeRequest(request: number): void;
  /** Takes a pair out of the market. */
  strike(vacancy: number, request: number): void;
}

/** The eligible pairs as the lists read and change them. */
export interface PairSource {
  readonly input: PairsInput;
  readonly ties: TieBreaks;
  readonly bound: readonly BoundRuleSet[];
  /** Grows when columns or records have moved: scanners made before are void. */
  readonly version: number;
  isExcluded(vacancy: number, request: number): boolean;
  strike(vacancy: number, request: number): void;
  enter(request: number): void;
  remove(request: number): void;
  /** Streams requests past the vacancies in some slots of a rule set and keeps the best of each. */
  best(
    bound: BoundRuleSet,
    slots: Int32Array,
    modes: Int32Array,
    capacity: number,
    over: { readonly from: number; readonly to: number; readonly bands: number },
  ): BestLists;
}
