/**
 * What is wrong with input files: one value per problem, with its place, what was sent, what is allowed and what to do.
 */
import { compareText } from "../../domain/shared/order.ts";
import { inputEn } from "../../texts/input-en.ts";
import type { Words } from "./words.ts";

type InputKey = keyof typeof inputEn;

/** What can be wrong: the texts of each language have one sentence per code. */
export type InputProblemCode = InputKey extends `input.${infer Code}` ? Code : never;

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
  const sentence = inputEn[`input.${code}`].replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(english[name] ?? whole),
  );
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
  readonly #limit: number;
  readonly #kept: InputProblem[] = [];
  #total = 0;

  /** So many problems are kept by name. */
  constructor(limit = PROBLEMS_KEPT) {
    this.#limit = limit;
  }

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
    if (this.#kept.length < this.#limit) this.#kept.push(inputProblem(place, code, values));
  }

  /** Takes over problems found elsewhere. */
  addAll(problems: readonly InputProblem[], total: number): void {
    this.#total += total;
    for (const problem of problems.slice(0, this.#limit - this.#kept.length)) this.#kept.push(problem);
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
