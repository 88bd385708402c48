/**
 * Whether the rule sets of one run agree: one order of wishes, one number of lists, targets and programmes of their own.
 */
import { type Phrase, phrase, said } from "../shared/phrase.ts";
import { type Finding, sortFindings } from "./finding.ts";
import type { RuleSet } from "./rule-set.ts";

/** Every disagreement; none for a single rule set. */
export function compileRun(ruleSets: readonly RuleSet[]): Finding[] {
  const [first] = ruleSets;
  const findings: Finding[] = [];
  ruleSets.forEach((ruleSet, place) => {
    const disagree = (file: string, pointer: string, sentence: Phrase) =>
      findings.push({
        severity: "error",
        kind: "rule-sets-disagree",
        file: `${ruleSet.id}/${file}`,
        pointer,
        ...said(sentence),
      });
    const earlier = ruleSets.slice(0, place);
    if (first && keysOf(ruleSet) !== keysOf(first)) {
      disagree(
        "preferences.json",
        "/keys",
        phrase`The keys differ from those of "${first.id}"; an applicant has one order of wishes in a run.`,
      );
    }
    if (first && ruleSet.assignment.listsPerRequest !== first.assignment.listsPerRequest) {
      const numbers = phrase`${ruleSet.assignment.listsPerRequest} here, ${first.assignment.listsPerRequest} in "${first.id}"`;
      disagree(
        "assignment.json",
        "/listsPerRequest",
        phrase`The lists per request differ: ${numbers}; a run has one number.`,
      );
    }
    if (first && ruleSet.programmeFact !== first.programmeFact) {
      disagree("manifest.json", "/scope/fact", phrase`The scope reads another fact than that of "${first.id}".`);
    }
    for (const other of earlier) {
      const shared = ruleSet.programmes.filter((programme) => other.programmes.includes(programme));
      if (shared.length > 0) {
        disagree(
          "manifest.json",
          "/scope/values",
          phrase`"${other.id}" governs ${shared.join(", ")} too; one rule set governs a vacancy.`,
        );
      }
      for (const target of ruleSet.assignment.targets.filter(({ id }) =>
        other.assignment.targets.some((one) => one.id === id),
      )) {
        disagree(
          "assignment.json",
          "/targets",
          phrase`The target "${target.id}" stands in "${other.id}" too; a target is counted in one rule set.`,
        );
      }
      if (other.id === ruleSet.id)
        disagree("manifest.json", "/id", phrase`The rule set "${ruleSet.id}" is given twice.`);
    }
  });
  return sortFindings(findings);
}

/** The keys as they decide: definitions and tables written out, so that equal names with different meanings differ. */
function keysOf({ preferences, definitions, tables }: RuleSet): string {
  const keys = preferences.map(({ id, value, ascending }) => [id, value.tree, ascending]);
  return JSON.stringify(keys, (name, part) => {
    if (name === "span") return undefined;
    if (part?.kind === "defined") return [definitions[part.definition]!.value.tree];
    if (part?.kind === "table") return { ...part, table: [tables[part.table]!.keys, tables[part.table]!.cells] };
    return part;
  });
}
