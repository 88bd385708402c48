import { expect } from "chai";
import { FactColumns } from "../../../src/domain/engine/verification/fact-columns.ts";
import { joinConditionOf } from "../../../src/domain/engine/verification/join.ts";
import { pairFunction } from "../../../src/domain/engine/verification/one-sided.ts";
import { SecondEvaluator } from "../../../src/domain/engine/verification/second-evaluator.ts";
import { TermReading } from "../../../src/domain/engine/verification/terms.ts";
import type { FactTable } from "../../../src/domain/facts/fact-table.ts";
import { readerOfRows } from "../../../src/domain/facts/table/table-reader.ts";
import { judge } from "../../../src/domain/rules/judge.ts";
import type { RuleSet } from "../../../src/domain/rules/rule-set.ts";
import { someOf } from "../../support/effort.ts";
import { preferenceValues } from "../../support/preference-values.ts";
import { Choices, plainCatalogue, randomRecords, randomRuleSet, tableOf } from "../../support/random-rules.ts";

function groundOf(table: FactTable, ruleSet: RuleSet) {
  return { columns: new FactColumns(table), ruleSet, reading: new TermReading(ruleSet, table.catalogue) };
}

function randomCase(seed: number) {
  const choices = new Choices(seed);
  const catalogue = plainCatalogue();
  const places = choices.chance(0.7);
  const ruleSet = randomRuleSet(choices, catalogue, "any", {
    rules: choices.between(0, 4),
    headings: choices.between(1, 4),
    places,
  });
  const requests = randomRecords(choices, "request", choices.between(1, 25));
  const vacancies = randomRecords(choices, "vacancy", choices.between(1, 8));
  return { ruleSet, table: tableOf(catalogue, requests, vacancies), seed };
}

/** Eligible pairs with their points, by the reference interpreter. */
function interpreted(table: FactTable, ruleSet: RuleSet): string[] {
  const pairs: string[] = [];
  for (let vacancy = 0; vacancy < table.vacancyCount; vacancy++) {
    for (let request = 0; request < table.requestCount; request++) {
      const { verdict, points } = judge(ruleSet, table.catalogue, readerOfRows(table, vacancy, request));
      if (verdict === "eligible") pairs.push(`${vacancy} ${request} ${points + 0}`);
    }
  }
  return pairs;
}

function evaluated(table: FactTable, ruleSet: RuleSet): { readonly pairs: string[]; readonly met: number } {
  const vacancies = [...Array(table.vacancyCount).keys()];
  const evaluator = new SecondEvaluator(groundOf(table, ruleSet), vacancies);
  const pairs = vacancies.flatMap((vacancy) => {
    const count = evaluator.open(vacancy);
    evaluator.score(vacancy, count);
    return [...evaluator.hits.subarray(0, count)]
      .map((position, i) => ({ request: evaluator.rows[position]!, points: evaluator.points[i]! }))
      .sort((a, b) => a.request - b.request)
      .map(({ request, points }) => `${vacancy} ${request} ${points + 0}`);
  });
  return { pairs, met: evaluator.met };
}

describe("The second evaluator", () => {
  it("finds the eligible pairs and the points that the reference interpreter finds, whatever is absent", () => {
    let eligible = 0;
    let refused = 0;
    for (let seed = 1; seed <= someOf(200, 500); seed++) {
      const { table, ruleSet } = randomCase(seed);
      const expected = interpreted(table, ruleSet);
      expect(evaluated(table, ruleSet).pairs, `seed ${seed}`).to.deep.equal(expected);
      eligible += expected.length;
      refused += table.requestCount * table.vacancyCount - expected.length;
    }
    expect(eligible).to.be.greaterThan(someOf(1_200, 3_000));
    expect(refused).to.be.greaterThan(someOf(1_200, 3_000));
  });

  it("reads preferences, seniority and priority class of a pair as the interpreter does", () => {
    for (let seed = 1; seed <= someOf(80, 200); seed++) {
      const { table, ruleSet } = randomCase(seed);
      const ground = groundOf(table, ruleSet);
      const keys = ruleSet.preferences.map((key) => pairFunction(ground, key.value.tree));
      for (let vacancy = 0; vacancy < table.vacancyCount; vacancy++) {
        const expected = preferenceValues(ruleSet, readerOfRows(table, vacancy, 0)).map((value) => value ?? Number.NaN);
        expect(
          keys.map((key) => key(vacancy, 0) + 0),
          `seed ${seed}`,
        ).to.deep.equal(expected.map((value) => value + 0));
      }
    }
  });

  it("goes only over requests that the place conditions let meet", () => {
    let met = 0;
    let all = 0;
    for (let seed = 1; seed <= someOf(120, 300); seed++) {
      const { table, ruleSet } = randomCase(seed);
      const ground = groundOf(table, ruleSet);
      if (!ruleSet.eligibility.some((rule) => joinConditionOf(ground, rule.require.tree))) continue;
      met += evaluated(table, ruleSet).met;
      all += table.vacancyCount * table.requestCount;
    }
    expect(all).to.be.greaterThan(0);
    expect(met).to.be.lessThan(all / 2);
  });
});
