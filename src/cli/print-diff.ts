/** Differences between two rule sets, in words. */
import type { RuleSetDifference } from "../domain/rules/diff.ts";
import type { RuleSet } from "../domain/rules/rule-set.ts";
import { formatValue } from "../texts/format.ts";
import { isTextKey } from "../texts/texts.ts";
import type { Terminal } from "./terminal.ts";

type Value = RuleSetDifference["before"];

/** What is compared, by subject and id: its title, and the unit of its values where it has one. */
type Names = ReadonlyMap<string, { readonly title: string; readonly unit?: string }>;

/** One line per difference, under the title of what it is about. `ruleSets` gives the titles: the one before, the one after. */
export function printDiff(
  differences: readonly RuleSetDifference[],
  ruleSets: readonly RuleSet[],
  terminal: Terminal,
): void {
  if (differences.length === 0) terminal.print(terminal.say("diff.none"));
  const names = namesOf(ruleSets, terminal);
  let subject: string | undefined;
  for (const difference of differences) {
    if (difference.subject !== subject) {
      subject = difference.subject;
      terminal.print(terminal.paint("bold", terminal.say(`diff-subject.${difference.subject}`)));
    }
    terminal.print(`  ${differenceText(difference, names, terminal)}`);
  }
}

function namesOf(ruleSets: readonly RuleSet[], terminal: Terminal): Names {
  return new Map(
    ruleSets.flatMap((ruleSet) => {
      const { parameters, tables, definitions, eligibility, headings, preferences, assignment } = ruleSet;
      const bySubject = {
        parameter: parameters,
        table: tables,
        definition: definitions,
        rule: eligibility,
        heading: headings,
        criterion: headings.flatMap(({ criteria }) => criteria),
        preference: preferences,
        target: assignment.targets,
      };
      return Object.entries(bySubject).flatMap(([subject, items]) =>
        items.map((item) => {
          const unit = "unit" in item ? { unit: item.unit } : {};
          return [`${subject} ${item.id}`, { title: terminal.text(item.title), ...unit }] as const;
        }),
      );
    }),
  );
}

function differenceText(difference: RuleSetDifference, names: Names, terminal: Terminal): string {
  const { subject, id, kind, field, at, before, after } = difference;
  const name = names.get(`${subject} ${id}`);
  const isValue = kind === "cell-changed" || (kind === "changed" && field === "value");
  const withUnit = (value: Value) =>
    isValue && name?.unit !== undefined && (typeof value === "number" || typeof value === "boolean")
      ? formatValue(value, name.unit, terminal.language)
      : valueText(value, terminal);
  const isLostInRounding = withUnit(before) === withUnit(after);
  const shown = (value: Value) => (isLostInRounding ? valueText(value, terminal) : withUnit(value));
  const isTitled = name !== undefined && (kind === "changed" || kind === "cell-changed");
  return terminal.say(`diff.${kind}`, {
    id: isTitled ? `${name.title} (${id})` : id,
    field: fieldTitle(field ?? "", terminal),
    at: at?.join(", ") ?? "",
    before: shown(before),
    after: shown(after),
  });
}

function fieldTitle(field: string, terminal: Terminal): string {
  const key = `diff-field.${field}`;
  return isTextKey(key) ? terminal.say(key) : field;
}

function valueText(value: Value, terminal: Terminal): string {
  if (value === undefined) return terminal.say("diff.nothing");
  if (typeof value === "boolean") return formatValue(value, undefined, terminal.language);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map((item) => valueText(item as Value, terminal)).join(", ");
  const record = value as Readonly<Record<string, Exclude<Value, undefined>>>;
  const { fr, en } = record;
  if (typeof fr === "string" && typeof en === "string")
    return terminal.say("diff.quoted", { text: terminal.text({ fr, en }) });
  return Object.entries(record)
    .map(([name, part]) => `${fieldTitle(name, terminal)} ${valueText(part, terminal)}`)
    .join(", ");
}
