/** Checks what comes in against the schemas of its route, and says everything that is wrong: where, what was sent, what is allowed. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { FACT_KEYWORDS } from "../domain/facts/schema.ts";
import { dayNumberOf } from "../domain/shared/dates.ts";
import type { Issue } from "../edge/edge-problem.ts";
import { isTextKey, type Language, say } from "../texts/texts.ts";

/** True for an instant as records write it. */
export function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

/**
 * An ajv for messages. Schemas are the product's own and proved valid by its tests; checking them at each start would take longer than all
 * the rest of starting.
 */
export function messageAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    verbose: true,
    validateSchema: false,
    allowUnionTypes: true,
  });
  ajv.addVocabulary([...FACT_KEYWORDS]);
  ajv.addFormat("date", { type: "string", validate: (text: string) => dayNumberOf(text) !== undefined });
  ajv.addFormat("date-time", { type: "string", validate: isInstant });
  ajv.addFormat("email", /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/);
  ajv.addFormat("uri", { type: "string", validate: (text: string) => URL.canParse(text) });
  return ajv;
}

const ajv = messageAjv();

/** Compiles a schema of messages. */
export function messageCheck(schema: object): ValidateFunction {
  return ajv.compile(schema);
}

/** A query with its whole numbers as numbers, where the schema asks for one; everything else stays the text it is. */
export function readQuery(sent: Readonly<Record<string, unknown>>, schema: object): Readonly<Record<string, unknown>> {
  const { properties = {} } = schema as Shape;
  const isNumber = (name: string, value: unknown) =>
    Object.hasOwn(properties, name) && properties[name]!.type === "integer" && /^\d{1,15}$/.test(String(value));
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name, isNumber(name, value) ? Number(value) : value]),
  );
}

/** Issues listed of one call; the rest is left out. */
const ISSUES_LISTED = 200;

/** Everything that ajv found. */
export function issuesOf(errors: readonly ErrorObject[], language: Language, before = ""): readonly Issue[] {
  const told = errors.filter((error) => error.keyword !== "if" && !isInsideAlternative(error, errors));
  return told.slice(0, ISSUES_LISTED).map((error) => ({
    pointer: before + pointerOf(error),
    code: error.keyword,
    message: messageOf(error, language),
  }));
}

function pointerOf({ instancePath, params }: ErrorObject): string {
  const member = params.missingProperty ?? params.additionalProperty;
  if (member === undefined) return instancePath;
  return `${instancePath}/${String(member).slice(0, LONGEST_SHOWN).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Where alternatives are allowed, one sentence says so; why each of them failed is left out. */
function isInsideAlternative(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return errors.some(
    (other) =>
      other !== error &&
      other.keyword === "anyOf" &&
      error.schemaPath.startsWith(`${other.schemaPath}/`) &&
      error.instancePath.startsWith(other.instancePath),
  );
}

interface Shape {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly anyOf?: readonly Shape[];
}

function messageOf({ keyword, params, data, parentSchema }: ErrorObject, language: Language): string {
  const shape = (parentSchema ?? {}) as Shape;
  const key = `api.issue.${keyword}`;
  const tell = (values: Readonly<Record<string, string>>) =>
    say(language, isTextKey(key) ? key : "api.issue.other", values);
  const sent = shown(data, language);
  switch (keyword) {
    case "required": {
      const member = String(params.missingProperty);
      return tell({ member, allowed: allowedBy(shape.properties?.[member] ?? {}, language) });
    }
    case "additionalProperties": {
      const member = String(params.additionalProperty).slice(0, LONGEST_SHOWN);
      const known = Object.keys(shape.properties ?? {}).join(", ");
      return tell({ member, allowed: known || say(language, "api.allowed.nothing") });
    }
    case "minLength":
    case "maxLength":
      return tell({ sent: String(String(data).length), allowed: String(params.limit) });
    case "minItems":
    case "maxItems":
      return tell({ sent: String((data as readonly unknown[]).length), allowed: String(params.limit) });
    case "minimum":
    case "maximum":
      return tell({ sent, allowed: String(params.limit) });
    case "const":
      return tell({ sent, allowed: JSON.stringify(params.allowedValue) });
    default:
      return tell({ sent, allowed: allowedBy(shape, language) });
  }
}

/** Forms that have words of their own, by how their pattern begins. */
const forms: readonly (readonly [start: string, key: string])[] = [
  ["^[A-Za-z0-9]", "id"],
  ["^[a-z0-9]", "slug"],
  ["^[0-9][0-9AB][0-9]", "commune"],
  ["^([0-9]", "departement"],
  ["^[^", "text"],
];

function allowedBy(shape: Shape, language: Language): string {
  if (shape.enum) return shape.enum.map(String).join(", ");
  if (shape.anyOf) return [...new Set(shape.anyOf.map((one) => allowedBy(one, language)))].join(" / ");
  const form = forms.find(([start]) => shape.pattern?.startsWith(start))?.[1];
  const names = [shape.format ?? form ?? shape.type ?? []].flat();
  const words = names.map((name) => {
    const key = `api.allowed.${name}`;
    return isTextKey(key) ? say(language, key) : name;
  });
  return words.join(", ") || (shape.description ?? "…");
}

const LONGEST_SHOWN = 80;

function shown(value: unknown, language: Language): string {
  if (value === undefined) return say(language, "api.sent.nothing");
  if (Array.isArray(value)) return say(language, "api.sent.array");
  if (typeof value === "object" && value !== null) return say(language, "api.sent.object");
  const text = JSON.stringify(typeof value === "string" ? value.slice(0, LONGEST_SHOWN + 1) : value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
