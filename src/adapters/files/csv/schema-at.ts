/**
 * What a column means and what may stand in it, from its schema.
 */
import type { FactSchema } from "../../../domain/facts/schema.ts";
import type { PoolCollection } from "../pool-collections.ts";
import type { CsvColumn } from "./csv-cells.ts";

/** Meaning and allowed values of a column, as texts. */
export function schemaAt(collection: PoolCollection, column: CsvColumn): { description: string; allowed: string } {
  let schema: FactSchema = collection.schema;
  let holder = schema;
  for (const step of column.path) {
    holder = schema;
    schema = (typeof step === "number" ? schema.items : schema.properties?.[step]) ?? {};
  }
  if (column.kind.kind === "degrees") {
    return { description: holder.description ?? "", allowed: `degrees, such as ${column.kind.example}` };
  }
  return { description: schema.description ?? "", allowed: allowedBy(schema, column) };
}

function allowedBy(schema: FactSchema, column: CsvColumn): string {
  switch (column.kind.kind) {
    case "integer":
      return `${schema.minimum} to ${schema.maximum}`;
    case "boolean":
      return "true, false";
    case "day":
      return "a day, such as 2026-11-23";
    case "list":
      return schema.items?.enum ? `list of ${schema.items.enum.join(", ")}` : "list";
    default:
      return schema.enum ? schema.enum.join(", ") : "text";
  }
}
