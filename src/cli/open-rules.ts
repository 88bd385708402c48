/**
 * Rule sets for a command: read, compiled for a day, with every finding; and the ones a pool needs.
 */
import { fileURLToPath } from "node:url";
import { isRuleSetFolder, listRuleSets, readRuleSets } from "../adapters/rules/directory-rule-source.ts";
import { compileOn, type RunRules, rulesOf } from "../app/runs/run-rules.ts";
import { factCatalogue } from "../domain/facts/catalogue.ts";
import type { Snapshot } from "../domain/facts/snapshot.ts";
import { type CaseRun, runCases } from "../domain/rules/cases.ts";
import { type Compiled, compileRuleSet } from "../domain/rules/compile.ts";
import type { Finding, FindingKind } from "../domain/rules/finding.ts";
import type { ManifestFile, RuleFiles } from "../domain/rules/rule-files.ts";
import { compareText } from "../domain/shared/order.ts";
import { sayPhrase } from "../texts/texts.ts";
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
 * The rule sets that govern the vacancies of a snapshot, in order of id; their worked examples hold.
 * Throws: a `CommandProblem` with every blocking finding.
 */
export async function rulesFor(snapshot: Snapshot, folder: string, terminal: Terminal): Promise<RunRules> {
  await refuseNoRuleSets(folder, terminal);
  const all = await readRuleSets(folder);
  const programmes = programmesOf(snapshot);
  const needed = all.filter((files) => scopeOf(files).some((programme) => programmes.has(programme)));
  refuseUngoverned([...programmes], all, { folder, asOf: snapshot.asOf }, terminal);
  const rules = rulesOf(needed, snapshot.asOf);
  refuseFindings(rules.findings, terminal);
  return rules;
}

/** Ends the command when a folder is one rule set itself, or holds none. */
export async function refuseNoRuleSets(folder: string, terminal: Terminal): Promise<void> {
  const isOne = await isRuleSetFolder(folder);
  if (!isOne && (await listRuleSets(folder)).length > 0) return;
  const key = isOne ? "problem.one-rule-set" : "problem.no-rule-sets";
  throw new CommandProblem(exitCodes.wrongInput, [terminal.say(key, { folder })]);
}

/** The worked examples of a rule set run, those of another day under the rules of that day; undefined where it does not compile. */
export function runExamples({ files, compiled }: OpenedRuleSet, asOf: string): CaseRun | undefined {
  const onDay = (day: string) => compileOn(files, day).ruleSet;
  return compiled.ruleSet && runCases(compiled.ruleSet, compiled.cases, factCatalogue, asOf, onDay);
}

/** Ends the command when a programme has no rule set; one whose manifest cannot be read might be the one that is missing. */
function refuseUngoverned(
  programmes: readonly string[],
  all: readonly RuleFiles[],
  { folder, asOf }: { readonly folder: string; readonly asOf: string },
  terminal: Terminal,
): void {
  const known = new Set(all.flatMap(scopeOf));
  const ungoverned = programmes.filter((programme) => !known.has(programme)).sort(compareText);
  if (ungoverned.length === 0) return;
  const unread = all.filter((files) => scopeOf(files).length === 0);
  refuseFindings(
    unread.flatMap((files) => compileOn(files, asOf).findings),
    terminal,
  );
  const values = { folder, known: [...known].sort(compareText).join(", ") };
  throw new CommandProblem(
    exitCodes.wrongInput,
    ungoverned.map((programme) => terminal.say("problem.no-rules-for", { programme, ...values })),
    ungoverned.map((programme) => ({ code: "no-rules-for", programme })),
  );
}

/** Ends the command when a finding is an error, listing all of them. */
export function refuseFindings(findings: readonly Finding[], terminal: Terminal): void {
  const errors = findings.filter((finding) => finding.severity === "error");
  if (errors.length === 0) return;
  const lines = [
    terminal.say("problem.rules", { count: errors.length }),
    ...causesFirst(errors).map((finding) => findingLine(finding, terminal)),
  ];
  throw new CommandProblem(exitCodes.refused, lines, findingDetails(errors, terminal));
}

const causes: readonly FindingKind[] = ["unreadable-file", "wrong-shape", "too-large", "syntax"];

/** Findings in the order in which to mend them: a file that cannot be read makes many others. */
export function causesFirst(findings: readonly Finding[]): Finding[] {
  const isCause = ({ kind, severity }: Finding) => severity === "error" && causes.includes(kind);
  return [...findings.filter(isCause), ...findings.filter((finding) => !isCause(finding))];
}

/** One finding on two lines: where and what kind, then the sentence. */
export function findingLine(finding: Finding, terminal: Terminal): string {
  const place = finding.pointer === "" ? finding.file : `${finding.file}#${finding.pointer}`;
  const position = finding.position === undefined ? "" : `:${finding.position + 1}`;
  const style = finding.severity === "error" ? "red" : "yellow";
  const kind = terminal.paint(style, `[${terminal.say(`finding.${finding.kind}`)}]`);
  return `${place}${position} ${kind}\n  ${sayPhrase(terminal.language, finding.phrase)}`;
}

/** Findings for programs, with the sentence in the language asked for. */
export function findingDetails(findings: readonly Finding[], terminal: Terminal): object[] {
  return findings.map(({ phrase, ...finding }) => ({ ...finding, sentence: sayPhrase(terminal.language, phrase) }));
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
