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
  field: "field",
};

/** Errors that say more when they know more: the key that is used when a value is there. */
const fuller: Readonly<Record<string, readonly [value: string, key: TextKey]>> = {
  conflict: ["state", "error.conflict-now"],
  "master-key-missing": ["file", "error.master-key-missing-at"],
};

/** The problem as a command ends with it. */
export function domainProblem(error: DomainError, terminal: Terminal): CommandProblem {
  const { code, kind, values, details } = error;
  const lines = [sentenceOf(code, values, terminal), ...details.map((detail) => detailLine(detail, terminal))];
  return new CommandProblem(exitCodeOfKind[kind], lines, details, { code, values });
}

/** What is wrong and what to do, in the language asked for. */
export function sentenceOf(code: string, values: ErrorValues, terminal: Terminal): string {
  const more = fuller[code];
  const key = more && (values[more[0]] ?? "") !== "" ? more[1] : `error.${code}`;
  if (!isTextKey(key)) return `${code} ${JSON.stringify(values)}`;
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, valueText(code, name, String(value), terminal)]),
  );
  const sentence = terminal.say(key, said);
  return sentence.startsWith(String(values.field)) ? sentence : sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

function valueText(code: string, name: string, value: string, terminal: Terminal): string {
  if (name === "allowed" && (code === "role-forbidden" || code === "wrong-state")) {
    const family = code === "role-forbidden" ? "role" : "record-state";
    return wordsOf(family, value.split(", "), terminal);
  }
  if (name === "day") return formatDay(value, terminal.language);
  const family = families[name];
  return family === undefined ? value : wordsOf(family, value.split(", "), terminal);
}

/** A finding of the rules, a problem of a run, or another error. */
function detailLine(detail: object, terminal: Terminal): string {
  if ("severity" in detail) return findingLine(detail as Finding, terminal);
  const { code, values = {} } = detail as Partial<RunProblem>;
  if (code === undefined) return JSON.stringify(detail);
  const key = (["run-problem", "file-problem"] as const).map((family) => `${family}.${code}`).find(isTextKey);
  return key ? terminal.say(key, values) : sentenceOf(code, values, terminal);
}
