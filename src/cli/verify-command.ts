/** `contingent verify`: checks a bundle that another machine produced, from the bundle alone, and names the first property and pair that fails. */
import type { Verification } from "../domain/engine/verification.ts";
import { canonicalJson, sha256 } from "../domain/shared/digest.ts";
import { type OpenedBundle, openAnyBundle } from "./open-bundle.ts";
import { problemDetails, problemLines, verifyRun } from "./open-run.ts";
import { printVerification, violationText } from "./print-verification.ts";
import { openProgress, type Progress } from "./progress.ts";
import { exitCodes, type Terminal } from "./terminal.ts";

export async function verifyCommand(path: string, terminal: Terminal): Promise<number> {
  const progress = await openProgress(terminal);
  const { opened, verification, isReplayed } = await checkBundle(path, terminal, progress).finally(() =>
    progress.end(),
  );
  const { result, problems } = opened;
  const holds = verification.violationCount === 0 && isReplayed && problems.length === 0;
  if (terminal.isJson) {
    const resultDigest = sha256(canonicalJson(result));
    const details = problemDetails(problems, terminal);
    terminal.print(JSON.stringify({ holds, problems: details, isReplayed, resultDigest, verification }));
  } else printVerdict(opened, verification, isReplayed, holds, terminal);
  return holds ? exitCodes.done : exitCodes.problemsFound;
}

/** Computes the run of a bundle again and checks the recorded result by other code. */
async function checkBundle(path: string, terminal: Terminal, progress: Progress) {
  const opened = await openAnyBundle(path, terminal, progress);
  const { allocation, result } = opened;
  progress.at("verification");
  const verification = verifyRun(allocation, result);
  return { opened, verification, isReplayed: canonicalJson(allocation.result) === canonicalJson(result) };
}

/** The verdict first, then what was altered, what fails first, and every property. */
function printVerdict(
  { problems }: OpenedBundle,
  verification: Verification,
  isReplayed: boolean,
  holds: boolean,
  terminal: Terminal,
): void {
  const style = holds ? "green" : "red";
  terminal.print(terminal.paint([style, "bold"], terminal.say(holds ? "verify.holds" : "verify.fails")));
  if (problems.length > 0) {
    terminal.print();
    terminal.print(terminal.say("verify.altered", { count: problems.length }));
    for (const line of problemLines(problems, terminal)) terminal.print(`  ${line.replaceAll("\n", "\n  ")}`);
    terminal.print();
  }
  const [first] = verification.violations;
  if (first)
    terminal.print(
      terminal.say("verify.first", {
        property: first.property,
        title: terminal.say(`property.${first.property}`),
        violation: violationText(first, terminal),
      }),
    );
  terminal.print(terminal.say(isReplayed ? "verify.replayed" : "verify.not-replayed"));
  printVerification(verification, terminal);
}
