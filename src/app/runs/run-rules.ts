/**
 * Rule sets for a run: those that govern the programmes of the snapshot, compiled for its day, their worked examples run, every finding kept;
 * and, for what is past, the rule set of a digest as it was stored with the run that used it.
 */
import { factCatalogue } from "../../domain/facts/catalogue.ts";
import type { FactTable } from "../../domain/facts/fact-table.ts";
import { runCases } from "../../domain/rules/cases.ts";
import { type Compiled, compileRuleSet, digestOf } from "../../domain/rules/compile.ts";
import { compileRun } from "../../domain/rules/compile-run.ts";
import { type Finding, sortFindings } from "../../domain/rules/finding.ts";
import type { ManifestFile, RuleFiles } from "../../domain/rules/rule-files.ts";
import type { RuleSet } from "../../domain/rules/rule-set.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { compareText } from "../../domain/shared/order.ts";
import { create, type Write } from "../commit.ts";
import type { Context, Store } from "../ports.ts";
import { KeptByRules } from "./kept-by-rules.ts";

/** What a run may use. A finding that is an error stops it. */
export interface RunRules {
  /** In order of id, the order of the run; one that does not compile is left out. */
  readonly ruleSets: readonly RuleSet[];
  readonly files: readonly RuleFiles[];
  /** Of the rule sets above and of how they agree, sorted. */
  readonly findings: readonly Finding[];
}

/** One rule set with everything that is wrong with it. */
export interface CheckedRules {
  readonly files: RuleFiles;
  readonly ruleSet?: RuleSet;
  /** Worked examples that were run. */
  readonly examples: number;
  readonly findings: readonly Finding[];
}

/** The rule sets that govern vacancies of a table, from the files as they are now. */
export async function rulesForRun(context: Context, table: FactTable, asOf: string): Promise<RunRules> {
  const all = await context.rules.ruleSets();
  const governed = all.filter((files) => governs(files, table));
  const known = new Set(governed.flatMap((files) => scopeOf(files)?.values ?? []));
  const isUngoverned = programmesOf(table, all).some((programme) => !known.has(programme));
  // A manifest that cannot be read might be the one that is missing.
  const unread = isUngoverned ? all.filter((files) => scopeOf(files) === undefined) : [];
  return rulesOf([...governed, ...unread], asOf);
}

/** Compiles the rule sets of a run and asks whether they agree. */
export function rulesOf(all: readonly RuleFiles[], asOf: string): RunRules {
  const files = [...all].sort((a, b) => compareText(a.id, b.id));
  const checked = files.map((one) => checkRuleFiles(one, asOf));
  const ruleSets = checked.flatMap(({ ruleSet }) => ruleSet ?? []);
  const findings = sortFindings([...checked.flatMap((one) => one.findings), ...compileRun(ruleSets)]);
  return { ruleSets, files, findings };
}

const checks = new KeptByRules<Omit<CheckedRules, "files">>();

/** Compiles one rule set for a day and runs its worked examples. */
export function checkRuleFiles(files: RuleFiles, asOf: string): CheckedRules {
  return { files, ...checks.of(files, asOf, () => checkOn(files, asOf)) };
}

function checkOn(files: RuleFiles, asOf: string): Omit<CheckedRules, "files"> {
  const { ruleSet, cases, findings } = compileRuleSet(files, { catalogue: factCatalogue, asOf });
  const onDay = (day: string) => compileOn(files, day).ruleSet;
  const run = ruleSet && runCases(ruleSet, cases, factCatalogue, asOf, onDay);
  return {
    ...(ruleSet ? { ruleSet } : {}),
    examples: run?.outcomes.length ?? 0,
    findings: sortFindings([...findings, ...(run?.findings ?? [])]),
  };
}

/** True for a finding that stops a run. */
export function isBlocking({ severity }: Finding): boolean {
  return severity === "error";
}

/** Records of the rule files that are not stored yet. */
export async function newRuleFiles(context: Context, all: readonly RuleFiles[]): Promise<Write[]> {
  const byDigest = new Map(all.map((files) => [digestOf(files), files]));
  const known = await context.store.getMany("rule-files", [...byDigest.keys()]);
  return [...byDigest]
    .filter(([digest]) => !known.has(digest))
    .map(([digest, { id, files }]) => {
      const version = manifestOf({ id, files })?.version ?? "";
      return create("rule-files", digest, { ruleSetId: id, version, files });
    });
}

/** The files of a rule set as a run stored them. Throws: `not-found`. */
export async function storedRuleFiles(context: Pick<Context, "store">, digest: string): Promise<RuleFiles> {
  const stored = await context.store.get("rule-files", digest);
  if (!stored) throw new DomainError("not-found", { kind: "rule-files", id: digest });
  const { ruleSetId, files } = stored.document;
  return { id: ruleSetId, files, problems: [] };
}

/** Rule sets that were asked for, by digest and day. A digest names the same files for ever, so nothing in here goes stale. */
const compiledSets = new WeakMap<Store, Map<string, Promise<RuleSet>>>();

/** The rule set of a digest on a day, from the stored files; compiled once. Throws: `not-found`; `rules-with-findings`. */
export function ruleSetByDigest(context: Context, digest: string, asOf: string): Promise<RuleSet> {
  let known = compiledSets.get(context.store);
  if (!known) compiledSets.set(context.store, (known = new Map()));
  const key = `${digest} ${asOf}`;
  let ruleSet = known.get(key);
  if (!ruleSet) {
    const asked = known;
    ruleSet = compileStored(context, digest, asOf).catch((error: unknown) => {
      asked.delete(key);
      throw error;
    });
    known.set(key, ruleSet);
  }
  return ruleSet;
}

async function compileStored(context: Context, digest: string, asOf: string): Promise<RuleSet> {
  const { ruleSet, findings } = compileOn(await storedRuleFiles(context, digest), asOf);
  if (ruleSet) return ruleSet;
  const blocking = findings.filter(isBlocking);
  throw new DomainError("rules-with-findings", { count: blocking.length }, blocking);
}

const compilations = new KeptByRules<Omit<Compiled, "cases">>();

/** Compiles one rule set for a day, without its worked examples. */
export function compileOn(files: RuleFiles, asOf: string): Omit<Compiled, "cases"> {
  return compilations.of(files, asOf, () => {
    const { cases: _, ...compiled } = compileRuleSet(files, { catalogue: factCatalogue, asOf });
    return compiled;
  });
}

function manifestOf({ id, files }: Pick<RuleFiles, "id" | "files">): ManifestFile | undefined {
  return files.find(({ path }) => path === `${id}/manifest.json`)?.content as ManifestFile | undefined;
}

function scopeOf(files: RuleFiles): ManifestFile["scope"] | undefined {
  return manifestOf(files)?.scope;
}

function governs(files: RuleFiles, table: FactTable): boolean {
  const scope = scopeOf(files);
  if (!scope) return false;
  const used = new Set(textsOf(table, scope.fact));
  return scope.values.some((programme) => used.has(programme));
}

/** The programmes of the vacancies, as the facts that scopes read name them. */
function programmesOf(table: FactTable, all: readonly RuleFiles[]): string[] {
  const facts = new Set(all.flatMap((files) => scopeOf(files)?.fact ?? []));
  return [...facts].flatMap((fact) => textsOf(table, fact));
}

/** Every text that a fact has in some row. */
function textsOf(table: FactTable, name: string): string[] {
  const fact = table.catalogue.facts.find((declared) => declared.name === name);
  const column = fact && table.column(fact.index);
  if (fact?.side !== "vacancy" || column?.kind !== "scalar") return [];
  const codes = new Set(column.values.subarray(0, table.vacancyCount));
  return [...codes].flatMap((code) => table.texts[code] ?? []);
}
