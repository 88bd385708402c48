/**
 * Reads one request written as a line of CSV straight from bytes into a row of columns. It understands lines without quotes; for anything
 * else it gives false and leaves no trace, and the line is read the careful way.
 */
import { ABSENT } from "../../../domain/facts/fact-table.ts";
import { DayNumbers } from "../../../domain/facts/table/day-numbers.ts";
import type { SideBuilder } from "../../../domain/facts/table/side-builder.ts";
import type { TextCodes } from "../../../domain/facts/table/text-codes.ts";
import { CellError, type CsvColumn, cellValue } from "../csv/csv-cells.ts";
import { projected } from "../projection.ts";
import { ByteTexts } from "./byte-texts.ts";
import { dayIn, integerIn, NO_INTEGER } from "./byte-values.ts";
import type { ObjectTarget, PersonsTarget, PositionTarget, ScalarTarget, Target } from "./row-targets.ts";

const [QUOTE, SPACE, BAR, COMMA, SEMICOLON, RETURN, NOT_ASCII] = [34, 32, 124, 44, 59, 13, 128] as const;

/** Where the cells of one column go. */
type CellTarget =
  | Extract<Target, { kind: "id" | "scalar" | "texts" }>
  | {
      readonly kind: "position-part";
      readonly position: PositionCells;
      readonly part: PositionPart;
      readonly scalar: ScalarTarget | undefined;
    }
  | { readonly kind: "person"; readonly persons: PersonCells; readonly at: number; readonly scalar: ScalarTarget };

type PositionPart = "latitude" | "longitude" | "grid" | "eastMetres" | "northMetres";

/** The cells of one position in the row being read. */
class PositionCells {
  readonly fact: number;
  readonly parts = new Map<PositionPart, number>();

  constructor(target: PositionTarget) {
    this.fact = target.fact;
  }
}

/** The cells of all persons in the row being read: field f of person p at p * fields + f. */
class PersonCells {
  readonly target: PersonsTarget;
  readonly fields: number;
  readonly values: Int32Array;

  constructor(target: PersonsTarget) {
    this.target = target;
    this.fields = target.person.members.length;
    this.values = new Int32Array(target.maxItems * this.fields);
  }
}

/** Reads lines of CSV into rows, for one header. */
export class CsvRow {
  readonly #side: SideBuilder;
  readonly #texts: TextCodes;
  readonly #delimiter: number;
  readonly #targets: readonly (CellTarget | undefined)[];
  readonly #requiredCells: number;
  readonly #isRequired: readonly boolean[];
  readonly #positions = new Map<number, PositionCells>();
  readonly #persons = new Map<number, PersonCells>();
  readonly #days = new DayNumbers();
  readonly #booleans = new ByteTexts((text) => {
    const value = cellValue({ kind: "boolean" }, text);
    return value instanceof CellError ? -1 : value ? 1 : 0;
  });
  #row = 0;
  #idFrom = 0;
  #idTo = 0;

  /** `columns` are those of the header by place, undefined where a column is not known. */
  constructor(
    target: ObjectTarget,
    columns: readonly (CsvColumn | undefined)[],
    delimiter: string,
    side: SideBuilder,
    texts: TextCodes,
  ) {
    this.#side = side;
    this.#texts = texts;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#targets = columns.map((column) => column && this.#targetAt(target, column.path));
    this.#isRequired = columns.map((column) => (column?.isRequired ?? false) && !column!.path.some(Number.isInteger));
    this.#requiredCells = requiredCellsOf(target);
  }

  /** Reads the line between two places; false when it must be read the careful way. */
  read(bytes: Buffer, from: number, to: number): boolean {
    this.#row = this.#side.start();
    if (
      this.#cells(bytes, from, bytes[to - 1] === RETURN ? to - 1 : to) &&
      this.#endPositions() &&
      this.#endPersons()
    ) {
      this.#side.end(bytes, this.#idFrom, this.#idTo);
      return true;
    }
    this.#side.drop();
    return false;
  }

  #cells(bytes: Buffer, from: number, to: number): boolean {
    for (const { parts } of this.#positions.values()) parts.clear();
    for (const { values } of this.#persons.values()) values.fill(ABSENT);
    let cell = 0;
    let required = 0;
    for (let start = from; start <= to; cell++) {
      let end = start;
      while (end < to && bytes[end] !== this.#delimiter) if (bytes[end++] === QUOTE) return false;
      let first = start;
      let last = end;
      while (first < last && bytes[first]! <= SPACE) first++;
      while (first < last && bytes[last - 1]! <= SPACE) last--;
      start = end + 1;
      if (first === last) continue;
      if (bytes[first]! >= NOT_ASCII || bytes[last - 1]! >= NOT_ASCII) return false;
      const target = this.#targets[cell];
      if (target && !this.#value(target, bytes, first, last)) return false;
      if (this.#isRequired[cell]) required++;
    }
    return cell === this.#targets.length && required === this.#requiredCells;
  }

  #value(target: CellTarget, bytes: Buffer, from: number, to: number): boolean {
    switch (target.kind) {
      case "scalar": {
        const value = this.#scalar(target.scalar, bytes, from, to);
        if (value === ABSENT) return false;
        this.#side.filler.setScalar(target.fact, this.#row, value, target.scalar.kind === "text");
        return true;
      }
      case "texts":
        return this.#list(target, bytes, from, to);
      case "person": {
        const value = this.#scalar(target.scalar, bytes, from, to);
        target.persons.values[target.at] = value;
        return value !== ABSENT;
      }
      case "position-part": {
        const value = target.scalar ? this.#scalar(target.scalar, bytes, from, to) : degreesIn(bytes, from, to);
        target.position.parts.set(target.part, value);
        return value !== ABSENT;
      }
      case "id":
        this.#idFrom = from;
        this.#idTo = to;
        return target.isId(bytes.toString("latin1", from, to));
    }
  }

  #scalar(scalar: ScalarTarget, bytes: Buffer, from: number, to: number): number {
    switch (scalar.kind) {
      case "int": {
        const value = integerIn(bytes, from, to, true);
        return value !== NO_INTEGER && value >= scalar.minimum && value <= scalar.maximum ? value : ABSENT;
      }
      case "bool": {
        const code = this.#booleans.find(bytes, from, to);
        return code < 0 ? ABSENT : code;
      }
      case "day":
        return dayIn(bytes, from, to, this.#days);
      case "text": {
        const code = scalar.texts.find(bytes, from, to);
        return code < 0 ? ABSENT : code;
      }
    }
  }

  #list(
    { fact, texts, minItems, maxItems }: Extract<Target, { kind: "texts" }>,
    bytes: Buffer,
    from: number,
    to: number,
  ) {
    const column = this.#side.filler.startTexts(fact, this.#row);
    let count = 0;
    for (let start = from; start < to; ) {
      let end = start;
      while (end < to && bytes[end]! > SPACE && bytes[end] !== BAR) {
        if (bytes[end] === COMMA || bytes[end] === SEMICOLON || bytes[end]! >= NOT_ASCII) return false;
        end++;
      }
      if (end > start) {
        const code = texts.find(bytes, start, end);
        if (code < 0) return false;
        column.push(code);
        count++;
      }
      start = end + 1;
    }
    return count >= minItems && count <= maxItems;
  }

  #endPositions(): boolean {
    for (const { fact, parts } of this.#positions.values()) {
      if (parts.size === 0) continue;
      const [latitude, longitude] = [parts.get("latitude"), parts.get("longitude")];
      const [grid, east, north] = [parts.get("grid"), parts.get("eastMetres"), parts.get("northMetres")];
      if (parts.size === 2 && latitude !== undefined && longitude !== undefined) {
        const position = projected(latitude, longitude);
        if (!position) return false;
        const gridCode = this.#texts.code(position.grid);
        this.#side.filler.setPosition(fact, this.#row, gridCode, position.eastMetres, position.northMetres);
      } else if (parts.size === 3 && grid !== undefined && east !== undefined && north !== undefined) {
        this.#side.filler.setPosition(fact, this.#row, grid, east, north);
      } else return false;
    }
    return true;
  }

  #endPersons(): boolean {
    for (const { target, fields, values } of this.#persons.values()) {
      const { fact, holdText, person, minItems, maxItems } = target;
      let count = 0;
      for (let start = 0; start < values.length; start += fields) {
        let seen = 0;
        for (let field = 0; field < fields; field++) if (values[start + field] !== ABSENT) seen |= 1 << field;
        if (seen === 0) continue;
        if ((seen & person.required) !== person.required) return false;
        const column = this.#side.filler.startPersons(fact, this.#row, holdText);
        const place = column.push();
        for (let field = 0; field < fields; field++)
          column.fields[person.members[field]!.field]!.values[place] = values[start + field]!;
        count++;
      }
      if (count < minItems || count > maxItems) return false;
    }
    return true;
  }

  #targetAt(root: ObjectTarget, path: readonly (string | number)[]): CellTarget {
    let object = root;
    for (const [depth, name] of path.entries()) {
      const target = object.members.find((member) => member.name === name)!.target;
      switch (target.kind) {
        case "object":
          object = target.object;
          break;
        case "persons":
          return this.#personTarget(target, path[depth + 1] as number, path[depth + 2] as string);
        case "position":
          return this.#positionTarget(target, path[depth + 1] as PositionPart);
        default:
          return target;
      }
    }
    throw new Error(`no value stands at ${path.join("/")}`);
  }

  #personTarget(target: PersonsTarget, person: number, name: string): CellTarget {
    let persons = this.#persons.get(target.fact);
    if (!persons) this.#persons.set(target.fact, (persons = new PersonCells(target)));
    const member = target.person.members.find((candidate) => candidate.name === name)!;
    const at = person * persons.fields + member.index;
    return { kind: "person", persons, at, scalar: scalarOf(member.target)! };
  }

  #positionTarget(target: PositionTarget, part: PositionPart): CellTarget {
    let position = this.#positions.get(target.fact);
    if (!position) this.#positions.set(target.fact, (position = new PositionCells(target)));
    const member = target.position.members.find((candidate) => candidate.name === part);
    return { kind: "position-part", position, part, scalar: member && scalarOf(member.target) };
  }
}

function scalarOf(target: Target): ScalarTarget | undefined {
  return target.kind === "scalar" ? target.scalar : undefined;
}

/** How many cells every row must have, those of persons left out. */
function requiredCellsOf({ members, required }: ObjectTarget): number {
  let count = 0;
  for (const { index, target } of members) {
    if (!(required & (1 << index)) || target.kind === "persons") continue;
    count += target.kind === "object" ? requiredCellsOf(target.object) : 1;
  }
  return count;
}

/** Degrees of a cell, or ABSENT. */
function degreesIn(bytes: Buffer, from: number, to: number): number {
  const value = cellValue({ kind: "degrees", example: "" }, bytes.toString("latin1", from, to));
  return typeof value === "number" ? value : ABSENT;
}
