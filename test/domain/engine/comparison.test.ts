import { expect } from "chai";
import { compare } from "../../../src/domain/engine/comparison.ts";
import { criterionOf, headingOf } from "../../support/rule-files.ts";
import { allocated } from "../../support/run.ts";
import { pointsHeading, request, smallInput, smallRuleSet, smallTown } from "../../support/small-town.ts";

const ruleSet = smallRuleSet({
  headings: [
    pointsHeading,
    headingOf(
      [
        criterionOf({ id: "same", when: { condition: "request.hasUniqueNumber", points: 5 }, maximumPoints: 5 }),
        criterionOf({
          id: "mobility",
          maximumPoints: 30,
          when: { condition: 'job.event == "transfer"', points: 30 },
          proof: '"transfer-letter" in request.validatedProofs',
        }),
        criterionOf({ id: "first-job", maximumPoints: 7, when: { condition: "job.isFirstJob", points: 7 } }),
      ],
      { id: "job" },
    ),
  ],
});

const town = smallTown({ v1: {} }, [
  request("slow", 20),
  request("mover", 12, { job: { event: "transfer" }, validatedProofs: ["transfer-letter"] }),
  request("waits", 20, { job: { event: "transfer", isFirstJob: true }, validatedProofs: [] }),
  request("elsewhere", 99, { wishedCommunes: ["02691"] }),
]);
const run = allocated(smallInput(town, ruleSet));
const rows = (...ids: string[]) => ids.map((id) => run.input.table.requestRow(id)!);

describe("a comparison of requests before a vacancy", () => {
  it("puts the widest gap on top and what is the same at the end", () => {
    const { differing, same } = compare(run, rows("slow", "mover", "waits"), 0);
    expect(differing.map(({ id, gap }) => [id, gap])).to.deep.equal([
      ["mobility", 30],
      ["points", 8],
      ["first-job", 7],
    ]);
    expect(same.map(({ id, gap }) => [id, gap])).to.deep.equal([["same", 0]]);
    expect(differing[0]).to.deep.include({ points: [0, 30, 0], pendingPoints: [0, 0, 30], maximumPoints: 30 });
  });

  it("keeps the requests as given and orders them as the vacancy does, without those not eligible", () => {
    const { requestIds, order, explanations, vacancyId } = compare(run, rows("slow", "elsewhere", "waits", "mover"), 0);
    expect(vacancyId).to.equal("v1");
    expect(requestIds).to.deep.equal(["slow", "elsewhere", "waits", "mover"]);
    expect(explanations.map(({ points }) => points)).to.deep.equal([25, 104, 32, 47]);
    expect(order).to.deep.equal(["mover", "waits", "slow"]);
  });
});
