/** `contingent explain`: why a request stands where it stands before one vacancy. */
import { explain } from "../domain/engine/explanation.ts";
import type { Explanation } from "../domain/facts/explanation.ts";
import { ruleText, sourceText, standingText } from "../markup/sentences.ts";
import { formatValue } from "../texts/format.ts";
import { openBundle, requestRow, vacancyRow } from "./open-bundle.ts";
import { alignedRows, exitCodes, type Terminal } from "./terminal.ts";

export async function explainCommand(
  bundle: string,
  options: { readonly request?: string; readonly vacancy?: string },
  terminal: Terminal,
): Promise<number> {
  const { allocation } = await openBundle(bundle, terminal);
  const vacancy = vacancyRow(allocation, options.vacancy ?? "", terminal);
  const request = requestRow(allocation, options.request ?? "", terminal);
  const explanation = explain(allocation, vacancy, request);
  if (terminal.isJson) terminal.print(JSON.stringify(explanation));
  else printExplanation(explanation, terminal);
  return exitCodes.done;
}

/** An explanation in full: where it stands, the rules, the points, the legal mention. */
function printExplanation(explanation: Explanation, terminal: Terminal): void {
  const { language } = terminal;
  terminal.print(
    terminal.paint(
      "bold",
      terminal.say("explain.title", { request: explanation.requestId, vacancy: explanation.vacancyId }),
    ),
  );
  terminal.print(standingText(explanation.standing, language));
  terminal.print();
  terminal.print(terminal.paint("bold", terminal.say("explain.rules")));
  for (const rule of explanation.rules) printRule(rule, terminal);
  terminal.print();
  terminal.print(
    terminal.paint(
      "bold",
      terminal.say("explain.points", { points: explanation.points, maximum: explanation.maximumPoints }),
    ),
  );
  printHeadings(explanation, terminal);
  terminal.print();
  terminal.print(terminal.say("explain.mention"));
}

function printRule(rule: Explanation["rules"][number], terminal: Terminal): void {
  const failed = rule.outcome !== "holds";
  const word = terminal.say(`outcome.${rule.effect === "flag" && failed ? "flagged" : rule.outcome}`);
  const style =
    rule.outcome === "holds" ? "green" : rule.outcome === "incomplete" || rule.effect === "flag" ? "yellow" : "red";
  terminal.print(
    `  ${terminal.paint(style, word.padEnd(10))} ${terminal.text(rule.title)}${failed ? "" : shown(rule, terminal)}`,
  );
  if (!failed) return;
  terminal.print(`             ${ruleText(rule, terminal.language)}`);
  terminal.print(terminal.paint("dim", `             ${sourceText(rule.source)}`));
}

function shown(rule: Explanation["rules"][number], terminal: Terminal): string {
  if (rule.value === undefined) return "";
  const value = formatValue(rule.value, rule.unit, terminal.language);
  if (rule.threshold === undefined) return terminal.paint("dim", `  ${value}`);
  return terminal.paint(
    "dim",
    `  ${terminal.say("explain.against", { value, threshold: formatValue(rule.threshold, rule.unit, terminal.language) })}`,
  );
}

function printHeadings(explanation: Explanation, terminal: Terminal): void {
  const rows: string[][] = [
    [
      terminal.say("explain.criterion"),
      terminal.say("explain.state"),
      terminal.say("explain.of-points"),
      terminal.say("explain.of-maximum"),
    ],
  ];
  for (const heading of explanation.headings) {
    for (const criterion of heading.criteria) {
      const pending =
        criterion.state === "pending" && criterion.pendingPoints > 0 ? ` (+${criterion.pendingPoints})` : "";
      rows.push([
        `${terminal.text(heading.title)} / ${terminal.text(criterion.title)}`,
        `${terminal.say(criterion.state === "counted" && criterion.points === 0 ? "state.no-points" : `state.${criterion.state}`)}${pending}`,
        String(criterion.points),
        String(criterion.maximumPoints),
      ]);
    }
  }
  for (const line of alignedRows(rows)) terminal.print(`  ${line}`);
}
