/** `contingent verify`: checks a bundle that another machine produced, from the bundle alone, and names the first property and pair that fails. */
import { canonicalJson, sha256 } from "../domain/shared/digest.ts";
import { openAnyBundle } from "./open-bundle.ts";
import { problemLines, verifyRun } from "./open-run.ts";
import { printVerification } from "./print-verification.ts";
import { exitCodes, type Terminal } from "./terminal.ts";

export async function verifyCommand(path: string, terminal: Terminal): Promise<number> {
  const { allocation, result, problems } = await openAnyBundle(path, terminal);
  const verification = verifyRun(allocation, result);
  const isReplayed = canonicalJson(allocation.result) === canonicalJson(result);
  const holds = verification.violations.length === 0 && isReplayed && problems.length === 0;
  if (terminal.isJson) {
    terminal.print(
      JSON.stringify({ holds, problems, isReplayed, resultDigest: sha256(canonicalJson(result)), verification }),
    );
  } else {
    const [first] = verification.violations;
    terminal.print(
      terminal.paint(
        holds ? "green" : "red",
        terminal.say(holds ? "verify.holds" : "verify.fails", { property: first?.property ?? "" }),
      ),
    );
    for (const line of problemLines(problems, terminal)) terminal.print(line);
    terminal.print(terminal.say(isReplayed ? "verify.replayed" : "verify.not-replayed"));
    printVerification(verification, terminal);
  }
  return holds ? exitCodes.done : exitCodes.problemsFound;
}
