/**
 * The table seen from one rule set: only its vacancies, in an order that keeps together what is looked up together.
 * Why: a request meets vacancies of a few places; standing side by side, their records come into the cache together.
 */
import { ABSENT, type Column, type FactTable, type ScalarColumn } from "../../facts/fact-table.ts";
import type { RuleSetPlan } from "../../rules/planner.ts";
import { ExpressionWriter } from "./compiled-expression.ts";

/** The table with these vacancy rows only, in this order; requests are those of the table, as it grows. */
export function viewOfVacancies(table: FactTable, rows: Int32Array): FactTable {
  const copies = new Map<number, Column | undefined>();
  const { facts } = table.catalogue;
  return {
    catalogue: table.catalogue,
    asOf: table.asOf,
    get requestCount() {
      return table.requestCount;
    },
    vacancyCount: rows.length,
    texts: table.texts,
    codeOf: (text) => table.codeOf(text),
    requestId: (row) => table.requestId(row),
    vacancyId: (slot) => table.vacancyId(rows[slot]!),
    requestRow: (id) => table.requestRow(id),
    vacancyRow: (id) => {
      const slot = rows.indexOf(table.vacancyRow(id) ?? -1);
      return slot < 0 ? undefined : slot;
    },
    column: (fact) => {
      if (facts[fact]!.side === "request") return table.column(fact);
      if (!copies.has(fact)) copies.set(fact, columnOfRows(table.column(fact), rows));
      return copies.get(fact);
    },
    get travelMinutes() {
      return table.travelMinutes;
    },
  };
}

function columnOfRows(column: Column | undefined, rows: Int32Array): Column | undefined {
  const pick = (values: Int32Array) => Int32Array.from(rows, (row) => values[row]!);
  switch (column?.kind) {
    case undefined:
      return undefined;
    case "scalar":
      return { kind: "scalar", values: pick(column.values) };
    case "position":
      return { kind: "position", east: pick(column.east), north: pick(column.north), grid: pick(column.grid) };
    case "texts": {
      const { offsets, places } = itemsOf(column.offsets, rows);
      const codes = Int32Array.from(places, (place) => column.codes[place]!);
      return { kind: "texts", offsets, codes, absent: Uint8Array.from(rows, (row) => column.absent[row]!) };
    }
    case "persons": {
      const { offsets, places } = itemsOf(column.offsets, rows);
      const fields = column.fields.map(
        ({ values }): ScalarColumn => ({ kind: "scalar", values: Int32Array.from(places, (place) => values[place]!) }),
      );
      return { kind: "persons", offsets, fields, absent: Uint8Array.from(rows, (row) => column.absent[row]!) };
    }
  }
}

/** New offsets, and the old places of the items of these rows. */
function itemsOf(offsets: Int32Array, rows: Int32Array): { offsets: Int32Array; places: number[] } {
  const places: number[] = [];
  const moved = new Int32Array(rows.length + 1);
  rows.forEach((row, slot) => {
    for (let place = offsets[row]!; place < offsets[row + 1]!; place++) places.push(place);
    moved[slot + 1] = places.length;
  });
  return { offsets: moved, places };
}

/** The vacancies ordered by the keys they are looked up by, then by row. */
export function neighbouring(table: FactTable, plan: RuleSetPlan, vacancies: Int32Array): Int32Array {
  const writer = new ExpressionWriter(table, plan.ruleSet);
  const keys = (plan.lookup?.ways ?? []).flatMap(({ atom }): string[] => {
    if (atom.kind === "equal") return [writer.value(atom.vacancy)];
    if (atom.kind === "member" && atom.listSide === "request") return [writer.value(atom.item)];
    if (atom.kind !== "near") return [];
    const { grid, east, north } = writer.place(atom.vacancy);
    return [grid, `Math.floor(${north} / 5000)`, east];
  });
  if (keys.length === 0) return vacancies;
  const cases = keys.map((key, at) => `if (at === ${at}) return ${key};`);
  writer.add(`function key(v, at) { const r = 0, i = 0; ${cases.join(" ")} return 0; }`);
  const { key } = writer.link<{ key: (v: number, at: number) => number } & Record<string, unknown>>(["key"]);
  const known = keys.map((_, at) => Float64Array.from(vacancies, (v) => orAbsent(key(v, at))));
  const order = Int32Array.from(vacancies.keys()).sort((a, b) => {
    for (const values of known) {
      const difference = values[a]! - values[b]!;
      if (difference !== 0) return difference;
    }
    return vacancies[a]! - vacancies[b]!;
  });
  return order.map((place) => vacancies[place]!);
}

function orAbsent(value: number): number {
  return Number.isNaN(value) ? ABSENT : value;
}
