/**
 * The requests that take part under one rule set, in an order of their own: those that can be eligible at all, and those that look at
 * the same place near each other in memory. A position is a place in this order; columns by position are read on the way of a vacancy.
 */
import type { PositionColumn, TextsColumn } from "../../facts/fact-table.ts";
import { eachBlock, type Ground } from "./one-sided.ts";
import type { Term } from "./terms.ts";

/** The requests that take part, by position. */
export class Participants {
  readonly #ground: Ground;
  readonly #moved = new Map<number, PositionColumn | TextsColumn>();
  /** Row of each position. */
  readonly rows: Int32Array;
  /** Position of each row, -1 for a request that takes no part. */
  readonly positionOf: Int32Array;

  constructor(ground: Ground, rows: Int32Array) {
    this.#ground = ground;
    this.rows = rows;
    this.positionOf = new Int32Array(ground.columns.table.requestCount).fill(-1);
    for (let position = 0; position < rows.length; position++) this.positionOf[rows[position]!] = position;
  }

  get count(): number {
    return this.rows.length;
  }

  /** Values of terms of the request by position, into the given columns. */
  compute(terms: readonly Term[], into: readonly Float64Array[]): void {
    eachBlock(this.#ground, "request", terms, (from, to, values) => {
      for (let i = 0; i < terms.length; i++) {
        const [column, target] = [values[i]!, into[i]!];
        for (let row = from; row < to; row++) {
          const position = this.positionOf[row]!;
          if (position >= 0) target[position] = column[row - from]!;
        }
      }
    });
  }

  /** Values of one term by position. */
  valuesOf(term: Term): Float64Array {
    const values = new Float64Array(this.count);
    this.compute([term], [values]);
    return values;
  }

  /** Places and lists of the requests by position; undefined for any other fact. */
  column(fact: number): PositionColumn | TextsColumn | undefined {
    const column = this.#ground.columns.isOnRequest(fact) ? this.#ground.columns.column(fact) : undefined;
    if (column?.kind !== "position" && column?.kind !== "texts") return undefined;
    let moved = this.#moved.get(fact);
    if (!moved) {
      moved = column.kind === "position" ? movedPositions(column, this.rows) : movedTexts(column, this.rows);
      this.#moved.set(fact, moved);
    }
    return moved;
  }
}

function movedPositions({ east, north, grid }: PositionColumn, rows: Int32Array): PositionColumn {
  const move = (values: Int32Array) => rows.map((row) => values[row]!);
  return { kind: "position", east: move(east), north: move(north), grid: move(grid) };
}

function movedTexts({ offsets, codes, absent }: TextsColumn, rows: Int32Array): TextsColumn {
  const movedOffsets = new Int32Array(rows.length + 1);
  for (let position = 0; position < rows.length; position++) {
    const row = rows[position]!;
    movedOffsets[position + 1] = movedOffsets[position]! + offsets[row + 1]! - offsets[row]!;
  }
  const movedCodes = new Int32Array(movedOffsets[rows.length]!);
  for (let position = 0; position < rows.length; position++) {
    const row = rows[position]!;
    for (let i = offsets[row]!, to = movedOffsets[position]!; i < offsets[row + 1]!; i++, to++)
      movedCodes[to] = codes[i]!;
  }
  return {
    kind: "texts",
    offsets: movedOffsets,
    codes: movedCodes,
    absent: Uint8Array.from(rows, (row) => absent[row]!),
  };
}
