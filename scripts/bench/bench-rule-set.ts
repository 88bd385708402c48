/**
 * The benchmark's rules compiled from their files, once as they are and once with every condition and criterion twice.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import { type Compiled, compileRuleSet } from "../../src/domain/rules/compile.ts";
import type { RuleFiles } from "../../src/domain/rules/rule-files.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import { POOL_DAY } from "./pool.ts";

const folder = join(import.meta.dirname, "rules/bench");

/** The files of the rule set. */
export function benchRuleFiles(): RuleFiles {
  const paths = (readdirSync(folder, { recursive: true }) as string[]).filter((path) => path.endsWith(".json"));
  const files = paths.map((path) => ({
    path: `bench/${path}`,
    content: JSON.parse(readFileSync(join(folder, path), "utf8")) as unknown,
  }));
  return { id: "bench", files, problems: [] } as unknown as RuleFiles;
}

/** Compiles the rules with all findings. */
export function compileBench(): Compiled {
  return compileRuleSet(benchRuleFiles(), { catalogue: factCatalogue, asOf: POOL_DAY });
}

/** The compiled rules. Throws: they have findings. */
export function benchRuleSet(): RuleSet {
  const { ruleSet, findings } = compileBench();
  if (!ruleSet) throw new Error(findings.map((finding) => finding.sentence).join("\n"));
  return ruleSet;
}

/** The same rules with every condition and every heading twice: who is eligible stays, points double. */
export function doubledRuleSet(): RuleSet {
  const ruleSet = benchRuleSet();
  return {
    ...ruleSet,
    eligibility: [...ruleSet.eligibility, ...ruleSet.eligibility.map((rule) => ({ ...rule, id: `${rule.id}-again` }))],
    headings: [
      ...ruleSet.headings,
      ...ruleSet.headings.map((heading) => ({
        ...heading,
        id: `${heading.id}-again`,
        criteria: heading.criteria.map((criterion) => ({ ...criterion, id: `${criterion.id}-again` })),
      })),
    ],
    maximumPoints: ruleSet.maximumPoints * 2,
    minimumPoints: ruleSet.minimumPoints * 2,
  };
}
