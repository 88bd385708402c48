/**
 * What the product was told: from the environment and one file of JSON to one checked and frozen value. Nothing else reads the environment.
 * What a command says itself goes before a variable, a variable before the file.
 */
import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { FromSchema } from "json-schema-to-ts";
import { humanRoles } from "./domain/access/actor.ts";
import { id } from "./domain/facts/schema.ts";

const count = (minimum: number, maximum: number) => ({ type: "integer", minimum, maximum }) as const;
const text = { type: "string", minLength: 1, maxLength: 4_000 } as const;

/** Every member, whether it comes from a variable or from the file. */
export const configSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    database: { ...text, description: "A file, or a mongodb:// address." },
    masterKey: {
      type: "string",
      pattern: "^([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)$",
      description: "32 bytes as 64 hexadecimal digits or as base64.",
    },
    masterKeyFile: { ...text, description: "A file that holds such a key." },
    rules: { ...text, description: "Folder of rule sets; those of the product when absent." },
    actor: { ...id, description: "Who acts where a command does not say." },
    role: { type: "string", enum: humanRoles },
    logLevel: { type: "string", enum: ["error", "warn", "info"] },
    host: { ...text, description: "Address the server listens on." },
    port: { ...count(0, 65_535), description: "Port the server listens on; 0 takes any that is free." },
    publicUrl: {
      type: "string",
      format: "web-address",
      description: "Where people reach the product; https makes cookies secure.",
    },
    trustProxy: { ...count(0, 10), description: "Proxies in front of the server whose word about addresses is taken." },
    hasWeb: { type: "boolean", description: "Whether this process serves pages." },
    hasJobs: { type: "boolean", description: "Whether this process runs the night and sends notices." },
    requestsPerMinute: {
      ...count(0, 1_000_000),
      description: "From one address or with one token; 0 is without limit.",
    },
    bodyKilobytes: { ...count(1, 100_000), description: "The largest body of a call." },
    requestSeconds: { ...count(1, 3_600), description: "After so long a call that has not come whole is cut." },
    stopSeconds: { ...count(0, 3_600), description: "So long running calls may take when the server stops." },
    sessionHours: { ...count(1, 720), description: "A session ends after so long, whatever is done in it." },
    failedLogIns: { ...count(1, 100), description: "Wrong passwords in a row after which an account is locked." },
    lockMinutes: { ...count(1, 10_000), description: "How long it is locked." },
    failedLogInsPerAddress: { ...count(1, 100_000), description: "Failed log-ins after which an address must wait." },
    addressMinutes: { ...count(1, 10_000), description: "How long it must wait." },
    tokenDays: { ...count(1, 3_650), description: "The longest life of a token." },
    leastPasswordLength: { ...count(8, 200), description: "Signs a password must have." },
    reserverName: {
      ...text,
      description: "Who allocates, as letters and minutes name it; in brackets to fill in when absent.",
    },
    reserverAddress: { ...text, description: "Its address, lines parted by semicolons." },
    reserverMediator: { ...text, description: "Where its mediator is reached, in one line." },
    mailHost: { ...text, description: "The mail server; without it notices stay on the pages." },
    mailPort: count(1, 65_535),
    mailSecurity: { type: "string", enum: ["tls", "starttls", "none"] },
    mailUser: text,
    mailPassword: text,
    mailPasswordFile: { ...text, description: "A file that holds the password." },
    mailFrom: { type: "string", format: "mail-address", description: "The address that writes." },
    allowsPrivateWebhooks: {
      type: "boolean",
      description: "Whether webhooks may call private addresses, also without TLS.",
    },
  },
  not: { required: ["masterKey", "masterKeyFile"] },
  dependentRequired: { mailHost: ["mailFrom"], mailPort: ["mailHost"], mailUser: ["mailHost"], mailFrom: ["mailHost"] },
} as const;

type Members = FromSchema<typeof configSchema>;
type Member = keyof (typeof configSchema)["properties"];

/** What the product was told, with what is usual where nothing was said. */
export type Config = Readonly<Pick<Required<Members>, "database" | "logLevel">> & {
  readonly [M in Exclude<Member, "database" | "logLevel">]?: Exclude<Members[M], undefined>;
};

/** What is wrong with one member. `sent` is never a secret. */
export interface ConfigProblem {
  readonly member: Member | "config";
  /** The variable, or the member and its file. */
  readonly variable: string;
  readonly code:
    | "not-a-key"
    | "two-keys"
    | "not-a-choice"
    | "not-an-id"
    | "not-a-number"
    | "not-yes-or-no"
    | "not-a-text"
    | "not-a-web-address"
    | "not-a-mail-address"
    | "missing-too"
    | "unknown-member"
    | "file-unreadable"
    | "file-not-json";
  readonly sent: string;
  readonly allowed: string;
}

const { properties } = configSchema;
const members = Object.keys(properties) as Member[];

/** `masterKeyFile` is CONTINGENT_MASTER_KEY_FILE; what is asked as `hasJobs` is CONTINGENT_JOBS. */
export function variableOf(member: Member | "config"): string {
  const words = member.replace(/^has(?=[A-Z])/, "").replace(/[A-Z]/g, (letter) => `_${letter}`);
  return `CONTINGENT_${words.toUpperCase().replace(/^_/, "")}`;
}

/** The schema is proved valid by the tests; checking it at each start would take longer than all the rest of reading. */
const ajv = new Ajv2020({ allErrors: true, verbose: true, validateSchema: false });
ajv.addFormat("web-address", /^https?:\/\/[^\s/?#]+\/?$/);
ajv.addFormat("mail-address", /^[^\s@<>]+@[^\s@<>]+$/);
const validate = ajv.compile(configSchema);

/** Reads the environment and the file it names. What a command says itself wins; a variable that is empty counts as absent. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  said: Partial<Record<Member, string>> = {},
): { readonly config?: Config; readonly problems: readonly ConfigProblem[] } {
  const file = environment[variableOf("config")]?.trim() ?? "";
  const read = file === "" ? { content: {}, problems: [] } : readFile(file);
  const found: Record<string, unknown> = { logLevel: "warn", database: "contingent.db", ...read.content };
  const fromVariable = new Set<string>();
  for (const member of members) {
    const value = (said[member] ?? environment[variableOf(member)] ?? "").trim();
    if (value === "") continue;
    fromVariable.add(member);
    found[member] = memberValue(member, value);
  }
  const isSound = validate(found);
  const placeOf = (member: string) =>
    fromVariable.has(member) || file === "" ? variableOf(member as Member) : `${member} (${file})`;
  const problems = [
    ...read.problems,
    ...(isSound ? [] : (validate.errors ?? []).map((error) => problemOf(error, placeOf))),
  ];
  return problems.length > 0 ? { problems } : { config: Object.freeze(found) as unknown as Config, problems };
}

/** A variable as its member is: a number, yes or no, a text. What is neither stays as it was sent, and is refused as such. */
function memberValue(member: Member, sent: string): unknown {
  const { type } = properties[member] as { readonly type: string };
  if (type === "integer" && /^-?\d{1,15}$/.test(sent)) return Number(sent);
  if (type !== "boolean") return sent;
  if (/^(on|yes|true|1)$/i.test(sent)) return true;
  return /^(off|no|false|0)$/i.test(sent) ? false : sent;
}

function readFile(file: string): { readonly content: object; readonly problems: readonly ConfigProblem[] } {
  const problem = (code: ConfigProblem["code"], allowed = "") => ({
    content: {},
    problems: [{ member: "config", variable: variableOf("config"), code, sent: file, allowed } as const],
  });
  let written: string;
  try {
    written = readFileSync(file, "utf8");
  } catch (error) {
    return problem("file-unreadable", String((error as NodeJS.ErrnoException).code));
  }
  try {
    const content: unknown = JSON.parse(written.replace(/^\ufeff/, ""));
    return typeof content === "object" && content !== null && !Array.isArray(content)
      ? { content, problems: [] }
      : problem("file-not-json");
  } catch {
    return problem("file-not-json");
  }
}

/** Members of which no more is shown than how long they are. */
const secrets: readonly string[] = ["masterKey", "mailPassword"];

function problemOf(
  { instancePath, keyword, params, data, parentSchema }: ErrorObject,
  placeOf: (member: string) => string,
): ConfigProblem {
  const named = String(params.additionalProperty ?? params.property ?? instancePath.slice(1));
  const member = (keyword === "not" ? "masterKey" : named) as Member;
  const length = String(data).length;
  const sent = secrets.includes(member) ? String(length) : String(data).slice(0, 80);
  const of = { member, variable: placeOf(member) };
  if (keyword === "not") return { ...of, code: "two-keys", sent: "", allowed: placeOf("masterKeyFile") };
  if (keyword === "additionalProperties")
    return { ...of, code: "unknown-member", sent: named, allowed: members.join(", ") };
  if (keyword === "dependentRequired")
    return { ...of, code: "missing-too", sent: "", allowed: placeOf(String(params.missingProperty)) };
  if (member === "masterKey") return { ...of, code: "not-a-key", sent, allowed: "" };
  if (keyword === "enum") return { ...of, code: "not-a-choice", sent, allowed: params.allowedValues.join(", ") };
  if (keyword === "pattern") return { ...of, code: "not-an-id", sent, allowed: "" };
  if (keyword === "format") {
    const code = params.format === "web-address" ? "not-a-web-address" : "not-a-mail-address";
    return { ...of, code, sent, allowed: "" };
  }
  const schema = parentSchema as { readonly type?: string; readonly minimum?: number; readonly maximum?: number };
  if (schema.type === "integer")
    return { ...of, code: "not-a-number", sent, allowed: `${schema.minimum} - ${schema.maximum}` };
  return { ...of, code: schema.type === "boolean" ? "not-yes-or-no" : "not-a-text", sent, allowed: "" };
}
