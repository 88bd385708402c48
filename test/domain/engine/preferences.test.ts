import { expect } from "chai";
import { preferencesOf } from "../../../src/domain/engine/preferences.ts";
import { readerOfRows } from "../../../src/domain/facts/table/table-reader.ts";
import { compareText } from "../../../src/domain/shared/order.ts";
import { preferenceValues } from "../../support/preference-values.ts";
import { Choices, plainCatalogue, randomRecords, randomRuleSet, tableOf } from "../../support/random-rules.ts";

const catalogue = plainCatalogue();

describe("preferences", () => {
  it("order the vacancies of a request key by key, unknown last, then by id", () => {
    const outcomes = { before: 0, after: 0 };
    for (let seed = 1; seed <= 120; seed++) {
      const choices = new Choices(seed);
      const table = tableOf(catalogue, randomRecords(choices, "request", 4), randomRecords(choices, "vacancy", 7));
      const plain = randomRuleSet(choices, catalogue, "a", { rules: 0, headings: 0, places: false });
      const ruleSets = [plain, { ...plain, id: "b" }];
      const ruleSetOf = Int32Array.from({ length: 7 }, () => choices.below(2));
      const preferences = preferencesOf(table, ruleSets, ruleSetOf);
      for (let request = 0; request < 4; request++) {
        const values = Array.from({ length: 7 }, (_, vacancy) =>
          preferenceValues(plain, readerOfRows(table, vacancy, request)),
        );
        const before = (a: number, b: number): boolean => {
          for (const [key, { ascending }] of plain.preferences.entries()) {
            const [x, y] = [values[a]![key], values[b]![key]];
            if (x === y) continue;
            if (x === undefined || y === undefined) return y === undefined;
            return ascending ? x < y : x > y;
          }
          return compareText(table.vacancyId(a), table.vacancyId(b)) < 0;
        };
        for (let a = 0; a < 7; a++) {
          for (let b = 0; b < 7; b++) {
            if (a === b) continue;
            const order = preferences.compare(request, a, b);
            expect(order, `seed ${seed}`).to.not.equal(0);
            expect(order < 0, `seed ${seed}`).to.equal(before(a, b));
            outcomes[order < 0 ? "before" : "after"]++;
          }
        }
      }
    }
    expect(outcomes.before).to.equal(outcomes.after);
  });

  it("know requests that were added to the table", () => {
    const choices = new Choices(5);
    const table = tableOf(catalogue, randomRecords(choices, "request", 2), randomRecords(choices, "vacancy", 3));
    const ruleSet = randomRuleSet(choices, catalogue, "a", { rules: 0, headings: 0, places: false });
    const preferences = preferencesOf(table, [ruleSet], new Int32Array(3));
    preferences.compare(0, 0, 1);
    for (let at = 0; at < 200; at++) {
      const [record] = randomRecords(choices, "request", 1);
      const row = table.appendRequest({ ...record, id: `z${at}` });
      expect(preferences.compare(row, 0, 1)).to.equal(-preferences.compare(row, 1, 0));
      const fresh = preferencesOf(table, [ruleSet], new Int32Array(3));
      expect(preferences.compare(row, 0, 1)).to.equal(fresh.compare(row, 0, 1));
    }
  });
});
