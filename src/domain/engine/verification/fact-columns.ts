/**
 * The columns of the fact table as the second evaluator reads them: every text a number, own ids included.
 * Texts that no fact holds, such as literals and cells of tables, get codes of their own behind those of the table.
 */

import type { Column, FactTable } from "../../facts/fact-table.ts";
import { isOwnId } from "../../facts/table/held-table.ts";

/** The columns of one fact table, texts as codes. */
export class FactColumns {
  readonly table: FactTable;
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #ownIds = new Map<number, Column>();

  constructor(table: FactTable) {
    this.table = table;
  }

  /** Number of texts that facts hold; codes from here on are of other texts. */
  get textCount(): number {
    return this.table.texts.length;
  }

  /** The code of a text; the same text always has the same. */
  codeOf(text: string): number {
    const code = this.table.codeOf(text);
    if (code >= 0) return code;
    let own = this.#codes.get(text);
    if (own === undefined) {
      own = this.textCount + this.#texts.length;
      this.#codes.set(text, own);
      this.#texts.push(text);
    }
    return own;
  }

  /** The text of a code. */
  textOf(code: number): string {
    return this.table.texts[code] ?? this.#texts[code - this.textCount]!;
  }

  isOnRequest(fact: number): boolean {
    return this.table.catalogue.facts[fact]!.side === "request";
  }

  column(fact: number): Column | undefined {
    const declaration = this.table.catalogue.facts[fact]!;
    if (!isOwnId(declaration, this.table.catalogue)) return this.table.column(fact);
    let column = this.#ownIds.get(fact);
    if (!column) {
      const isRequest = declaration.side === "request";
      const values = new Int32Array(isRequest ? this.table.requestCount : this.table.vacancyCount);
      for (let row = 0; row < values.length; row++) {
        values[row] = this.codeOf(isRequest ? this.table.requestId(row) : this.table.vacancyId(row));
      }
      column = { kind: "scalar", values };
      this.#ownIds.set(fact, column);
    }
    return column;
  }
}
