/**
 * Columns that grow row by row: what the fact table builder fills. Each is a column of the fact table at any time.
 * A row that is never set is absent. A column object stays valid while it grows; the arrays in it are replaced.
 */
import {
  ABSENT,
  type Column,
  type PersonsColumn,
  type PositionColumn,
  type ScalarColumn,
  type TextsColumn,
} from "../fact-table.ts";

/** Whole numbers in memory that threads may share. */
export function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

/** Bytes in memory that threads may share. */
export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

function largerInts(values: Int32Array, capacity: number, rest: number): Int32Array {
  const larger = sharedInts(capacity);
  larger.set(values);
  if (rest !== 0) larger.fill(rest, values.length);
  return larger;
}

function largerBytes(values: Uint8Array, capacity: number, rest: number): Uint8Array {
  const larger = sharedBytes(capacity);
  larger.set(values);
  larger.fill(rest, values.length);
  return larger;
}

/** A code of another dictionary in this one. */
function recoded(code: number, codes: Int32Array): number {
  return code === ABSENT ? ABSENT : codes[code]!;
}

/** What the builder does with any column. `codes` gives the new code of a text by its old one. */
export interface GrowingColumn {
  /** Makes room for so many rows. */
  reserve(capacity: number): void;
  /** Makes the row being filled absent again. */
  clearRow(row: number): void;
  /** Ends a row; called once for each row, in order. */
  endRow(row: number): void;
  /** Puts row order[i] at place i. */
  permute(order: Int32Array): void;
  /** Adds rows of a column of the same kind behind the first ones; `codes` gives the new code of each of its texts. */
  append(first: number, count: number, column: Column, codes: Int32Array): void;
  /** Replaces the codes of texts. */
  recode(codes: Int32Array): void;
}

function recodeAll(values: Int32Array, length: number, codes: Int32Array): void {
  for (let i = 0; i < length; i++) {
    const code = values[i]!;
    if (code !== ABSENT) values[i] = codes[code]!;
  }
}

/** A column of one whole number per row that grows. */
export class GrowingScalar implements ScalarColumn, GrowingColumn {
  readonly kind = "scalar";
  values: Int32Array;
  readonly #holdsText: boolean;

  constructor(capacity: number, holdsText: boolean) {
    this.values = sharedInts(capacity).fill(ABSENT);
    this.#holdsText = holdsText;
  }

  reserve(capacity: number): void {
    if (capacity > this.values.length) this.values = largerInts(this.values, capacity, ABSENT);
  }

  clearRow(row: number): void {
    this.values[row] = ABSENT;
  }

  endRow(): void {}

  permute(order: Int32Array): void {
    const values = sharedInts(this.values.length).fill(ABSENT, order.length);
    for (let i = 0; i < order.length; i++) values[i] = this.values[order[i]!]!;
    this.values = values;
  }

  append(first: number, count: number, column: ScalarColumn, codes: Int32Array): void {
    const { values } = column;
    if (!this.#holdsText) this.values.set(values.subarray(0, count), first);
    else for (let row = 0; row < count; row++) this.values[first + row] = recoded(values[row]!, codes);
  }

  recode(codes: Int32Array): void {
    if (this.#holdsText) recodeAll(this.values, this.values.length, codes);
  }
}

/** A column of positions that grows. */
export class GrowingPosition implements PositionColumn, GrowingColumn {
  readonly kind = "position";
  east: Int32Array;
  north: Int32Array;
  grid: Int32Array;

  constructor(capacity: number) {
    this.east = sharedInts(capacity).fill(ABSENT);
    this.north = sharedInts(capacity).fill(ABSENT);
    this.grid = sharedInts(capacity).fill(ABSENT);
  }

  reserve(capacity: number): void {
    if (capacity <= this.grid.length) return;
    this.east = largerInts(this.east, capacity, ABSENT);
    this.north = largerInts(this.north, capacity, ABSENT);
    this.grid = largerInts(this.grid, capacity, ABSENT);
  }

  clearRow(row: number): void {
    this.grid[row] = ABSENT;
    this.east[row] = ABSENT;
    this.north[row] = ABSENT;
  }

  endRow(): void {}

  permute(order: Int32Array): void {
    const [east, north, grid] = [this.east, this.north, this.grid];
    this.east = sharedInts(east.length).fill(ABSENT, order.length);
    this.north = sharedInts(east.length).fill(ABSENT, order.length);
    this.grid = sharedInts(east.length).fill(ABSENT, order.length);
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!;
      this.east[i] = east[row]!;
      this.north[i] = north[row]!;
      this.grid[i] = grid[row]!;
    }
  }

  append(first: number, count: number, column: PositionColumn, codes: Int32Array): void {
    this.east.set(column.east.subarray(0, count), first);
    this.north.set(column.north.subarray(0, count), first);
    for (let row = 0; row < count; row++) this.grid[first + row] = recoded(column.grid[row]!, codes);
  }

  recode(codes: Int32Array): void {
    recodeAll(this.grid, this.grid.length, codes);
  }
}

/** A column of lists of texts that grows. */
export class GrowingTexts implements TextsColumn, GrowingColumn {
  readonly kind = "texts";
  offsets: Int32Array;
  codes: Int32Array;
  absent: Uint8Array;
  length = 0;

  /** Makes room for so many rows: all absent, all empty. */
  constructor(capacity: number) {
    this.offsets = sharedInts(capacity + 1);
    this.codes = sharedInts(capacity);
    this.absent = sharedBytes(capacity).fill(1);
  }

  reserve(capacity: number): void {
    if (capacity <= this.absent.length) return;
    this.offsets = largerInts(this.offsets, capacity + 1, 0);
    this.absent = largerBytes(this.absent, capacity, 1);
  }

  push(code: number): void {
    if (this.length === this.codes.length) this.codes = largerInts(this.codes, this.length * 2, 0);
    this.codes[this.length++] = code;
  }

  clearRow(row: number): void {
    this.length = this.offsets[row]!;
    this.absent[row] = 1;
  }

  endRow(row: number): void {
    this.offsets[row + 1] = this.length;
  }

  permute(order: Int32Array): void {
    const [offsets, codes, absent] = [this.offsets, this.codes, this.absent];
    this.offsets = sharedInts(offsets.length);
    this.codes = sharedInts(codes.length);
    this.absent = sharedBytes(absent.length).fill(1, order.length);
    let end = 0;
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!;
      for (let at = offsets[row]!; at < offsets[row + 1]!; at++) this.codes[end++] = codes[at]!;
      this.offsets[i + 1] = end;
      this.absent[i] = absent[row]!;
    }
  }

  append(first: number, count: number, column: TextsColumn, codes: Int32Array): void {
    const before = this.length;
    for (let at = 0; at < column.offsets[count]!; at++) this.push(codes[column.codes[at]!]!);
    for (let row = 0; row < count; row++) this.offsets[first + row + 1] = before + column.offsets[row + 1]!;
    this.absent.set(column.absent.subarray(0, count), first);
  }

  recode(codes: Int32Array): void {
    recodeAll(this.codes, this.length, codes);
  }
}

/** A column of lists of persons that grows. */
export class GrowingPersons implements PersonsColumn, GrowingColumn {
  readonly kind = "persons";
  offsets: Int32Array;
  absent: Uint8Array;
  readonly fields: readonly GrowingScalar[];
  #capacity: number;
  length = 0;

  /** One flag per declared field: whether it holds a text. */
  constructor(capacity: number, holdText: readonly boolean[]) {
    this.offsets = sharedInts(capacity + 1);
    this.absent = sharedBytes(capacity).fill(1);
    this.#capacity = capacity * 2;
    this.fields = holdText.map((holdsText) => new GrowingScalar(this.#capacity, holdsText));
  }

  reserve(capacity: number): void {
    if (capacity <= this.absent.length) return;
    this.offsets = largerInts(this.offsets, capacity + 1, 0);
    this.absent = largerBytes(this.absent, capacity, 1);
  }

  /** Adds a person to the row being filled and gives its place. */
  push(): number {
    if (this.length === this.#capacity) {
      this.#capacity *= 2;
      for (const field of this.fields) field.reserve(this.#capacity);
    }
    return this.length++;
  }

  clearRow(row: number): void {
    const first = this.offsets[row]!;
    for (const field of this.fields) field.values.fill(ABSENT, first, this.length);
    this.length = first;
    this.absent[row] = 1;
  }

  endRow(row: number): void {
    this.offsets[row + 1] = this.length;
  }

  permute(order: Int32Array): void {
    const [offsets, absent] = [this.offsets, this.absent];
    const personOrder = new Int32Array(this.length);
    this.offsets = sharedInts(offsets.length);
    this.absent = sharedBytes(absent.length).fill(1, order.length);
    let end = 0;
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!;
      for (let at = offsets[row]!; at < offsets[row + 1]!; at++) personOrder[end++] = at;
      this.offsets[i + 1] = end;
      this.absent[i] = absent[row]!;
    }
    for (const field of this.fields) field.permute(personOrder);
  }

  append(first: number, count: number, column: PersonsColumn, codes: Int32Array): void {
    const before = this.length;
    const added = column.offsets[count]!;
    while (this.#capacity < before + added) this.#capacity *= 2;
    for (const [field, own] of this.fields.entries()) {
      own.reserve(this.#capacity);
      own.append(before, added, column.fields[field]!, codes);
    }
    this.length += added;
    for (let row = 0; row < count; row++) this.offsets[first + row + 1] = before + column.offsets[row + 1]!;
    this.absent.set(column.absent.subarray(0, count), first);
  }

  recode(codes: Int32Array): void {
    for (const field of this.fields) field.recode(codes);
  }
}
