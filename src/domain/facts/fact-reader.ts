/**
 * How the reference interpreter sees one pair: facts by catalogue index, absent ones as undefined.
 */

/** A position in whole metres of a named grid. */
export interface Position {
  readonly grid: string;
  readonly eastMetres: number;
  readonly northMetres: number;
}

/** Fields of one person by field index; absent ones are undefined. */
export type PersonValues = readonly (number | boolean | string | undefined)[];

/** int and day: whole number; bool: boolean; text: string; texts: list; persons: list of field values. */
export type FactValue = number | boolean | string | Position | readonly string[] | readonly PersonValues[];

/** The facts of one pair, asked for one by one. */
export interface FactReader {
  /** Reference day, as a day number. */
  readonly asOf: number;
  fact(index: number): FactValue | undefined;
  /** Imported journey between two communes, or undefined when none was imported. */
  travelMinutes(fromCommuneCode: string, toCommuneCode: string): number | undefined;
}
