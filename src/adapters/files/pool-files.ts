/**
 * Which files of a folder make up a pool, and the reference day they are read for.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { nearMiss } from "../../domain/rules/lowering/near-miss.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import { compareText } from "../../domain/shared/order.ts";
import { dayError } from "./csv/csv-cells.ts";
import { isForeign } from "./file-lines.ts";
import type { ProblemList } from "./input-problem.ts";
import { isRecord, jsonOf, syntaxReason } from "./ndjson-file.ts";
import { personsCollection } from "./persons-collection.ts";
import { type PoolCollection, poolCollections, type RecordCollection } from "./pool-collections.ts";
import { kindOf, maybe, nothing, reasonOf } from "./words.ts";

/** What is known about a pool besides its records. */
export interface PoolHeader {
  readonly asOf: string;
  readonly note?: string;
}

/** One file of records. */
export interface PoolFile<C extends RecordCollection = PoolCollection> {
  readonly collection: C;
  readonly path: string;
  /** Name as shown in problems. */
  readonly file: string;
  readonly format: "csv" | "ndjson";
}

/** A folder of files. `header` is the name of the file with the reference day. */
export interface FoundFolder {
  readonly kind: "folder";
  readonly folder: string;
  readonly header: string | undefined;
  readonly files: readonly PoolFile[];
  readonly persons: PersonsFile | undefined;
}

/** One JSON snapshot. */
export interface FoundSnapshot {
  readonly kind: "snapshot";
  readonly path: string;
  /** Name as shown in problems. */
  readonly file: string;
  readonly persons: PersonsFile | undefined;
}

/** Names and contacts beside a pool, where they are looked for. */
export type PersonsFile = PoolFile<RecordCollection>;

/** What a folder may hold. */
export interface FolderRules {
  /** A part of a pool is enough: what it refers to is elsewhere. */
  readonly isPart?: boolean;
  /** Names and contacts may lie beside the pool. */
  readonly hasPersons?: boolean;
}

/** A pool found on disk: one JSON snapshot, or a folder of files. */
export type FoundPool = FoundSnapshot | FoundFolder;

const headerNames = ["run.json", "snapshot.json"] as const;
const foreignEndings = /\.(xlsx?|xlsm|ods|zip|gz|pdf|tsv|txt|json|csv|ndjson|jsonl)$/i;

/** Finds the files of a pool; undefined when there is none. */
export async function findPool(
  path: string,
  problems: ProblemList,
  rules: FolderRules = {},
): Promise<FoundPool | undefined> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch {
    problems.add({ file: path }, "path-missing", { path });
    return undefined;
  }
  if (!isFolder) return { kind: "snapshot", path, file: path, persons: undefined };
  let names: string[];
  try {
    names = (await readdir(path)).sort(compareText);
  } catch (error) {
    problems.add({ file: path }, "file-unreadable", { reason: reasonOf(error) });
    return undefined;
  }
  return filesOf(path, names, problems, rules);
}

async function filesOf(
  folder: string,
  names: readonly string[],
  problems: ProblemList,
  { isPart = false, hasPersons = false }: FolderRules,
): Promise<FoundPool | undefined> {
  const own = hasPersons ? [personsCollection] : [];
  const expected = [...poolCollections, ...own].map(({ file }) => `${file}.csv`);
  const find = <C extends RecordCollection>(collection: C): PoolFile<C>[] => {
    const found = (["csv", "ndjson"] as const).filter((format) => names.includes(`${collection.file}.${format}`));
    if (found.length > 1) {
      problems.add({ file: `${collection.file}.csv` }, "file-twice", { other: `${collection.file}.ndjson` });
    }
    return found.map((format) => {
      const file = `${collection.file}.${format}`;
      return { collection, path: join(folder, file), file, format };
    });
  };
  const files = poolCollections.flatMap(find);
  const [persons] = own.flatMap(find);
  if (files.length === 0 && names.includes("snapshot.json")) {
    return { kind: "snapshot", path: join(folder, "snapshot.json"), file: "snapshot.json", persons };
  }
  const present = persons ? [...files, persons] : files;
  const known = new Set<string>([...headerNames, ...present.map(({ file }) => file)]);
  for (const name of names) {
    if (known.has(name) || name.startsWith(".") || !foreignEndings.test(name)) continue;
    if (/\.(csv|ndjson|jsonl|json|tsv|txt)$/i.test(name)) {
      const dot = name.lastIndexOf(".");
      const near = nearMiss(name.slice(0, dot), [...[...poolCollections, ...own].map(({ file }) => file), "run"]);
      const meant = near === undefined ? undefined : `${near}${near === "run" ? ".json" : name.slice(dot)}`;
      const hint = meant === undefined ? nothing : { en: ` Maybe "${meant}"?`, fr: ` Peut-être « ${meant} » ?` };
      problems.add({ file: name }, "file-unknown", { expected: expected.join(", "), hint });
    } else {
      const ending = name.slice(name.lastIndexOf("."));
      const kind = { en: `a file of the kind ${ending}`, fr: `un fichier de type ${ending}` };
      problems.add({ file: name }, "file-kind", { kind });
    }
  }
  if (present.length === 0) {
    if (problems.total === 0) problems.add({ file: folder }, "folder-empty", { expected: expected.join(", ") });
    return undefined;
  }
  for (const collection of isPart ? [] : poolCollections) {
    if (collection.isRequired && !files.some((file) => file.collection === collection)) {
      const reason = { en: "a pool is not read without it", fr: "sans lui, rien n’est lu" };
      problems.add({ file: `${collection.file}.csv` }, "file-missing", { reason });
    }
  }
  return { kind: "folder", folder, header: headerNames.find((name) => names.includes(name)), files, persons };
}

/** The reference day and the note of a folder; a day that is given wins. */
export async function readHeader(
  folder: string,
  file: string | undefined,
  asOf: string | undefined,
  problems: ProblemList,
): Promise<PoolHeader | undefined> {
  let content: Record<string, unknown> = {};
  if (file !== undefined) {
    const value = await readJson(join(folder, file), file, problems);
    if (value === undefined) return undefined;
    if (!isRecord(value)) {
      problems.add({ file }, "not-an-object", { sent: kindOf(value) });
      return undefined;
    }
    content = value;
  }
  return headerOf(content, file ?? "run.json", asOf, problems);
}

/** Checks what is known about a pool besides its records. */
export function headerOf(
  content: Readonly<Record<string, unknown>>,
  file: string,
  asOf: string | undefined,
  problems: ProblemList,
): PoolHeader | undefined {
  const allowed = ["format", "schemaVersion", "asOf", "note"];
  for (const name of Object.keys(content)) {
    if (!allowed.includes(name)) {
      problems.add({ file, pointer: `/${name}` }, "fact-unknown", { sent: name, hint: maybe(name, allowed) });
    }
  }
  const day = asOf ?? content.asOf;
  const note = content.note;
  if (day === undefined) problems.add({ file }, "as-of-missing");
  else if (typeof day !== "string" || dayNumberOf(day) === undefined) {
    const { code, values } = dayError(String(day));
    problems.add({ file, pointer: "/asOf" }, code, values);
  } else if (note === undefined || (typeof note === "string" && note.length <= 500)) {
    return note === undefined ? { asOf: day } : { asOf: day, note };
  } else problems.add({ file, pointer: "/note" }, "too-long", { sent: String(note).length, allowed: 500 });
  return undefined;
}

/** The value of a JSON file, or undefined after reporting why there is none. */
export async function readJson(path: string, file: string, problems: ProblemList): Promise<unknown> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    problems.add({ file }, "file-unreadable", { reason: reasonOf(error) });
    return undefined;
  }
  if (isForeign(bytes, file, problems)) return undefined;
  const value = jsonOf(bytes.toString("utf8").replace(/^\uFEFF/, ""));
  if (!(value instanceof SyntaxError)) return value;
  problems.add({ file }, "json-syntax", { reason: syntaxReason(value) });
  return undefined;
}
