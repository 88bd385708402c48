/**
 * Writes the facts of records into the columns of one side, by setters made once from the catalogue.
 * Columns come into being with the first value. It looks only at the members a record has, so an absent fact costs no time either.
 */
import type { FactDeclaration, FactType, NamespaceDeclaration } from "../catalogue.ts";
import type { Column } from "../fact-table.ts";
import { DayNumbers } from "./day-numbers.ts";
import { type GrowingColumn, GrowingPersons, GrowingPosition, GrowingScalar, GrowingTexts } from "./growing-column.ts";
import type { TextCodes } from "./text-codes.ts";

/** Puts a present value into a row. */
type Setter = (value: unknown, row: number) => void;
/** Turns a scalar into the whole number its column holds. */
type Encoder = (value: unknown) => number;

type Members = Map<string, Setter>;

const FIRST_CAPACITY = 64;

/** The growing columns of one side, filled row by row. */
export class RowFiller {
  /** Columns by fact; undefined where no row holds the fact. */
  readonly columns: (Column | undefined)[] = [];
  readonly #growing: GrowingColumn[] = [];
  readonly #lists: GrowingColumn[] = [];
  readonly #membersByRoot = new Map<string, Members>();
  readonly #facts: ReadonlyMap<number, FactDeclaration>;
  readonly #texts: TextCodes;
  readonly #days = new DayNumbers();
  #capacity = FIRST_CAPACITY;

  /** Records of namespaces without steps are filled under the root "", the others under the name of their namespace. */
  constructor(namespaces: readonly NamespaceDeclaration[], facts: readonly FactDeclaration[], texts: TextCodes) {
    this.#texts = texts;
    this.#facts = new Map(facts.map((fact) => [fact.index, fact]));
    for (const namespace of namespaces) {
      const isOwn = namespace.steps.length === 0;
      for (const fact of facts) {
        if (fact.namespace !== namespace.name) continue;
        if (isOwn && fact.path.length === 1 && fact.path[0] === "id") continue;
        this.#declare(isOwn ? "" : namespace.name, fact);
      }
    }
  }

  /** Makes room for so many rows at once; more rows may come. */
  reserve(rows: number): void {
    if (rows <= this.#capacity) return;
    this.#capacity = rows;
    for (const column of this.#growing) column.reserve(rows);
  }

  startRow(row: number): void {
    if (row >= this.#capacity) this.reserve(this.#capacity * 2);
  }

  fill(root: string, record: Readonly<Record<string, unknown>>, row: number): void {
    const members = this.#membersByRoot.get(root);
    if (members) fillMembers(members, record, row);
  }

  /** Adds rows of columns that were filled elsewhere; `codes` gives the code here of each of their texts. */
  append(
    first: number,
    rows: { readonly count: number; readonly columns: readonly (Column | undefined)[] },
    codes: Int32Array,
  ): void {
    const end = first + rows.count;
    const appended = new Set<GrowingColumn>();
    for (const [fact, column] of rows.columns.entries()) {
      if (!column) continue;
      const known = this.columns[fact] as (GrowingColumn & Column) | undefined;
      const own = known ?? this.#entered(fact, column);
      own.append(first, rows.count, column, codes);
      appended.add(own);
    }
    for (const column of this.#lists) {
      if (!appended.has(column)) for (let row = first; row < end; row++) column.endRow(row);
    }
  }

  /** A column for a fact that no row held, of the kind that another filler has. */
  #entered(fact: number, { kind }: Column): GrowingColumn & Column {
    const declared = this.#facts.get(fact)!;
    if (kind === "scalar") return this.#enter(fact, new GrowingScalar(this.#capacity, declared.type.kind === "text"));
    if (kind === "position") return this.#enter(fact, new GrowingPosition(this.#capacity));
    if (kind === "texts") return this.#enterList(fact, new GrowingTexts(this.#capacity));
    return this.#enterList(fact, new GrowingPersons(this.#capacity, holdTextOf(declared.type)));
  }

  /** Makes the row being filled empty again. */
  clearRow(row: number): void {
    for (const column of this.#growing) column.clearRow(row);
  }

  /** Writes a scalar that is encoded already. */
  setScalar(fact: number, row: number, value: number, holdsText: boolean): void {
    const column = this.columns[fact] ?? this.#enter(fact, new GrowingScalar(this.#capacity, holdsText));
    (column as GrowingScalar).values[row] = value;
  }

  setPosition(fact: number, row: number, gridCode: number, east: number, north: number): void {
    const column = (this.columns[fact] ?? this.#enter(fact, new GrowingPosition(this.#capacity))) as GrowingPosition;
    column.grid[row] = gridCode;
    column.east[row] = east;
    column.north[row] = north;
  }

  /** The list of a fact, present in this row and empty; its codes are pushed next. */
  startTexts(fact: number, row: number): GrowingTexts {
    const column = (this.columns[fact] ?? this.#enterList(fact, new GrowingTexts(this.#capacity))) as GrowingTexts;
    column.absent[row] = 0;
    return column;
  }

  /** The persons of a fact, present in this row and none yet. One flag per field: whether it holds a text. */
  startPersons(fact: number, row: number, holdText: readonly boolean[]): GrowingPersons {
    const column = (this.columns[fact] ??
      this.#enterList(fact, new GrowingPersons(this.#capacity, holdText))) as GrowingPersons;
    column.absent[row] = 0;
    return column;
  }

  endRow(row: number): void {
    for (const column of this.#lists) column.endRow(row);
  }

  permute(order: Int32Array): void {
    for (const column of this.#growing) column.permute(order);
  }

  recode(codes: Int32Array): void {
    for (const column of this.#growing) column.recode(codes);
  }

  #declare(root: string, fact: FactDeclaration): void {
    let members = this.#membersByRoot.get(root);
    if (!members) this.#membersByRoot.set(root, (members = new Map()));
    for (const step of fact.path.slice(0, -1)) members = nested(members, step);
    members.set(fact.path.at(-1)!, this.#setter(fact));
  }

  #setter(fact: FactDeclaration): Setter {
    switch (fact.type.kind) {
      case "position":
        return this.#positionSetter(fact.index);
      case "texts":
        return this.#textsSetter(fact.index);
      case "persons":
        return this.#personsSetter(fact.index, fact.type);
      default:
        return this.#scalarSetter(fact.index, fact.type);
    }
  }

  #scalarSetter(index: number, type: FactType): Setter {
    const encode = this.#encoder(type);
    let column: GrowingScalar | undefined;
    return (value, row) => {
      column ??= this.#enter(index, new GrowingScalar(this.#capacity, type.kind === "text"));
      column.values[row] = encode(value);
    };
  }

  #positionSetter(index: number): Setter {
    let column: GrowingPosition | undefined;
    return (value, row) => {
      column ??= this.#enter(index, new GrowingPosition(this.#capacity));
      const position = value as { grid: string; eastMetres: number; northMetres: number };
      column.grid[row] = this.#texts.code(position.grid);
      column.east[row] = position.eastMetres;
      column.north[row] = position.northMetres;
    };
  }

  #textsSetter(index: number): Setter {
    let column: GrowingTexts | undefined;
    return (value, row) => {
      column ??= this.#enterList(index, new GrowingTexts(this.#capacity));
      column.absent[row] = 0;
      for (const text of value as readonly string[]) column.push(this.#texts.code(text));
    };
  }

  #personsSetter(index: number, type: Extract<FactType, { kind: "persons" }>): Setter {
    const encoders = type.fields.map((field) => this.#encoder(field.type));
    const holdText = holdTextOf(type);
    let column: GrowingPersons | undefined;
    let person = 0;
    const members: Members = new Map(
      type.fields.map((field, at) => [
        field.name,
        (value: unknown) => {
          column!.fields[at]!.values[person] = encoders[at]!(value);
        },
      ]),
    );
    return (value, row) => {
      column ??= this.#enterList(index, new GrowingPersons(this.#capacity, holdText));
      column.absent[row] = 0;
      for (const record of value as readonly Readonly<Record<string, unknown>>[]) {
        person = column.push();
        fillMembers(members, record, row);
      }
    };
  }

  #encoder(type: FactType): Encoder {
    switch (type.kind) {
      case "int":
        return (value) => value as number;
      case "bool":
        return (value) => (value === true ? 1 : 0);
      case "day":
        return (value) => this.#days.of(value as string);
      case "text":
        return (value) => this.#texts.code(value as string);
      default:
        throw new Error(`a ${type.kind} is no scalar`);
    }
  }

  #enter<T extends GrowingColumn & Column>(index: number, column: T): T {
    this.columns[index] = column;
    this.#growing.push(column);
    return column;
  }

  #enterList<T extends GrowingColumn & Column>(index: number, column: T): T {
    this.#lists.push(column);
    return this.#enter(index, column);
  }
}

/** By field of a person: whether it holds a text. */
function holdTextOf(type: FactType): boolean[] {
  return type.kind === "persons" ? type.fields.map((field) => field.type.kind === "text") : [];
}

function fillMembers(members: Members, record: Readonly<Record<string, unknown>>, row: number): void {
  for (const name in record) {
    const value = record[name];
    if (value !== undefined) members.get(name)?.(value, row);
  }
}

/** The members of a record inside the record. */
function nested(members: Members, step: string): Members {
  const known = nestedMembers.get(members.get(step)!);
  if (known) return known;
  const inner: Members = new Map();
  const setter: Setter = (value, row) => fillMembers(inner, value as Readonly<Record<string, unknown>>, row);
  nestedMembers.set(setter, inner);
  members.set(step, setter);
  return inner;
}

const nestedMembers = new WeakMap<Setter, Members>();
