/**
 * The shapes of rule files, checked by ajv against rules/schema/: every difference becomes a sentence with its place, what was sent and what is allowed.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import assignment from "../../../rules/schema/assignment.schema.json" with { type: "json" };
import caseDefaults from "../../../rules/schema/case-defaults.schema.json" with { type: "json" };
import cases from "../../../rules/schema/cases.schema.json" with { type: "json" };
import definitions from "../../../rules/schema/definitions.schema.json" with { type: "json" };
import eligibility from "../../../rules/schema/eligibility.schema.json" with { type: "json" };
import manifest from "../../../rules/schema/manifest.schema.json" with { type: "json" };
import parameters from "../../../rules/schema/parameters.schema.json" with { type: "json" };
import preferences from "../../../rules/schema/preferences.schema.json" with { type: "json" };
import procedure from "../../../rules/schema/procedure.schema.json" with { type: "json" };
import scoring from "../../../rules/schema/scoring.schema.json" with { type: "json" };
import shared from "../../../rules/schema/shared.schema.json" with { type: "json" };
import type { RuleFileKind } from "../../domain/rules/compile/folder.ts";
import type { Finding } from "../../domain/rules/finding.ts";
import { maybe } from "../../domain/rules/lowering/near-miss.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import { type Phrase, type PhraseValue, phrase, said, wordless } from "../../domain/shared/phrase.ts";
import { pointerOf } from "../ajv-pointer.ts";

const SCHEMAS: Record<RuleFileKind, object> = {
  manifest,
  parameters,
  definitions,
  eligibility,
  scoring,
  preferences,
  assignment,
  procedure,
  "case-defaults": caseDefaults,
  cases,
};

/** The schemas are proved valid by the tests: see `factAjv`. */
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  verbose: true,
  validateSchema: false,
  schemas: [shared],
});
ajv.addFormat("date", { type: "string", validate: (text: string) => dayNumberOf(text) !== undefined });

const validators = new Map<RuleFileKind, ValidateFunction>();

function validatorOf(kind: RuleFileKind): ValidateFunction {
  let validate = validators.get(kind);
  if (!validate) validators.set(kind, (validate = ajv.compile(SCHEMAS[kind])));
  return validate;
}

/** Everything in which the content differs from the shape of its kind of file; empty when it has that shape. */
export function shapeFindings(kind: RuleFileKind, path: string, content: unknown): Finding[] {
  const validate = validatorOf(kind);
  if (validate(content)) return [];
  const errors = (validate.errors ?? []).filter((error) => !isInsideAlternative(error, validate.errors ?? []));
  return errors.map((error) => {
    return {
      severity: "error",
      kind: "wrong-shape",
      file: path,
      pointer: pointerOf(error),
      ...said(sentenceOf(error)),
    };
  });
}

/** Where alternatives are allowed, one sentence says so; why each of them failed is left out. */
function isInsideAlternative(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return errors.some((other) => {
    if (other.keyword !== "anyOf" || other === error) return false;
    const isAtOrBelow =
      error.instancePath === other.instancePath || error.instancePath.startsWith(`${other.instancePath}/`);
    return isAtOrBelow && !(error.keyword === "anyOf" && error.instancePath === other.instancePath);
  });
}

function sentenceOf(error: ErrorObject): Phrase {
  const schema = error.parentSchema as Readonly<Record<string, unknown>>;
  const sent = shown(error.data);
  switch (error.keyword) {
    case "required":
      return phrase`"${String(error.params.missingProperty)}" is missing. Add it.`;
    case "additionalProperties": {
      const name = String(error.params.additionalProperty);
      const allowed = Object.keys((schema.properties ?? {}) as object);
      return phrase`"${name}" is not allowed here; allowed: ${allowed.join(", ")}.${maybe(name, allowed)}`;
    }
    case "enum": {
      const allowed = schema.enum as readonly string[];
      const hint = typeof error.data === "string" ? maybe(error.data, allowed) : wordless;
      return phrase`${sent} is not allowed here; allowed: ${allowed.join(", ")}.${hint}`;
    }
    case "const":
      return phrase`${sent} is not allowed here; allowed: ${JSON.stringify(schema.const)}.`;
    case "pattern":
      return phrase`${sent} has not the right form. Wanted: ${String(schema.description ?? schema.pattern)}`;
    case "format":
      return phrase`${sent} is no day. Write an existing day such as "2026-11-23".`;
    case "minimum":
    case "maximum":
      return phrase`${sent} is out of range: ${String(schema.minimum ?? "…")} to ${String(schema.maximum ?? "…")} is allowed.`;
    case "minLength":
      return phrase`The text is empty. Write it, or take the line away.`;
    case "maxLength":
      return phrase`The text has ${String(error.data).length} characters; ${String(schema.maxLength)} are allowed.`;
    case "minItems":
    case "maxItems": {
      const count = (error.data as readonly unknown[]).length;
      return phrase`The list has ${count} entries; ${String(schema.minItems ?? 0)} to ${String(schema.maxItems ?? "…")} are allowed.`;
    }
    case "anyOf":
      return phrase`${sent} is not allowed here; allowed is ${typeof schema.description === "string" ? schema.description : phrase`another shape`}.`;
    default:
      return phrase`${sent} is not allowed here; allowed is ${typeTitle(schema.type)}.`;
  }
}

const TYPE_TITLES: Readonly<Record<string, Phrase>> = {
  integer: phrase`a whole number`,
  boolean: phrase`true or false`,
  string: phrase`a text`,
  array: phrase`a list in brackets`,
  object: phrase`an object in braces`,
};

function typeTitle(type: unknown): PhraseValue {
  const titles = [type].flat().map((one): PhraseValue => TYPE_TITLES[String(one)] ?? String(one));
  return titles.reduce((all, title) => phrase`${all} or ${title}`);
}

function shown(value: unknown): PhraseValue {
  if (Array.isArray(value)) return phrase`A list`;
  if (typeof value === "object" && value !== null) return phrase`An object`;
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
