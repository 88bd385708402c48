/** What the verification found, property by property, in plain words. */
import type { Verification, Violation } from "../domain/engine/verification.ts";
import { formatNumber } from "../texts/format.ts";
import { isTextKey } from "../texts/texts.ts";
import type { Terminal } from "./terminal.ts";

const violationsShown = 20;

export function printVerification(verification: Omit<Verification, "eligiblePerVacancy">, terminal: Terminal): void {
  terminal.print();
  terminal.print(terminal.paint("bold", terminal.say("verification.title")));
  const words = [terminal.say("verification.held"), terminal.say("verification.violated")];
  const width = Math.max(...words.map((word) => word.length));
  for (const { id, held, checked } of verification.properties) {
    const word = words[held ? 0 : 1]!.padEnd(width);
    const count = terminal.paint("dim", `(${checksText(checked, terminal)})`);
    terminal.print(
      `  ${id} ${terminal.paint(held ? "green" : "red", word)}  ${terminal.say(`property.${id}`)} ${count}`,
    );
  }
  const { violations, violationCount } = verification;
  for (const violation of violations.slice(0, violationsShown))
    terminal.print(`  ${terminal.paint("red", violation.property)} ${violationText(violation, terminal)}`);
  const more = violationCount - Math.min(violationsShown, violations.length);
  if (more > 0)
    terminal.print(
      `  ${terminal.say("verification.more", { count: more, number: formatNumber(more, terminal.language) })}`,
    );
}

/** One violation in a sentence. */
export function violationText({ key, values }: Violation, terminal: Terminal): string {
  const member = `member.${String(values.member)}`;
  return terminal.say(`violation.${key}`, isTextKey(member) ? { ...values, member: terminal.say(member) } : values);
}

function checksText(checked: number, terminal: Terminal): string {
  const number = formatNumber(checked, terminal.language);
  return terminal.say("verification.checks", { count: checked, number });
}
