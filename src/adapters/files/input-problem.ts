/**
 * What is wrong with input files: one value per problem, with its place, what was sent, what is allowed and what to do.
 */
import { compareText } from "../../domain/shared/order.ts";
import type { Words } from "./words.ts";

/** Sentences in English by code; `{name}` stands for a value. Other languages have their own texts under `input.<code>`. */
export const inputSentences = {
  "path-missing": "There is no file or folder {path}. Check the path.",
  "folder-empty":
    "The folder holds none of the files {expected}. Put them there, or write an example with `contingent template`.",
  "file-unreadable": "The file cannot be read: {reason}. Check that it is a file you may open.",
  "file-kind": "This is {kind}, which is not read. Export each sheet as CSV (UTF-8).",
  "file-encoding": 'The file is encoded in {encoding}. Save it as UTF-8 (in a spreadsheet: "CSV UTF-8").',
  "file-unknown": "The file is not one of {expected}, so nothing would read it. Rename it or take it away.{hint}",
  "file-missing": "The file is missing, and {reason}. Add it, with its header alone if it holds nothing.",
  "file-twice": "There is also {other}, and both hold the same records. Keep one of the two.",
  "json-syntax": "This is not JSON: {reason}. Correct the text, or export the file again.",
  "not-an-object": "Here a record in braces is needed, but {sent} was sent.",
  "not-a-snapshot": "The file is JSON but no snapshot: {reason}.",
  "as-of-missing": 'The reference day is missing. Write run.json beside the files: {"asOf": "2026-11-23"}.',
  "header-missing": "The file is empty. Its first line must name the columns; even a file without records needs it.",
  "column-unknown": 'No fact is called "{sent}".{hint} Correct the name or take the column away.',
  "column-twice": 'The column "{sent}" stands twice in the header. Keep one.',
  "column-missing": 'The column "{column}" is required and missing from the header. Add it.',
  "row-length": "The row has {sent} cells, the header has {allowed}. Check delimiters and quotes.",
  "quote-open":
    'A quote in this row is not closed, or stands in the middle of a cell. Write it twice ("") or take it away.',
  "line-too-long": "This record is longer than {allowed} characters. A quote opened here is probably not closed.",
  "no-number": '"{sent}" is no whole number. Write digits only, for example {example}.',
  "decimal-comma": '"{sent}" has a decimal comma. {todo}',
  "no-decimal": '"{sent}" is no whole number. Facts are whole numbers: cents, metres, minutes, basis points.',
  "no-boolean": '"{sent}" is neither yes nor no. Write true or false (oui, non, yes, no, 1 and 0 are read too).',
  "no-coordinate": '"{sent}" is no coordinate in degrees. Write it with a point, for example {example}.',
  "day-format": 'A day is written 2026-11-23, but "{sent}" was sent.{hint}',
  "day-missing": 'There is no day "{sent}" in the calendar. Correct it.',
  "list-comma": 'A list is separated by spaces or |, but "{sent}" was sent. Write {todo}.',
  "not-allowed": '"{sent}" is not allowed. Allowed: {allowed}.{hint}',
  "wrong-form": '"{sent}" has not the form of {what}.',
  "wrong-type": "Here {allowed} is needed, but {sent} was sent.",
  "out-of-range": "{sent} is out of range: allowed from {minimum} to {maximum}. Units: see the name of the fact.",
  "too-long": "The text has {sent} characters, at most {allowed} are allowed.",
  "list-length": "The list has {sent} items, allowed are {minimum} to {maximum}.",
  "fact-missing": "The fact {fact} is required and absent. Give it.",
  "fact-unknown": 'No fact is called "{sent}" here.{hint} Correct the name or take it away.',
  "position-incomplete": "A position needs latitude and longitude, or grid, eastMetres and northMetres. {sent}",
  "position-outside": "Latitude {latitude}, longitude {longitude} is not in a part of France that has a grid.{hint}",
  "id-twice": 'The id "{id}" stands here and before, in line {first}. Every id may stand once.',
  "pair-twice": "The same {what} stands here and before, in line {first}. Keep one.",
  "reference-unknown": '{fact} names "{id}", but {collection} has no such id. Add it there or correct it here.',
  "file-altered":
    "The file differs from the one that was written: its SHA-256 is {found}, the manifest says {expected}.",
  "file-extra": "The file is not in the manifest. Somebody added it after the bundle was written.",
  "bundle-missing": "There is no bundle at {path}: manifest.json is missing.",
  "bundle-in-the-way": "The folder {path} exists and is no bundle, so nothing was written. Choose another folder.",
  "template-in-the-way": "The file exists already, so nothing was written. Choose another folder.",
  "column-file-broken": "This is no whole column file: {reason}. Make it again from the pool.",
  "not-written": "The folder cannot be written: {reason}. Choose another one.",
  "too-many": "{count} more problems were found and are not listed.",
} as const;

export type InputProblemCode = keyof typeof inputSentences;

/** Where a problem is. `line` counts from 1, `column` is the name of a column, `pointer` a JSON pointer. */
export interface InputPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: string;
  readonly pointer?: string;
}

/** Values of a sentence. */
export type ProblemValues = Readonly<Record<string, string | number | Words>>;

/** One problem of the input. */
export interface InputProblem extends InputPlace {
  readonly code: InputProblemCode;
  /** Values of the sentence, in English where they are words. */
  readonly values: Readonly<Record<string, string | number>>;
  /** The same values, in French where they are words. */
  readonly valuesFr: Readonly<Record<string, string | number>>;
  /** In English. */
  readonly sentence: string;
}

/** Problems kept by name; the rest is counted. */
export const PROBLEMS_KEPT = 1_000;

const LONGEST_QUOTE = 80;

/** A problem with its sentence. What was sent is cut to a length that fits on a line. */
export function inputProblem(place: InputPlace, code: InputProblemCode, values: ProblemValues = {}): InputProblem {
  const english = shownIn("en", values);
  const sentence = inputSentences[code].replace(/\{(\w+)\}/g, (whole, name: string) => String(english[name] ?? whole));
  return { ...place, code, values: english, valuesFr: shownIn("fr", values), sentence: sentence.trimEnd() };
}

function shownIn(language: keyof Words, values: ProblemValues): Readonly<Record<string, string | number>> {
  const shown = Object.entries(values).map(([name, value]) => {
    const text = typeof value === "object" ? value[language] : value;
    const mayBeLong = typeof text === "number" || (name !== "sent" && name !== "id") || text.length <= LONGEST_QUOTE;
    return [name, mayBeLong ? text : `${text.slice(0, LONGEST_QUOTE)}…`] as const;
  });
  return Object.fromEntries(shown);
}

/** A list of problems that cannot grow without end. */
export class ProblemList {
  readonly #kept: InputProblem[] = [];
  #total = 0;

  /** All problems, kept or not. */
  get total(): number {
    return this.#total;
  }

  /** The problems that are named, in the order they were found. */
  get kept(): readonly InputProblem[] {
    return this.#kept;
  }

  add(place: InputPlace, code: InputProblemCode, values?: ProblemValues): void {
    this.#total++;
    if (this.#kept.length < PROBLEMS_KEPT) this.#kept.push(inputProblem(place, code, values));
  }

  /** Takes over problems found elsewhere. */
  addAll(problems: readonly InputProblem[], total: number): void {
    this.#total += total;
    this.#kept.push(...problems.slice(0, PROBLEMS_KEPT - this.#kept.length));
  }

  /** The kept problems by file and line; a last one says how many are not listed. */
  list(): InputProblem[] {
    const sorted = [...this.#kept].sort(
      (a, b) =>
        compareText(a.file, b.file) ||
        (a.line ?? 0) - (b.line ?? 0) ||
        compareText(a.pointer ?? "", b.pointer ?? "") ||
        compareText(a.column ?? "", b.column ?? "") ||
        compareText(a.sentence, b.sentence),
    );
    const more = this.#total - sorted.length;
    if (more > 0) sorted.push(inputProblem({ file: sorted.at(-1)!.file }, "too-many", { count: more }));
    return sorted;
  }
}
