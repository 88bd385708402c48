/** The product as the torture's processes use it: one key for all of them, the clock of the machine, and the day of the demonstration. */

import { fileURLToPath } from "node:url";
import { newKeyring, openSealing } from "../../src/adapters/keys/aes-sealing.ts";
import { argon2Passwords } from "../../src/adapters/keys/argon2-passwords.ts";
import { readRuleSets } from "../../src/adapters/rules/directory-rule-source.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { randomIds } from "../../src/adapters/system/random-ids.ts";
import { systemClock } from "../../src/adapters/system/system-clock.ts";
import type { Context, Log } from "../../src/app/ports.ts";
import { usualAccountLimits } from "../../src/domain/access/account.ts";
import type { Actor, Role } from "../../src/domain/access/actor.ts";
import type { KeyringDocument } from "../../src/domain/persons/person.ts";

const masterKey = new Uint8Array(32).fill(7);
const rulesFolder = fileURLToPath(new URL("../../rules", import.meta.url));

/** The day of every night. */
export const TORTURE_DAY = "2026-11-23";

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** A keyring for one database and all its processes. */
export function tortureKeyring(): KeyringDocument {
  return newKeyring(masterKey);
}

/** Opens the product on a database. */
export async function openTorture(place: string, keyring: KeyringDocument): Promise<Context> {
  return {
    store: await openStore(place),
    clock: { now: systemClock.now, today: () => TORTURE_DAY },
    ids: randomIds,
    passwords: argon2Passwords(),
    accountLimits: usualAccountLimits,
    sealing: openSealing(masterKey, keyring),
    rules: { ruleSets: () => readRuleSets(rulesFolder) },
    log: silent,
  };
}

/** An actor of some roles who may see everything. */
export function everywhere(id: string, ...roles: Role[]): Actor {
  return { id, roles, scope: { employerIds: "all", landlordIds: "all", departementCodes: "all" } };
}
