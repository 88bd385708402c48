/**
 * A run as a folder that verifies itself: result, verification, snapshot, rules and a manifest of digests.
 * It is written beside its place and moved there at the end, so a bundle is there whole or not at all. Reading it says of every file
 * that is missing, altered or added that it is, and still gives what can be read, so that it can be checked further.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, mkdtemp, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type Result, resultSchema } from "../../domain/facts/result.ts";
import type { Snapshot } from "../../domain/facts/snapshot.ts";
import type { RuleFiles } from "../../domain/rules/rule-files.ts";
import { canonicalJson } from "../../domain/shared/digest.ts";
import { compareText } from "../../domain/shared/order.ts";
import { readRuleSets } from "../rules/directory-rule-source.ts";
import { type BundleFile, type BundleManifest, bundleManifestSchema, MANIFEST_FILE } from "./bundle-manifest.ts";
import { type InputProblem, inputProblem, ProblemList } from "./input-problem.ts";
import { poolCollections } from "./pool-collections.ts";
import { readJson } from "./pool-files.ts";
import { readPool } from "./read-pool.ts";
import { factAjv, reportErrors } from "./record-check.ts";
import { reasonOf } from "./words.ts";

/** What a bundle is made of. */
export interface BundleParts {
  readonly snapshot: Snapshot;
  /** The rule sets of the run, as they were read. */
  readonly ruleFiles: readonly RuleFiles[];
  readonly result: Result;
  /** What the verification found, as JSON. */
  readonly verification: unknown;
}

const TEXT_AT_ONCE = 1 << 20;

/** Writes a bundle. Gives the problems that stood in the way; with any of them nothing was written. */
export async function writeBundle(folder: string, parts: BundleParts): Promise<readonly InputProblem[]> {
  const place = resolve(folder);
  const obstacles = await bundleObstacles(folder);
  if (obstacles.length > 0) return obstacles;
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

/** What keeps a bundle from being written into a folder, as far as can be seen before: something else is there. */
export async function bundleObstacles(folder: string): Promise<readonly InputProblem[]> {
  const isFree = !(await isInTheWay(resolve(folder)));
  return isFree ? [] : [inputProblem({ file: folder }, "bundle-in-the-way", { path: folder })];
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
  for (const { path, content } of ruleFiles.flatMap(({ files: ofOneSet }) => ofOneSet)) {
    if (path.split("/").includes("..") || path.startsWith("/")) throw new Error(`the rule file ${path} lies outside`);
    await write(`rules/${path}`, [pretty(content)]);
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

/** A run as it was kept. */
export interface Bundle {
  readonly folder: string;
  readonly manifest: BundleManifest;
  readonly snapshot: Snapshot;
  readonly ruleFiles: readonly RuleFiles[];
  readonly result: Result;
  /** What the verification found then, as JSON. */
  readonly verification: unknown;
}

/** A bundle as far as it can be read, and everything wrong with it. With any problem it is not the one that was written. */
export interface BundleReading {
  readonly bundle?: Bundle;
  readonly problems: readonly InputProblem[];
  readonly problemCount: number;
}

const ajv = factAjv();
const checkManifest = ajv.compile<BundleManifest>(bundleManifestSchema);
const checkResult = ajv.compile<Result>(resultSchema);

/** Reads the bundle in a folder, which may also be named by the result.json inside it. */
export async function readBundle(path: string): Promise<BundleReading> {
  const folder = await folderOf(path);
  const problems = new ProblemList();
  const bundle = await readParts(folder, path, problems);
  const reading = { problems: problems.list(), problemCount: problems.total };
  return bundle ? { bundle, ...reading } : reading;
}

/** Reads on after a problem, so that all of them are found. */
async function readParts(folder: string, path: string, problems: ProblemList): Promise<Bundle | undefined> {
  const present = await filesBelow(folder);
  if (!present.includes(MANIFEST_FILE)) {
    problems.add({ file: path }, "bundle-missing", { path });
    return undefined;
  }
  const manifest = await checkedJson(folder, MANIFEST_FILE, checkManifest, problems);
  if (manifest) await compareFiles(folder, present, manifest, problems);
  const isThere = (file: string) => present.includes(file);
  const result = isThere("result.json") ? await checkedJson(folder, "result.json", checkResult, problems) : undefined;
  const verification = isThere("verification.json")
    ? await readJson(join(folder, "verification.json"), "verification.json", problems)
    : undefined;
  const snapshot = present.some((file) => file.startsWith("snapshot/"))
    ? await readSnapshot(folder, problems)
    : undefined;
  if (!manifest || !result || !snapshot) return undefined;
  return { folder, manifest, snapshot, ruleFiles: await readRuleSets(join(folder, "rules")), result, verification };
}

async function folderOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  const isFileInside = found ? found.isFile() : basename(path) === "result.json";
  return isFileInside ? dirname(path) : path;
}

/** Paths of all files below a folder, with /, in order; none where there is no folder. */
async function filesBelow(folder: string, prefix = ""): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const entry of entries) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) files.push(...(await filesBelow(folder, `${path}/`)));
    else files.push(path);
  }
  return files;
}

async function checkedJson<T>(
  folder: string,
  file: string,
  validate: ((value: unknown) => value is T) & { errors?: Parameters<typeof reportErrors>[0] | null },
  problems: ProblemList,
): Promise<T | undefined> {
  const value = await readJson(join(folder, file), file, problems);
  if (value === undefined) return undefined;
  if (validate(value)) return value;
  reportErrors(validate.errors ?? [], (pointer) => ({ file, pointer }), problems);
  return undefined;
}

async function compareFiles(
  folder: string,
  present: readonly string[],
  manifest: BundleManifest,
  problems: ProblemList,
): Promise<void> {
  const known = new Set(manifest.files.map(({ path }) => path));
  for (const file of present) {
    if (file !== MANIFEST_FILE && !known.has(file)) problems.add({ file }, "file-extra");
  }
  for (const { path, sha256 } of manifest.files) {
    if (!present.includes(path)) {
      problems.add({ file: path }, "file-missing", {
        reason: { en: "the manifest of the bundle names it", fr: "le manifeste du dossier le nomme" },
      });
      continue;
    }
    const found = await digestOfFile(join(folder, path)).catch((error: unknown) => reasonOf(error));
    if (found !== sha256) problems.add({ file: path }, "file-altered", { expected: sha256, found });
  }
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function readSnapshot(folder: string, problems: ProblemList): Promise<Snapshot | undefined> {
  const reading = await readPool(join(folder, "snapshot"));
  const inBundle = reading.problems.map((problem) => ({ ...problem, file: `snapshot/${basename(problem.file)}` }));
  problems.addAll(inBundle, reading.problemCount);
  return reading.snapshot;
}
