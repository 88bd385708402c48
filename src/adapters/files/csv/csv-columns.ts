/**
 * Columns of a CSV file: from the header to one writer per cell. Names are those of the facts, dotted: `household.isFirstQuartile`.
 * Persons are `person1.role` to `person20.bornOn`. A position is `….latitude` and `….longitude`, or `….grid`, `….eastMetres`, `….northMetres`.
 * An empty cell is absent. A list is separated by spaces or `|`; a lone `|` is the empty list.
 * Where a schema lists the values allowed, capitals make no difference.
 */
import type { FactSchema } from "../../../domain/facts/schema.ts";
import { isPosition, type RecordCollection } from "../pool-collections.ts";
import { type CsvColumn, cellKindOf } from "./csv-cells.ts";

const degrees = { latitude: "48.8566", longitude: "2.3522" } as const;

/** Every column a file of this collection may have, by name; other ways to write a name lead to the same column. */
export function columnsOf(collection: RecordCollection): ReadonlyMap<string, CsvColumn> {
  const columns = new Map<string, CsvColumn>();
  addColumns(columns, collection.schema, [], "", true);
  for (const [name, column] of [...columns]) {
    alias(columns, `${collection.prefix}.${name}`, column);
    if (name.startsWith("position.")) alias(columns, name.slice("position.".length), column);
    const afterFirst = name.indexOf(".person");
    if (afterFirst >= 0) alias(columns, name.slice(afterFirst + 1), column);
  }
  return columns;
}

function alias(columns: Map<string, CsvColumn>, name: string, column: CsvColumn): void {
  if (!columns.has(name)) columns.set(name, column);
}

function addColumns(
  columns: Map<string, CsvColumn>,
  schema: FactSchema,
  path: readonly (string | number)[],
  prefix: string,
  isRequired: boolean,
): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const at = [...path, name];
    const mustBe = isRequired && (schema.required?.includes(name) ?? false);
    const title = `${prefix}${name}`;
    if (isPosition(property)) addPosition(columns, property, at, title);
    else if (property.type === "object") addColumns(columns, property, at, `${title}.`, mustBe);
    else if (property.items?.type === "object") {
      for (let i = 0; i < (property.maxItems ?? 1); i++) {
        const person = `${prefix}${singular(name)}${i + 1}.`;
        addColumns(columns, property.items, [...at, i], person, mustBe && i === 0);
      }
    } else columns.set(title, { name: title, path: at, kind: cellKindOf(property, name), isRequired: mustBe });
  }
}

function singular(name: string): string {
  return name.endsWith("s") ? name.slice(0, -1) : name;
}

function addPosition(
  columns: Map<string, CsvColumn>,
  schema: FactSchema,
  path: readonly (string | number)[],
  title: string,
): void {
  for (const [name, example] of Object.entries(degrees)) {
    const column = { name: `${title}.${name}`, path: [...path, name], isRequired: false };
    columns.set(column.name, { ...column, kind: { kind: "degrees", example } });
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const column = { name: `${title}.${name}`, path: [...path, name], isRequired: false };
    columns.set(column.name, { ...column, kind: cellKindOf(property, name) });
  }
}
