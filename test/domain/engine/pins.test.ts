import { expect } from "chai";
import { allocate } from "../../../src/domain/engine/allocate.ts";
import type { Pin, Struck } from "../../../src/domain/facts/snapshot.ts";
import { allocated, violationsOf } from "../../support/run.ts";
import { request, smallInput, smallRuleSet, smallTown } from "../../support/small-town.ts";

const pin = (vacancyId: string, requestId: string): Pin => ({ vacancyId, requestId, kind: "confirmed" });
const strike = (vacancyId: string, requestId: string): Struck => ({
  vacancyId,
  requestId,
  reason: "conflict-of-interest",
});
const requests = [request("a", 50), request("b", 40), request("c", 30)];

function problemsOf(pins: readonly Pin[], struck: readonly Struck[] = []): readonly unknown[] {
  return allocate(smallInput(smallTown({ v1: {}, v2: {} }, requests, { pins, struck }))).problems;
}

describe("pins", () => {
  it("take places of their vacancy and lists of their request", () => {
    const town = smallTown({ v1: {}, v2: {} }, requests, { pins: [pin("v1", "c")] });
    const run = allocated(smallInput(town, smallRuleSet({ places: "2" })));
    const [v1, v2] = run.result.proposals;
    expect(v1).to.deep.include({ places: 2, pinned: ["c"], candidates: [{ requestId: "a", points: 50 }] });
    expect(v2!.candidates.map(({ requestId }) => requestId)).to.deep.equal(["b"]);
    expect(violationsOf(run)).to.deep.equal([]);
  });

  it("leave lists to a request that may stand on several", () => {
    const town = smallTown({ v1: {}, v2: {}, v3: {} }, requests.slice(0, 1), { pins: [pin("v1", "a")] });
    const run = allocated(smallInput(town, smallRuleSet({ listsPerRequest: 2 })));
    expect(
      run.result.proposals.map(({ pinned, candidates }) => [...pinned, ...candidates.map((one) => one.requestId)]),
    ).to.deep.equal([["a"], ["a"], []]);
    expect(violationsOf(run)).to.deep.equal([]);
  });

  it("fill a vacancy: nobody else is proposed or next there", () => {
    const run = allocated(smallInput(smallTown({ v1: {} }, requests, { pins: [pin("v1", "c")] })));
    expect(run.result.proposals[0]).to.deep.include({ pinned: ["c"], candidates: [], next: [] });
    expect(violationsOf(run)).to.deep.equal([]);
  });

  it("hold for a request that is not eligible any more", () => {
    const away = request("away", 10, { wishedCommunes: [] });
    const run = allocated(smallInput(smallTown({ v1: {} }, [...requests, away], { pins: [pin("v1", "away")] })));
    expect(run.result.proposals[0]).to.deep.include({ pinned: ["away"], candidates: [] });
    expect(violationsOf(run)).to.deep.equal([]);
  });

  it("count once where they are given twice", () => {
    const town = smallTown({ v1: {} }, requests, { pins: [pin("v1", "c"), pin("v1", "c")] });
    const run = allocated(smallInput(town, smallRuleSet({ places: "2" })));
    expect(run.result.proposals[0]).to.deep.include({ pinned: ["c"], candidates: [{ requestId: "a", points: 50 }] });
  });

  it("that are more than the places or the lists keep the run from starting, each named", () => {
    expect(problemsOf([pin("v1", "a"), pin("v1", "b"), pin("v2", "a")])).to.deep.equal([
      { code: "more-pins-than-places", values: { vacancyId: "v1", pins: 2, places: 1 } },
      { code: "more-pins-than-lists", values: { requestId: "a", pins: 2, lists: 1 } },
    ]);
  });

  it("of ids that nobody knows keep the run from starting, and so do struck pairs", () => {
    expect(problemsOf([pin("v9", "a"), pin("v1", "nobody")], [strike("v8", "a")])).to.deep.equal([
      { code: "unknown-pin", values: { vacancyId: "v9", requestId: "a" } },
      { code: "unknown-pin", values: { vacancyId: "v1", requestId: "nobody" } },
      { code: "unknown-pin", values: { vacancyId: "v8", requestId: "a" } },
    ]);
  });

  it("cannot be struck as well", () => {
    expect(problemsOf([pin("v1", "a")], [strike("v1", "a")])).to.deep.equal([
      { code: "pinned-and-struck", values: { vacancyId: "v1", requestId: "a" } },
    ]);
  });
});
