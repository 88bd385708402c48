/**
 * First step of a run: which rule set governs which vacancy, by the programme its rule sets name.
 * Promises: every vacancy is governed by exactly one rule set, or the run gets a problem per vacancy and does not start.
 */
import type { FactTable } from "../facts/fact-table.ts";
import { ABSENT } from "../facts/fact-table.ts";
import type { RuleSet } from "../rules/rule-set.ts";
import type { RunProblem } from "./run-problem.ts";

/** Index of the governing rule set per vacancy row, -1 where a problem says why there is none. */
export interface Governing {
  readonly ruleSetOf: Int32Array;
  readonly problems: readonly RunProblem[];
}

/** The governing rule set of every vacancy. */
export function governVacancies(table: FactTable, ruleSets: readonly RuleSet[]): Governing {
  const ruleSetOf = new Int32Array(table.vacancyCount).fill(-1);
  const problems: RunProblem[] = [];
  const codesOf = ruleSets.map((ruleSet) => new Set(ruleSet.programmes.map((programme) => table.codeOf(programme))));
  const columnsOf = ruleSets.map((ruleSet) => table.column(ruleSet.programmeFact));
  for (let vacancy = 0; vacancy < table.vacancyCount; vacancy++) {
    const governors: number[] = [];
    let programme = ABSENT;
    for (let r = 0; r < ruleSets.length; r++) {
      const column = columnsOf[r];
      if (column?.kind !== "scalar") continue;
      programme = column.values[vacancy]!;
      if (programme !== ABSENT && codesOf[r]!.has(programme)) governors.push(r);
    }
    if (governors.length === 1) {
      ruleSetOf[vacancy] = governors[0]!;
      continue;
    }
    problems.push({
      code: governors.length === 0 ? "vacancy-without-rule-set" : "vacancy-with-several-rule-sets",
      values: {
        vacancyId: table.vacancyId(vacancy),
        programme: programme === ABSENT ? "" : (table.texts[programme] ?? ""),
        ruleSets: (governors.length === 0 ? ruleSets : governors.map((r) => ruleSets[r]!))
          .map((ruleSet) => ruleSet.id)
          .join(", "),
      },
    });
  }
  return { ruleSetOf, problems };
}
