/**
 * `contingent db restore`: puts a copy in the place of a database. Whoever was erased after the copy was made is erased again before it is put there,
 * so that no moment shows them.
 */
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { backupDatabase, restoreDatabase } from "../../adapters/store/sqlite-maintenance.ts";
import { type ReappliedErasures, reapplyErasures, rememberedErasures } from "../../app/reapply-erasures.ts";
import { keyFileOf, openDatabase, openProduct } from "../../container.ts";
import type { ErasureDocument } from "../../domain/persons/person.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { Asked } from "../command-words.ts";
import { CommandProblem, exitCodes, type Terminal } from "../terminal.ts";
import { actorOf, configOf } from "./acting.ts";
import { fileAsked } from "./db-command.ts";
import { readJson } from "./input-file.ts";

interface Options {
  readonly erasures?: string;
  readonly withoutErasures?: boolean;
}

const nobody: ReappliedErasures = { erased: [], known: [], absent: [] };

export async function dbRestoreCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const from = String(operands[0]);
  const file = fileAsked(asked);
  const { erasures, replaced } = await inPlaceAndListed(file, asked.options, terminal);
  const prepared = `${file}.restoring`;
  await removeDatabase(prepared);
  try {
    const { sequence: copied } = await backupDatabase(from, prepared);
    const applied = erasures.length === 0 ? nobody : await applyTo(prepared, erasures, asked);
    const { sequence } = await restoreDatabase(prepared, file);
    if (terminal.isJson) terminal.print(JSON.stringify({ file, sequence, replaced, ...applied }));
    else {
      terminal.print(terminal.say("db.restored", { file, from, sequence }));
      const counts = { erased: applied.erased.length, known: applied.known.length, absent: applied.absent.length };
      if (erasures.length > 0) terminal.print(terminal.say("db.reapplied", counts));
      if (replaced > copied) terminal.print(terminal.say("db.gone-back", { replaced, copied }));
    }
    return exitCodes.done;
  } finally {
    await removeDatabase(prepared);
  }
}

/**
 * The erasures that a file lists and those that the database in place remembers: neither may be forgotten. `replaced` is where the log of that database
 * ends, 0 where it cannot be read. Throws: a `CommandProblem` when neither is there and nobody waived them.
 */
async function inPlaceAndListed(
  file: string,
  { erasures, withoutErasures = false }: Options,
  terminal: Terminal,
): Promise<{ readonly erasures: readonly ErasureDocument[]; readonly replaced: number }> {
  const listed = erasures === undefined ? [] : await erasuresOf(erasures, terminal);
  try {
    const store = await openDatabase(file);
    try {
      const all = [...listed, ...(await rememberedErasures({ store }))];
      const once = new Map(all.map((one) => [one.personId, one]));
      return { erasures: [...once.values()], replaced: (await store.head()).sequence };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (withoutErasures || erasures !== undefined) return { erasures: listed, replaced: 0 };
    if (error.kind === "unavailable") throw error;
    throw new CommandProblem(exitCodes.refused, [terminal.say("problem.erasures-unknown", { file })]);
  }
}

async function erasuresOf(file: string, terminal: Terminal): Promise<readonly ErasureDocument[]> {
  const content = await readJson(file, terminal);
  const isErasure = (one: unknown) =>
    typeof one === "object" &&
    one !== null &&
    typeof (one as ErasureDocument).personId === "string" &&
    Array.isArray((one as ErasureDocument).requestIds) &&
    (["erasedAt", "erasedBy", "ground"] as const).every((name) => typeof (one as ErasureDocument)[name] === "string");
  if (Array.isArray(content) && content.every(isErasure)) return content as readonly ErasureDocument[];
  throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.no-erasures", { file })]);
}

/** Erases in the prepared copy, with the key of the database it will replace. */
async function applyTo(
  prepared: string,
  erasures: readonly ErasureDocument[],
  asked: Asked,
): Promise<ReappliedErasures> {
  const { around } = asked;
  const config = configOf(asked);
  const ownKeyFile = keyFileOf(config.database);
  const isConfigured = config.masterKey !== undefined || config.masterKeyFile !== undefined;
  const product = await openProduct(
    {
      ...config,
      database: prepared,
      ...(!isConfigured && ownKeyFile !== undefined && existsSync(ownKeyFile) ? { masterKeyFile: ownKeyFile } : {}),
    },
    { writeLog: (line) => around.err.write(line), ...(around.clock ? { clock: around.clock } : {}) },
  );
  try {
    return await reapplyErasures(product.context, actorOf(config, "reapply-erasures"), { erasures });
  } finally {
    await product.close();
  }
}

async function removeDatabase(file: string): Promise<void> {
  for (const suffix of ["", "-wal", "-shm", ".part"]) await rm(`${file}${suffix}`, { force: true });
}

/** `contingent db erasures`: what a restore must apply again, to be kept beside the copies. */
export async function dbErasuresCommand(asked: Asked): Promise<number> {
  const store = await openDatabase(configOf(asked).database);
  try {
    asked.terminal.print(
      JSON.stringify(await rememberedErasures({ store }), undefined, asked.terminal.isJson ? undefined : 2),
    );
    return exitCodes.done;
  } finally {
    await store.close();
  }
}
