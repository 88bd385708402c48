/**
 * A bundle for a command: read back, its rules compiled, its run computed again. What differs from the recorded result is for the caller to say.
 */

import { readBundle } from "../adapters/files/bundle.ts";
import type { InputProblem } from "../adapters/files/input-problem.ts";
import { compileOn } from "../app/runs/run-rules.ts";
import type { Allocation } from "../domain/engine/allocate.ts";
import type { Result } from "../domain/facts/result.ts";
import type { Snapshot } from "../domain/facts/snapshot.ts";
import { compileRun } from "../domain/rules/compile-run.ts";
import { nearMiss } from "../domain/rules/lowering/near-miss.ts";
import type { RuleSet } from "../domain/rules/rule-set.ts";
import { refuseFindings } from "./open-rules.ts";
import { problemDetails, problemLines, runSnapshot } from "./open-run.ts";
import { openProgress, type Progress } from "./progress.ts";
import { CommandProblem, exitCodes, type Terminal } from "./terminal.ts";

export interface OpenedBundle {
  readonly snapshot: Snapshot;
  readonly ruleSets: readonly RuleSet[];
  /** As recorded. */
  readonly result: Result;
  /** Computed again from snapshot, rules and seed. */
  readonly allocation: Allocation;
  /** Files that are missing, altered or added; none for a whole bundle. */
  readonly problems: readonly InputProblem[];
}

/** Opens a whole bundle, or the bundle a result file lies in. Throws: a `CommandProblem` that lists everything missing or altered. */
export async function openBundle(path: string, terminal: Terminal): Promise<OpenedBundle> {
  const progress = await openProgress(terminal);
  const bundle = await openAnyBundle(path, terminal, progress).finally(() => progress.end());
  if (bundle.problems.length > 0) throw bundleRefused(bundle.problems, bundle.problems.length, terminal);
  return bundle;
}

/** Opens a bundle even when files were altered, as long as there is something to check. */
export async function openAnyBundle(path: string, terminal: Terminal, progress: Progress): Promise<OpenedBundle> {
  const { bundle, problems, problemCount } = await readBundle(path);
  if (!bundle) throw bundleRefused(problems, problemCount, terminal);
  const { snapshot, result, ruleFiles } = bundle;
  const order = new Map(result.run.ruleSets.map(({ id }, i) => [id, i]));
  const compiled = [...ruleFiles]
    .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    .map((files) => compileOn(files, result.run.asOf));
  const ruleSets = compiled.flatMap(({ ruleSet }) => ruleSet ?? []);
  const seed = result.run.seedOrigin === "given" ? result.run.seed : undefined;
  progress.at("lists");
  try {
    refuseFindings([...compiled.flatMap(({ findings }) => findings), ...compileRun(ruleSets)], terminal);
    return { snapshot, ruleSets, result, problems, allocation: runSnapshot(snapshot, ruleSets, terminal, seed) };
  } catch (error) {
    if (!(error instanceof CommandProblem) || problems.length === 0) throw error;
    const altered = bundleRefused(problems, problemCount, terminal);
    const lines = [...altered.lines, "", ...error.lines];
    throw new CommandProblem(exitCodes.problemsFound, lines, [...altered.details, ...error.details]);
  }
}

/** The refusal of a bundle that is not the one that was written. */
function bundleRefused(problems: readonly InputProblem[], count: number, terminal: Terminal): CommandProblem {
  const isMissing = problems.some(({ code }) => code === "bundle-missing");
  const lines = isMissing ? [] : [terminal.say("problem.bundle", { count })];
  return new CommandProblem(
    isMissing ? exitCodes.wrongInput : exitCodes.problemsFound,
    [...lines, ...problemLines(problems, terminal)],
    problemDetails(problems, terminal),
  );
}

/** The row of a request. Throws: a `CommandProblem` when the snapshot has none by this id. */
export function requestRow(allocation: Allocation, id: string, terminal: Terminal): number {
  const row = allocation.input.table.requestRow(id);
  if (row === undefined) {
    const { requestCount } = allocation.input.table;
    const near = nearMiss(
      id,
      idsOf(requestCount, (at) => allocation.input.table.requestId(at)),
    );
    throw unknownId("request", id, near, terminal);
  }
  return row;
}

/** The row of a vacancy. Throws: a `CommandProblem` when the snapshot has none by this id. */
export function vacancyRow(allocation: Allocation, id: string, terminal: Terminal): number {
  const row = allocation.input.table.vacancyRow(id);
  if (row === undefined) {
    const { vacancyCount } = allocation.input.table;
    const near = nearMiss(
      id,
      idsOf(vacancyCount, (at) => allocation.input.table.vacancyId(at)),
    );
    throw unknownId("vacancy", id, near, terminal);
  }
  return row;
}

function* idsOf(count: number, idAt: (row: number) => string): Iterable<string> {
  for (let row = 0; row < count; row++) yield idAt(row);
}

function unknownId(of: "request" | "vacancy", id: string, near: string | undefined, terminal: Terminal) {
  const lines = [terminal.say(`problem.unknown-${of}`, { id })];
  if (near !== undefined) lines.push(terminal.say("usage.near", { near }));
  return new CommandProblem(exitCodes.wrongInput, lines, [{ code: `unknown-${of}`, id, near }]);
}
