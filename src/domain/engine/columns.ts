/**
 * Derived columns: what depends on one side only, computed once per request or once per vacancy and kept in a flat record per row.
 * A record is a few whole numbers side by side, so that a pair touches one cache line of each side.
 */
import type { Side } from "../facts/catalogue.ts";
import { ABSENT, type FactTable } from "../facts/fact-table.ts";
import type { Formula } from "../rules/plan/formula.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import { ExpressionWriter, type OwnCodes } from "./lists/compiled-expression.ts";
import { formulaSource } from "./lists/formula-source.ts";

/** Truths kept in one column. */
const FLAGS_PER_COLUMN = 30;

/** Whole numbers in a cache line. */
const LINE = 16;

/** Longest source of one filling function. Why: V8 leaves very long functions unoptimised. */
const LONGEST_FILL = 12_000;

/** A function that fills the records of rows `from` to `to` and says which rows stay. */
export interface RecordFiller {
  /** The source it was compiled from: the same source makes the same records. */
  readonly source: string;
  fill(records: Int32Array, kept: Uint8Array, from: number, to: number): void;
}

/** The value of a record's column, ABSENT where unknown. */
export function cellOf(value: number): number {
  return Number.isNaN(value) ? ABSENT : value;
}

/** Collects the columns of one side while sources that read them are written. */
export class DerivedColumns {
  readonly side: Side;
  readonly writer: ExpressionWriter;
  readonly #row: "r" | "v";
  readonly #columns: (string | string[])[] = [];
  readonly #known = new Map<string, string>();
  readonly #flags = new Map<string, string>();
  #flagColumn = -1;

  constructor(side: Side, table: FactTable, ruleSet: RuleSet, codes: OwnCodes) {
    this.side = side;
    this.writer = new ExpressionWriter(table, ruleSet, codes);
    this.writer.give("cellOf", cellOf);
    this.#row = side === "request" ? "r" : "v";
  }

  /** Whole numbers per record so far. Records of vacancies, read in any order, fill whole cache lines; those of requests stream by. */
  get stride(): number {
    const { length } = this.#columns;
    return this.side === "vacancy" ? Math.ceil(length / LINE) * LINE : length;
  }

  /** Source that reads a column holding the value of this source, which is a whole number within 32 bits. */
  column(value: string): string {
    let read = this.#known.get(value);
    if (read === undefined) {
      read = this.#read(this.#columns.length);
      this.#columns.push(value);
      this.#known.set(value, read);
    }
    return read;
  }

  /** A column of its own behind all others, for a value that is read by its place. */
  append(value: string): string {
    this.#columns.push(value);
    return this.#read(this.#columns.length - 1);
  }

  /** Source that is true where this source is. */
  flag(truth: string): string {
    let read = this.#flags.get(truth);
    if (read === undefined) {
      let flags = this.#columns[this.#flagColumn] as string[] | undefined;
      if (!flags || flags.length === FLAGS_PER_COLUMN) {
        this.#flagColumn = this.#columns.length;
        flags = [];
        this.#columns.push(flags);
      }
      read = `(${this.#read(this.#flagColumn)} & ${2 ** flags.length}) !== 0`;
      flags.push(truth);
      this.#flags.set(truth, read);
    }
    return `(${read})`;
  }

  /** Source that is true where the formula, which reads this side only, holds. */
  formula(formula: Formula): string {
    return formulaSource(formula, this.writer);
  }

  /** Completes a source that reads records of this side: their length is known once everything is written. */
  finish(source: string): string {
    return source.replaceAll(`$${this.#row}`, String(this.stride));
  }

  /** The filling function. Rows for which a condition does not hold are not kept and not filled. */
  filler(conditions: readonly Formula[]): RecordFiller {
    const row = this.#row;
    const holds = conditions.map((condition) => this.formula(condition)).join(" && ") || "true";
    const writes = this.#columns.map((column, at) => {
      const value =
        typeof column === "string" ? column : column.map((truth, bit) => `(${truth} ? ${2 ** bit} : 0)`).join(" | ");
      return `records[o + ${at}] = ${value};`;
    });
    const other = row === "r" ? "v" : "r";
    const parts = inParts(writes).map((part, at) => {
      this.writer.add(`function fill${at}(records, kept, from, to) {
  const ${other} = 0, i = 0;
  for (let ${row} = from; ${row} < to; ${row}++) { if (kept[${row}] === 0) continue; const o = ${row} * ${this.stride};
    ${part.join("\n    ")} } }`);
      return `fill${at}(records, kept, from, to);`;
    });
    this.writer.add(`function keep(kept, from, to) { const ${other} = 0, i = 0;
  for (let ${row} = from; ${row} < to; ${row}++) if (kept[${row}] !== 0 && !(${holds})) kept[${row}] = 0; }
function fill(records, kept, from, to) { keep(kept, from, to); ${parts.join(" ")} }`);
    const { fill } = this.writer.link<Pick<RecordFiller, "fill"> & Record<string, unknown>>(["fill"]);
    return { fill, source: this.writer.source(["fill"]) };
  }

  #read(column: number): string {
    const records = this.#row === "r" ? "R" : "V";
    return `${records}[${this.#row} * $${this.#row} + ${column}]`;
  }
}

function inParts(writes: readonly string[]): string[][] {
  const parts: string[][] = [];
  let length = LONGEST_FILL;
  for (const write of writes) {
    if (length + write.length > LONGEST_FILL) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)!.push(write);
    length += write.length;
  }
  return parts;
}
