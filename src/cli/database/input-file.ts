/** A file that a command reads or writes beside the database. */
import { access, constants, readFile, stat, writeFile } from "node:fs/promises";
import { inputProblem } from "../../adapters/files/input-problem.ts";
import { reasonOf } from "../../adapters/files/words.ts";
import { refuseWriting } from "../open-run.ts";
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

/** Returns where a file can be read. Throws: a `CommandProblem` otherwise. */
export async function requireReadable(file: string, terminal: Terminal): Promise<void> {
  try {
    await access(file, constants.R_OK);
    if ((await stat(file)).isDirectory()) throw Object.assign(new Error(file), { code: "EISDIR" });
  } catch (error) {
    const reason = reasonOf(error)[terminal.language];
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

/** Writes a file that only its owner may read. Throws: a `CommandProblem` when it exists already or cannot be written. */
export async function writeNewFile(file: string, text: string, terminal: Terminal): Promise<void> {
  try {
    await writeFile(file, text, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const problem = code === "EEXIST" ? "template-in-the-way" : "not-written";
    refuseWriting([inputProblem({ file }, problem, { reason: reasonOf(error) })], terminal);
  }
}
