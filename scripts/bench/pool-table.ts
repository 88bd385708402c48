/**
 * The pool as the product's fact table: the same arrays, columns by index of the fact.
 */
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import {
  type HeldTable,
  type SideRows,
  type TableParts,
  tableOfParts,
} from "../../src/domain/facts/table/held-table.ts";
import { ID_WIDTH, type Pool } from "./pool.ts";

function idOffsets(count: number): Int32Array {
  const offsets = new Int32Array(new SharedArrayBuffer(4 * (count + 1)));
  for (let row = 0; row <= count; row++) offsets[row] = row * ID_WIDTH;
  return offsets;
}

/** The parts of the table; nothing is copied. */
export function partsOf(pool: Pool): TableParts {
  const side = (name: "request" | "vacancy", count: number, idBytes: Uint8Array): SideRows => ({
    count,
    idBytes,
    idOffsets: idOffsets(count),
    columns: factCatalogue.facts.map((fact) => (fact.side === name ? pool.columns.get(fact.name) : undefined)),
  });
  const none = new Int32Array(0);
  return {
    asOf: pool.asOf,
    texts: pool.texts,
    requests: side("request", pool.requestCount, pool.requestIds),
    vacancies: side("vacancy", pool.vacancyCount, pool.vacancyIds),
    journeys: { from: none, to: none, minutes: none },
  };
}

/** The fact table of a pool. */
export function tableOf(pool: Pool): HeldTable {
  return tableOfParts(partsOf(pool), factCatalogue);
}
