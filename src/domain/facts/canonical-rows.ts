/**
 * The canonical JSON of a record, written from its row: the same bytes that `canonicalJson` gives for the record.
 * So a digest can be made of a row that never was a record. Covers the facts of one side that stand in the record itself.
 */
import { dayText } from "../shared/dates.ts";
import { compareText } from "../shared/order.ts";
import type { FactCatalogue, FactDeclaration, FactType, Side } from "./catalogue.ts";
import { ABSENT, type Column, type PersonsColumn } from "./fact-table.ts";
import type { IdColumn } from "./id-column.ts";

/** One member of an object, in the order of writing. */
interface Member {
  /** `"name":` */
  readonly key: Uint8Array;
  readonly value:
    | { readonly kind: "id" }
    | { readonly kind: "object"; readonly members: readonly Member[] }
    | { readonly kind: "fact"; readonly fact: FactDeclaration; readonly fields: readonly PersonField[] };
}
interface PersonField {
  readonly key: Uint8Array;
  readonly index: number;
  readonly type: FactType;
}

const encoder = new TextEncoder();
const bytesOf = (text: string) => encoder.encode(text);
const TRUE = bytesOf("true");
const FALSE = bytesOf("false");
const positionKeys = { east: bytesOf('{"eastMetres":'), grid: bytesOf(',"grid":'), north: bytesOf(',"northMetres":') };

const COMMA = 44;
const MINUS = 45;
const ZERO = 48;
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE, QUOTE] = [91, 93, 123, 125, 34] as const;

/** The rows that are written. */
export interface WrittenRows {
  readonly ids: IdColumn;
  readonly columns: readonly (Column | undefined)[];
  /** Texts by code. */
  readonly texts: readonly string[];
}

export class CanonicalRows {
  readonly #rows: WrittenRows;
  readonly #members: readonly Member[];
  readonly #quotedTexts: Uint8Array[] = [];
  readonly #quotedDays = new Map<number, Uint8Array>();
  #bytes = new Uint8Array(4_096);
  #end = 0;

  constructor(side: Side, catalogue: FactCatalogue, rows: WrittenRows) {
    this.#rows = rows;
    const own = catalogue.namespaces.filter((namespace) => namespace.side === side && namespace.steps.length === 0);
    const facts = catalogue.facts.filter((fact) => own.some(({ name }) => name === fact.namespace));
    this.#members = membersOf(facts, 0);
  }

  /** The canonical JSON of a row as UTF-8. Invariant: the bytes hold until the next call. */
  bytes(row: number): Uint8Array {
    this.#end = 0;
    this.#object(this.#members, row);
    return this.#bytes.subarray(0, this.#end);
  }

  #object(members: readonly Member[], row: number): void {
    this.#byte(OPEN);
    const start = this.#end;
    for (const { key, value } of members) {
      if (value.kind === "fact" && !this.#isPresent(value.fact.index, row)) continue;
      if (this.#end > start) this.#byte(COMMA);
      this.#put(key);
      if (value.kind === "fact") this.#fact(value.fact, value.fields, row);
      else if (value.kind === "object") this.#object(value.members, row);
      else this.#id(row);
    }
    this.#byte(CLOSE);
  }

  #isPresent(fact: number, row: number): boolean {
    const column = this.#rows.columns[fact];
    if (column === undefined) return false;
    if (column.kind === "scalar") return column.values[row] !== ABSENT;
    return column.kind === "position" ? column.grid[row] !== ABSENT : column.absent[row] === 0;
  }

  #fact(fact: FactDeclaration, fields: readonly PersonField[], row: number): void {
    const column = this.#rows.columns[fact.index]!;
    switch (column.kind) {
      case "scalar":
        this.#scalar(fact.type, column.values[row]!);
        break;
      case "position":
        this.#put(positionKeys.east);
        this.#integer(column.east[row]!);
        this.#put(positionKeys.grid);
        this.#text(column.grid[row]!);
        this.#put(positionKeys.north);
        this.#integer(column.north[row]!);
        this.#byte(CLOSE);
        break;
      case "texts": {
        this.#byte(OPEN_LIST);
        const first = column.offsets[row]!;
        for (let at = first; at < this.#listEnd(column, row); at++) {
          if (at > first) this.#byte(COMMA);
          this.#text(column.codes[at]!);
        }
        this.#byte(CLOSE_LIST);
        break;
      }
      case "persons":
        this.#persons(column, fields, row);
    }
  }

  #persons(column: PersonsColumn, fields: readonly PersonField[], row: number): void {
    this.#byte(OPEN_LIST);
    const first = column.offsets[row]!;
    for (let person = first; person < this.#listEnd(column, row); person++) {
      if (person > first) this.#byte(COMMA);
      this.#byte(OPEN);
      const start = this.#end;
      for (const { key, index, type } of fields) {
        const value = column.fields[index]!.values[person]!;
        if (value === ABSENT) continue;
        if (this.#end > start) this.#byte(COMMA);
        this.#put(key);
        this.#scalar(type, value);
      }
      this.#byte(CLOSE);
    }
    this.#byte(CLOSE_LIST);
  }

  #listEnd(column: { readonly offsets: Int32Array }, row: number): number {
    return column.offsets[row + 1]!;
  }

  #scalar(type: FactType, value: number): void {
    if (type.kind === "bool") this.#put(value === 1 ? TRUE : FALSE);
    else if (type.kind === "text") this.#text(value);
    else if (type.kind === "day") this.#day(value);
    else this.#integer(value);
  }

  #text(code: number): void {
    this.#put((this.#quotedTexts[code] ??= bytesOf(JSON.stringify(this.#rows.texts[code]))));
  }

  #day(dayNumber: number): void {
    let quoted = this.#quotedDays.get(dayNumber);
    if (!quoted) this.#quotedDays.set(dayNumber, (quoted = bytesOf(`"${dayText(dayNumber)}"`)));
    this.#put(quoted);
  }

  #id(row: number): void {
    const { bytes, offsets } = this.#rows.ids;
    this.#byte(QUOTE);
    this.#put(bytes.subarray(offsets[row], offsets[row + 1]));
    this.#byte(QUOTE);
  }

  #integer(value: number): void {
    this.#makeRoom(11);
    let rest = Math.abs(value);
    if (value < 0) this.#bytes[this.#end++] = MINUS;
    let digits = 1;
    for (let power = 10; power <= rest; power *= 10) digits++;
    for (let at = this.#end + digits - 1; at >= this.#end; at--) {
      const tenth = Math.floor(rest / 10);
      this.#bytes[at] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    this.#end += digits;
  }

  #byte(byte: number): void {
    this.#makeRoom(1);
    this.#bytes[this.#end++] = byte;
  }

  #put(bytes: Uint8Array): void {
    const length = bytes.length;
    this.#makeRoom(length);
    for (let i = 0; i < length; i++) this.#bytes[this.#end + i] = bytes[i]!;
    this.#end += length;
  }

  #makeRoom(length: number): void {
    if (this.#end + length <= this.#bytes.length) return;
    const larger = new Uint8Array((this.#end + length) * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Members at a depth of the record, in code-unit order of their names. */
function membersOf(facts: readonly FactDeclaration[], depth: number): Member[] {
  const names = [...new Set(facts.map((fact) => fact.path[depth]!))].sort(compareText);
  return names.map((name) => {
    const key = bytesOf(`${JSON.stringify(name)}:`);
    const inside = facts.filter((fact) => fact.path[depth] === name);
    const fact = inside.find(({ path }) => path.length === depth + 1);
    if (!fact) return { key, value: { kind: "object", members: membersOf(inside, depth + 1) } };
    if (depth === 0 && name === "id") return { key, value: { kind: "id" } };
    return { key, value: { kind: "fact", fact, fields: fieldsOf(fact.type) } };
  });
}

function fieldsOf(type: FactType): PersonField[] {
  if (type.kind !== "persons") return [];
  const fields = type.fields.map((field, index) => ({ name: field.name, index, type: field.type }));
  return fields
    .sort((a, b) => compareText(a.name, b.name))
    .map(({ name, index, type: ofField }) => ({ key: bytesOf(`${JSON.stringify(name)}:`), index, type: ofField }));
}
