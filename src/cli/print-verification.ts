/** What the verification found, property by property, in plain words. */
import type { Verification } from "../domain/engine/verification.ts";
import { formatNumber } from "../texts/format.ts";
import { isTextKey } from "../texts/texts.ts";
import type { Terminal } from "./terminal.ts";

export function printVerification(verification: Verification, terminal: Terminal): void {
  terminal.print();
  terminal.print(terminal.paint("bold", terminal.say("verification.title")));
  for (const { id, held, checked } of verification.properties) {
    const mark = held
      ? terminal.paint("green", terminal.say("verification.held"))
      : terminal.paint("red", terminal.say("verification.violated"));
    terminal.print(
      `  ${id} ${mark}  ${terminal.say(`property.${id}`)} ${terminal.paint("dim", `(${formatNumber(checked, terminal.language)})`)}`,
    );
  }
  for (const violation of verification.violations) {
    const key = `violation.${violation.key}`;
    const sentence = isTextKey(key) ? terminal.say(key, violation.values) : JSON.stringify(violation);
    terminal.print(`  ${terminal.paint("red", violation.property)} ${sentence}`);
  }
}
