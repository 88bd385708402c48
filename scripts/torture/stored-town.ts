/** The invented town of the demonstration, imported into a database as an operator would. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPoolSource } from "../../src/adapters/files/pool-source.ts";
import { importPool } from "../../src/app/import-pool.ts";
import type { Context } from "../../src/app/ports.ts";
import { demoTown } from "../demo/town.ts";
import { everywhere } from "./torture-context.ts";

/** Imports it. Throws: something is wrong with it. */
export async function storeTown(context: Context): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "contingent-town-"));
  try {
    writeFileSync(join(folder, "snapshot.json"), JSON.stringify(demoTown()));
    const { problems } = await importPool(context, everywhere("operator", "operator"), {
      source: await openPoolSource(folder),
    });
    if (problems[0]) throw new Error(problems[0].sentence);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
