/** Differences between two rule sets, in words. */
import type { RuleSetDifference } from "../domain/rules/diff.ts";
import { isTextKey } from "../texts/texts.ts";
import type { Terminal } from "./terminal.ts";

type Value = RuleSetDifference["before"];

/** One line per difference, under the title of what it is about. */
export function printDiff(differences: readonly RuleSetDifference[], terminal: Terminal): void {
  if (differences.length === 0) terminal.print(terminal.say("diff.none"));
  let subject: string | undefined;
  for (const difference of differences) {
    if (difference.subject !== subject) {
      subject = difference.subject;
      terminal.print(terminal.paint("bold", terminal.say(`diff-subject.${difference.subject}`)));
    }
    terminal.print(`  ${differenceText(difference, terminal)}`);
  }
}

function differenceText({ id, kind, field, at, before, after }: RuleSetDifference, terminal: Terminal): string {
  const values = {
    id,
    field: fieldTitle(field ?? "", terminal),
    at: at?.join(", ") ?? "",
    before: valueText(before, terminal),
    after: valueText(after, terminal),
  };
  return terminal.say(`diff.${kind}`, values);
}

function fieldTitle(field: string, terminal: Terminal): string {
  const key = `diff-field.${field}`;
  return isTextKey(key) ? terminal.say(key) : field;
}

function valueText(value: Value, terminal: Terminal): string {
  if (value === undefined) return terminal.say("diff.nothing");
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map((item) => valueText(item as Value, terminal)).join(", ");
  const record = value as Readonly<Record<string, Exclude<Value, undefined>>>;
  if (typeof record.fr === "string" && typeof record.en === "string") return `“${record[terminal.language] as string}”`;
  return Object.entries(record)
    .map(([name, part]) => `${fieldTitle(name, terminal)} ${valueText(part, terminal)}`)
    .join(", ");
}
