import { expect } from "chai";
import type { Allocation } from "../../../src/domain/engine/allocate.ts";
import { whyNot } from "../../../src/domain/engine/why-not.ts";
import { cutTown, demoRuleSets, demoTown } from "../../support/demo-town.ts";
import { Choices } from "../../support/random-rules.ts";
import { ruleOf } from "../../support/rule-files.ts";
import { allocated, inputOf } from "../../support/run.ts";
import { numberRule, placeRule, request, smallInput, smallRuleSet, smallTown } from "../../support/small-town.ts";

const of = (allocation: Allocation, id: string, vacancies?: readonly number[]) =>
  whyNot(allocation, allocation.input.table.requestRow(id)!, vacancies);

const vacancies = { v1: {}, v2: { communeCode: "02691" }, v3: { communeCode: "02691" }, v4: {} };

describe("why a request is not proposed", () => {
  it("names every vacancy in order of id, with the rules that failed and where the request stands", () => {
    const run = allocated(smallInput(smallTown(vacancies, [request("a", 10), request("b", 20)])));
    const { requestId, outcomes } = of(run, "a");
    expect(requestId).to.equal("a");
    expect(outcomes.map(({ vacancyId, verdict, standing }) => [vacancyId, verdict, standing.state])).to.deep.equal([
      ["v1", "eligible", "next"],
      ["v2", "refused", "not-eligible"],
      ["v3", "refused", "not-eligible"],
      ["v4", "eligible", "proposed"],
    ]);
    expect(outcomes.map(({ failed }) => failed.map(({ id }) => id))).to.deep.equal([[], ["place"], ["place"], []]);
    expect(outcomes.map(({ points }) => points)).to.deep.equal([10, 10, 10, 10]);
    expect(outcomes[0]!.standing).to.include({ placeInOrder: 2, eligibleRequests: 2, pointsMissing: 10 });
  });

  it("counts which rule refused first, most vacancies first", () => {
    const flag = ruleOf("dwelling.rentCentsPerMonth < 1", { id: "dear", effect: "flag", reasonCode: "dear" });
    const cheap = ruleOf("dwelling.rentCentsPerMonth < 41500", { id: "cheap", reasonCode: "not-cheap" });
    const ruleSet = smallRuleSet({ rules: [flag, cheap, placeRule, numberRule] });
    const { hasUniqueNumber: _absent, ...open } = request("a", 10);
    const { firstRefusals, outcomes } = of(allocated(smallInput(smallTown(vacancies, [open]), ruleSet)), "a");
    expect(outcomes.map(({ failed }) => failed.map(({ id, outcome }) => `${id} ${outcome}`))).to.deep.equal([
      ["number incomplete"],
      ["place refused", "number incomplete"],
      ["cheap refused", "place refused", "number incomplete"],
      ["cheap refused", "number incomplete"],
    ]);
    expect(firstRefusals.map(({ ruleSetId, ruleId, vacancies: count }) => [ruleSetId, ruleId, count])).to.deep.equal([
      ["small", "cheap", 2],
      ["small", "number", 1],
      ["small", "place", 1],
    ]);
  });

  it("can be asked about one vacancy", () => {
    const run = allocated(smallInput(smallTown(vacancies, [request("a", 10)])));
    expect(of(run, "a", [1]).outcomes.map(({ vacancyId }) => vacancyId)).to.deep.equal(["v2"]);
  });

  it("says the same of each vacancy as when it is asked about that one alone", async () => {
    const allocation = allocated(inputOf(cutTown(demoTown(), new Choices(4), 40, 10), await demoRuleSets()));
    const { vacancyCount, requestCount } = allocation.input.table;
    for (const row of [0, 7, 19, requestCount - 1]) {
      const whole = whyNot(allocation, row).outcomes;
      const each = Array.from(
        { length: vacancyCount },
        (_, vacancy) => whyNot(allocation, row, [vacancy]).outcomes[0]!,
      );
      expect(whole).to.deep.equal(each);
      const refused = whole.filter(({ failed }) => failed.length > 0).length;
      const counted = whyNot(allocation, row).firstRefusals.reduce((sum, { vacancies: count }) => sum + count, 0);
      expect(counted).to.equal(refused);
    }
  });
});
