/** The product as the benchmark of the store uses it: the rules of the benchmark, its day, one key. */
import { existsSync } from "node:fs";
import { newKeyring, openSealing } from "../../src/adapters/keys/aes-sealing.ts";
import { argon2Passwords } from "../../src/adapters/keys/argon2-passwords.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { randomIds } from "../../src/adapters/system/random-ids.ts";
import { systemClock } from "../../src/adapters/system/system-clock.ts";
import { EngineThreads } from "../../src/adapters/threads/engine-threads.ts";
import type { Context, Store } from "../../src/app/ports.ts";
import { usualAccountLimits } from "../../src/domain/access/account.ts";
import type { Actor, Role } from "../../src/domain/access/actor.ts";
import { benchRuleFiles } from "./bench-rule-set.ts";
import { POOL_DAY, type PoolSize } from "./pool.ts";
import { storePath } from "./store-pool.ts";

const masterKey = new Uint8Array(32).fill(7);

/** Everything but a store. */
export function storelessContext(threads = 1): Omit<Context, "store"> {
  return {
    clock: { now: systemClock.now, today: () => POOL_DAY },
    ids: randomIds,
    passwords: argon2Passwords(),
    accountLimits: usualAccountLimits,
    sealing: openSealing(masterKey, newKeyring(masterKey)),
    rules: { ruleSets: async () => [benchRuleFiles()] },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    ...(threads > 1 ? { engine: new EngineThreads(threads) } : {}),
  };
}

/** The product on the imported database of a size. Throws: it was not imported. */
export async function openImported(size: PoolSize, threads = 1): Promise<Context> {
  if (!existsSync(storePath(size))) throw new Error(`import ${size} first: --only import`);
  return { ...storelessContext(threads), store: await openSqliteStore(storePath(size)) };
}

/** The product on a store. */
export function contextOn(store: Store): Context {
  return { ...storelessContext(), store };
}

/** An actor of one role who may see everything. */
export function everywhere(role: Role): Actor {
  return {
    id: `bench-${role}`,
    roles: [role],
    scope: { employerIds: "all", landlordIds: "all", departementCodes: "all" },
  };
}
