/** Files of comma-separated values as calls send them, and what is wrong in them as calls are told. */
import type { RequestSource, SourceProblem } from "../../app/pool-source.ts";
import type { WaitingFile } from "../../app/ports.ts";
import type { Problem } from "../../domain/shared/problem.ts";
import { sentenceOf } from "../../texts/problem-sentence.ts";
import { isTextKey, type Language, say } from "../../texts/texts.ts";
import type { ApiAsked } from "../api-route.ts";

/** What a file is a file of. */
type FileOf = Parameters<Extract<WaitingFile, { source: unknown }>["source"]>[0];

/** A file that was taken in, or why it was not. */
export async function sentFile(
  { context: { waitingFiles }, actor, file }: ApiAsked,
  kind: FileOf,
): Promise<{ readonly source: RequestSource } | { readonly problems: readonly SourceProblem[] }> {
  if (!waitingFiles) throw new Error("nothing takes files in");
  // Apart from the file that the same person may have waiting on a page.
  const ownerId = `${actor.id} api`;
  const received = await waitingFiles.receive({ ownerId, fileName: "body", content: file });
  if ("problems" in received) return received;
  const found = await waitingFiles.find(received.fileId, ownerId);
  if (!found || "outcome" in found) throw new Error("a file that was just taken in is gone");
  return { source: found.source(kind) };
}

/** A problem of a cell, a column or the file. */
export function cellProblem({ line, column, code, sentence, valuesFr }: SourceProblem, language: Language): object {
  const key = `input.${code}`;
  const message = language === "fr" && isTextKey(key) ? say("fr", key, valuesFr).trimEnd() : sentence;
  return { line, column, code, message };
}

/** A problem of a row that can be read. */
export function rowProblem(
  { line, column, problem }: { readonly line: number; readonly column?: string; readonly problem: Problem },
  language: Language,
): object {
  return { line, column, code: problem.code, message: sentenceOf(problem.code, problem.values, language) };
}
