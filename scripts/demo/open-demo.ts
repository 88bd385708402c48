/** The demonstration's own database, made anew each time: the invented town with names, its people with accounts, and what happened there. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openPoolSource } from "../../src/adapters/files/pool-source.ts";
import { importPool } from "../../src/app/import-pool.ts";
import { readConfig } from "../../src/config.ts";
import { openProduct, type Product } from "../../src/container.ts";
import type { Actor } from "../../src/domain/access/actor.ts";
import { demoAccounts } from "./accounts.ts";
import { DemoClock } from "./demo-clock.ts";
import { demoPersons } from "./names.ts";
import { demoDays, tellStory } from "./story.ts";
import { demoTown } from "./town.ts";

const marker = "contingent demonstration: this folder is made anew each time\n";
const importer: Actor = { id: "demonstration", roles: ["operator"], scope: {} };

/** True where the folder holds something that is not an earlier demonstration. */
export async function isTaken(folder: string): Promise<boolean> {
  const isThere = await readFile(join(folder, "contingent.db")).then(
    () => true,
    () => false,
  );
  const found = await readFile(join(folder, "README.txt"), "utf8").catch(() => "");
  return isThere && found !== marker;
}

/** Makes the database in the folder and opens it; its clock stands on the morning of the town's day and goes on. */
export async function openDemo(folder: string, writeLog: (line: string) => unknown): Promise<Product> {
  await rm(folder, { recursive: true, force: true });
  const town = join(folder, "town");
  await mkdir(town, { recursive: true });
  const snapshot = demoTown();
  const persons = demoPersons(snapshot.requests.map(({ id }) => id));
  await writeFile(join(folder, "README.txt"), marker);
  await writeFile(join(town, "snapshot.json"), JSON.stringify(snapshot));
  await writeFile(join(town, "persons.ndjson"), `${persons.map((one) => JSON.stringify(one)).join("\n")}\n`);
  const clock = new DemoClock(`${demoDays.before}T16:00:00.000Z`);
  const { config } = readConfig({ CONTINGENT_DATABASE: join(folder, "contingent.db"), CONTINGENT_LOG_LEVEL: "error" });
  const product = await openProduct(config!, { mayCreate: true, writeLog, clock });
  try {
    const { problems } = await importPool(product.context, importer, { source: await openPoolSource(town) });
    if (problems.length > 0) throw new Error(`the town is not imported: ${JSON.stringify(problems.slice(0, 3))}`);
    await demoAccounts(product.context);
    await tellStory(product.context, clock);
    return product;
  } catch (error) {
    await product.close();
    throw error;
  }
}
