/**
 * Checks records against the fact schemas by ajv and says everything that is wrong with them, in words a person can act on.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { FACT_KEYWORDS } from "../../domain/facts/schema.ts";
import { maybe } from "../../domain/rules/near-miss.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import { dayError } from "./csv-cells.ts";
import type { InputPlace, InputProblemCode, ProblemList } from "./input-problem.ts";
import type { PoolCollection, RecordSchema } from "./pool-collections.ts";

/** An ajv that knows the keywords and formats of the fact schemas. */
export function factAjv(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, verbose: true });
  ajv.addVocabulary([...FACT_KEYWORDS]);
  ajv.addFormat("date", { type: "string", validate: (text: string) => dayNumberOf(text) !== undefined });
  return ajv;
}

const ajv = factAjv();
const validators = new Map<string, ValidateFunction>();

/** The validator of a collection's records, compiled once. */
export function validatorOf(collection: PoolCollection): ValidateFunction {
  let validate = validators.get(collection.name);
  if (!validate) validators.set(collection.name, (validate = ajv.compile(collection.schema as object)));
  return validate;
}

/** Turns a place inside a record into the place that is reported; undefined when it was reported already. */
export type PlaceOf = (pointer: string) => InputPlace | undefined;

/** Adds a problem for everything ajv found. */
export function reportErrors(errors: readonly ErrorObject[], placeOf: PlaceOf, problems: ProblemList): void {
  for (const error of errors) {
    const member = error.params.missingProperty ?? error.params.additionalProperty;
    const pointer = member === undefined ? error.instancePath : `${error.instancePath}/${escaped(member)}`;
    const place = placeOf(pointer);
    if (place) problems.add(place, ...describe(error, pointer));
  }
}

function escaped(member: string): string {
  return member.replaceAll("~", "~0").replaceAll("/", "~1");
}

type Description = [code: InputProblemCode, values: Readonly<Record<string, string | number>>];

function describe(error: ErrorObject, pointer: string): Description {
  const schema = error.parentSchema as RecordSchema;
  const sent = shown(error.data);
  switch (error.keyword) {
    case "required":
      return ["fact-missing", { fact: pointer.slice(1).replaceAll("/", ".") }];
    case "additionalProperties": {
      const name = error.params.additionalProperty as string;
      return ["fact-unknown", { sent: name, hint: maybe(name, Object.keys(schema.properties ?? {})) }];
    }
    case "enum": {
      const allowed = schema.enum ?? [];
      const hint = typeof error.data === "string" ? maybe(error.data.toLowerCase(), allowed) : "";
      return ["not-allowed", { sent, allowed: allowed.join(", "), hint }];
    }
    case "const":
      return ["not-allowed", { sent, allowed: String(schema.const), hint: "" }];
    case "pattern":
      return ["wrong-form", { sent, what: formOf(schema.pattern ?? "", sent) }];
    case "format": {
      const { code, values } = dayError(sent);
      return [code, values];
    }
    case "minimum":
    case "maximum":
      return ["out-of-range", { sent, minimum: schema.minimum ?? "", maximum: schema.maximum ?? "" }];
    case "maxLength":
      return ["too-long", { sent: sent.length, allowed: schema.maxLength ?? 0 }];
    case "minItems":
    case "maxItems": {
      const length = (error.data as readonly unknown[]).length;
      return ["list-length", { sent: length, minimum: schema.minItems ?? 0, maximum: schema.maxItems ?? "" }];
    }
    default:
      return ["wrong-type", { allowed: wordOf(schema), sent: kindOf(error.data) }];
  }
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function wordOf(schema: RecordSchema): string {
  switch (schema.type) {
    case "integer":
      return "a whole number";
    case "boolean":
      return "true or false";
    case "string":
      return schema.format === "date" ? "a day as text, such as 2026-11-23," : "a text";
    case "array":
      return "a list in brackets";
    default:
      return "a record in braces";
  }
}

/** What a JSON value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return "null (leave an absent fact out)";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a record";
  return typeof value === "string" ? `the text ${JSON.stringify(value.slice(0, 60))}` : JSON.stringify(value);
}

function formOf(pattern: string, sent: string): string {
  if (pattern.startsWith("^[A-Za-z0-9]")) {
    return "an id: letters, digits, dot, hyphen and underscore, at most 64 characters, a letter or digit first";
  }
  if (pattern.startsWith("^[a-z0-9]")) return "a word of small letters, digits and hyphens, such as social-flow";
  const padded = (length: number) =>
    /^\d+$/.test(sent) && sent.length === length - 1
      ? `. A spreadsheet may have taken a leading zero away: write ${sent.padStart(length, "0")}`
      : "";
  if (pattern.startsWith("^(")) return `a code of a département, such as 02, 2A or 971${padded(2)}`;
  return `an INSEE code of a commune, such as 02408 (not a postcode)${padded(5)}`;
}
