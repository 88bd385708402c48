/**
 * Where the values of a request go when its row is filled without making a record: a tree of targets with the shape of the schema.
 * A target refuses whatever the schema would refuse; then the row is read again the careful way, which says what is wrong.
 */
import type { ValidateFunction } from "ajv/dist/2020.js";
import type { FactCatalogue, FactDeclaration } from "../../../domain/facts/catalogue.ts";
import type { FactSchema } from "../../../domain/facts/schema.ts";
import type { TextCodes } from "../../../domain/facts/table/text-codes.ts";
import { compareText } from "../../../domain/shared/order.ts";
import { isPosition, type PoolCollection } from "../pool-collections.ts";
import { factAjv } from "../record-check.ts";
import { ByteTexts } from "./byte-texts.ts";

/** A value that is one whole number in a column. */
export type ScalarTarget =
  | { readonly kind: "int"; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "bool" }
  | { readonly kind: "day" }
  | { readonly kind: "text"; readonly texts: ByteTexts };

/** A list of persons. */
export interface PersonsTarget {
  readonly kind: "persons";
  readonly fact: number;
  readonly minItems: number;
  readonly maxItems: number;
  readonly person: ObjectTarget;
  /** By field: whether it holds a text. */
  readonly holdText: readonly boolean[];
}

/** A position. */
export interface PositionTarget {
  readonly kind: "position";
  readonly fact: number;
  readonly position: ObjectTarget;
}

/** Where one value goes, by its kind. */
export type Target =
  | { readonly kind: "id"; readonly isId: (text: string) => boolean }
  | { readonly kind: "scalar"; readonly fact: number; readonly scalar: ScalarTarget }
  | {
      readonly kind: "texts";
      readonly fact: number;
      readonly texts: ByteTexts;
      readonly minItems: number;
      readonly maxItems: number;
    }
  | PersonsTarget
  | PositionTarget
  | { readonly kind: "object"; readonly object: ObjectTarget };

/** A member of an object, with the place of its value. */
export interface MemberTarget {
  readonly name: string;
  /** The name in quotes, as bytes. */
  readonly key: Uint8Array;
  /** Its place among the members, and its bit in `required`. */
  readonly index: number;
  /** Its place in the schema. */
  readonly field: number;
  readonly target: Target;
}

/** An object, member by member. */
export interface ObjectTarget {
  /** In the order of canonical JSON: by code unit of their names. */
  readonly members: readonly MemberTarget[];
  /** Bits of the members that must be there. */
  readonly required: number;
  /** Which member came last time after member i - 1, and first at 0: a guess that saves most of the search for a name. */
  readonly followers: Int32Array;
}

const ajv = factAjv();

/** The targets of a collection. `isKnown` tells whether a record with an id that is referred to exists. */
export function targetsOf(
  collection: PoolCollection,
  catalogue: FactCatalogue,
  texts: TextCodes,
  isKnown: (collection: string, id: string) => boolean,
): ObjectTarget {
  const own = catalogue.namespaces.filter(({ steps }) => steps.length === 0).map(({ name }) => name);
  const ofSide = catalogue.facts.filter((fact) => own.includes(fact.namespace) && fact.side === "request");
  const factByPath = new Map(ofSide.map((fact) => [fact.path.join("/"), fact]));
  const referenceOf = (path: string) => collection.references.find(({ field }) => field === path)?.collection;
  const codeOf = (validate: ValidateFunction, path: string) => (text: string) => {
    if (!validate(text)) return -1;
    const referred = referenceOf(path);
    return referred !== undefined && !isKnown(referred, text) ? -1 : texts.code(text);
  };
  const textsOf = (schema: FactSchema, path: string) => new ByteTexts(codeOf(ajv.compile(schema as object), path));

  const objectOf = (schema: FactSchema, prefix: string, targetOf: TargetOf): ObjectTarget => {
    const entries = Object.entries(schema.properties ?? {})
      .map(([name, property], field) => ({ name, property, field }))
      .sort((a, b) => compareText(a.name, b.name));
    if (entries.length > 31) throw new Error(`a record of more than 31 members cannot be read: ${prefix}`);
    const members = entries.map(({ name, property, field }, index) => ({
      name,
      key: Buffer.from(JSON.stringify(name)),
      index,
      field,
      target: targetOf(property, `${prefix}${name}`),
    }));
    const required = members.reduce(
      (bits, { name, index }) => bits | (schema.required?.includes(name) ? 1 << index : 0),
      0,
    );
    return { members, required, followers: Int32Array.from({ length: members.length + 1 }, (_, index) => index) };
  };
  const scalarOf = (schema: FactSchema, path: string): ScalarTarget => {
    if (schema.type === "integer") return { kind: "int", minimum: schema.minimum!, maximum: schema.maximum! };
    if (schema.type === "boolean") return { kind: "bool" };
    return schema.format === "date" ? { kind: "day" } : { kind: "text", texts: textsOf(schema, path) };
  };
  const targetOf: TargetOf = (schema, path) => {
    if (path === "id") {
      const validate = ajv.compile(schema as object);
      return { kind: "id", isId: (text) => validate(text) };
    }
    if (schema.type === "object" && !isPosition(schema)) {
      return { kind: "object", object: objectOf(schema, `${path}/`, targetOf) };
    }
    const fact = factAt(factByPath, path);
    const memberOf: TargetOf = (inner, at) => ({ kind: "scalar", fact, scalar: scalarOf(inner, at) });
    if (isPosition(schema)) return { kind: "position", fact, position: objectOf(schema, `${path}/`, memberOf) };
    if (schema.type !== "array") return { kind: "scalar", fact, scalar: scalarOf(schema, path) };
    const items = schema.items!;
    const bounds = { minItems: schema.minItems ?? 0, maxItems: schema.maxItems ?? Number.MAX_SAFE_INTEGER };
    if (items.type !== "object") return { kind: "texts", fact, texts: textsOf(items, path), ...bounds };
    const person = objectOf(items, `${path}/`, memberOf);
    const holdText: boolean[] = [];
    for (const { field, target } of person.members) {
      holdText[field] = target.kind === "scalar" && target.scalar.kind === "text";
    }
    return { kind: "persons", fact, person, holdText, ...bounds };
  };
  return objectOf(collection.schema, "", targetOf);
}

type TargetOf = (schema: FactSchema, path: string) => Target;

function factAt(factByPath: ReadonlyMap<string, FactDeclaration>, path: string): number {
  const fact = factByPath.get(path);
  if (!fact) throw new Error(`the catalogue has no fact at ${path}`);
  return fact.index;
}
