/**
 * How generated source reads facts: the number, presence, list or position of a fact, from its column and at its row.
 */
import { ABSENT, type Column } from "../../facts/fact-table.ts";
import type { Expression, FactRead } from "../../rules/expression.ts";
import type { RuleSet } from "../../rules/rule-set.ts";
import type { FactColumns } from "./fact-columns.ts";
import * as runTime from "./run-time.ts";
import type { SourceWriter } from "./source-writer.ts";

/** Writes reads of facts. */
export class FactText {
  readonly #ruleSet: RuleSet;
  readonly #columns: FactColumns;
  readonly #writer: SourceWriter;
  readonly #moved: ((fact: number) => Column | undefined) | undefined;

  /** `moved` gives a column of request facts that is kept by the base of held values instead of the row. */
  constructor(
    ruleSet: RuleSet,
    columns: FactColumns,
    writer: SourceWriter,
    moved: ((fact: number) => Column | undefined) | undefined,
  ) {
    this.#ruleSet = ruleSet;
    this.#columns = columns;
    this.#writer = writer;
    this.#moved = moved;
  }

  /** The column of a fact and the variable that is its row. */
  column({ fact }: FactRead): { readonly column: Column | undefined; readonly row: string } {
    const moved = this.#moved?.(fact);
    if (moved) return { column: moved, row: "b" };
    return { column: this.#columns.column(fact), row: this.#columns.isOnRequest(fact) ? "r" : "v" };
  }

  /** Text of the number in a column. */
  scalar({ column, row }: { readonly column: Column | undefined; readonly row: string }): string {
    if (column === undefined) return "NaN";
    if (column.kind !== "scalar") throw new Error(`a column of kind ${column.kind} has no number`);
    const value = `${this.#writer.bind(column.values)}[${row}]`;
    return `(${value}===${ABSENT}?NaN:${value})`;
  }

  /** Text that is true where the fact is there. */
  presence(read: FactRead): string {
    const { column, row } = this.column(read);
    if (column === undefined) return "false";
    if (column.kind === "scalar") return `(${this.#writer.bind(column.values)}[${row}]!==${ABSENT})`;
    if (column.kind === "position") return `(${this.#writer.bind(column.grid)}[${row}]!==${ABSENT})`;
    return `(${this.#writer.bind(column.absent)}[${row}]!==1)`;
  }

  /** Text that reads a list: its column and row, or its values. */
  #list(term: Expression): { readonly column?: string; readonly row?: string; readonly values?: readonly number[] } {
    if (term.kind === "defined") return this.#list(this.#ruleSet.definitions[term.definition]!.value.tree);
    if (term.kind === "constant-list") return { values: term.values.map((value) => this.listed(value)) };
    if (term.kind !== "fact") throw new Error(`no list is read from ${term.kind}`);
    const { column, row } = this.column(term);
    return column === undefined ? {} : { column: this.#writer.bind(column), row };
  }

  /** The number that stands for a value. */
  listed(value: number | string): number {
    return typeof value === "string" ? this.#columns.codeOf(value) : value;
  }

  /** Text that is 1 where the list holds the item. */
  membership(item: string, list: Expression): string {
    const { column, row, values } = this.#list(list);
    if (values) return this.#writer.runTime(runTime.holdsAmong, item, this.#writer.bind(new Set(values)));
    return column && row ? this.#writer.runTime(runTime.holds, item, column, row) : "NaN";
  }

  /** Text of the rank of the item in the list. */
  rank(item: string, list: Expression): string {
    const { column, row, values } = this.#list(list);
    if (values) return this.#writer.runTime(runTime.rankAmong, item, this.#writer.bind(values));
    return column && row ? this.#writer.runTime(runTime.rank, item, column, row) : "NaN";
  }

  /** Text of the size of a list. */
  size(list: FactRead): string {
    const { column, row } = this.column(list);
    if (column === undefined) return "NaN";
    if (column.kind !== "texts" && column.kind !== "persons") throw new Error("only a list has a size");
    const offsets = this.#writer.bind(column.offsets);
    return `(${this.#writer.bind(column.absent)}[${row}]===1?NaN:${offsets}[${row}+1]-${offsets}[${row}])`;
  }

  /** Texts of grid, east and north; the grid is ABSENT where the position is. */
  position(read: FactRead): readonly [grid: string, east: string, north: string] {
    const { column, row } = this.column(read);
    if (column?.kind !== "position") return [String(ABSENT), "0", "0"];
    const at = `[${row}]`;
    return [
      this.#writer.bind(column.grid) + at,
      this.#writer.bind(column.east) + at,
      this.#writer.bind(column.north) + at,
    ];
  }
}
