/**
 * A fact table over what is held in memory: ids, texts, columns and journeys. The builder fills the parts, a column file loads them;
 * both are seen through the same table. Parts are plain values and shared arrays, so that they can cross to another thread.
 */
import type { FactCatalogue, FactDeclaration } from "../catalogue.ts";
import type { Column, FactTable, TravelMinutes } from "../fact-table.ts";
import { IdColumn } from "./id-column.ts";

/** The rows of one side. `columns` is indexed by fact. */
export interface SideRows {
  readonly count: number;
  readonly idBytes: Uint8Array;
  readonly idOffsets: Int32Array;
  readonly columns: readonly (Column | undefined)[];
}

/** Imported journeys by the codes of their communes. */
export interface Journeys {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly minutes: Int32Array;
}

/** Everything a fact table is made of, besides its catalogue. */
export interface TableParts {
  readonly asOf: number;
  readonly texts: readonly string[];
  readonly requests: SideRows;
  readonly vacancies: SideRows;
  readonly journeys: Journeys;
}

/** A fact table that can hand out its parts. */
export interface HeldTable extends FactTable {
  /** The parts as they are now, for a file or another thread. */
  parts(): TableParts;
}

/** Journeys by the key that a fact table promises. */
export function travelMinutesOf(journeys: Journeys, textCount: number): TravelMinutes {
  const minutes = new Map<number, number>();
  for (let i = 0; i < journeys.minutes.length; i++) {
    minutes.set(journeys.from[i]! * textCount + journeys.to[i]!, journeys.minutes[i]!);
  }
  return minutes;
}

/** The fact table over parts that no longer change. */
export function tableOfParts(parts: TableParts, catalogue: FactCatalogue): HeldTable {
  const codeByText = new Map(parts.texts.map((text, code) => [text, code]));
  const requestIds = IdColumn.of(parts.requests.count, parts.requests.idBytes, parts.requests.idOffsets);
  const vacancyIds = IdColumn.of(parts.vacancies.count, parts.vacancies.idBytes, parts.vacancies.idOffsets);
  return {
    catalogue,
    asOf: parts.asOf,
    requestCount: parts.requests.count,
    vacancyCount: parts.vacancies.count,
    texts: parts.texts,
    codeOf: (text) => codeByText.get(text) ?? -1,
    requestId: (row) => requestIds.at(row),
    vacancyId: (row) => vacancyIds.at(row),
    requestRow: (id) => requestIds.rowOf(id),
    vacancyRow: (id) => vacancyIds.rowOf(id),
    column: (fact) => parts.requests.columns[fact] ?? parts.vacancies.columns[fact],
    travelMinutes: travelMinutesOf(parts.journeys, parts.texts.length),
    parts: () => parts,
  };
}

/** True for the fact that is the record's own id: it has no column, the table gives it by row. */
export function isOwnId(fact: FactDeclaration, catalogue: FactCatalogue): boolean {
  if (fact.path.length !== 1 || fact.path[0] !== "id") return false;
  return catalogue.namespaces.find((namespace) => namespace.name === fact.namespace)?.steps.length === 0;
}
