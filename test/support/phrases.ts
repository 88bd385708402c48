import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "../../src/domain/shared/order.ts";

/** The words of every phrase written in a text: phrase`The key "${name}" …` is `The key "{0}" …`. */
export function phrasesIn(text: string): string[] {
  const found: string[] = [];
  const start = /\bphrase`/g;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    found.push(wordsAt(text, match.index + match[0].length).words);
  }
  return found;
}

/** Reads a template from the character after its first backtick. */
function wordsAt(text: string, from: number): { words: string; end: number } {
  let words = "";
  let values = 0;
  let at = from;
  while (text[at] !== "`") {
    if (text[at] === "\\") {
      words += text[at + 1];
      at += 2;
    } else if (text.startsWith("${", at)) {
      words += `{${values++}}`;
      at = endOfValue(text, at + 2);
    } else words += text[at++];
  }
  return { words, end: at + 1 };
}

/** The place behind the closing brace of a value, which may hold templates of its own. */
function endOfValue(text: string, from: number): number {
  let depth = 1;
  let at = from;
  while (depth > 0) {
    if (text[at] === "`") at = wordsAt(text, at + 1).end;
    else {
      if (text[at] === "{") depth++;
      if (text[at] === "}") depth--;
      at++;
    }
  }
  return at;
}

/** The words of every phrase in the files below a folder, once each. */
export function phrasesBelow(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && entry.name !== "phrase.ts")
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  return [...new Set(files.flatMap(phrasesIn))].sort(compareText);
}
