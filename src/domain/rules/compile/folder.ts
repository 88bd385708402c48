/**
 * The files of a rule set sorted into what they hold, every entry with its place. A file that is missing is a finding, unless reading it already was.
 */
import { phrase } from "../../shared/phrase.ts";
import type {
  AssignmentFile,
  CaseEntry,
  CaseFacts,
  CriterionEntry,
  DefinitionEntry,
  HeadingEntry,
  ManifestFile,
  ParameterEntry,
  PreferenceEntry,
  ProcedureFile,
  RuleEntry,
  RuleFiles,
} from "../rule-files.ts";
import { byPath, error, type Notebook } from "./notebook.ts";
import type { Place, Placed } from "./places.ts";

/** Everything the files of a rule set hold, by kind. */
export interface Folder {
  readonly manifest: Placed<ManifestFile> | undefined;
  readonly parameters: readonly Placed<ParameterEntry>[];
  readonly definitions: readonly Placed<DefinitionEntry>[];
  readonly rules: readonly Placed<RuleEntry>[];
  readonly headings: readonly Placed<HeadingEntry>[];
  /** Those of all headings. */
  readonly criteria: readonly Placed<CriterionEntry>[];
  readonly preferences: readonly Placed<PreferenceEntry>[];
  readonly assignment: Placed<AssignmentFile> | undefined;
  readonly procedure: Placed<ProcedureFile> | undefined;
  readonly cases: readonly Placed<CaseEntry>[];
  /** Default facts of the examples by name. */
  readonly defaults: ReadonlyMap<string, CaseFacts>;
}

/** What a file of a rule set is, by its path inside the folder; undefined for any other path. */
export function kindOfFile(path: string): RuleFileKind | undefined {
  const [kind] = Object.entries(FILE_PATTERNS).find(([, pattern]) => pattern.test(path)) ?? [];
  return kind as RuleFileKind | undefined;
}

/** The kinds of files a rule set has. */
export type RuleFileKind = keyof typeof FILE_PATTERNS;

const FILE_PATTERNS = {
  manifest: /^manifest\.json$/,
  parameters: /^parameters\/[a-z0-9-]+\.json$/,
  definitions: /^definitions\.json$/,
  eligibility: /^eligibility\.json$/,
  scoring: /^scoring\.json$/,
  preferences: /^preferences\.json$/,
  assignment: /^assignment\.json$/,
  procedure: /^procedure\.json$/,
  "case-defaults": /^cases\/defaults\.json$/,
  cases: /^cases\/[a-z0-9-]+\.json$/,
} as const;

const REQUIRED = ["manifest", "eligibility", "scoring", "preferences", "assignment"] as const;

/** Sorts the files; entries come in the order of paths, then of the file. */
export function openFolder(notebook: Notebook, files: RuleFiles): Folder {
  const sorted = byPath(files.files).map(({ path, content }) => ({
    path,
    content,
    kind: kindOfFile(path.slice(files.id.length + 1)),
  }));
  for (const kind of REQUIRED) {
    const path = `${files.id}/${kind}.json`;
    const isKnown =
      sorted.some((file) => file.path === path) || files.problems.some((problem) => problem.file === path);
    if (!isKnown) error(notebook, "unreadable-file", { file: path, pointer: "" }, phrase`The file ${path} is missing.`);
  }
  const only = <T>(kind: RuleFileKind): Placed<T> | undefined => {
    const file = sorted.find((one) => one.kind === kind);
    return file && { entry: file.content as T, place: { file: file.path, pointer: "" } };
  };
  const listed = <T>(kind: RuleFileKind, list: string): readonly Placed<T>[] =>
    sorted
      .filter((file) => file.kind === kind)
      .flatMap((file) =>
        entriesOf<T>((file.content as Record<string, unknown>)[list], { file: file.path, pointer: `/${list}` }),
      );
  const headings = listed<HeadingEntry>("scoring", "headings");
  return {
    manifest: only("manifest"),
    parameters: listed<ParameterEntry>("parameters", "parameters"),
    definitions: listed<DefinitionEntry>("definitions", "definitions"),
    rules: listed<RuleEntry>("eligibility", "rules"),
    headings,
    criteria: headings.flatMap(({ entry, place }) =>
      entriesOf<CriterionEntry>(entry.criteria, { file: place.file, pointer: `${place.pointer}/criteria` }),
    ),
    preferences: listed<PreferenceEntry>("preferences", "keys"),
    assignment: only("assignment"),
    procedure: only("procedure"),
    cases: listed<CaseEntry>("cases", "cases"),
    defaults: new Map(
      Object.entries(only<{ defaults: Record<string, CaseFacts> }>("case-defaults")?.entry.defaults ?? {}),
    ),
  };
}

function entriesOf<T>(list: unknown, { file, pointer }: Place): readonly Placed<T>[] {
  const entries = Array.isArray(list) ? (list as readonly T[]) : [];
  return entries.map((entry, index) => ({ entry, place: { file, pointer: `${pointer}/${index}` } }));
}
