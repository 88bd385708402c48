/**
 * From the configuration to a product that can be used: the only file that names concrete adapters.
 */
import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openWaitingFiles } from "./adapters/files/waiting-files.ts";
import { newKeyring, openSealing } from "./adapters/keys/aes-sealing.ts";
import { argon2Passwords } from "./adapters/keys/argon2-passwords.ts";
import { makeKeyFile, parseMasterKey, readKeyFile } from "./adapters/keys/master-key.ts";
import { type OpenPost, openPost } from "./adapters/notify/open-post.ts";
import { readRuleSets } from "./adapters/rules/directory-rule-source.ts";
import { rememberedRules } from "./adapters/rules/remembered-rules.ts";
import { isAddress } from "./adapters/store/address.ts";
import { openStore } from "./adapters/store/open-store.ts";
import { randomIds } from "./adapters/system/random-ids.ts";
import { systemClock } from "./adapters/system/system-clock.ts";
import { openWinstonLog } from "./adapters/system/winston-log.ts";
import { openRunEngine } from "./adapters/threads/run-engine.ts";
import { KEYRING_ID, openKeyring } from "./app/open-keyring.ts";
import type { Clock, Context, Log, MailWords, Reserver, Sealing, Store } from "./app/ports.ts";
import type { Config } from "./config.ts";
import { type AccountLimits, usualAccountLimits } from "./domain/access/account.ts";
import type { Actor } from "./domain/access/actor.ts";
import { DomainError } from "./domain/shared/domain-error.ts";
import { noticeMail } from "./markup/notice-mail.ts";
import { openRecall } from "./recall/recall-thread.ts";

/** The rule sets that come with the product. */
export const shippedRules = fileURLToPath(new URL("../rules", import.meta.url));

/** What a use case may reach, and how to end it. */
export interface Product {
  readonly context: Context;
  /** The file of a master key that was made because there was none; its keeper must be told. */
  readonly newKeyFile?: string;
  close(): Promise<void>;
}

/** What the opening may do. */
export interface Opening {
  /** Makes the database, and a key when none is configured, where there is nothing yet. */
  readonly mayCreate?: boolean;
  /** Opens without a master key; whatever is sealed then stays so. Verifying and keeping copies need none. */
  readonly isSealed?: boolean;
  readonly writeLog: (line: string) => unknown;
  /** True where people are served meanwhile: past runs are recalled on a thread of their own. */
  readonly isServing?: boolean;
  /** The clock, where it is not the machine's. */
  readonly clock?: Clock;
}

/** The product itself, as the log names it. */
const product: Actor = { id: "contingent", roles: ["system"], scope: {} };

/** True for the address of a server; anything else is a file. */
export function isServer(database: string): boolean {
  return /^mongodb(\+srv)?:\/\//.test(database);
}

/** Opens the store alone. Throws: `database-missing` where nothing was ever written, unless it may be made. */
export async function openDatabase(database: string, mayCreate = false, warn?: Log["warn"]): Promise<Store> {
  if (mayCreate) return openStore(database, warn);
  if (!isServer(database) && sizeOf(database) === 0) throw new DomainError("database-missing", { place: database });
  const store = await openStore(database, warn);
  try {
    if ((await store.head()).sequence === 0) throw new DomainError("database-missing", { place: store.place });
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** 0 also where nothing is; what else stands there, or that it is no path at all, the store tells. */
function sizeOf(file: string): number {
  if (isAddress(file)) return 1;
  try {
    const found = statSync(file);
    return found.isFile() ? found.size : 1;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? 0 : 1;
  }
}

/** Who letters and minutes come from, as far as it was said. */
function reserverOf({ reserverName: name, reserverAddress: address, reserverMediator: mediator }: Config): Reserver {
  return {
    ...(name === undefined ? {} : { name }),
    addressLines: (address ?? "").split(/\s*[;\n]\s*/).filter((line) => line !== ""),
    ...(mediator === undefined ? {} : { mediator }),
  };
}

/** Opens the product. Throws: `database-missing`, `master-key-missing`, `master-key-unreadable`, `wrong-master-key`, `mail-password-unreadable`, and as the store. */
export async function openProduct(config: Config, opening: Opening): Promise<Product> {
  const { clock = systemClock, mayCreate = false } = opening;
  const log = openWinstonLog(config.logLevel, opening.writeLog, () => clock.now());
  const store = await openDatabase(config.database, mayCreate, (event, values) => log.warn(event, values));
  const engine = openRunEngine();
  const recall = opening.isServing ? openRecall(config.database) : undefined;
  const waitingFiles = openWaitingFiles();
  const rules = { ruleSets: () => readRuleSets(config.rules ?? shippedRules) };
  let post: OpenPost | undefined;
  const close = async () => {
    try {
      post?.close();
      waitingFiles.close();
      await recall?.close();
      await engine.close();
    } finally {
      await store.close();
    }
  };
  try {
    const bare = {
      store,
      clock,
      ids: randomIds,
      passwords: argon2Passwords(),
      accountLimits: accountLimitsOf(config),
      rules: opening.isServing ? rememberedRules(rules) : rules,
      engine,
      waitingFiles,
      reserver: reserverOf(config),
      ...(recall ? { recall } : {}),
      log,
    };
    if (opening.isSealed)
      return { context: { ...bare, sealing: lockedSealing(store.place, keyFileOf(config.database) ?? "") }, close };
    const isNew = (await store.get("keyring", KEYRING_ID)) === undefined;
    if (isNew && !mayCreate) throw new DomainError("database-missing", { place: store.place });
    const { key, newKeyFile } = await masterKeyOf(config, store.place, isNew);
    const sealing = await openKeyring(bare, product, {
      make: () => newKeyring(key),
      open: (keyring) => openSealing(key, keyring),
    });
    post = openPost(await postOf(config, clock));
    return { context: { ...bare, sealing, post }, ...(newKeyFile ? { newKeyFile } : {}), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The usual numbers, where the configuration says nothing else. */
function accountLimitsOf(config: Config): AccountLimits {
  const { sessionHours } = config;
  const told = { ...config, sessionMinutes: sessionHours === undefined ? undefined : sessionHours * 60 };
  const limits = Object.entries(usualAccountLimits).map(([name, usual]) => [
    name,
    told[name as keyof AccountLimits] ?? usual,
  ]);
  return Object.fromEntries(limits) as unknown as AccountLimits;
}

/** Ports that mail servers listen on. Source: RFC 8314, section 3.3; RFC 5321. */
const mailPorts = { tls: 465, starttls: 587, none: 25 } as const;

/** How notices leave the house. Throws: `mail-password-unreadable`. */
async function postOf(config: Config, clock: Clock): Promise<Parameters<typeof openPost>[0]> {
  const { mailHost: host, mailSecurity: security = "starttls", mailUser: user, mailFrom: from } = config;
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port ?? 8_080}`;
  const common = {
    words: ((notice, reader) => noticeMail(notice, reader, publicUrl)) satisfies MailWords,
    allowsPrivateWebhooks: config.allowsPrivateWebhooks ?? false,
    now: () => clock.now(),
  };
  if (host === undefined || from === undefined) return common;
  const { mailPassword, mailPasswordFile } = config;
  const password = mailPasswordFile === undefined ? mailPassword : await readPassword(mailPasswordFile);
  const mail = {
    host,
    port: config.mailPort ?? mailPorts[security],
    security,
    from,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
  };
  return { ...common, mail };
}

async function readPassword(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown";
    throw new DomainError("mail-password-unreadable", { file, reason });
  }
}

/** Where the key of a database file lies unless told otherwise. */
export function keyFileOf(database: string): string | undefined {
  return isServer(database) ? undefined : `${database}.key`;
}

async function masterKeyOf(
  { masterKey, masterKeyFile, database }: Config,
  place: string,
  isNew: boolean,
): Promise<{ readonly key: Uint8Array; readonly newKeyFile?: string }> {
  if (masterKey !== undefined) return { key: parseMasterKey(masterKey)! };
  if (masterKeyFile !== undefined) return { key: await readKeyFile(masterKeyFile) };
  const file = keyFileOf(database);
  if (file !== undefined && isNew) {
    const made = await makeKeyFile(file);
    return { key: made.key, ...(made.isNew ? { newKeyFile: file } : {}) };
  }
  if (file !== undefined && existsSync(file)) return { key: await readKeyFile(file) };
  throw new DomainError("master-key-missing", { place, file: file ?? "" });
}

/** A sealing without a key: using it is refused. */
function lockedSealing(place: string, file: string): Sealing {
  const refuse = () => {
    throw new DomainError("master-key-missing", { place, file });
  };
  return {
    newKey: refuse,
    seal: refuse,
    open: refuse,
    token: refuse,
    sealOwn: refuse,
    openOwn: refuse,
    rewrap: refuse,
  };
}
