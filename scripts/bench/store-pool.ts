/**
 * The pool of the benchmark with invented persons beside it, as an import takes it, and the places of the databases made from it.
 */
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { idAt, type PoolSize } from "./pool.ts";
import { cacheFolder, ensurePool, loadPool } from "./pool-file.ts";
import { ensureTextPool } from "./pool-text.ts";
import { randomOf } from "./random.ts";

const CHUNK = 10_000;
const FAMILY_NAMES = ["Inventée", "Imaginaire", "Fictive-Exemple", "Dupont-Inventé", "De La Fable", "N’Existe-Pas"];
const GIVEN_NAMES = ["Zoé", "Ali", "Marie-Ange", "Luc", "Aïssatou", "Jean-Noël", "Mercedes", "Yann"];

/** A folder of NDJSON files with names and contacts for every request. */
export function ensureStorePool(size: PoolSize): string {
  const source = ensureTextPool(size, "ndjson");
  const folder = `${source}-persons`;
  if (existsSync(folder)) return folder;
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  for (const name of readdirSync(source)) linkSync(join(source, name), join(part, name));
  writePersons(join(part, "persons.ndjson"), size);
  renameSync(part, folder);
  return folder;
}

function writePersons(path: string, size: PoolSize): void {
  const { requestIds, requestCount } = loadPool(ensurePool(size));
  const random = randomOf(11);
  const file = openSync(path, "w");
  for (let from = 0; from < requestCount; from += CHUNK) {
    let text = "";
    for (let row = from; row < Math.min(requestCount, from + CHUNK); row++) {
      const requestId = idAt(requestIds, row);
      const person = {
        requestId,
        familyName: FAMILY_NAMES[random.below(FAMILY_NAMES.length)],
        givenNames: GIVEN_NAMES[random.below(GIVEN_NAMES.length)],
        email: `${requestId}@invented.example`,
        phone: `0${600_000_000 + random.below(99_999_999)}`,
        address: `${1 + random.below(200)} rue Inventée`,
      };
      text += `${JSON.stringify(person)}\n`;
    }
    writeSync(file, text);
  }
  closeSync(file);
}

/** Where the database of a size lies. */
export function storePath(size: PoolSize): string {
  return join(cacheFolder, `store-${size}.db`);
}

/** Takes a database away with what lies beside it. */
export function removeDatabase(path: string): void {
  for (const ending of ["", "-wal", "-shm"]) rmSync(`${path}${ending}`, { force: true });
}
