/**
 * What an import reads: rows of a pool, collection by collection, some at a time. Their shapes are checked where they come from; whether they
 * fit what is stored is asked by the import, which tells the source what it found, so that every problem stands in one list.
 */
import type { DayProblem } from "../domain/imports/request-row.ts";
import type { Documents } from "./kinds.ts";

/** Kinds of records that a pool holds, those that others refer to first. */
export const importedKinds = [
  "landlord",
  "agreement",
  "right",
  "dwelling",
  "employer",
  "vacancy",
  "request",
  "ledger",
  "pin",
  "struck",
  "travel-time",
] as const satisfies readonly (keyof Documents)[];

/** A kind of record that a pool holds. */
export type ImportedKind = (typeof importedKinds)[number];
/** A kind of row: records, and the names and contacts that belong to requests. */
export type RowKind = ImportedKind | "person";

/** Where a problem is. `line` counts from 1, `column` is the name of a column, `pointer` a JSON pointer. */
export interface SourcePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: string;
  readonly pointer?: string;
}

/** One row. */
export interface SourceRow {
  /** What it says, as far as it could be read. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** False when the source found something wrong with it, and listed it. */
  readonly isGood: boolean;
  /** Where a member stands; undefined when a problem of it is listed already. */
  readonly placeOf: (pointer: string) => SourcePlace | undefined;
}

/** Rows that follow each other, and how many between them could not be read at all. */
export interface SourceRows {
  readonly rows: readonly SourceRow[];
  readonly unreadable: number;
}

/** One thing that is wrong, with its sentence. */
export interface SourceProblem extends SourcePlace {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly valuesFr: Readonly<Record<string, string | number>>;
  readonly sentence: string;
}

/** What only the import can find wrong with a row. */
export type ImportProblemCode =
  /** values: fact, id, collection. */
  | "reference-unknown"
  /** values: fact, id, collection. What it names is a row that was refused. */
  | "reference-refused"
  /** values: id, state. */
  | "record-ended"
  /** values: id. */
  | "record-erased"
  /** values: fact, sent, other, otherSent. */
  | "days-contradict"
  /** values: sent, allowed, hint. */
  | "not-allowed"
  /** No values: neither a reference nor a day of birth, so that the row could not be known again. */
  | "row-unrecognisable"
  /** values: first. The same reference or the same person stands before. */
  | "row-twice"
  /** values: sent, allowed. */
  | "employer-not-yours"
  /** values: sent. */
  | "employer-unknown"
  /** values: allowed. */
  | "employer-missing"
  /** values: sent, given. */
  | "count-below"
  /** values: sent, stored. */
  | "fixed-since-handed-in"
  /** values: state, filedOn. */
  | "request-over"
  /** values: sent, a day as it is written in France. */
  | DayProblem["code"];

/** A pool to import. */
export interface PoolSource {
  /** Rows of a kind, once; none where it has none. */
  rows(kind: RowKind): AsyncIterable<SourceRows>;
  /** True where there may be rows of a kind. */
  has(kind: RowKind): boolean;
  /** True when nothing of a kind could be read, so that nobody is wrong for naming one of it. */
  isUnread(kind: RowKind): boolean;
  /** What a kind is called in a problem. */
  titleOf(kind: RowKind): string;
  /** Lists a problem that the import found. */
  report(place: SourcePlace, code: ImportProblemCode, values: Readonly<Record<string, string | number>>): void;
  /** Problems so far, listed or only counted. */
  readonly problemCount: number;
  /** Size of all that is read. */
  readonly bytes: number;
  /** True when something is wrong that is not one row's, such as a column or a whole file. */
  readonly isBroken: boolean;
  /** The problems by file and line. */
  problems(): readonly SourceProblem[];
}

/** The file of an employer: one row a request with its names, as `requestColumns` names its cells. */
export interface RequestSource extends Pick<PoolSource, "report" | "problemCount" | "bytes" | "isBroken" | "problems"> {
  /** As its sender calls it. */
  readonly fileName: string;
  rows(): AsyncIterable<SourceRows>;
  /** Columns that it has, by the names of `requestColumns`; known once the first rows were read. */
  readonly columns: ReadonlySet<string>;
}
