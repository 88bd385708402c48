/**
 * One pair of rows of the fact table, seen fact by fact as the reference interpreter reads it.
 */
import type { FactType } from "../catalogue.ts";
import type { FactReader, FactValue, PersonValues } from "../fact-reader.ts";
import { ABSENT, type FactTable } from "../fact-table.ts";
import { isOwnId } from "./held-table.ts";

/** Facts of one vacancy and one request; undefined where absent. */
export function readerOfRows(table: FactTable, vacancyRow: number, requestRow: number): FactReader {
  const { facts } = table.catalogue;
  return {
    asOf: table.asOf,
    fact(index) {
      const fact = facts[index]!;
      const row = fact.side === "request" ? requestRow : vacancyRow;
      if (isOwnId(fact, table.catalogue)) return fact.side === "request" ? table.requestId(row) : table.vacancyId(row);
      return factValue(table, index, fact.type, row);
    },
    travelMinutes(fromCommuneCode, toCommuneCode) {
      const from = table.codeOf(fromCommuneCode);
      const to = table.codeOf(toCommuneCode);
      return from < 0 || to < 0 ? undefined : table.travelMinutes.get(from * table.texts.length + to);
    },
  };
}

function factValue(table: FactTable, index: number, type: FactType, row: number): FactValue | undefined {
  const column = table.column(index);
  switch (column?.kind) {
    case undefined:
      return undefined;
    case "scalar":
      return scalarValue(table, type, column.values[row]!);
    case "position": {
      const grid = column.grid[row]!;
      if (grid === ABSENT) return undefined;
      return { grid: table.texts[grid]!, eastMetres: column.east[row]!, northMetres: column.north[row]! };
    }
    case "texts": {
      if (column.absent[row] === 1) return undefined;
      return Array.from(
        column.codes.subarray(column.offsets[row], column.offsets[row + 1]),
        (code) => table.texts[code]!,
      );
    }
    case "persons": {
      if (column.absent[row] === 1 || type.kind !== "persons") return undefined;
      const persons: PersonValues[] = [];
      for (let person = column.offsets[row]!; person < column.offsets[row + 1]!; person++) {
        persons.push(
          type.fields.map((field, at) => scalarValue(table, field.type, column.fields[at]!.values[person]!)),
        );
      }
      return persons;
    }
  }
}

function scalarValue(table: FactTable, type: FactType, value: number): number | boolean | string | undefined {
  if (value === ABSENT) return undefined;
  if (type.kind === "bool") return value === 1;
  return type.kind === "text" ? table.texts[value]! : value;
}
