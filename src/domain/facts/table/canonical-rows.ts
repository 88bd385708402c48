/**
 * The canonical JSON of a record, written from its row: the same bytes that `canonicalJson` gives for the record.
 * So a digest can be made of a row that never was a record. Covers the facts of one side that stand in the record itself.
 */
import { dayText } from "../../shared/dates.ts";
import { compareText } from "../../shared/order.ts";
import type { FactCatalogue, FactDeclaration, FactType, Side } from "../catalogue.ts";
import { ABSENT, type Column, type PersonsColumn } from "../fact-table.ts";

/** The name of a member, with the values written behind it so far. */
interface Key {
  /** `"name":` */
  readonly bytes: Uint8Array;
  /** `"name":value,` by the number in the column, for texts, days and booleans. */
  readonly pairs: Map<number, Uint8Array>;
}
/** One member of an object, in the order of writing. */
interface Member {
  readonly key: Key;
  readonly value:
    | { readonly kind: "id" }
    | { readonly kind: "object"; readonly members: readonly Member[] }
    | { readonly kind: "fact"; readonly fact: FactDeclaration; readonly fields: readonly PersonField[] };
}
interface PersonField {
  readonly key: Key;
  readonly index: number;
  readonly type: FactType;
}

const encoder = new TextEncoder();
const bytesOf = (text: string) => encoder.encode(text);
const trueValue = bytesOf("true,");
const falseValue = bytesOf("false,");
const place = { east: bytesOf('{"eastMetres":'), grid: bytesOf('"grid":'), north: bytesOf('"northMetres":') };

const [QUOTE, COMMA, MINUS, ZERO] = [34, 44, 45, 48] as const;
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [91, 93, 123, 125] as const;

/** The rows that are written. */
export interface WrittenRows {
  readonly ids: { readonly bytes: Uint8Array; readonly offsets: Int32Array };
  readonly columns: readonly (Column | undefined)[];
  /** Texts by code. */
  readonly texts: readonly string[];
}

/** Every value is written with a comma behind it; the end of an object or list takes the place of the last comma. */
export class CanonicalRows {
  readonly #rows: WrittenRows;
  readonly #members: readonly Member[];
  readonly #quotedTexts: Uint8Array[] = [];
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
    return this.#bytes.subarray(0, this.#end - 1);
  }

  #object(members: readonly Member[], row: number): void {
    this.#byte(OPEN);
    for (const { key, value } of members) {
      if (value.kind === "fact") this.#fact(key, value.fact, value.fields, row);
      else {
        this.#put(key.bytes);
        if (value.kind === "object") this.#object(value.members, row);
        else this.#id(row);
      }
    }
    this.#close(CLOSE);
  }

  #fact(key: Key, fact: FactDeclaration, fields: readonly PersonField[], row: number): void {
    const column = this.#rows.columns[fact.index];
    if (column === undefined) return;
    switch (column.kind) {
      case "scalar": {
        const value = column.values[row]!;
        if (value !== ABSENT) this.#scalar(key, fact.type, value);
        break;
      }
      case "position": {
        const grid = column.grid[row]!;
        if (grid === ABSENT) return;
        this.#put(key.bytes);
        this.#integer(place.east, column.east[row]!);
        this.#put(place.grid);
        this.#put(this.#text(grid));
        this.#integer(place.north, column.north[row]!);
        this.#close(CLOSE);
        break;
      }
      case "texts":
        if (column.absent[row] === 1) return;
        this.#put(key.bytes);
        this.#byte(OPEN_LIST);
        for (let at = column.offsets[row]!; at < column.offsets[row + 1]!; at++)
          this.#put(this.#text(column.codes[at]!));
        this.#close(CLOSE_LIST);
        break;
      case "persons":
        if (column.absent[row] === 1) return;
        this.#put(key.bytes);
        this.#persons(column, fields, row);
    }
  }

  #persons(column: PersonsColumn, fields: readonly PersonField[], row: number): void {
    this.#byte(OPEN_LIST);
    for (let person = column.offsets[row]!; person < column.offsets[row + 1]!; person++) {
      this.#byte(OPEN);
      for (const { key, index, type } of fields) {
        const value = column.fields[index]!.values[person]!;
        if (value !== ABSENT) this.#scalar(key, type, value);
      }
      this.#close(CLOSE);
    }
    this.#close(CLOSE_LIST);
  }

  #scalar(key: Key, type: FactType, value: number): void {
    if (type.kind === "int") {
      this.#integer(key.bytes, value);
      return;
    }
    let pair = key.pairs.get(value);
    if (!pair) key.pairs.set(value, (pair = joined(key.bytes, this.#value(type, value))));
    this.#put(pair);
  }

  #value(type: FactType, value: number): Uint8Array {
    if (type.kind === "bool") return value === 1 ? trueValue : falseValue;
    return type.kind === "text" ? this.#text(value) : bytesOf(`"${dayText(value)}",`);
  }

  #text(code: number): Uint8Array {
    return (this.#quotedTexts[code] ??= bytesOf(`${JSON.stringify(this.#rows.texts[code])},`));
  }

  #id(row: number): void {
    const { bytes, offsets } = this.#rows.ids;
    this.#byte(QUOTE);
    this.#put(bytes.subarray(offsets[row], offsets[row + 1]));
    this.#byte(QUOTE);
    this.#byte(COMMA);
  }

  #integer(key: Uint8Array, value: number): void {
    const target = this.#roomFor(key.length + 12);
    let end = copied(key, target, this.#end);
    let rest = value < 0 ? -value : value;
    if (value < 0) target[end++] = MINUS;
    let digits = 1;
    for (let power = 10; power <= rest; power *= 10) digits++;
    for (let at = end + digits - 1; at >= end; at--) {
      const tenth = Math.floor(rest / 10);
      target[at] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    end += digits;
    target[end] = COMMA;
    this.#end = end + 1;
  }

  #put(bytes: Uint8Array): void {
    this.#end = copied(bytes, this.#roomFor(bytes.length), this.#end);
  }

  #byte(byte: number): void {
    this.#roomFor(1)[this.#end++] = byte;
  }

  /** Ends an object or list and puts a comma behind it. */
  #close(byte: number): void {
    const target = this.#roomFor(2);
    if (target[this.#end - 1] === COMMA) this.#end--;
    target[this.#end++] = byte;
    target[this.#end++] = COMMA;
  }

  #roomFor(length: number): Uint8Array {
    if (this.#end + length > this.#bytes.length) {
      const larger = new Uint8Array((this.#end + length) * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}

/** Copies bytes and gives the place behind them. */
function copied(bytes: Uint8Array, target: Uint8Array, at: number): number {
  target.set(bytes, at);
  return at + bytes.length;
}

/** A key and a value as one piece. */
function joined(key: Uint8Array, value: Uint8Array): Uint8Array {
  const both = new Uint8Array(key.length + value.length);
  both.set(key);
  both.set(value, key.length);
  return both;
}

function keyOf(name: string): Key {
  return { bytes: bytesOf(`${JSON.stringify(name)}:`), pairs: new Map() };
}

/** Members at a depth of the record, in code-unit order of their names. */
function membersOf(facts: readonly FactDeclaration[], depth: number): Member[] {
  const names = [...new Set(facts.map((fact) => fact.path[depth]!))].sort(compareText);
  return names.map((name) => {
    const key = keyOf(name);
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
    .map(({ name, index, type: ofField }) => ({ key: keyOf(name), index, type: ofField }));
}
