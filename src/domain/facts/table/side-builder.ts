/**
 * The rows of one side of the fact table while they are filled: ids, columns, and the records they refer to.
 * A row is either added as a record, or filled value by value between `start` and `end` (or `drop`).
 */
import type { FactCatalogue, NamespaceDeclaration, Side } from "../catalogue.ts";
import { ABSENT, type ScalarColumn } from "../fact-table.ts";
import type { SideRows } from "./held-table.ts";
import { IdColumn } from "./id-column.ts";
import { RowFiller } from "./row-filler.ts";
import type { TextCodes } from "./text-codes.ts";

/** A record as it stands in a snapshot. */
export type FactRecord = Readonly<Record<string, unknown>>;

/** Records of a collection by id. */
export type References = ReadonlyMap<string, ReadonlyMap<string, FactRecord>>;

/** A namespace whose record is reached from the row. */
interface Followed {
  readonly namespace: NamespaceDeclaration;
  /** Fact of the row that names the first record. */
  readonly fact: number;
  /** The record by the code of its id; null for an id that nobody has. */
  readonly recordByCode: (FactRecord | null | undefined)[];
}

/** One side of a fact table while it grows: its ids, its columns, and the records its rows lead to. */
export class SideBuilder {
  readonly ids = new IdColumn();
  readonly filler: RowFiller;
  readonly #references: References;
  readonly #texts: TextCodes;
  readonly #followed: readonly Followed[];
  #order: { readonly count: number; readonly rows: Int32Array | undefined } | undefined;

  constructor(side: Side, catalogue: FactCatalogue, texts: TextCodes, references: References) {
    this.#references = references;
    this.#texts = texts;
    const namespaces = catalogue.namespaces.filter((namespace) => namespace.side === side);
    const own = namespaces.find(({ steps, within }) => steps.length === 0 && within.length === 0);
    this.#followed = namespaces
      .filter(({ steps }) => steps.length > 0)
      .map((namespace) => {
        const { field } = namespace.steps[0]!;
        const named = catalogue.facts.find((fact) => fact.namespace === own?.name && fact.path[0] === field);
        if (!named) throw new Error(`no fact names the record of ${namespace.name}`);
        return { namespace, fact: named.index, recordByCode: [] };
      });
    this.filler = new RowFiller(namespaces, catalogue.facts, texts);
  }

  /** Adds a record and gives its row. */
  add(record: FactRecord): number {
    const row = this.start();
    this.filler.fill("", record, row);
    this.ids.add(record.id as string);
    this.#finish(row);
    return row;
  }

  /** The row to fill next. */
  start(): number {
    this.filler.startRow(this.ids.count);
    return this.ids.count;
  }

  /** Ends the row that was filled, with the bytes of its id. */
  end(idBytes: Uint8Array, from: number, to: number): void {
    this.#finish(this.ids.addBytes(idBytes, from, to));
  }

  /** Takes back what was filled since `start`. */
  drop(): void {
    this.filler.clearRow(this.ids.count);
  }

  /** Adds rows that were filled elsewhere, with their own codes of texts. */
  append(rows: SideRows, texts: readonly string[]): void {
    const codes = Int32Array.from(texts, (text) => this.#texts.code(text));
    const first = this.ids.count;
    this.filler.reserve(first + rows.count);
    this.filler.append(first, rows, codes);
    for (let row = 0; row < rows.count; row++) {
      this.ids.addBytes(rows.idBytes, rows.idOffsets[row]!, rows.idOffsets[row + 1]!);
    }
  }

  /** Rows in order of id, or undefined when they are in order. */
  order(): Int32Array | undefined {
    if (this.#order?.count !== this.ids.count) this.#order = { count: this.ids.count, rows: this.ids.order() };
    return this.#order.rows;
  }

  /** Pairs of rows with the same id. */
  twins(): readonly (readonly [earlier: number, later: number])[] {
    const order = this.order();
    const twins: [number, number][] = [];
    for (let place = 1; place < this.ids.count; place++) {
      const a = order ? order[place - 1]! : place - 1;
      const b = order ? order[place]! : place;
      if (this.ids.compare(a, b) === 0) twins.push([Math.min(a, b), Math.max(a, b)]);
    }
    return twins;
  }

  /** Puts the rows in order of id. Throws: an id used twice. */
  sort(what: string): void {
    const [twin] = this.twins();
    if (twin) throw new Error(`two ${what} have the id ${this.ids.at(twin[0])}`);
    const order = this.order();
    if (order) {
      this.ids.permute(order);
      this.filler.permute(order);
    }
    this.#order = undefined;
    for (const { recordByCode } of this.#followed) recordByCode.length = 0;
  }

  /** What the rows hold now. */
  rows(): SideRows {
    const { count, bytes, offsets } = this.ids;
    return { count, idBytes: bytes, idOffsets: offsets, columns: this.filler.columns };
  }

  #finish(row: number): void {
    for (const { namespace, fact, recordByCode } of this.#followed) {
      const code = (this.filler.columns[fact] as ScalarColumn | undefined)?.values[row] ?? ABSENT;
      if (code === ABSENT) continue;
      let record = recordByCode[code];
      if (record === undefined) recordByCode[code] = record = this.#follow(namespace, this.#texts.texts[code]!);
      if (record) this.filler.fill(namespace.name, record, row);
    }
    this.filler.endRow(row);
  }

  #follow({ steps }: NamespaceDeclaration, id: string): FactRecord | null {
    let record = this.#references.get(steps[0]!.collection)?.get(id);
    for (const step of steps.slice(1)) {
      record = record && this.#references.get(step.collection)?.get(record[step.field] as string);
    }
    return record ?? null;
  }
}
