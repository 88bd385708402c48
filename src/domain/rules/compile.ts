/**
 * From rule files to a compiled rule set for one day, with every finding: files that are missing, values that are not valid, expressions,
 * tables, ids, sources, worked examples, and what only the whole shows (`analysis/`). It never stops at the first finding.
 * Knows the catalogue as a value and no fact, rule or programme by name.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import { canonicalJson, sha256 } from "../shared/digest.ts";
import { phrase } from "../shared/phrase.ts";
import { analyse, reachableKeyMaximum } from "./analysis/analyse.ts";
import { compileAssignment, compilePreference } from "./compile/compile-assignment.ts";
import { compileCases } from "./compile/compile-cases.ts";
import { compileDefinitions } from "./compile/compile-definitions.ts";
import { compileRule } from "./compile/compile-eligibility.ts";
import { checkManifest } from "./compile/compile-manifest.ts";
import { compileProcedure } from "./compile/compile-procedure.ts";
import type { Compilation } from "./compile/compile-scope.ts";
import { compileHeading } from "./compile/compile-scoring.ts";
import { type Folder, openFolder } from "./compile/folder.ts";
import { error, type Notebook, openNotebook, placed, refuseDuplicates } from "./compile/notebook.ts";
import { type DatedTable, resolveParameters } from "./compile/parameters.ts";
import { doesGrow, flatten } from "./compile/tables.ts";
import { type Finding, sortFindings } from "./finding.ts";
import type { RuleFiles } from "./rule-files.ts";
import type { RuleSet, Table } from "./rule-set.ts";
import type { WorkedExample } from "./worked-example.ts";

/** What a rule set is compiled for. */
export interface CompileOptions {
  readonly catalogue: FactCatalogue;
  /** Reference day, `2026-11-23`. */
  readonly asOf: string;
}

/** `ruleSet` is there exactly when no finding is an error. */
export interface Compiled {
  readonly ruleSet?: RuleSet;
  /** Examples whose facts are right; they are not run here. */
  readonly cases: readonly WorkedExample[];
  /** All of them, sorted. */
  readonly findings: readonly Finding[];
}

/** Compiles one rule set for a day. */
export function compileRuleSet(files: RuleFiles, options: CompileOptions): Compiled {
  const notebook = openNotebook();
  notebook.findings.push(...files.problems);
  const folder = openFolder(notebook, files);
  refuseAllDuplicates(notebook, folder);
  const coverable = coverableIds(folder, files);
  const cases = compileCases(notebook, options.catalogue, folder.cases, folder.defaults, coverable);
  const ruleSet = assemble(notebook, folder, files, options);
  const findings = sortFindings(notebook.findings);
  const isSound = ruleSet && findings.every((finding) => finding.severity !== "error");
  return { ...(isSound ? { ruleSet: freeze(structuredClone(ruleSet)) } : {}), cases, findings };
}

/** What an example may cover; undefined where a file that says so could not be read. */
function coverableIds({ rules, criteria }: Folder, { id, problems }: RuleFiles): ReadonlySet<string> | undefined {
  const named = [`${id}/eligibility.json`, `${id}/scoring.json`];
  if (problems.some(({ file }) => named.includes(file))) return undefined;
  return new Set([...rules, ...criteria].map(({ entry }) => entry.id));
}

/** The digest of a rule set: of all its files, cases included, by path. */
export function digestOf(files: RuleFiles): string {
  return sha256(canonicalJson(Object.fromEntries(files.files.map(({ path, content }) => [path, content]))));
}

function refuseAllDuplicates(notebook: Notebook, folder: Folder): void {
  const inAssignment = (list: "targets" | "levers") =>
    (folder.assignment?.entry[list] ?? []).map((entry, index) => {
      return { entry, place: { file: folder.assignment!.place.file, pointer: `/${list}/${index}` } };
    });
  refuseDuplicates(notebook, folder.parameters, phrase`the parameters`);
  refuseDuplicates(notebook, folder.definitions, phrase`the definitions`);
  refuseDuplicates(notebook, [...folder.rules, ...folder.criteria], phrase`rules and criteria`);
  refuseDuplicates(notebook, folder.headings, phrase`the headings`);
  refuseDuplicates(notebook, folder.preferences, phrase`the keys of the preferences`);
  refuseDuplicates(notebook, inAssignment("targets"), phrase`the targets`);
  refuseDuplicates(notebook, inAssignment("levers"), phrase`the levers`);
  refuseDuplicates(notebook, folder.cases, phrase`the cases`);
}

/** The rule set without what is broken, analysed; undefined where the manifest or the assignment is missing or says nothing. */
function assemble(
  notebook: Notebook,
  folder: Folder,
  files: RuleFiles,
  { catalogue, asOf }: CompileOptions,
): RuleSet | undefined {
  const { manifest, assignment } = folder;
  const governed = manifest && checkManifest(notebook, catalogue, files.id, manifest, asOf);
  const checkWithinMonths = manifest?.entry.checkWithinMonths;
  const {
    parameters,
    values,
    tables: datedTables,
  } = resolveParameters(notebook, folder.parameters, asOf, checkWithinMonths);
  const tables = datedTables.map((dated) => writeOut(dated));
  const known = tables.map(({ id, keys, type, cells }) => {
    return { id, keys, type, texts: type === "text" ? [...new Set(cells as readonly string[])] : [] };
  });
  const { definitions, context } = compileDefinitions(notebook, folder.definitions, {
    catalogue,
    parameters: values,
    tables: known,
  });
  const compilation: Compilation = { notebook, catalogue, context, definitions, asOf };
  const eligibility = folder.rules.flatMap(({ entry, place }) => compileRule(compilation, entry, place) ?? []);
  const headings = folder.headings.map(({ entry, place }) => compileHeading(compilation, entry, place));
  const preferences = folder.preferences.flatMap(
    ({ entry, place }) => compilePreference(compilation, entry, place) ?? [],
  );
  const assignmentRules = assignment && compileAssignment(compilation, assignment.entry, assignment.place);
  const procedure = compileProcedure(
    compilation,
    folder.procedure,
    folder.rules.map(({ entry }) => entry.id),
  );
  if (!manifest || !governed || !assignmentRules) {
    for (const dated of datedTables) writeOut(dated, undefined, notebook);
    return undefined;
  }
  const { version, title, authority, source } = manifest.entry;
  const draft: RuleSet = {
    id: files.id,
    version,
    title,
    ...governed,
    authority,
    source: source ?? { text: "" },
    digest: digestOf(files),
    asOf,
    parameters,
    tables,
    definitions,
    eligibility,
    headings,
    maximumPoints: headings.reduce((total, heading) => total + heading.maximumPoints, 0),
    minimumPoints: headings.reduce((total, heading) => total + heading.minimumPoints, 0),
    preferences,
    assignment: assignmentRules,
    procedure,
  };
  const ruleSet = { ...draft, tables: grownTables(notebook, draft, datedTables, catalogue) };
  notebook.findings.push(...analyse(ruleSet, catalogue, notebook.places));
  return ruleSet;
}

/** The tables written out as far as any expression can ask; their problems are written down here, once. */
function grownTables(
  notebook: Notebook,
  draft: RuleSet,
  datedTables: readonly DatedTable[],
  catalogue: FactCatalogue,
): readonly Table[] {
  const doesAnyGrow = datedTables.some(({ table }) => doesGrow(table));
  const keyMaximum: ReadonlyMap<number, number> = doesAnyGrow ? reachableKeyMaximum(draft, catalogue) : new Map();
  return datedTables.map((dated, index) => writeOut(dated, keyMaximum.get(index), notebook));
}

function writeOut({ parameter, table, place }: DatedTable, lastKeyTo?: number, notebook?: Notebook): Table {
  const flat = flatten(table, lastKeyTo);
  const written = { ...parameter, ...flat.table };
  if (!notebook) return written;
  for (const problem of flat.problems) {
    error(notebook, problem.kind, { file: place.file, pointer: place.pointer + problem.tail }, problem.phrase);
  }
  return placed(notebook, place, written);
}

/** Freezes the whole tree; a rule set is shared by everything that runs on it. */
function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
