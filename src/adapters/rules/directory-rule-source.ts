/**
 * Rule sets from a folder: `rules/<id>/**.json`. Content never throws: what cannot be read, is no JSON, has not the shape of its file
 * or has no place in a rule set is a finding, and the file is left out.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { kindOfFile } from "../../domain/rules/compile/folder.ts";
import type { Finding, FindingKind } from "../../domain/rules/finding.ts";
import type { RuleFile, RuleFiles } from "../../domain/rules/rule-files.ts";
import { compareText } from "../../domain/shared/order.ts";
import { type Phrase, type PhraseValue, phrase, said } from "../../domain/shared/phrase.ts";
import { shapeFindings } from "./rule-shapes.ts";

/** The folder of `rules/` that holds the schemas, not a rule set. */
const SCHEMA_FOLDER = "schema";

/** Largest file that is read. Units: bytes. */
const LARGEST_FILE_BYTES = 8_000_000;

/** Every rule set of a rules folder, by id; none where there is no folder. */
export async function readRuleSets(rulesFolder: string): Promise<readonly RuleFiles[]> {
  const all: RuleFiles[] = [];
  for (const id of await listRuleSets(rulesFolder)) all.push(await readRuleFiles(rulesFolder, id));
  return all;
}

/** Ids of the rule sets in a rules folder, sorted; none where there is no folder. */
export async function listRuleSets(rulesFolder: string): Promise<readonly string[]> {
  const entries = await readdir(rulesFolder).catch(() => []);
  const ids: string[] = [];
  for (const name of entries) {
    if (name === SCHEMA_FOLDER || name.startsWith(".")) continue;
    const entry = await stat(join(rulesFolder, name)).catch(() => undefined);
    if (entry?.isDirectory()) ids.push(name);
  }
  return ids.sort(compareText);
}

/** True for the folder of one rule set: its manifest stands in it. */
export async function isRuleSetFolder(folder: string): Promise<boolean> {
  const manifest = await stat(join(folder, "manifest.json")).catch(() => undefined);
  return manifest?.isFile() ?? false;
}

/** The files of one rule set, with everything that was wrong while reading them. */
export async function readRuleFiles(rulesFolder: string, id: string): Promise<RuleFiles> {
  const files: RuleFile[] = [];
  const problems: Finding[] = [];
  for (const path of await pathsBelow(rulesFolder, id, problems)) {
    const file = await readRuleFile(rulesFolder, id, path, problems);
    if (file) files.push(file);
  }
  return { id, files, problems };
}

function found(kind: FindingKind, file: string, sentence: Phrase): Finding {
  return { severity: "error", kind, file, pointer: "", ...said(sentence) };
}

/** Paths of all files below a folder, sorted; hidden files are passed over. */
async function pathsBelow(rulesFolder: string, folder: string, problems: Finding[]): Promise<string[]> {
  const paths: string[] = [];
  try {
    for (const name of await readdir(join(rulesFolder, folder))) {
      if (name.startsWith(".")) continue;
      const path = `${folder}/${name}`;
      const entry = await stat(join(rulesFolder, path));
      if (entry.isDirectory()) paths.push(...(await pathsBelow(rulesFolder, path, problems)));
      else paths.push(path);
    }
  } catch (error) {
    problems.push(found("unreadable-file", folder, phrase`The folder cannot be read: ${reasonOf(error)}.`));
  }
  return paths.sort(compareText);
}

function reasonOf(error: unknown): PhraseValue {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" ? phrase`there is none` : (code ?? phrase`unknown reason`);
}

async function readRuleFile(
  rulesFolder: string,
  id: string,
  path: string,
  problems: Finding[],
): Promise<RuleFile | undefined> {
  const kind = kindOfFile(path.slice(id.length + 1));
  if (!kind) {
    const places =
      "manifest, definitions, eligibility, scoring, preferences, assignment and procedure, parameters/ and cases/, all .json";
    problems.push(
      found(
        "unreadable-file",
        path,
        phrase`No file of a rule set has this name, so nothing would read it; there are ${places}.`,
      ),
    );
    return undefined;
  }
  const text = await readText(join(rulesFolder, path), path, problems);
  if (text === undefined) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    problems.push(found("unreadable-file", path, syntaxSentence(text, error as SyntaxError)));
    return undefined;
  }
  const differences = shapeFindings(kind, path, content);
  problems.push(...differences);
  return differences.length === 0 ? { path, content } : undefined;
}

async function readText(file: string, path: string, problems: Finding[]): Promise<string | undefined> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE_BYTES) {
      problems.push(
        found("too-large", path, phrase`The file has ${size} bytes; ${LARGEST_FILE_BYTES} are allowed. Split it.`),
      );
      return undefined;
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const isEncoding = error instanceof TypeError;
    const sentence = isEncoding
      ? phrase`The file is not UTF-8. Save it as UTF-8.`
      : phrase`The file cannot be read: ${reasonOf(error)}.`;
    problems.push(found("unreadable-file", path, sentence));
    return undefined;
  }
}

/** The parser names a position only where it is not the end of the text. */
function syntaxSentence(text: string, error: SyntaxError): Phrase {
  const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length);
  const before = text.slice(0, position);
  const line = before.split("\n").length;
  const column = position - before.lastIndexOf("\n");
  const reason = error.message.replace(/ in JSON at position.*$/s, "").replace(/, "?\.{3}.*is not valid JSON$/s, "");
  return phrase`This is not JSON, in line ${line}, column ${column}: ${reason}.`;
}
