/**
 * The fact table: a snapshot held as typed arrays, one column per fact of the catalogue, small enough for millions of requests.
 * It is the snapshot itself in memory; the engine and the verification both read it, each in its own way.
 */
import type { FactCatalogue } from "./catalogue.ts";

/** Marks an absent value in a scalar column; no fact can have this value. */
export const ABSENT = -2_147_483_648;

/** int: the number; bool: 0 or 1; text: its code in the dictionary; day: days since 1970-01-01. ABSENT where absent. */
export interface ScalarColumn {
  readonly kind: "scalar";
  readonly values: Int32Array;
}
/** `grid` is the code of the projection's name in the dictionary, ABSENT where the position is absent. */
export interface PositionColumn {
  readonly kind: "position";
  readonly east: Int32Array;
  readonly north: Int32Array;
  readonly grid: Int32Array;
}
/** Row i holds codes[offsets[i]] to codes[offsets[i + 1] - 1], in the order of the record; absent[i] = 1 where the list is absent. */
export interface TextsColumn {
  readonly kind: "texts";
  readonly offsets: Int32Array;
  readonly codes: Int32Array;
  readonly absent: Uint8Array;
}
/** Row i holds persons offsets[i] to offsets[i + 1] - 1; one scalar column per declared field, indexed by person. */
export interface PersonsColumn {
  readonly kind: "persons";
  readonly offsets: Int32Array;
  readonly fields: readonly ScalarColumn[];
  readonly absent: Uint8Array;
}
/** The values of one fact for every row of its side. */
export type Column = ScalarColumn | PositionColumn | TextsColumn | PersonsColumn;

/** A pair of rows. */
export interface RowPair {
  readonly vacancy: number;
  readonly request: number;
}

/** Imported journeys: key = fromCode * dictionary size + toCode. */
export type TravelMinutes = ReadonlyMap<number, number>;

/** A snapshot in columns: rows are requests and vacancies in order of id. */
export interface FactTable {
  readonly catalogue: FactCatalogue;
  /** Reference day, as a day number. */
  readonly asOf: number;
  readonly requestCount: number;
  readonly vacancyCount: number;
  /** Every text of every fact, ids of records left out; a text's code is its place here. */
  readonly texts: readonly string[];
  /** Code of a text, or -1 when no fact holds it. */
  codeOf(text: string): number;
  requestId(row: number): string;
  vacancyId(row: number): string;
  requestRow(id: string): number | undefined;
  vacancyRow(id: string): number | undefined;
  /** The column of a fact, or undefined when the fact is absent in every row. Arrays are at least as long as the count of their side. */
  column(fact: number): Column | undefined;
  readonly travelMinutes: TravelMinutes;
}
