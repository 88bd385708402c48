/**
 * Makes the database of today that later versions of the product must still read: `test/fixtures/store-v<schema version>.db`, and beside it
 * what is to be read from it. Made once for every version of the schema and never again.
 */
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { openSqliteStore } from "../src/adapters/store/sqlite-store.ts";
import { allKinds, type Kind } from "../src/app/kinds.ts";
import type { Put } from "../src/app/ports.ts";
import { sampleOf } from "../test/contract/sample-documents.ts";
import { draft, everything, put } from "../test/contract/writing.ts";

const SCHEMA_VERSION = 1;

/** Records that are long only to be long are left out. */
const LONGEST = 20_000;

const file = fileURLToPath(new URL(`../test/fixtures/store-v${SCHEMA_VERSION}.db`, import.meta.url));

if (existsSync(file) && !process.argv.includes("--again")) {
  console.error(
    `${file} is there already. It stands for databases in use: make it again only before its version is released (--again).`,
  );
  process.exitCode = 1;
} else {
  await rm(file, { force: true });
  await make();
}

async function make(): Promise<void> {
  const store = await openSqliteStore(file);
  await store.commit({ puts: [0, 1].flatMap((n) => puts(n, `id-${n}`, 0)), entry: () => draft() });
  await store.commit({ puts: puts(2, "id-0", 1), entry: () => draft() });
  await store.commit({ puts: [], erasures: [{ kind: "request", id: "id-0" }], entry: () => draft() });
  await writeFile(file.replace(/db$/, "json"), `${JSON.stringify(await everything(store, allKinds), undefined, 1)}\n`);
  await store.close();
  const db = new DatabaseSync(file);
  db.exec("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM");
  db.close();
}

function puts(n: number, id: string, expected: number): Put[] {
  const short = (kind: Kind) => [0, 1, 2].every((each) => JSON.stringify(sampleOf(kind, each)).length < LONGEST);
  return allKinds.filter(short).map((kind) => put(kind, id, sampleOf(kind, n), expected));
}
