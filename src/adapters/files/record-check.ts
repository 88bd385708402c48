/**
 * Checks records against the fact schemas by ajv and says everything that is wrong with them, in words a person can act on.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { FACT_KEYWORDS, type FactSchema } from "../../domain/facts/schema.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import { pointerOf } from "../ajv-pointer.ts";
import { dayError } from "./csv/csv-cells.ts";
import type { InputPlace, InputProblemCode, ProblemList, ProblemValues } from "./input-problem.ts";
import type { RecordCollection } from "./pool-collections.ts";
import { kindOf, maybe, nothing, type Words } from "./words.ts";

/**
 * An ajv that knows the keywords and formats of the fact schemas.
 * Why: schemas are the product's own and proved valid by its tests; checking them at each start would take longer than checking what is read.
 */
export function factAjv(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, verbose: true, validateSchema: false });
  ajv.addVocabulary([...FACT_KEYWORDS]);
  ajv.addFormat("date", { type: "string", validate: (text: string) => dayNumberOf(text) !== undefined });
  return ajv;
}

const ajv = factAjv();
const validators = new Map<string, ValidateFunction>();

/** The validator of a collection's records, compiled once. */
export function validatorOf(collection: RecordCollection): ValidateFunction {
  let validate = validators.get(collection.name);
  if (!validate) validators.set(collection.name, (validate = ajv.compile(collection.schema as object)));
  return validate;
}

/** Turns a place inside a record into the place that is reported; undefined when it was reported already. */
export type PlaceOf = (pointer: string) => InputPlace | undefined;

/** Adds a problem for everything ajv found. */
export function reportErrors(errors: readonly ErrorObject[], placeOf: PlaceOf, problems: ProblemList): void {
  for (const error of errors) {
    const pointer = pointerOf(error);
    const place = placeOf(pointer);
    if (place) problems.add(place, ...describe(error, pointer));
  }
}

type Description = [code: InputProblemCode, values: ProblemValues];

function describe(error: ErrorObject, pointer: string): Description {
  const schema = error.parentSchema as FactSchema;
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
      const hint = typeof error.data === "string" ? maybe(error.data.toLowerCase(), allowed) : nothing;
      return ["not-allowed", { sent, allowed: allowed.join(", "), hint }];
    }
    case "const":
      return ["not-allowed", { sent, allowed: String(schema.const), hint: nothing }];
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

function wordOf(schema: FactSchema): Words {
  switch (schema.type) {
    case "integer":
      return { en: "a whole number", fr: "un nombre entier" };
    case "boolean":
      return { en: "true or false", fr: "true ou false" };
    case "string":
      return schema.format === "date"
        ? { en: "a day as text, such as 2026-11-23,", fr: "un jour sous forme de texte, comme 2026-11-23" }
        : { en: "a text", fr: "un texte" };
    case "array":
      return { en: "a list in brackets", fr: "une liste entre crochets" };
    default:
      return { en: "a record in braces", fr: "un enregistrement entre accolades" };
  }
}

function formOf(pattern: string, sent: string): Words {
  if (pattern === "\\S") return { en: "a text that is not empty", fr: "un texte qui n’est pas vide" };
  if (pattern.startsWith("^[A-Za-z0-9]")) {
    return {
      en: "an id: letters, digits, dot, hyphen and underscore, at most 64 characters, a letter or digit first",
      fr: "un identifiant : lettres, chiffres, point, trait d’union et souligné, 64 caractères au plus, une lettre ou un chiffre en tête",
    };
  }
  if (pattern.startsWith("^[a-z0-9]")) {
    return {
      en: "a word of small letters, digits and hyphens, such as social-flow",
      fr: "un mot en minuscules, chiffres et traits d’union, comme social-flow",
    };
  }
  const isCommune = !pattern.startsWith("^(");
  const form = isCommune
    ? {
        en: "an INSEE code of a commune, such as 02408 (not a postcode)",
        fr: "un code INSEE de commune, comme 02408 (pas un code postal)",
      }
    : { en: "a code of a département, such as 02, 2A or 971", fr: "un code de département, comme 02, 2A ou 971" };
  const length = isCommune ? 5 : 2;
  if (!/^\d+$/.test(sent) || sent.length !== length - 1) return form;
  const padded = sent.padStart(length, "0");
  return {
    en: `${form.en}. A spreadsheet may have taken a leading zero away: write ${padded}`,
    fr: `${form.fr}. Un tableur a peut-être retiré le zéro de tête : écrivez ${padded}`,
  };
}
