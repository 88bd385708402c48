/** `contingent allocate`: files in, proposals out, nothing kept unless a folder is named. */
import { writeFile } from "node:fs/promises";
import { bundleObstacles, writeBundle } from "../adapters/files/bundle.ts";
import { inputProblem } from "../adapters/files/input-problem.ts";
import { resultSchema } from "../domain/facts/result.ts";
import { proposalViews } from "../report/proposal-view.ts";
import { renderReport } from "../report/report.ts";
import { formatNumber } from "../texts/format.ts";
import { type OpenedRun, openRun, refuseWriting } from "./open-run.ts";
import { printProposals, printRun, printTargets } from "./print-proposals.ts";
import { printVerification } from "./print-verification.ts";
import { CommandProblem, exitCodes, type Terminal } from "./terminal.ts";

/** Proposals printed unless all are asked for. */
const proposalsShown = 100;

/** A result holds no longer seed. */
const longestSeed = resultSchema.properties.run.properties.seed.maxLength;

export async function allocateCommand(
  pool: string,
  options: {
    readonly out?: string;
    readonly seed?: string;
    readonly report?: string;
    readonly rules?: string;
    readonly all?: boolean;
  },
  terminal: Terminal,
): Promise<number> {
  if ((options.seed?.length ?? 0) > longestSeed)
    throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.seed-too-long", { allowed: longestSeed })]);
  if (options.out !== undefined) refuseWriting(await bundleObstacles(options.out), terminal);
  const run = await openRun(pool, options, terminal);
  const { allocation, verification, snapshot } = run;
  if (options.out !== undefined) await keepRun(options.out, run, terminal);
  if (options.report !== undefined) await writeReport(options.report, run, terminal);
  if (terminal.isJson) {
    terminal.print(JSON.stringify({ result: allocation.result, verification }));
  } else {
    printRun(run, terminal);
    printProposals(
      proposalViews(allocation, snapshot, options.all ? undefined : proposalsShown),
      allocation.input.table.asOf,
      terminal,
    );
    const more = allocation.result.proposals.length - proposalsShown;
    if (more > 0 && !options.all) {
      const number = formatNumber(more, terminal.language);
      terminal.print(`\n${terminal.say("allocate.more", { count: more, number })}`);
    }
    printTargets(run, terminal);
    printVerification(verification, terminal);
    if (options.report !== undefined)
      terminal.print(`\n${terminal.say("allocate.report", { report: options.report })}`);
    if (options.out !== undefined) terminal.print(terminal.say("allocate.written", { folder: options.out }));
  }
  return verification.violations.length === 0 ? exitCodes.done : exitCodes.problemsFound;
}

/** Writes the report of a run. Throws: a `CommandProblem` when the file exists already or cannot be written. */
async function writeReport(file: string, run: OpenedRun, terminal: Terminal): Promise<void> {
  const { allocation, snapshot, verification, ruleFiles } = run;
  const page = renderReport({ allocation, snapshot, verification, ruleFiles, language: terminal.language });
  await writeFile(file, page, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    const code = error.code === "EEXIST" ? "template-in-the-way" : "not-written";
    refuseWriting([inputProblem({ file }, code, { reason: error.code ?? error.message })], terminal);
  });
}

/** Writes the bundle of a run. Throws: a `CommandProblem` when something stands in the way; then nothing was written. */
export async function keepRun(
  folder: string,
  { snapshot, ruleFiles, allocation, verification }: OpenedRun,
  terminal: Terminal,
): Promise<void> {
  const problems = await writeBundle(folder, { snapshot, ruleFiles, result: allocation.result, verification });
  refuseWriting(problems, terminal);
}
