/**
 * From an error of the product to sentences, the same for the command line, the API and the pages. Only what to do next may differ: a command
 * line names its commands and options, which mean nothing elsewhere.
 */
import type { DomainError, ErrorValues } from "../domain/shared/domain-error.ts";
import type { Said } from "../domain/shared/phrase.ts";
import { formatDay } from "./format.ts";
import { isTextKey, type Language, say, sayPhrase, type TextKey } from "./texts.ts";
import { wordsOf } from "./words-of.ts";

/** Where a sentence is read. */
export type Place = "page" | "command-line";

/** One of several things that must be fixed. */
export interface ProblemDetail {
  readonly code: string;
  readonly values: ErrorValues;
  /** The field it is about, as the use case names it. */
  readonly field?: string;
  readonly sentence: string;
}

/** What is wrong and what to do, and each part of it where there are several. */
export interface ProblemSaid {
  readonly sentence: string;
  readonly details: readonly ProblemDetail[];
}

/** What a finding of the rules is told by. */
interface FindingTold extends Said {
  readonly kind: string;
  readonly file: string;
  readonly pointer: string;
}

/** What the words of a value are looked up under. */
const families: Readonly<Record<string, string>> = {
  kind: "kind",
  refersTo: "kind",
  command: "use-case",
  role: "role",
  state: "record-state",
  reason: "reason",
};

/** Errors that say more when they know more: the ending of the key that is used when a value is there. */
const fuller: Readonly<Record<string, readonly [value: string, ending: string]>> = {
  conflict: ["state", "now"],
  "master-key-missing": ["file", "at"],
  "value-required": ["allowed", "of"],
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

/** The error in words, with everything it lists. */
export function problemSentence(error: DomainError, language: Language, place: Place = "page"): ProblemSaid {
  const details = error.details.flatMap((detail) => detailOf(detail, language, place));
  const sentences = new Set(details.map(({ sentence }) => sentence));
  const isSeveral = error.code === "several-problems";
  if (isSeveral && sentences.size === 1) return { sentence: details[0]!.sentence, details };
  const values = isSeveral ? { ...error.values, count: sentences.size } : error.values;
  return { sentence: sentenceOf(error.code, values, language, place), details };
}

/** What is wrong and what to do. */
export function sentenceOf(code: string, values: ErrorValues, language: Language, place: Place = "page"): string {
  const key = keyOf(code, values, place);
  if (key === undefined) return `${code} ${JSON.stringify(values)}`;
  const said = Object.fromEntries(
    Object.entries(inLanguage(values, language)).map(([name, value]) => {
      return [name, valueText(code, name, String(value), language, place)];
    }),
  );
  // What has no id yet is said by its kind alone.
  const sentence = say(language, key, said).replace(values.id === "" ? / (?=[\s:])/ : "", "");
  const isTyped = typed.some((name) => values[name] !== undefined && sentence.startsWith(String(values[name])));
  return isTyped ? sentence : sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

/** Values that rule files say in both languages, as `titleFr` and `titleEn`, under the name that the sentence calls them by. */
function inLanguage(values: ErrorValues, language: Language): ErrorValues {
  const said = /^(.+)(Fr|En)$/;
  const own = language === "fr" ? "Fr" : "En";
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const [, base, of] = said.exec(name) ?? [];
      return base === undefined ? [[name, value]] : of === own ? [[base, value]] : [];
    }),
  );
}

/** The first of several keys that the catalogue has; on a page those of its own come first. */
function keyAmong(names: readonly string[], place: Place): TextKey | undefined {
  const own = place === "page" ? names.map((name) => `page-${name}`) : [];
  return [...own, ...names].find(isTextKey);
}

function keyOf(code: string, values: ErrorValues, place: Place): TextKey | undefined {
  const more = fuller[code];
  const endings = more && (values[more[0]] ?? "") !== "" ? [more[1]] : particular.map((name) => values[name]);
  return keyAmong([...endings.map((ending) => `error.${code}-${ending}`), `error.${code}`], place);
}

function valueText(code: string, name: string, value: string, language: Language, place: Place): string {
  // A candidate is known by the designation and the request; people know it by the request.
  if (name === "id") return value.slice(value.indexOf("~") + 1);
  if (name === "state" && value.startsWith("on-agenda "))
    return say(language, "value.on-agenda", { agenda: value.slice("on-agenda ".length) });
  if (name === "field") return fieldText(value, language, place);
  if (name === "allowed" && (code === "role-forbidden" || code === "wrong-state")) {
    const family = code === "role-forbidden" ? "role" : "record-state";
    return wordsOf(family, value.split(", "), language);
  }
  const bound = name === "allowed" ? /^([<>]=?) (\d{4}-\d\d-\d\d)$/.exec(value) : null;
  if (bound) return say(language, bounds[bound[1]!]!, { day: formatDay(bound[2]!, language) });
  if (name === "sent" || name === "allowed") return wordsOf("value", value.split(", "), language);
  if (name === "day" || name === "today") return formatDay(value, language);
  const family = families[name];
  return family === undefined ? value : wordsOf(family, value.split(", "), language);
}

/** A field in people's words: as a whole, or by its last part where the rest says which of several. */
function fieldText(field: string, language: Language, place: Place): string {
  const kept = /^line (\d+) of the kept roots$/.exec(field);
  if (kept) return say(language, "field.kept-line", { line: kept[1]! });
  const parts = field.split("/").filter((part) => !/^\d+$/.test(part));
  const key = keyAmong(
    [field, parts.at(-1)].map((name) => `field.${name}`),
    place,
  );
  return key ? say(language, key) : field;
}

/** A finding of the rules, a problem of a run, or another error; what is only for programs is not told. */
function detailOf(detail: object, language: Language, place: Place): readonly ProblemDetail[] {
  if (isFinding(detail)) {
    const { kind, file, pointer, phrase } = detail;
    return [{ code: kind, values: { file, pointer }, sentence: sayPhrase(language, phrase) }];
  }
  const { code, values = {} } = detail as { readonly code?: string; readonly values?: ErrorValues };
  if (code === undefined)
    return "line" in detail ? [] : [{ code: "other", values: {}, sentence: JSON.stringify(detail) }];
  const key = (["run-problem", "file-problem"] as const).map((family) => `${family}.${code}`).find(isTextKey);
  const sentence = key ? say(language, key, values) : sentenceOf(code, values, language, place);
  return [{ code, values, ...(typeof values.field === "string" ? { field: values.field } : {}), sentence }];
}

function isFinding(detail: object): detail is FindingTold {
  return "severity" in detail;
}
