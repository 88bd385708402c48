/** A file that a command reads beside the database: text, or JSON. */
import { readFile } from "node:fs/promises";
import { reasonOf } from "../../adapters/files/words.ts";
import { CommandProblem, exitCodes, type Terminal } from "../terminal.ts";

/** The text of a file. Throws: a `CommandProblem` when it cannot be read. */
export async function readText(file: string, terminal: Terminal): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const reason = error instanceof TypeError ? terminal.say("reason.encoding") : reasonOf(error)[terminal.language];
    throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.file-unreadable", { file, reason })]);
  }
}

/** The content of a JSON file. Throws: a `CommandProblem` when it cannot be read or is no JSON. */
export async function readJson(file: string, terminal: Terminal): Promise<unknown> {
  const text = await readText(file, terminal);
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.file-no-json", { file, detail })]);
  }
}
