/** A whole product in a temporary folder: the default store, a clock that is moved by hand, ids that count, the rules of the repository. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { newKeyring, openSealing } from "../../src/adapters/keys/aes-sealing.ts";
import { readRuleSets } from "../../src/adapters/rules/directory-rule-source.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import type { Clock, Context, IdGenerator, Log, Store } from "../../src/app/ports.ts";
import type { Actor, Role } from "../../src/domain/access/actor.ts";
import type { RuleFiles } from "../../src/domain/rules/rule-files.ts";

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
  #count = 0;

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
  readonly context: Context & { readonly clock: FixedClock; readonly log: RecordingLog };
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

const shippedRules = fileURLToPath(new URL("../../rules", import.meta.url));
const masterKey = new Uint8Array(32).fill(7);

/** Opens a product on an empty store: the default one, unless another is given. */
export async function openApp(
  options: { readonly now?: string; readonly rules?: readonly RuleFiles[]; readonly store?: Store } = {},
): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), "contingent-app-"));
  const file = join(folder, "contingent.db");
  const store = options.store ?? (await openSqliteStore(file));
  const context = {
    store,
    clock: new FixedClock(options.now ?? "2026-11-23T08:00:00.000Z"),
    ids: new CountingIds(),
    sealing: openSealing(masterKey, newKeyring(masterKey)),
    rules: { ruleSets: async () => options.rules ?? (await readRuleSets(shippedRules)) },
    log: new RecordingLog(),
  };
  return {
    context,
    file,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
