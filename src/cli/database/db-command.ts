/** `contingent db`: check a database, keep a copy of it, put one back, move it to the other store, bring it up to date. */
import { copyStore } from "../../adapters/store/copy-store.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { backupDatabase, checkDatabase, upgradeDatabase } from "../../adapters/store/sqlite-maintenance.ts";
import { isServer, openDatabase } from "../../container.ts";
import { isTextKey } from "../../texts/texts.ts";
import { wordsOf } from "../../texts/words-of.ts";
import type { Asked } from "../command-words.ts";
import { CommandProblem, exitCodes, type Terminal } from "../terminal.ts";
import { configOf } from "./acting.ts";

/** The file of the database. Throws: a `CommandProblem` for a server, whose copies are made by `db copy` or by its own means. */
export function fileAsked(asked: Asked): string {
  const { database } = configOf(asked);
  if (!isServer(database)) return database;
  throw new CommandProblem(exitCodes.wrongInput, [asked.terminal.say("problem.only-files")]);
}

export async function dbCheckCommand(asked: Asked): Promise<number> {
  const { terminal } = asked;
  const { database } = configOf(asked);
  if (isServer(database)) return checkServer(database, terminal);
  const checked = await checkDatabase(database);
  const { sequence, isOlder, problems } = checked;
  const lines = problems.map(({ code, values }) => fileProblemText(code, values, terminal));
  if (terminal.isJson) terminal.print(JSON.stringify({ place: database, ...checked }));
  else if (problems.length === 0) terminal.print(terminal.say("db.sound", { place: database, sequence }));
  else {
    terminal.print(terminal.say("db.unsound", { place: database, count: problems.length }));
    for (const line of lines) terminal.print(`  ${line}`);
  }
  if (isOlder && !terminal.isJson) terminal.print(terminal.say("db.older"));
  return problems.length === 0 ? exitCodes.done : exitCodes.problemsFound;
}

/** What a file is checked for, a server does itself; here it answers, and its log has an end. */
async function checkServer(database: string, terminal: Terminal): Promise<number> {
  const store = await openDatabase(database);
  try {
    const { sequence } = await store.head();
    if (terminal.isJson) terminal.print(JSON.stringify({ place: store.place, sequence, isOlder: false, problems: [] }));
    else terminal.print(terminal.say("db.answers", { place: store.place, sequence }));
    return exitCodes.done;
  } finally {
    await store.close();
  }
}

/** What is wrong with a file, in a sentence. */
export function fileProblemText(
  code: string,
  values: Readonly<Record<string, string | number>>,
  terminal: Terminal,
): string {
  const key = `file-problem.${code}`;
  const said = { ...values, kind: wordsOf("kind", [String(values.kind)], terminal.language) };
  return isTextKey(key) ? terminal.say(key, said) : `${code} ${JSON.stringify(values)}`;
}

export async function dbBackupCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const to = String(operands[0]);
  const { sequence } = await backupDatabase(fileAsked(asked), to);
  if (terminal.isJson) terminal.print(JSON.stringify({ file: to, sequence }));
  else terminal.print(terminal.say("db.backed-up", { file: to, sequence }));
  return exitCodes.done;
}

export async function dbUpgradeCommand(asked: Asked): Promise<number> {
  const { terminal } = asked;
  const { database } = configOf(asked);
  const isUpgraded = isServer(database) ? await upgradeServer(database) : await upgradeDatabase(database);
  if (terminal.isJson) terminal.print(JSON.stringify({ isUpgraded }));
  else terminal.print(terminal.say(isUpgraded ? "db.upgraded" : "db.current"));
  return exitCodes.done;
}

/** Opening a server's database adds what it lacks. */
async function upgradeServer(database: string): Promise<boolean> {
  await (await openDatabase(database)).close();
  return false;
}

export async function dbCopyCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const [from, to] = operands.map(String) as [string, string];
  const source = await openDatabase(from);
  try {
    const target = await openStore(to);
    try {
      const copy = await copyStore(source, target);
      const { isEqual, differing, from: before, to: after } = copy;
      if (terminal.isJson) terminal.print(JSON.stringify(copy));
      else {
        const versions = Object.values(before.versions).reduce((sum, { count }) => sum + count, 0);
        const counts = { versions, entries: before.entries.count };
        const places = { from: source.place, to: target.place };
        const digests = { digest: before.digest, found: after.digest, differing: differing.join(", ") };
        terminal.print(terminal.say(isEqual ? "db.copied" : "db.copy-differs", { ...places, ...digests, ...counts }));
      }
      return isEqual ? exitCodes.done : exitCodes.problemsFound;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
