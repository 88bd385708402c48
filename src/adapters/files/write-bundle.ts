/**
 * Writes a run as a folder that verifies itself: result, verification, snapshot, rules and a manifest of digests.
 * It is written beside its place and moved there at the end, so a bundle is there whole or not at all.
 */
import { createHash } from "node:crypto";
import { type FileHandle, mkdir, mkdtemp, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Result } from "../../domain/facts/result.ts";
import type { Snapshot } from "../../domain/facts/snapshot.ts";
import { canonicalJson } from "../../domain/shared/digest.ts";
import { compareText } from "../../domain/shared/order.ts";
import { type BundleFile, type BundleManifest, MANIFEST_FILE } from "./bundle-manifest.ts";
import { reasonOf } from "./file-lines.ts";
import { type InputProblem, inputProblem } from "./input-problem.ts";
import { poolCollections } from "./pool-collections.ts";

/** What a bundle is made of. */
export interface BundleParts {
  readonly snapshot: Snapshot;
  /** Rule files by path inside the rules folder: `als-2026/eligibility.json`. A text is written as it is, anything else as JSON. */
  readonly ruleFiles: ReadonlyMap<string, unknown>;
  readonly result: Result;
  /** What the verification found, as JSON. */
  readonly verification: unknown;
}

const TEXT_AT_ONCE = 1 << 20;

/** Writes a bundle. Gives the problems that stood in the way; with any of them nothing was written. */
export async function writeBundle(folder: string, parts: BundleParts): Promise<readonly InputProblem[]> {
  const place = resolve(folder);
  if (await isInTheWay(place)) return [inputProblem({ file: folder }, "bundle-in-the-way", { path: folder })];
  let unfinished: string | undefined;
  try {
    await mkdir(dirname(place), { recursive: true });
    unfinished = await mkdtemp(join(dirname(place), `.${basename(place)}-unfinished-`));
    await writeParts(unfinished, parts);
    await moveInto(unfinished, place);
    return [];
  } catch (error) {
    if (unfinished) await rm(unfinished, { recursive: true, force: true });
    return [inputProblem({ file: folder }, "not-written", { reason: reasonOf(error) })];
  }
}

/** True when something else than a bundle or an empty folder is at the place. */
async function isInTheWay(place: string): Promise<boolean> {
  const found = await stat(place).catch(() => undefined);
  if (!found) return false;
  if (!found.isDirectory()) return true;
  const names = await readdir(place);
  return names.length > 0 && !(names.includes(MANIFEST_FILE) && names.includes("result.json"));
}

/** An earlier bundle is moved aside first and comes back if the new one cannot take its place. */
async function moveInto(unfinished: string, place: string): Promise<void> {
  const exists = await stat(place).then(
    () => true,
    () => false,
  );
  if (!exists) return rename(unfinished, place);
  const aside = `${unfinished}-earlier`;
  await rename(place, aside);
  try {
    await rename(unfinished, place);
  } catch (error) {
    await rename(aside, place);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

async function writeParts(folder: string, { snapshot, ruleFiles, result, verification }: BundleParts): Promise<void> {
  const files: BundleFile[] = [];
  const write = async (path: string, pieces: Iterable<string>) => {
    files.push(await writeHashed(folder, path, pieces));
  };
  await write("result.json", [pretty(result)]);
  await write("verification.json", [pretty(verification)]);
  const { asOf, note } = snapshot;
  await write("snapshot/run.json", [pretty(note === undefined ? { asOf } : { asOf, note })]);
  for (const collection of poolCollections) {
    const records = snapshot[collection.name];
    if (!collection.isRequired && (records?.length ?? 0) === 0) continue;
    await write(`snapshot/${collection.file}.ndjson`, canonicalLines(records ?? []));
  }
  for (const [path, content] of ruleFiles) {
    if (path.split("/").includes("..") || path.startsWith("/")) throw new Error(`the rule file ${path} lies outside`);
    await write(`rules/${path}`, [typeof content === "string" ? content : pretty(content)]);
  }
  const manifest: BundleManifest = {
    format: "contingent-bundle",
    schemaVersion: 1,
    engineVersion: result.run.engineVersion,
    asOf: result.run.asOf,
    seed: result.run.seed,
    snapshotDigest: result.run.snapshotDigest,
    files: files.sort((a, b) => compareText(a.path, b.path)),
  };
  await writeHashed(folder, MANIFEST_FILE, [pretty(manifest)]);
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Records as canonical JSON, one a line: in order of id, or of their text where they have none. */
function* canonicalLines(records: readonly object[]): Iterable<string> {
  const keyOf = (record: object) => ("id" in record ? String(record.id) : canonicalJson(record));
  const keyed = records.map((record) => ({ key: keyOf(record), record }));
  keyed.sort((a, b) => compareText(a.key, b.key));
  let text = "";
  for (const { record } of keyed) {
    text += `${canonicalJson(record)}\n`;
    if (text.length < TEXT_AT_ONCE) continue;
    yield text;
    text = "";
  }
  yield text;
}

async function writeHashed(folder: string, path: string, pieces: Iterable<string>): Promise<BundleFile> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  const hash = createHash("sha256");
  let bytes = 0;
  let file: FileHandle | undefined;
  try {
    file = await open(join(folder, path), "wx");
    for (const piece of pieces) {
      const content = Buffer.from(piece, "utf8");
      hash.update(content);
      bytes += content.length;
      await file.writeFile(content);
    }
    await file.sync();
  } finally {
    await file?.close();
  }
  return { path, bytes, sha256: hash.digest("hex") };
}
