import fc from "fast-check";
import type { FactType } from "../../src/domain/facts/catalogue.ts";
import type { FactSchema } from "../../src/domain/facts/schema.ts";
import { type Snapshot, snapshotSchema } from "../../src/domain/facts/snapshot.ts";
import { dayText } from "../../src/domain/shared/dates.ts";

const day = fc.integer({ min: -36_500, max: 80_000 }).map(dayText);

/** A value that a schema allows; `complete` gives every optional member. */
function arbitraryOfSchema(schema: FactSchema, complete: boolean): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "integer":
      return fc.integer({ min: schema.minimum ?? -1_000_000, max: schema.maximum ?? 1_000_000 });
    case "boolean":
      return fc.boolean();
    case "string": {
      if (schema.format === "date") return day;
      if (!schema.pattern) return fc.string({ minLength: 1, maxLength: Math.min(schema.maxLength ?? 20, 20) });
      const matching = fc.stringMatching(new RegExp(schema.pattern));
      return matching.filter((text) => text.length <= (schema.maxLength ?? 64));
    }
    case "array": {
      const items = arbitraryOfSchema(schema.items!, complete);
      return fc.array(items, { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 4, 4) });
    }
    case "object": {
      const members = Object.entries(schema.properties ?? {});
      const model = Object.fromEntries(members.map(([name, inner]) => [name, arbitraryOfSchema(inner, complete)]));
      return fc.record(model, complete ? {} : { requiredKeys: [...(schema.required ?? [])] });
    }
    default:
      throw new Error(`no arbitrary for ${JSON.stringify(schema)}`);
  }
}

/** A value of a fact, as it stands in a record. */
export function arbitraryOfType(type: FactType): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "int":
      return fc.integer({ min: type.minimum, max: type.maximum });
    case "bool":
      return fc.boolean();
    case "text":
      return type.values ? fc.constantFrom(...type.values) : fc.string({ minLength: 1 });
    case "texts":
      return fc.array(type.values ? fc.constantFrom(...type.values) : fc.string({ minLength: 1 }));
    case "day":
      return day;
    case "position":
      return fc.record({ grid: fc.constant("lambert-93"), eastMetres: fc.integer(), northMetres: fc.integer() });
    case "persons":
      return fc.array(fc.record(Object.fromEntries(type.fields.map((f) => [f.name, arbitraryOfType(f.type)]))));
  }
}

const collections = ["landlords", "agreements", "rights", "dwellings", "vacancies", "employers", "requests"] as const;

/** A snapshot of invented records that refer to one another; `complete` gives every optional fact. */
export function arbitrarySnapshot({ complete }: { complete: boolean }): fc.Arbitrary<Snapshot> {
  const properties = snapshotSchema.properties as Readonly<Record<string, FactSchema>>;
  const records = (name: string) =>
    fc.uniqueArray(arbitraryOfSchema(properties[name]!.items!, complete) as fc.Arbitrary<Record<string, unknown>>, {
      minLength: 1,
      maxLength: 4,
      selector: (record) => record.id,
    });
  const model = Object.fromEntries(collections.map((name) => [name, records(name)]));
  return fc
    .record({
      asOf: day,
      travelTimes: fc.uniqueArray(
        arbitraryOfSchema(properties.travelTimes!.items!, complete) as fc.Arbitrary<Record<string, unknown>>,
        { maxLength: 3, selector: (record) => `${record.fromCommuneCode} ${record.toCommuneCode}` },
      ),
      ...model,
      picks: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
    })
    .map(({ picks, ...snapshot }) => {
      const lists = snapshot as unknown as Record<string, Record<string, unknown>[]>;
      let next = 0;
      const refer = (from: string, field: string, to: string) => {
        for (const record of lists[from]!) {
          const target = lists[to]![picks[next++ % picks.length]! % lists[to]!.length]!;
          if (record[field] !== undefined) record[field] = target.id;
        }
      };
      refer("requests", "employerId", "employers");
      refer("vacancies", "dwellingId", "dwellings");
      refer("vacancies", "rightId", "rights");
      refer("rights", "agreementId", "agreements");
      refer("agreements", "landlordId", "landlords");
      return { format: "contingent-snapshot", schemaVersion: 1, ...snapshot } as unknown as Snapshot;
    });
}
