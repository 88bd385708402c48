/** `contingent audit verify`: the whole log and every stored version, the first wrong record by name. Needs no key. */
import { type AuditVerification, verifyAudit } from "../../app/verify-audit.ts";
import type { AuditProblem } from "../../domain/audit/audit-problem.ts";
import { formatNumber } from "../../texts/format.ts";
import type { Asked } from "../command-words.ts";
import { CommandProblem, exitCodes, type Terminal } from "../terminal.ts";
import { acting } from "./acting.ts";
import { readText } from "./input-file.ts";

const problemsShown = 50;

export async function auditVerifyCommand(asked: Asked): Promise<number> {
  const { options, terminal } = asked;
  const { root } = options as { readonly root?: string };
  const keptRoots = root === undefined ? [] : await keptRootsOf(root, terminal);
  const found = await acting(
    asked,
    "verify-audit",
    ({ context, actor }) => verifyAudit(context, actor, { keptRoots }),
    { isSealed: true },
  );
  if (terminal.isJson) {
    const problems = found.problems.map((problem) => ({ ...problem, sentence: problemText(problem, terminal) }));
    terminal.print(JSON.stringify({ ...found, problems }));
  } else printVerdict(found, terminal);
  return found.ok ? exitCodes.done : exitCodes.problemsFound;
}

/** The lines of a file of kept roots. Throws: a `CommandProblem` when it holds none, so that an emptied file does not pass for one that vouches. */
async function keptRootsOf(file: string, terminal: Terminal): Promise<readonly string[]> {
  const lines = (await readText(file, terminal)).split("\n");
  if (lines.some((line) => line.trim() !== "")) return lines;
  throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.no-roots", { file })]);
}

function printVerdict(found: AuditVerification, terminal: Terminal): void {
  const { ok, entries, versions, coveredThrough, last, problems, problemCount } = found;
  const counts = {
    entries,
    versions,
    entryNumber: formatNumber(entries, terminal.language),
    versionNumber: formatNumber(versions, terminal.language),
  };
  if (ok) terminal.print(terminal.paint(["green", "bold"], terminal.say("audit.holds", counts)));
  else {
    terminal.print(terminal.paint(["red", "bold"], terminal.say("audit.fails", { count: problemCount })));
    for (const problem of problems.slice(0, problemsShown)) terminal.print(`  ${problemText(problem, terminal)}`);
    const more = problemCount - Math.min(problemsShown, problems.length);
    if (more > 0) terminal.print(`  ${terminal.say("audit.more-problems", { count: more })}`);
  }
  if (entries === 0) return;
  terminal.print(terminal.say("audit.last", { sequence: last.sequence, at: last.at, hash: last.hash }));
  terminal.print(terminal.say(coveredThrough > 0 ? "audit.covered" : "audit.uncovered", { sequence: coveredThrough }));
}

function problemText({ code, sequence, record, values }: AuditProblem, terminal: Terminal): string {
  const place = record
    ? terminal.say("audit.at-version", { ...record, kind: terminal.say(`kind.${record.kind as "request"}`), sequence })
    : terminal.say("audit.at-entry", { sequence });
  return terminal.say("audit.problem", { place, problem: terminal.say(`audit-problem.${code}`, values) });
}
