/** A whole product in a temporary folder: the default store, a clock that is moved by hand, ids that count, the rules of the repository. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWaitingFiles } from "../../src/adapters/files/waiting-files.ts";
import { newKeyring, openSealing } from "../../src/adapters/keys/aes-sealing.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import type { Clock, Context, IdGenerator, Log, Passwords, Store } from "../../src/app/ports.ts";
import { usualAccountLimits } from "../../src/domain/access/account.ts";
import type { Actor, Role } from "../../src/domain/access/actor.ts";
import type { RuleFiles } from "../../src/domain/rules/rule-files.ts";
import { sha256 } from "../../src/domain/shared/digest.ts";
import { shippedRuleFiles } from "./demo-town.ts";

/** A clock that stands still until it is moved. */
export class FixedClock implements Clock {
  #now: string;

  constructor(now: string) {
    this.#now = now;
  }

  now(): string {
    return this.#now;
  }

  today(): string {
    return this.#now.slice(0, 10);
  }

  moveTo(now: string): void {
    this.#now = now;
  }
}

/** Ids that count: `id-00000001`. */
export class CountingIds implements IdGenerator {
  #count: number;

  constructor(count = 0) {
    this.#count = count;
  }

  /** How many were given. */
  get count(): number {
    return this.#count;
  }

  newId(): string {
    this.#count++;
    return `id-${String(this.#count).padStart(8, "0")}`;
  }
}

/** A log that keeps its lines. */
export class RecordingLog implements Log {
  readonly lines: { readonly level: string; readonly event: string; readonly values: object }[] = [];

  info(event: string, values: object = {}): void {
    this.lines.push({ level: "info", event, values });
  }

  warn(event: string, values: object = {}): void {
    this.lines.push({ level: "warn", event, values });
  }

  error(event: string, values: object = {}): void {
    this.lines.push({ level: "error", event, values });
  }
}

/** An open product. */
export interface App {
  readonly context: Context & { readonly clock: FixedClock; readonly ids: CountingIds; readonly log: RecordingLog };
  /** The database file. */
  readonly file: string;
  close(): Promise<void>;
}

/** An actor of one role who may see everything, or what is said. */
export function actorOf(
  role: Role,
  scope: Actor["scope"] = { employerIds: "all", landlordIds: "all", departementCodes: "all" },
): Actor {
  return { id: `${role}-1`, roles: [role], scope };
}

/** Passwords whose hashes cost nothing, for tests that are about something else. */
export const cheapPasswords: Passwords = {
  hash: async (password) => `cheap ${sha256(password)}`,
  verify: async (hash, password) => hash === `cheap ${sha256(password)}`,
};

const masterKey = new Uint8Array(32).fill(7);
const keyring = newKeyring(masterKey);

/** How a product is opened. */
export interface AppOptions {
  readonly now?: string;
  /** Those of the repository when absent. */
  readonly rules?: readonly RuleFiles[];
  readonly store?: Store;
}

/** Opens a product on an empty store: the default one, unless another is given. */
export async function openApp(options: AppOptions = {}): Promise<App> {
  return openIn(mkdtempSync(join(tmpdir(), "contingent-app-")), options);
}

interface Prepared {
  /** The database file. */
  readonly content: Uint8Array;
  readonly now: string;
  readonly idCount: number;
}

const prepared = new Map<string, Promise<Prepared>>();

/** Opens a product as `prepare` leaves it. It is prepared once for all that give the same name; each gets a copy of the file, and the clock and ids go on. */
export async function openPrepared(
  name: string,
  options: Omit<AppOptions, "store">,
  prepare: (app: App) => Promise<unknown>,
): Promise<App> {
  let ready = prepared.get(name);
  if (!ready) prepared.set(name, (ready = prepareOnce(options, prepare)));
  const { content, now, idCount } = await ready;
  const folder = mkdtempSync(join(tmpdir(), "contingent-app-"));
  writeFileSync(join(folder, "contingent.db"), content);
  return openIn(folder, { ...options, now }, idCount);
}

async function prepareOnce(options: AppOptions, prepare: (app: App) => Promise<unknown>): Promise<Prepared> {
  const folder = mkdtempSync(join(tmpdir(), "contingent-prepared-"));
  const { context, file } = await openIn(folder, options);
  await prepare({ context, file, close: async () => undefined });
  await context.store.close();
  const content = readFileSync(file);
  rmSync(folder, { recursive: true, force: true });
  return { content, now: context.clock.now(), idCount: context.ids.count };
}

async function openIn(folder: string, options: AppOptions, idCount = 0): Promise<App> {
  const file = join(folder, "contingent.db");
  const store = options.store ?? (await openSqliteStore(file));
  const waitingFiles = openWaitingFiles();
  const context = {
    store,
    clock: new FixedClock(options.now ?? "2026-11-23T08:00:00.000Z"),
    ids: new CountingIds(idCount),
    sealing: openSealing(masterKey, keyring),
    passwords: cheapPasswords,
    accountLimits: usualAccountLimits,
    rules: { ruleSets: async () => options.rules ?? (await shippedRuleFiles()) },
    waitingFiles,
    log: new RecordingLog(),
  };
  return {
    context,
    file,
    close: async () => {
      waitingFiles.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
