/**
 * Rule sets for a command: read, compiled for a day, with every finding; and the ones a pool needs.
 */
import { fileURLToPath } from "node:url";
import { readRuleSets } from "../adapters/rules/directory-rule-source.ts";
import { factCatalogue } from "../domain/facts/catalogue.ts";
import type { Snapshot } from "../domain/facts/snapshot.ts";
import { type Compiled, compileRuleSet } from "../domain/rules/compile.ts";
import { compileRun } from "../domain/rules/compile-run.ts";
import type { Finding } from "../domain/rules/diagnostics.ts";
import type { ManifestFile, RuleFiles } from "../domain/rules/rule-files.ts";
import type { RuleSet } from "../domain/rules/rule-set.ts";
import { CommandProblem, exitCodes, type Terminal } from "./terminal.ts";

/** The rule sets that come with the product. */
export const shippedRules = fileURLToPath(new URL("../../rules", import.meta.url));

/** One rule set as read and compiled. */
export interface OpenedRuleSet {
  readonly files: RuleFiles;
  readonly compiled: Compiled;
}

/** Every rule set of a folder, compiled for the day. */
export async function openRuleSets(folder: string, asOf: string): Promise<OpenedRuleSet[]> {
  const all = await readRuleSets(folder);
  return all.map((files) => ({ files, compiled: compileRuleSet(files, { catalogue: factCatalogue, asOf }) }));
}

/**
 * The rule sets that govern the vacancies of a snapshot, in order of id.
 * Throws: a `CommandProblem` with every blocking finding.
 */
export async function rulesFor(snapshot: Snapshot, folder: string, terminal: Terminal): Promise<OpenedRuleSet[]> {
  const opened = await openRuleSets(folder, snapshot.asOf);
  if (opened.length === 0)
    throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.no-rule-sets", { folder })]);
  const programmes = programmesOf(snapshot);
  const needed = opened.filter(({ files }) => scopeOf(files).some((programme) => programmes.has(programme)));
  refuseFindings([...needed.flatMap(({ compiled }) => compiled.findings), ...compileRun(ruleSetsOf(needed))], terminal);
  return needed;
}

/** The compiled rule sets among the opened ones. */
export function ruleSetsOf(opened: readonly OpenedRuleSet[]): RuleSet[] {
  return opened.flatMap(({ compiled }) => compiled.ruleSet ?? []);
}

/** Ends the command when a finding is an error, listing all of them. */
export function refuseFindings(findings: readonly Finding[], terminal: Terminal): void {
  const errors = findings.filter((finding) => finding.severity === "error");
  if (errors.length === 0) return;
  const lines = [
    terminal.say("problem.rules", { count: errors.length }),
    ...errors.map((finding) => findingLine(finding, terminal)),
  ];
  throw new CommandProblem(exitCodes.refused, lines, errors);
}

/** One finding on a line: where, what kind, the sentence. */
export function findingLine(finding: Finding, terminal: Terminal): string {
  const position = finding.position === undefined ? "" : `:${finding.position + 1}`;
  const style = finding.severity === "error" ? "red" : "yellow";
  return `${finding.file}#${finding.pointer}${position} ${terminal.paint(style, finding.kind)}\n  ${finding.sentence}`;
}

function programmesOf(snapshot: Snapshot): Set<string> {
  const used = new Set(snapshot.vacancies.map((vacancy) => vacancy.rightId));
  const agreements = new Set(snapshot.rights.filter((right) => used.has(right.id)).map((right) => right.agreementId));
  return new Set(
    snapshot.agreements.filter((agreement) => agreements.has(agreement.id)).map((agreement) => agreement.programme),
  );
}

function scopeOf(files: RuleFiles): readonly string[] {
  const manifest = files.files.find(({ path }) => path.endsWith("/manifest.json"))?.content as ManifestFile | undefined;
  return manifest?.scope.values ?? [];
}
