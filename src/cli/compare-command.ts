/** `contingent compare`: several requests before one vacancy, what differs first. */
import { type Comparison, compare } from "../domain/engine/comparison.ts";
import { standingText } from "../markup/sentences.ts";
import { openBundle, requestRow, vacancyRow } from "./open-bundle.ts";
import { alignedRows, CommandProblem, exitCodes, type Terminal } from "./terminal.ts";

export async function compareCommand(
  bundle: string,
  options: { readonly requests?: string; readonly vacancy?: string },
  terminal: Terminal,
): Promise<number> {
  const ids = (options.requests ?? "")
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  if (ids.length < 2) throw new CommandProblem(exitCodes.wrongInput, [terminal.say("compare.two-needed")]);
  const { allocation } = await openBundle(bundle, terminal);
  const vacancy = vacancyRow(allocation, options.vacancy ?? "", terminal);
  const comparison = compare(
    allocation,
    ids.map((id) => requestRow(allocation, id, terminal)),
    vacancy,
  );
  if (terminal.isJson) terminal.print(JSON.stringify(comparison));
  else printComparison(comparison, terminal);
  return exitCodes.done;
}

/** A table with one column per request: totals, what differs, then what is the same in one line. */
function printComparison(comparison: Comparison, terminal: Terminal): void {
  const { language } = terminal;
  terminal.print(terminal.paint("bold", terminal.say("compare.title", { vacancy: comparison.vacancyId })));
  const rows = [
    ["", ...comparison.requestIds],
    [terminal.say("compare.total"), ...comparison.explanations.map(({ points }) => String(points))],
    [
      terminal.say("compare.verdict"),
      ...comparison.explanations.map(({ verdict }) => terminal.say(`verdict.${verdict}`)),
    ],
    ...comparison.differing.map((criterion) => [
      terminal.text(criterion.title),
      ...criterion.points.map((points, i) => pointsText(points, criterion.pendingPoints[i]!)),
    ]),
  ];
  for (const line of alignedRows(rows, "all-but-first")) terminal.print(`  ${line}`);
  terminal.print();
  for (const explanation of comparison.explanations)
    terminal.print(`  ${explanation.requestId}  ${standingText(explanation.standing, language)}`);
  if (comparison.same.length > 0) {
    terminal.print();
    terminal.print(
      terminal.paint(
        "dim",
        terminal.say("compare.same", { criteria: comparison.same.map(({ title }) => terminal.text(title)).join(", ") }),
      ),
    );
  }
}

function pointsText(points: number, pending: number): string {
  return pending > 0 ? `${points} (+${pending})` : String(points);
}
