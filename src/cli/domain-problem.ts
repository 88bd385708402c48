/** From an error of the product to sentences and an exit code. */
import type { RunProblem } from "../domain/engine/run-problem.ts";
import type { Finding } from "../domain/rules/finding.ts";
import type { DomainError, ErrorKind, ErrorValues } from "../domain/shared/domain-error.ts";
import { formatDay } from "../texts/format.ts";
import { isTextKey, type TextKey } from "../texts/texts.ts";
import { wordsOf } from "./database/operands.ts";
import { findingLine } from "./open-rules.ts";
import { CommandProblem, exitCodes, type Terminal } from "./terminal.ts";

const exitCodeOfKind: Readonly<Record<ErrorKind, number>> = {
  invalid: exitCodes.wrongInput,
  "not-found": exitCodes.wrongInput,
  unauthenticated: exitCodes.refused,
  forbidden: exitCodes.refused,
  conflict: exitCodes.refused,
  refused: exitCodes.refused,
  unavailable: exitCodes.tryLater,
};

/** What the words of a value are looked up under. */
const families: Readonly<Record<string, string>> = {
  kind: "kind",
  refersTo: "kind",
  command: "use-case",
  role: "role",
  state: "record-state",
  reason: "reason",
};

/** Errors that say more when they know more: the key that is used when a value is there. */
const fuller: Readonly<Record<string, readonly [value: string, key: TextKey]>> = {
  conflict: ["state", "error.conflict-now"],
  "master-key-missing": ["file", "error.master-key-missing-at"],
  "value-required": ["allowed", "error.value-required-of"],
};

/** Values of which one may have a sentence of its own: no decision yet is said otherwise than no request. */
const particular = ["kind", "allowed", "found", "reason"] as const;

/** Values that people typed: a sentence that begins with one begins as it was typed. */
const typed = ["field", "place", "file", "variable", "actorId", "requestIds"] as const;

/** The days on one side of a day. */
const bounds: Readonly<Record<string, TextKey>> = {
  ">=": "value.from-day",
  ">": "value.after-day",
  "<=": "value.until-day",
  "<": "value.before-day",
};

/** The problem as a command ends with it. The same sentence is said once, however many places it is about. */
export function domainProblem(error: DomainError, terminal: Terminal): CommandProblem {
  const { code, kind, values, details } = error;
  const told = [...new Set(details.flatMap((detail) => detailLine(detail, terminal)))];
  const isOne = code === "several-problems" && told.length === 1;
  const counted = code === "several-problems" ? { ...values, count: told.length } : values;
  const lines = isOne ? told : [sentenceOf(code, counted, terminal), ...told];
  return new CommandProblem(exitCodeOfKind[kind], lines, details, { code, values });
}

/** What is wrong and what to do, in the language asked for. */
export function sentenceOf(code: string, values: ErrorValues, terminal: Terminal): string {
  const key = keyOf(code, values);
  if (key === undefined) return `${code} ${JSON.stringify(values)}`;
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, valueText(code, name, String(value), terminal)]),
  );
  // What has no id yet is said by its kind alone.
  const sentence = terminal.say(key, said).replace(values.id === "" ? / (?=[\s:])/ : "", "");
  const isTyped = typed.some((name) => values[name] !== undefined && sentence.startsWith(String(values[name])));
  return isTyped ? sentence : sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

function keyOf(code: string, values: ErrorValues): TextKey | undefined {
  const more = fuller[code];
  if (more && (values[more[0]] ?? "") !== "") return more[1];
  return [...particular.map((name) => `error.${code}-${values[name]}`), `error.${code}`].find(isTextKey);
}

function valueText(code: string, name: string, value: string, terminal: Terminal): string {
  // A candidate is known by the designation and the request; people know it by the request.
  if (name === "id") return value.slice(value.indexOf("~") + 1);
  if (name === "state" && value.startsWith("on-agenda "))
    return terminal.say("value.on-agenda", { agenda: value.slice("on-agenda ".length) });
  if (name === "field") return fieldText(value, terminal);
  if (name === "allowed" && (code === "role-forbidden" || code === "wrong-state")) {
    const family = code === "role-forbidden" ? "role" : "record-state";
    return wordsOf(family, value.split(", "), terminal);
  }
  const bound = name === "allowed" ? /^([<>]=?) (\d{4}-\d\d-\d\d)$/.exec(value) : null;
  if (bound) return terminal.say(bounds[bound[1]!]!, { day: formatDay(bound[2]!, terminal.language) });
  if (name === "sent" || name === "allowed") return wordsOf("value", value.split(", "), terminal);
  if (name === "day" || name === "today") return formatDay(value, terminal.language);
  const family = families[name];
  return family === undefined ? value : wordsOf(family, value.split(", "), terminal);
}

/** A field in people's words: as a whole, or by its last part where the rest says which of several. */
function fieldText(field: string, terminal: Terminal): string {
  const kept = /^line (\d+) of the kept roots$/.exec(field);
  if (kept) return terminal.say("field.kept-line", { line: kept[1]! });
  const parts = field.split("/").filter((part) => !/^\d+$/.test(part));
  const key = [field, parts.at(-1)].map((name) => `field.${name}`).find(isTextKey);
  return key ? terminal.say(key) : field;
}

/** A finding of the rules, a problem of a run, or another error; what is only for programs has no line. */
function detailLine(detail: object, terminal: Terminal): readonly string[] {
  if ("severity" in detail) return [findingLine(detail as Finding, terminal)];
  const { code, values = {} } = detail as Partial<RunProblem>;
  if (code === undefined) return "line" in detail ? [] : [JSON.stringify(detail)];
  const key = (["run-problem", "file-problem"] as const).map((family) => `${family}.${code}`).find(isTextKey);
  return [key ? terminal.say(key, values) : sentenceOf(code, values, terminal)];
}
