/**
 * From files to a finished and verified run: read the pool, take the rule sets it needs, allocate, verify.
 */
import type { InputProblem } from "../adapters/files/input-problem.ts";
import { readPool } from "../adapters/files/read-pool.ts";
import { type Allocation, allocate } from "../domain/engine/allocate.ts";
import { runInputOf, verificationInputOf } from "../domain/engine/run-input.ts";
import type { RunProblem } from "../domain/engine/run-problem.ts";
import { type Verification, verify } from "../domain/engine/verification.ts";
import { factCatalogue } from "../domain/facts/catalogue.ts";
import type { Result } from "../domain/facts/result.ts";
import type { Snapshot } from "../domain/facts/snapshot.ts";
import type { RuleFiles } from "../domain/rules/rule-files.ts";
import type { RuleSet } from "../domain/rules/rule-set.ts";
import { typeset } from "../markup/typography.ts";
import { rulesFor, shippedRules } from "./open-rules.ts";
import { openProgress } from "./progress.ts";
import { CommandProblem, exitCodes, type Terminal } from "./terminal.ts";

/** A finished run with everything it came from. */
export interface OpenedRun {
  readonly snapshot: Snapshot;
  readonly ruleFiles: readonly RuleFiles[];
  readonly allocation: Allocation;
  readonly verification: Verification;
}

/** Runs a pool from files. Throws: a `CommandProblem` that lists everything wrong; then nothing was computed. */
export async function openRun(
  pool: string,
  options: { readonly rules?: string; readonly seed?: string },
  terminal: Terminal,
): Promise<OpenedRun> {
  const progress = await openProgress(terminal);
  try {
    const { snapshot, problems, problemCount } = await readPool(pool);
    if (!snapshot) throw inputRefused(problems, problemCount, terminal);
    const rules = await rulesFor(snapshot, options.rules ?? shippedRules, terminal);
    progress.at("lists");
    const allocation = runSnapshot(snapshot, rules.ruleSets, terminal, options.seed);
    progress.at("verification");
    const verification = verifyRun(allocation, allocation.result);
    return { snapshot, ruleFiles: rules.files, allocation, verification };
  } finally {
    progress.end();
  }
}

/** Allocates one snapshot. Throws: a `CommandProblem` with every problem of the run. */
export function runSnapshot(
  snapshot: Snapshot,
  ruleSets: readonly RuleSet[],
  terminal: Terminal,
  seed?: string,
  modesFrom?: Result,
): Allocation {
  const { allocation, problems } = allocate({
    ...runInputOf(snapshot, ruleSets, factCatalogue),
    ...(seed === undefined ? {} : { seed }),
    ...(modesFrom ? { modesFrom } : {}),
  });
  if (!allocation) throw runRefused(problems, terminal);
  return allocation;
}

/** Verifies a result on the facts of a run, by code that did not compute it. */
export function verifyRun(allocation: Allocation, result: Result): Verification {
  return verify(verificationInputOf(allocation, result));
}

/** The refusal of input files, with every problem that was kept. */
function inputRefused(problems: readonly InputProblem[], count: number, terminal: Terminal): CommandProblem {
  const lines = [terminal.say("problem.input", { count }), ...problemLines(problems, terminal)];
  return new CommandProblem(exitCodes.wrongInput, lines, problemDetails(problems, terminal));
}

/** Ends the command when something stands in the way of writing. */
export function refuseWriting(problems: readonly InputProblem[], terminal: Terminal): void {
  if (problems.length === 0) return;
  const lines = [terminal.say("problem.not-written"), ...problemLines(problems, terminal)];
  throw new CommandProblem(exitCodes.refused, lines, problemDetails(problems, terminal));
}

/** Problems for programs: place, code, values, and the sentence in the language asked for. */
export function problemDetails(problems: readonly InputProblem[], terminal: Terminal): object[] {
  return problems.map(({ valuesFr, ...problem }) => ({
    ...problem,
    values: terminal.language === "fr" ? valuesFr : problem.values,
    sentence: inputSentence({ ...problem, valuesFr }, terminal),
  }));
}

/** Each problem with its place and its sentence. */
export function problemLines(problems: readonly InputProblem[], terminal: Terminal): string[] {
  return problems.map((problem) => {
    const line = problem.line === undefined ? "" : `:${problem.line}`;
    const column = problem.column ?? problem.pointer;
    return `${problem.file}${line}${column ? ` ${column}` : ""}\n  ${inputSentence(problem, terminal)}`;
  });
}

function inputSentence(problem: InputProblem, terminal: Terminal): string {
  const values = terminal.language === "fr" ? problem.valuesFr : problem.values;
  return typeset(terminal.say(`input.${problem.code}`, values).trimEnd(), terminal.language);
}

function runRefused(problems: readonly RunProblem[], terminal: Terminal): CommandProblem {
  const lines = problems.map((problem) => terminal.say(`run-problem.${problem.code}`, problem.values));
  return new CommandProblem(
    exitCodes.wrongInput,
    [terminal.say("problem.input", { count: problems.length }), ...lines],
    problems,
  );
}
