/**
 * Where a command writes: text for people with colour on a terminal only, or JSON for programs.
 */
import { stripVTControlCharacters, styleText } from "node:util";
import type { Clock } from "../app/ports.ts";
import type { Bilingual } from "../domain/rules/rule-set.ts";
import { typeset } from "../markup/typography.ts";
import type { Language, TextKey, TextValues } from "../texts/texts.ts";
import { say } from "../texts/texts.ts";

export type Style = Parameters<typeof styleText>[0];

/** A stream of text; `isTTY` says that a person looks at it. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** What a person types, or another program passes on. */
export interface Input extends AsyncIterable<string | Uint8Array> {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  on(event: "data" | "end", take: (typed: string | Uint8Array) => void): unknown;
  off(event: "data" | "end", take: (typed: string | Uint8Array) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** What a program finds around it. */
export interface Surroundings {
  /** Absent where nobody can be asked. */
  readonly input?: Input;
  readonly out: Output;
  readonly err: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The machine's clock unless another is given. */
  readonly clock?: Clock;
}

/** The two streams, the language and the form a command was asked for. */
export interface Terminal {
  readonly language: Language;
  readonly isJson: boolean;
  /** Writes one line of the result. */
  print(line?: string): void;
  /** Writes one line beside the result: progress, problems. */
  note(line: string): void;
  /** A text of the catalogue. */
  say(key: TextKey, values?: TextValues): string;
  /** A text of a rule file, with the typography of its language. */
  text(text: Bilingual): string;
  /** Coloured on a terminal, plain elsewhere. */
  paint(style: Style, text: string): string;
  /** Where a person watches what goes on beside the result; absent when nobody does. */
  readonly watched?: Output;
}

/** A terminal on the streams around. */
export function openTerminal({ out, err, environment }: Surroundings, language: Language, isJson: boolean): Terminal {
  const hasColours = (stream: Output) => stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== "dumb";
  const [isPrintColoured, isNoteColoured] = [hasColours(out), hasColours(err)];
  return {
    language,
    isJson,
    ...(err.isTTY === true && !isJson ? { watched: err } : {}),
    print: (line = "") => void out.write(isJson ? `${line}\n` : `${folded(harmless(line), widthOf(out))}\n`),
    note: (line) =>
      void err.write(`${folded(harmless(isNoteColoured ? line : stripVTControlCharacters(line)), widthOf(err))}\n`),
    say: (key, values) => say(language, key, values),
    text: (text) => typeset(text[language], language),
    paint: (style, text) => (isPrintColoured ? styleText(style, text, { validateStream: false }) : text),
  };
}

/**
 * What a terminal would obey: control characters, except ends of lines and the few styles used here; and marks that turn the direction of writing, by
 * which a text can show another than it is.
 */
const commands =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  /(\u001b\[(?:0|1|2|4|22|24|31|32|33|36|39)m)|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from a file must not command the terminal it is shown on. */
function harmless(text: string): string {
  return text.replace(commands, (_, style: string | undefined) => style ?? "\ufffd");
}

const widestLine = 120;
const narrowestLine = 40;

/** Columns a line may take: all of them where nobody looks. */
function widthOf({ isTTY, columns }: Output): number {
  if (isTTY !== true) return Number.POSITIVE_INFINITY;
  return columns === undefined || columns < narrowestLine ? widestLine : Math.min(columns, widestLine);
}

/** Lines folded between words, the rest under the beginning of the text, or of its last column. */
export function folded(text: string, width: number): string {
  return text
    .split("\n")
    .flatMap((line) => foldedLine(line, width))
    .join("\n");
}

function foldedLine(line: string, width: number): string[] {
  if (lengthOf(line) <= width) return [line];
  const indent = " ".repeat(/^ */.exec(line)![0].length);
  const under = " ".repeat(lastColumnOf(stripVTControlCharacters(line), width / 2));
  const lines = [indent];
  for (const word of line.slice(indent.length).split(" ")) {
    const last = lines.at(-1)!;
    if (lines.length === 1 && last === indent) lines[0] = last + word;
    else if (lengthOf(last) + 1 + lengthOf(word) > width) lines.push(under + word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Where the last column begins that begins before a place; columns stand apart by two spaces or more. */
function lastColumnOf(line: string, before: number): number {
  const begins = [...line.matchAll(/(?<=^ *| {2})\S/g)].map(({ index }) => index);
  return begins.filter((at) => at <= before).at(-1) ?? 0;
}

/** Exit codes of the command line. After `tryLater` the same command may succeed without anything being corrected in it. */
export const exitCodes = {
  done: 0,
  problemsFound: 1,
  wrongInput: 2,
  refused: 3,
  tryLater: 4,
  internal: 70,
} as const;

/** Ends a command with an exit code and lines for people; never a stack trace. */
export class CommandProblem extends Error {
  readonly exitCode: number;
  readonly lines: readonly string[];
  /** The same for programs, one value per problem. */
  readonly details: readonly object[];
  /** The product's own name for it, with its values. */
  readonly named: { readonly code?: string; readonly values?: object };

  constructor(
    exitCode: number,
    lines: readonly string[],
    details: readonly object[] = [],
    named: { readonly code?: string; readonly values?: object } = {},
  ) {
    super(lines.join("\n"));
    this.exitCode = exitCode;
    this.lines = lines;
    this.details = details;
    this.named = named;
  }
}

const gap = "  ";

/** Rows as aligned columns; on the right those whose cells are all numbers, or all but the first. */
export function alignedRows(
  rows: readonly (readonly string[])[],
  onTheRight: "numbers" | "all-but-first" = "numbers",
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [c, cell] of row.entries()) widths[c] = Math.max(widths[c] ?? 0, lengthOf(cell));
  }
  const isRight = widths.map((_, c) =>
    onTheRight === "numbers"
      ? rows.slice(1).every((row) => /^[-+\d\s\u00a0\u202f.,%€/()]*$/.test(row[c] ?? ""))
      : c > 0,
  );
  return rows.map((row) =>
    row
      .map((cell, c) => {
        const padding = " ".repeat(widths[c]! - lengthOf(cell));
        if (isRight[c]) return padding + cell;
        return c === row.length - 1 ? cell : cell + padding;
      })
      .join(gap)
      .trimEnd(),
  );
}

function lengthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}
