/** `contingent rules`: check, test, plan and diff of rule sets. */
import { basename, dirname, resolve } from "node:path";
import { isRuleSetFolder, listRuleSets, readRuleFiles } from "../adapters/rules/directory-rule-source.ts";
import { factCatalogue } from "../domain/facts/catalogue.ts";
import type { CaseRun } from "../domain/rules/cases.ts";
import { type Compiled, compileRuleSet } from "../domain/rules/compile.ts";
import { diffRuleSets } from "../domain/rules/diff.ts";
import { type Finding, sortFindings } from "../domain/rules/finding.ts";
import { describePlan, planFindings } from "../domain/rules/plan-description.ts";
import { planRuleSet } from "../domain/rules/planner.ts";
import type { ManifestFile, RuleFiles } from "../domain/rules/rule-files.ts";
import type { RuleSet } from "../domain/rules/rule-set.ts";
import { dayNumberOf } from "../domain/shared/dates.ts";
import { factTitle } from "../markup/sentences.ts";
import { sayPhrase } from "../texts/texts.ts";
import {
  causesFirst,
  findingDetails,
  findingLine,
  type OpenedRuleSet,
  openRuleSets,
  refuseFindings,
  runExamples,
  shippedRules,
} from "./open-rules.ts";
import { printDiff } from "./print-diff.ts";
import { CommandProblem, exitCodes, type Terminal } from "./terminal.ts";

interface Checked {
  readonly files: RuleFiles;
  readonly compiled: Compiled;
  readonly cases?: CaseRun;
  readonly findings: readonly Finding[];
}

export async function rulesCommand(
  name: "check" | "test" | "plan",
  folders: readonly string[],
  options: { readonly asOf?: string },
  terminal: Terminal,
): Promise<number> {
  const asOf = dayOf(options.asOf, terminal);
  const checked = (await openFolders(folders, asOf, terminal)).map((opened) => check(opened, asOf));
  if (name === "plan") return printPlans(checked, terminal);
  if (terminal.isJson)
    terminal.print(
      JSON.stringify(
        checked.map((one) => ({
          ruleSet: one.files.id,
          cases: one.cases?.outcomes.length ?? 0,
          findings: findingDetails(one.findings, terminal),
        })),
      ),
    );
  else for (const one of checked) (name === "test" ? printCases : printFindings)(one, terminal);
  return checked.some(({ findings }) => findings.some(({ severity }) => severity === "error"))
    ? exitCodes.problemsFound
    : exitCodes.done;
}

/** A folder of one rule set, a folder of rule sets, or nothing for those of the product. */
async function openFolders(
  folders: readonly string[],
  asOf: string,
  terminal: Terminal,
): Promise<{ files: RuleFiles; compiled: Compiled }[]> {
  const opened: { files: RuleFiles; compiled: Compiled }[] = [];
  for (const folder of folders.length > 0 ? folders : [shippedRules]) {
    if (await isRuleSetFolder(folder)) {
      const files = await readRuleFiles(dirname(resolve(folder)), basename(resolve(folder)));
      opened.push({ files, compiled: compileRuleSet(files, { catalogue: factCatalogue, asOf }) });
      continue;
    }
    const found = await openRuleSets(folder, asOf);
    if (found.length === 0)
      throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.no-rule-sets", { folder })]);
    opened.push(...found);
  }
  return opened;
}

function check(opened: OpenedRuleSet, asOf: string): Checked {
  const { ruleSet, findings } = opened.compiled;
  const cases = runExamples(opened, asOf);
  if (!ruleSet || !cases) return { ...opened, findings };
  const plan = planFindings(planRuleSet(ruleSet, factCatalogue));
  return { ...opened, cases, findings: sortFindings([...findings, ...cases.findings, ...plan]) };
}

function printFindings({ files, compiled, cases, findings }: Checked, terminal: Terminal): void {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  terminal.print(
    terminal.say("rules.summary", {
      id: terminal.paint("bold", files.id),
      cases: cases?.outcomes.length ?? compiled.cases.length,
      errors,
      warnings: findings.length - errors,
    }),
  );
  for (const finding of causesFirst(findings)) printFinding(finding, terminal);
}

function printFinding(finding: Finding, terminal: Terminal): void {
  for (const line of findingLine(finding, terminal).split("\n")) terminal.print(`  ${line}`);
}

function printCases({ files, cases, findings, compiled }: Checked, terminal: Terminal): void {
  terminal.print(terminal.paint("bold", files.id));
  const errors = compiled.ruleSet ? [] : findings.filter(({ severity }) => severity === "error");
  for (const finding of causesFirst(errors)) printFinding(finding, terminal);
  const outcomes = cases?.outcomes ?? [];
  const failed = outcomes.filter(({ differences }) => differences.length > 0);
  for (const { example, differences } of [...outcomes.filter((one) => !failed.includes(one)), ...failed]) {
    const mark = differences.length === 0 ? terminal.paint("green", "✓") : terminal.paint("red", "✗");
    terminal.print(`  ${mark} ${example.id}  ${terminal.paint("dim", example.title)}`);
    for (const { phrase } of differences) terminal.print(`      ${sayPhrase(terminal.language, phrase)}`);
  }
  const counts = { held: outcomes.length - failed.length, failed: failed.length };
  terminal.print(`  ${terminal.say("rules.cases-summary", counts)}`);
}

function printPlans(checked: readonly Checked[], terminal: Terminal): number {
  refuseFindings(
    checked.flatMap(({ compiled }) => compiled.findings),
    terminal,
  );
  const plans = checked.flatMap(({ compiled: { ruleSet } }) =>
    ruleSet ? [{ ruleSet, lines: describePlan(planRuleSet(ruleSet, factCatalogue)) }] : [],
  );
  if (terminal.isJson) {
    terminal.print(JSON.stringify(plans.map(({ ruleSet, lines }) => ({ ruleSet: ruleSet.id, plan: lines }))));
    return exitCodes.done;
  }
  for (const { ruleSet, lines } of plans) {
    terminal.print(terminal.paint("bold", `${ruleSet.id} ${ruleSet.version}`));
    for (const { key, title, values } of lines) {
      const facts = String(values.facts).split(", ");
      const named = facts.map((fact) => factTitle(fact, terminal.language)).join(", ");
      const text = { ...values, facts: named, title: title ? terminal.text(title) : "" };
      terminal.print(`  ${terminal.say(`plan.${key}`, text)}`);
    }
  }
  return exitCodes.done;
}

/** Says in words what changes. A rule set that is not in force yet is read for its first day. */
export async function rulesDiffCommand(
  before: string,
  after: string,
  options: { readonly asOf?: string },
  terminal: Terminal,
): Promise<number> {
  const asOf = dayOf(options.asOf, terminal);
  const [old, now] = [await onlyRuleSet(before, asOf, terminal), await onlyRuleSet(after, asOf, terminal)];
  const differences = diffRuleSets(old, now, factCatalogue);
  if (terminal.isJson) terminal.print(JSON.stringify(differences));
  else printDiff(differences, [old, now], terminal);
  return exitCodes.done;
}

async function onlyRuleSet(folder: string, asOf: string, terminal: Terminal): Promise<RuleSet> {
  const files = await readRuleFiles(dirname(resolve(folder)), basename(resolve(folder)));
  const manifest = files.files.find(({ path }) => path.endsWith("/manifest.json"))?.content as ManifestFile | undefined;
  if (!manifest) {
    const key = (await listRuleSets(folder)).length > 0 ? "problem.diff-of-folders" : "problem.no-rule-sets";
    throw new CommandProblem(exitCodes.wrongInput, [terminal.say(key, { folder })]);
  }
  const day = manifest.effectiveFrom > asOf ? manifest.effectiveFrom : asOf;
  const { ruleSet, findings } = compileRuleSet(files, { catalogue: factCatalogue, asOf: day });
  refuseFindings(findings, terminal);
  return ruleSet!;
}

function dayOf(asked: string | undefined, terminal: Terminal): string {
  const day = asked ?? new Date().toISOString().slice(0, 10);
  if (dayNumberOf(day) === undefined)
    throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.not-a-day", { value: day })]);
  return day;
}
