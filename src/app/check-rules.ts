/**
 * Whether the rules as they are now could be used on a day: every finding of every rule set, and what came of their worked examples.
 * Nothing is written; a finding is a value, not an error.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { compileRun } from "../domain/rules/compile-run.ts";
import { type Finding, sortFindings } from "../domain/rules/finding.ts";
import type { Context } from "./ports.ts";
import { type CheckedRules, checkRuleFiles, isBlocking } from "./runs/run-rules.ts";

/** What to check. */
export interface CheckRules {
  /** The day; today when absent. */
  readonly asOf?: string;
  /** Only the rule set of this id; all when absent. */
  readonly ruleSetId?: string;
}

/** What a check found. */
export interface RulesCheck {
  readonly asOf: string;
  /** In order of id. */
  readonly ruleSets: readonly CheckedRules[];
  /** Of the rule sets that were asked for and of how they agree in one run, sorted. */
  readonly findings: readonly Finding[];
  /** True when no finding stops a run. */
  readonly isSound: boolean;
}

/** Checks the rules. */
export async function checkRules(
  context: Context,
  actor: Actor,
  { asOf = context.clock.today(), ruleSetId }: CheckRules = {},
): Promise<RulesCheck> {
  authorise(actor, "check-rules");
  const all = (await context.rules.ruleSets()).filter(({ id }) => ruleSetId === undefined || id === ruleSetId);
  const ruleSets = all.map((files) => checkRuleFiles(files, asOf));
  const together = compileRun(ruleSets.flatMap(({ ruleSet }) => ruleSet ?? []));
  const findings = sortFindings([...ruleSets.flatMap((one) => one.findings), ...together]);
  return { asOf, ruleSets, findings, isSound: !findings.some(isBlocking) };
}
