/**
 * Where the product finds its database, its key and its rules: from the environment to one checked and frozen value. Nothing else reads the environment.
 */
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { humanRoles, type Role } from "./domain/access/actor.ts";
import { id } from "./domain/facts/schema.ts";

const logLevels = ["error", "warn", "info"] as const;

/** What the product was told. */
export interface Config {
  /** A file, or a mongodb:// address. */
  readonly database: string;
  /** 32 bytes as 64 hexadecimal digits or as base64. */
  readonly masterKey?: string;
  /** A file that holds such a key. */
  readonly masterKeyFile?: string;
  /** Folder of rule sets; those of the product when absent. */
  readonly rules?: string;
  /** Who acts where a command does not say. */
  readonly actor?: string;
  readonly role?: Role;
  readonly logLevel: (typeof logLevels)[number];
}

/** What is wrong with one variable. `sent` is never a key. */
export interface ConfigProblem {
  readonly member: keyof Config;
  readonly variable: string;
  readonly code: "not-a-key" | "two-keys" | "not-a-choice" | "not-an-id";
  readonly sent: string;
  readonly allowed: string;
}

const variables = {
  database: "CONTINGENT_DATABASE",
  masterKey: "CONTINGENT_MASTER_KEY",
  masterKeyFile: "CONTINGENT_MASTER_KEY_FILE",
  rules: "CONTINGENT_RULES",
  actor: "CONTINGENT_ACTOR",
  role: "CONTINGENT_ROLE",
  logLevel: "CONTINGENT_LOG_LEVEL",
} as const satisfies Readonly<Record<keyof Config, string>>;

/** 32 bytes in hexadecimal or in base64. */
const keyForm = "^([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)$";

/** What the variables may hold. */
export const configSchema = {
  type: "object",
  properties: {
    [variables.masterKey]: { type: "string", pattern: keyForm },
    [variables.actor]: id,
    [variables.role]: { enum: humanRoles },
    [variables.logLevel]: { enum: logLevels },
  },
  not: { required: [variables.masterKey, variables.masterKeyFile] },
} as const;

/** The schema is proved valid by the tests; checking it at each start would take longer than all the rest of reading. */
const validate = new Ajv2020({ allErrors: true, verbose: true, validateSchema: false }).compile(configSchema);

/** Reads the environment. What a command says itself wins; a variable that is empty counts as absent. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  said: Partial<Record<keyof Config, string>> = {},
): { readonly config?: Config; readonly problems: readonly ConfigProblem[] } {
  const found: Record<string, string> = { [variables.logLevel]: "warn", [variables.database]: "contingent.db" };
  for (const [member, variable] of Object.entries(variables)) {
    const value = said[member as keyof Config] ?? environment[variable];
    if (value !== undefined && value.trim() !== "") found[variable] = value.trim();
  }
  if (!validate(found)) return { problems: (validate.errors ?? []).map(problemOf) };
  const members = Object.entries(variables).flatMap(([member, variable]) =>
    found[variable] === undefined ? [] : [[member, found[variable]]],
  );
  return { config: Object.freeze(Object.fromEntries(members)) as Config, problems: [] };
}

function problemOf({ instancePath, keyword, params, data }: ErrorObject): ConfigProblem {
  const variable = keyword === "not" ? variables.masterKey : instancePath.slice(1);
  const member = (Object.keys(variables) as (keyof Config)[]).find((one) => variables[one] === variable)!;
  if (keyword === "not") return { member, variable, code: "two-keys", sent: "", allowed: variables.masterKeyFile };
  if (keyword === "enum")
    return { member, variable, code: "not-a-choice", sent: String(data), allowed: params.allowedValues.join(", ") };
  return member === "masterKey"
    ? { member, variable, code: "not-a-key", sent: String(String(data).length), allowed: "" }
    : { member, variable, code: "not-an-id", sent: String(data).slice(0, 80), allowed: "" };
}
