/**
 * Reads one NDJSON file: a record per line, empty lines allowed. Lines that are no record are reported, all of them.
 */
import { linesOf, readPieces } from "./file-lines.ts";
import type { InputPlace, ProblemList } from "./input-problem.ts";
import { kindOf } from "./words.ts";

/** Reads a whole NDJSON file. */
export async function readNdjsonFile(
  path: string,
  file: string,
  problems: ProblemList,
  take: (record: Record<string, unknown>, line: number) => void,
): Promise<void> {
  let line = 0;
  await readPieces(path, file, problems, (piece) => {
    for (const text of linesOf(piece)) {
      line++;
      takeJsonLine(text, { file, line }, problems, (record) => {
        take(record, line);
      });
    }
    return true;
  });
}

/** Passes the record of a line on, or reports why there is none. */
export function takeJsonLine(
  text: string,
  place: InputPlace,
  problems: ProblemList,
  take: (record: Record<string, unknown>) => void,
): void {
  if (text.trim() === "") return;
  const record = jsonOf(text);
  if (record instanceof SyntaxError) problems.add(place, "json-syntax", { reason: syntaxReason(record) });
  else if (isRecord(record)) take(record);
  else problems.add(place, "not-an-object", { sent: kindOf(record) });
}

/** The value of a JSON text, or why it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error as SyntaxError;
  }
}

/** The reason of the parser, shortened to one line. */
export function syntaxReason(error: SyntaxError): string {
  return error.message.replace(/\s+/g, " ").slice(0, 160);
}

/** True for a JSON object: neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
