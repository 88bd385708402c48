/**
 * Reads a result bundle and says of every file that is missing, altered or added that it is. Whatever can still be read is given back.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Result, resultSchema } from "../../domain/facts/result.ts";
import type { Snapshot } from "../../domain/facts/snapshot.ts";
import { type BundleManifest, bundleManifestSchema, MANIFEST_FILE } from "./bundle-manifest.ts";
import { reasonOf } from "./file-lines.ts";
import { type InputProblem, ProblemList } from "./input-problem.ts";
import { readJson } from "./pool-files.ts";
import { readPool } from "./read-pool.ts";
import { factAjv, reportErrors } from "./record-check.ts";

/** A bundle as far as it could be read. */
export interface BundleReading {
  readonly folder: string;
  readonly manifest?: BundleManifest;
  readonly snapshot?: Snapshot;
  /** Folder with one folder per rule set. */
  readonly rulesFolder: string;
  /** Rule files as texts, by path inside the rules folder. */
  readonly ruleFiles: ReadonlyMap<string, string>;
  readonly result?: Result;
  readonly verification?: unknown;
  /** Empty for a whole bundle. */
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
  const rulesFolder = join(folder, "rules");
  const present = await filesBelow(folder);
  if (!present.includes(MANIFEST_FILE)) problems.add({ file: path }, "bundle-missing", { path });
  const manifest = present.includes(MANIFEST_FILE)
    ? await checkedJson(folder, MANIFEST_FILE, checkManifest, problems)
    : undefined;
  if (manifest) await compareFiles(folder, present, manifest, problems);
  const known = new Set(manifest?.files.map((file) => file.path) ?? present);
  const result = present.includes("result.json")
    ? await checkedJson(folder, "result.json", checkResult, problems)
    : undefined;
  const verification = present.includes("verification.json")
    ? await readJson(join(folder, "verification.json"), "verification.json", problems)
    : undefined;
  const snapshot = present.some((file) => file.startsWith("snapshot/"))
    ? await readSnapshot(folder, problems)
    : undefined;
  const ruleFiles = await readRuleFiles(
    folder,
    present.filter((file) => file.startsWith("rules/") && known.has(file)),
  );
  return {
    folder,
    rulesFolder,
    ruleFiles,
    ...(manifest && { manifest }),
    ...(snapshot && { snapshot }),
    ...(result && { result }),
    ...(verification !== undefined && { verification }),
    problems: problems.list(),
    problemCount: problems.total,
  };
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
      problems.add({ file: path }, "file-missing", { reason: "the manifest of the bundle names it" });
      continue;
    }
    const found = await digestOfFile(join(folder, path)).catch((error: unknown) => reasonOf(error));
    if (found !== sha256) problems.add({ file: path }, "file-altered", { expected: sha256, found });
  }
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function readSnapshot(folder: string, problems: ProblemList): Promise<Snapshot | undefined> {
  const reading = await readPool(join(folder, "snapshot"));
  const inBundle = reading.problems.map((problem) => ({ ...problem, file: `snapshot/${basename(problem.file)}` }));
  problems.addAll(inBundle, reading.problemCount);
  return reading.snapshot;
}

async function readRuleFiles(folder: string, files: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const file of files) {
    const text = await readFile(join(folder, file), "utf8").catch(() => undefined);
    if (text !== undefined) texts.set(file.slice("rules/".length), text);
  }
  return texts;
}
