/**
 * What generated source is bound to: the arrays behind the columns of a table, and how many texts it knows.
 * A table that grows may replace them; whatever was compiled for the old ones is then compiled again.
 */
import type { Column, FactTable } from "../../facts/fact-table.ts";

/** Notices when the arrays of a table are others than before. */
export class BoundArrays {
  readonly #table: FactTable;
  #arrays: readonly unknown[];

  constructor(table: FactTable) {
    this.#table = table;
    this.#arrays = arraysOfTable(table);
  }

  /** True when they were replaced since the last time this was asked. */
  haveMoved(): boolean {
    const now = arraysOfTable(this.#table);
    const moved = now.some((array, at) => array !== this.#arrays[at]);
    this.#arrays = now;
    return moved;
  }
}

function arraysOfTable(table: FactTable): readonly unknown[] {
  return [table.texts.length, ...table.catalogue.facts.map((fact) => arraysOf(table.column(fact.index)))].flat();
}

function arraysOf(column: Column | undefined): readonly unknown[] {
  switch (column?.kind) {
    case undefined:
      return [undefined];
    case "scalar":
      return [column.values];
    case "position":
      return [column.east, column.north, column.grid];
    case "texts":
      return [column.offsets, column.codes, column.absent];
    case "persons":
      return [column.offsets, column.absent, ...column.fields.flatMap(arraysOf)];
  }
}
