/** Files that were sent with a form and wait for a decision, what is wrong with them in words, and tables that are given back. */
import type { SourceProblem } from "../app/pool-source.ts";
import type { WaitingFiles } from "../app/ports.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { typeset } from "../markup/typography.ts";
import { isTextKey, say } from "../texts/texts.ts";
import type { FileGiven, PageAsked } from "./page-route.ts";

/** Where they wait. Throws: `not-found` where this process takes no files. */
export function waitingFiles({ context }: Pick<PageAsked, "context">): WaitingFiles {
  if (!context.waitingFiles) throw new DomainError("not-found", { kind: "file", id: "" });
  return context.waitingFiles;
}

/** One thing that is wrong with a file; in English where the catalogues have no sentence for it. */
export function sourceProblemText(
  { language }: Pick<PageAsked, "language">,
  { code, values, valuesFr, sentence }: SourceProblem,
): string {
  const key = `input.${code}`;
  return isTextKey(key)
    ? typeset(say(language, key, language === "fr" ? valuesFr : values).trimEnd(), language)
    : sentence;
}

/** A table for a spreadsheet; `name` is without its ending. */
export function csvFile(name: string, content: FileGiven["content"]): FileGiven {
  return { kind: "file", fileName: `${name}.csv`, contentType: "text/csv; charset=utf-8", content };
}
