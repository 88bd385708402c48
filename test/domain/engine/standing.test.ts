import { expect } from "chai";
import type { Allocation } from "../../../src/domain/engine/allocate.ts";
import { explain } from "../../../src/domain/engine/explanation.ts";
import { allocated } from "../../support/run.ts";
import { daloTarget, request, smallInput, smallRuleSet, smallTown } from "../../support/small-town.ts";

function standing(allocation: Allocation, vacancyId: string, requestId: string) {
  const { table } = allocation.input;
  return explain(allocation, table.vacancyRow(vacancyId)!, table.requestRow(requestId)!).standing;
}

const four = [request("a", 50), request("b", 40), request("c", 30), request("d", 20)];

describe("the standing of a request before a vacancy", () => {
  it("is proposed, with its place, who comes below and by how much", () => {
    const run = allocated(smallInput(smallTown({ v1: {}, v2: {} }, four), smallRuleSet({ places: "2" })));
    expect(standing(run, "v1", "a")).to.deep.equal({
      state: "proposed",
      place: 1,
      placeInOrder: 1,
      eligibleRequests: 4,
      listPlaces: 2,
      holds: ["v1"],
      comparedWith: "b",
      comparedPoints: 40,
      pointsMissing: 0,
      decidedBy: "points",
    });
  });

  it("is next where the request would come if a candidate fell away, with the points missing to the last candidate", () => {
    const run = allocated(smallInput(smallTown({ v1: {}, v2: {} }, four)));
    const found = standing(run, "v1", "b");
    expect(found).to.include({ state: "next", place: 1, placeInOrder: 2, comparedWith: "a", pointsMissing: 10 });
    expect(found.holds).to.deep.equal(["v2"]);
    expect(standing(run, "v1", "c")).to.include({ state: "next", place: 2, pointsMissing: 20, decidedBy: "points" });
  });

  it("is on lists it prefers, where it could have had this one", () => {
    const run = allocated(smallInput(smallTown({ v1: {}, v2: {} }, four)));
    expect(standing(run, "v2", "a")).to.deep.equal({
      state: "holds-preferred",
      placeInOrder: 1,
      eligibleRequests: 4,
      listPlaces: 1,
      holds: ["v1"],
    });
  });

  it("is lower in the order by points", () => {
    const run = allocated(smallInput(smallTown({ v1: {}, v2: {} }, four)));
    expect(standing(run, "v1", "d")).to.include({
      state: "lower-in-order",
      placeInOrder: 4,
      comparedWith: "a",
      comparedPoints: 50,
      pointsMissing: 30,
      decidedBy: "points",
    });
  });

  it("is lower in the order by seniority, and then no points are missing", () => {
    const requests = [request("late", 20, { filedOn: "2025-02-01" }), request("soon", 20)];
    const run = allocated(smallInput(smallTown({ v1: {} }, requests), smallRuleSet({ next: 0 })));
    expect(standing(run, "v1", "late")).to.include({
      state: "lower-in-order",
      comparedWith: "soon",
      pointsMissing: 0,
      decidedBy: "seniority",
    });
  });

  it("is lower in the order by the tie-break number", () => {
    const run = allocated(
      smallInput(smallTown({ v1: {} }, [request("x", 20), request("y", 20)]), smallRuleSet({ next: 0 })),
    );
    const [first] = run.result.proposals[0]!.candidates;
    const other = first!.requestId === "x" ? "y" : "x";
    expect(standing(run, "v1", other)).to.include({
      state: "lower-in-order",
      decidedBy: "tie-break",
      pointsMissing: 0,
    });
  });

  it("is lower in the order by the class of a target, and then no points are missing", () => {
    const requests = [request("few", 10), request("many", 50), request("dalo", 30, { isDaloRecognised: true })];
    const ruleSet = smallRuleSet({ next: 0, targets: [daloTarget], targetShare: 5_000 });
    const run = allocated(smallInput(smallTown({ v1: {} }, requests), ruleSet));
    expect(run.result.proposals[0]!.candidates).to.deep.equal([{ requestId: "dalo", points: 30, priorityClass: 1 }]);
    for (const id of ["few", "many"]) {
      expect(standing(run, "v1", id), id).to.include({
        state: "lower-in-order",
        priorityFirstFor: "target",
        comparedWith: "dalo",
        comparedPoints: 30,
        pointsMissing: 0,
        decidedBy: "priority-class",
      });
    }
  });

  it("is pinned on a promised place, and out of the market elsewhere once its lists are taken", () => {
    const pins = [{ vacancyId: "v1", requestId: "d", kind: "confirmed" as const }];
    const run = allocated(smallInput(smallTown({ v1: {}, v2: {} }, four, { pins })));
    expect(standing(run, "v1", "d")).to.deep.equal({ state: "pinned", listPlaces: 1, holds: ["v1"] });
    expect(standing(run, "v2", "d")).to.deep.equal({ state: "out-of-market", listPlaces: 1, holds: ["v1"] });
    expect(standing(run, "v1", "a"), "all places promised").to.include({ state: "out-of-market" });
  });

  it("is struck, with the reason", () => {
    const struck = [{ vacancyId: "v1", requestId: "a", reason: "refused-by-landlord" as const }];
    const run = allocated(smallInput(smallTown({ v1: {}, v2: {} }, four, { struck })));
    expect(standing(run, "v1", "a")).to.deep.equal({
      state: "struck",
      struckReason: "refused-by-landlord",
      listPlaces: 1,
      holds: ["v2"],
    });
  });

  it("is not eligible where a rule fails, and to be completed where a fact is missing", () => {
    const requests = [request("elsewhere", 10, { wishedCommunes: ["02691"] }), request("open", 10)];
    const { hasUniqueNumber: _absent, ...open } = requests[1]!;
    const run = allocated(smallInput(smallTown({ v1: {} }, [requests[0]!, open])));
    expect(standing(run, "v1", "elsewhere")).to.include({ state: "not-eligible" });
    expect(standing(run, "v1", "open")).to.include({ state: "incomplete" });
  });
});
