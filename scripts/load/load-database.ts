/**
 * The big invented database of the load: made once for each size, with persons and a night, and kept; each measure works on a copy of its own, so that
 * all begin with the same.
 */
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openPoolSource } from "../../src/adapters/files/pool-source.ts";
import { importPool } from "../../src/app/import-pool.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { readConfig } from "../../src/config.ts";
import { keyFileOf, openProduct, type Product } from "../../src/container.ts";
import type { Actor, Role } from "../../src/domain/access/actor.ts";
import { POOL_DAY, type PoolSize } from "../bench/pool.ts";
import { cacheFolder } from "../bench/pool-file.ts";
import { ensureStorePool, removeDatabase } from "../bench/store-pool.ts";

/** A scope of all there is. */
export const everything = { employerIds: "all", landlordIds: "all", departementCodes: "all" } as const;

/** Somebody with one role and every scope. */
export function actorOf(role: Role): Actor {
  return { id: `${role}-load`, roles: [role], scope: everything };
}

const clock = { now: () => new Date().toISOString(), today: () => POOL_DAY };

/** The rules of the benchmark, with the procedure of the product: decisions follow one. */
function rulesFolder(): string {
  const folder = join(cacheFolder, `load-rules-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(import.meta.dirname, "../bench/rules/bench"), join(folder, "bench"), { recursive: true });
  const procedure = JSON.parse(readFileSync(join(import.meta.dirname, "../../rules/als-2026/procedure.json"), "utf8"));
  // What it reads of its own rule set is left out: the benchmark's has other rules.
  for (const motive of procedure.motives) for (const name of ["contradictedWhen", "contradiction"]) delete motive[name];
  procedure.designation.passesOn = [];
  writeFileSync(join(folder, "bench/procedure.json"), JSON.stringify(procedure));
  return folder;
}

async function open(database: string, isServing: boolean): Promise<Product> {
  const rules = rulesFolder();
  const { config, problems } = readConfig({ CONTINGENT_DATABASE: database, CONTINGENT_RULES: rules });
  if (!config) throw new Error(JSON.stringify(problems));
  const product = await openProduct(config, { mayCreate: true, clock, writeLog: () => undefined, isServing });
  const close = async () => {
    await product.close();
    rmSync(rules, { recursive: true, force: true });
  };
  return { ...product, close };
}

function remove(database: string): void {
  removeDatabase(database);
  rmSync(keyFileOf(database)!, { force: true });
}

/** Imports the pool and makes a night. */
async function make(database: string, size: PoolSize): Promise<void> {
  const part = `${database}.part`;
  remove(part);
  const { context, close } = await open(part, false);
  try {
    await importPool(context, actorOf("operator"), { source: await openPoolSource(ensureStorePool(size)) });
    const night = await runAllocation(context, actorOf("system"), { day: POOL_DAY });
    if ("kind" in night && night.kind === "refused") throw new Error(JSON.stringify(night));
  } finally {
    await close();
  }
  renameSync(keyFileOf(part)!, keyFileOf(database)!);
  renameSync(part, database);
}

/** Opens a fresh copy of the database of a size, which is taken away when it is closed. */
export async function openLoadProduct(size: PoolSize): Promise<Product> {
  const made = join(cacheFolder, `load-${size}.db`);
  if (!existsSync(made)) await make(made, size);
  const copy = join(cacheFolder, `load-${size}-${process.pid}.db`);
  copyFileSync(made, copy);
  copyFileSync(keyFileOf(made)!, keyFileOf(copy)!);
  const product = await open(copy, true);
  const close = async () => {
    await product.close();
    remove(copy);
  };
  return { ...product, close };
}
