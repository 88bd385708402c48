/**
 * The fact catalogue: which facts a rule may read, of which type, on which side, and where they stand in a snapshot.
 * It is derived from the schemas, and it is a value: the engine receives it and knows no fact by name.
 */
import { agreementSchema } from "./agreement.ts";
import { dwellingSchema } from "./dwelling.ts";
import { employerSchema } from "./employer.ts";
import { landlordSchema } from "./landlord.ts";
import { requestSchema } from "./request.ts";
import { rightSchema } from "./right.ts";
import type { FactSchema } from "./schema.ts";
import { vacancySchema } from "./vacancy.ts";

/** One side of a pair. */
export type Side = "request" | "vacancy";

/** The collections of a snapshot that hold facts. */
export type Collection = "landlords" | "agreements" | "rights" | "dwellings" | "vacancies" | "employers" | "requests";

/**
 * Type of a fact. `int` is bounded, `text` may be an enumeration, a `day` is counted in days since 1970-01-01,
 * `texts` is an ordered list, `persons` a list of records with fields of their own.
 */
export type FactType =
  | { readonly kind: "int"; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "bool" }
  | { readonly kind: "text"; readonly values?: readonly string[] }
  | { readonly kind: "day" }
  | { readonly kind: "position" }
  | ({ readonly kind: "texts"; readonly values?: readonly string[] } & ItemBounds)
  | ({ readonly kind: "persons"; readonly fields: readonly FieldDeclaration[] } & ItemBounds);

/** How many items a list can have, where its schema says so. */
export interface ItemBounds {
  readonly minimumItems?: number;
  readonly maximumItems?: number;
}

/** One field of a person. */
export interface FieldDeclaration {
  readonly name: string;
  readonly type: FactType;
  readonly optional: boolean;
  readonly protected: boolean;
  readonly changeable: boolean;
  readonly description: string;
}

/** One fact that a rule may read. Invariant: `index` is its place in `FactCatalogue.facts`. */
export interface FactDeclaration {
  readonly index: number;
  /** As written in a rule: `household.persons`. */
  readonly name: string;
  readonly namespace: string;
  /** Path inside the record of the namespace: `["household", "persons"]` for a fact nested in the request. */
  readonly path: readonly string[];
  readonly side: Side;
  readonly type: FactType;
  /** May be absent: because the schema says so, or because the record it stands in may be. */
  readonly optional: boolean;
  readonly protected: boolean;
  readonly changeable: boolean;
  readonly description: string;
}

/** A group of facts with one prefix, and how its record is reached from the request or the vacancy. */
export interface NamespaceDeclaration {
  readonly name: string;
  readonly side: Side;
  /** Steps from the request or vacancy record to the record of this namespace: follow `field` into `collection`. */
  readonly steps: readonly { readonly field: string; readonly collection: Collection }[];
  /** Path inside that record, empty for the record itself. */
  readonly within: readonly string[];
}

/** Every fact a rule may read, and the groups they stand in. */
export interface FactCatalogue {
  readonly namespaces: readonly NamespaceDeclaration[];
  readonly facts: readonly FactDeclaration[];
}

function typeOf(name: string, schema: FactSchema): FactType {
  if (schema.type === "integer") {
    if (schema.minimum === undefined || schema.maximum === undefined) throw new Error(`fact ${name} has no bounds`);
    return { kind: "int", minimum: schema.minimum, maximum: schema.maximum };
  }
  if (schema.type === "boolean") return { kind: "bool" };
  if (schema.type === "string") {
    if (schema.format === "date") return { kind: "day" };
    return schema.enum ? { kind: "text", values: schema.enum } : { kind: "text" };
  }
  if (schema.type === "array" && schema.items?.type === "string") {
    const bounds = itemBounds(schema);
    return schema.items.enum ? { kind: "texts", values: schema.items.enum, ...bounds } : { kind: "texts", ...bounds };
  }
  if (schema.type === "array" && schema.items?.type === "object") {
    return { kind: "persons", fields: fieldsOf(schema.items), ...itemBounds(schema) };
  }
  if (schema.type === "object" && schema.properties?.eastMetres) return { kind: "position" };
  throw new Error(`fact ${name} has a schema that no rule could read`);
}

function itemBounds(schema: FactSchema): ItemBounds {
  return {
    ...(schema.minItems === undefined ? {} : { minimumItems: schema.minItems }),
    ...(schema.maxItems === undefined ? {} : { maximumItems: schema.maxItems }),
  };
}

function fieldsOf(schema: FactSchema): FieldDeclaration[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    type: typeOf(name, property),
    optional: !schema.required?.includes(name),
    protected: property.protected ?? false,
    changeable: property.changeable ?? false,
    description: property.description ?? "",
  }));
}

interface NamespaceSource {
  readonly namespace: NamespaceDeclaration;
  readonly schema: FactSchema;
  readonly skip?: readonly string[];
  /** True where a pair may be without the whole record. */
  readonly mayBeMissing?: boolean;
}

/** A catalogue derived from schemas. Order: namespaces as listed, facts as in their schema. */
function catalogueOf(sources: readonly NamespaceSource[]): FactCatalogue {
  const facts: FactDeclaration[] = [];
  for (const { namespace, schema, skip, mayBeMissing = false } of sources) {
    for (const field of fieldsOf(withoutNested(schema, skip ?? []))) {
      facts.push({
        index: facts.length,
        name: `${namespace.name}.${field.name}`,
        namespace: namespace.name,
        path: [...namespace.within, field.name],
        side: namespace.side,
        type: field.type,
        optional: field.optional || mayBeMissing,
        protected: field.protected,
        changeable: field.changeable,
        description: field.description,
      });
    }
  }
  return { namespaces: sources.map((source) => source.namespace), facts };
}

function withoutNested(schema: FactSchema, skip: readonly string[]): FactSchema {
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(([name]) => !skip.includes(name)),
  );
  return { ...schema, properties };
}

const toRight = { field: "rightId", collection: "rights" } as const;
const toAgreement = { field: "agreementId", collection: "agreements" } as const;

/** Every fact a rule may read. */
export const factCatalogue: FactCatalogue = catalogueOf([
  {
    namespace: { name: "request", side: "request", steps: [], within: [] },
    schema: requestSchema,
    skip: ["household", "job"],
  },
  {
    namespace: { name: "household", side: "request", steps: [], within: ["household"] },
    schema: requestSchema.properties.household,
  },
  { namespace: { name: "job", side: "request", steps: [], within: ["job"] }, schema: requestSchema.properties.job },
  {
    namespace: {
      name: "employer",
      side: "request",
      steps: [{ field: "employerId", collection: "employers" }],
      within: [],
    },
    schema: employerSchema,
    mayBeMissing: true,
  },
  { namespace: { name: "vacancy", side: "vacancy", steps: [], within: [] }, schema: vacancySchema },
  {
    namespace: {
      name: "dwelling",
      side: "vacancy",
      steps: [{ field: "dwellingId", collection: "dwellings" }],
      within: [],
    },
    schema: dwellingSchema,
  },
  { namespace: { name: "right", side: "vacancy", steps: [toRight], within: [] }, schema: rightSchema },
  {
    namespace: { name: "agreement", side: "vacancy", steps: [toRight, toAgreement], within: [] },
    schema: agreementSchema,
  },
  {
    namespace: {
      name: "landlord",
      side: "vacancy",
      steps: [toRight, toAgreement, { field: "landlordId", collection: "landlords" }],
      within: [],
    },
    schema: landlordSchema,
  },
]);
