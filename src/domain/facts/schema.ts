/**
 * The words every fact schema is written in, shared by all files of this folder.
 * A schema is the single source: ajv validates with it, TypeScript types and the fact catalogue of the rules are derived from it.
 * Two keywords are ours: `protected` (a ground of discrimination, code pénal art. 225-1, or health) and
 * `changeable` (something the applicant can lawfully change or supply; the smallest change may name it).
 */

/** Keywords that ajv must be told about before it compiles a fact schema. */
export const FACT_KEYWORDS = ["protected", "changeable"] as const;

/** An identifier: letters, digits, dot, hyphen, underscore; never a name of a person. */
export const id = {
  type: "string",
  pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
} as const;

/** A short word in kebab-case. */
export const slug = { type: "string", pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 64 } as const;

/** A calendar day, `2026-11-23`. */
export const day = { type: "string", format: "date" } as const;

/** INSEE code of a commune (not a postcode): `02408`, `2A004`. */
export const communeCode = { type: "string", pattern: "^[0-9][0-9AB][0-9]{3}$" } as const;

/** Code of a département: `02`, `2A`, `971`. */
export const departementCode = { type: "string", pattern: "^([0-9][0-9AB]|97[1-8]|98[4-8])$" } as const;

/** Money in cents; the bound keeps sums of such values exact. */
export const cents = { type: "integer", minimum: 0, maximum: 2_000_000_000 } as const;

/** A position in whole metres; two positions in different grids have no distance. */
export const position = {
  type: "object",
  additionalProperties: false,
  required: ["grid", "eastMetres", "northMetres"],
  properties: {
    grid: {
      type: "string",
      enum: ["lambert-93", "utm-20n", "utm-22n", "utm-38s", "utm-40s"],
      description: "Projection of the coordinates: Lambert-93 in mainland France, the local UTM zone overseas.",
    },
    eastMetres: { type: "integer", minimum: -9_999_999, maximum: 9_999_999, description: "Easting in metres." },
    northMetres: { type: "integer", minimum: -9_999_999, maximum: 19_999_999, description: "Northing in metres." },
  },
} as const;

/** The part of JSON Schema that the fact schemas use. */
export interface FactSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: FactSchema;
  readonly properties?: Readonly<Record<string, FactSchema>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly protected?: boolean;
  readonly changeable?: boolean;
}
