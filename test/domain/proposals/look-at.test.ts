import { expect } from "chai";
import { lookAt } from "../../../src/domain/proposals/look-at.ts";
import type { KeptCandidate, KeptProposal } from "../../../src/domain/runs/run-record.ts";

function proposal(candidates: readonly Partial<KeptCandidate>[], more: Partial<KeptProposal> = {}): KeptProposal {
  return {
    vacancyId: "V-1",
    ruleSetId: "small",
    places: 3,
    pinned: [],
    candidates: candidates.map((candidate, at) => ({ requestId: `Q-${at + 1}`, points: 10, ...candidate })),
    next: [],
    eligibleRequests: candidates.length,
    ...more,
  };
}

const seen = (proposed: KeptProposal, { isWithheld = false, gone = [] as readonly string[] } = {}) => {
  const { kind, requestIds, missing } = lookAt(proposed, { isWithheld, gone });
  return [kind, requestIds.join(" "), missing];
};

describe("what to look at before a vacancy", () => {
  it("is the most serious thing first", () => {
    expect(seen(proposal([{}, {}, {}]))).to.deep.equal(["ready", "", 0]);
    expect(seen(proposal([{}, { flags: ["effort"] }, {}]))).to.deep.equal(["flagged", "Q-2", 0]);
    expect(seen(proposal([{ awaitedPoints: 5 }, { flags: ["effort"] }, {}]))).to.deep.equal(["pending", "Q-1", 0]);
    expect(seen(proposal([{ awaitedPoints: 5 }, {}]))).to.deep.equal(["missing", "", 1]);
    expect(seen(proposal([{}, {}, {}]), { gone: ["Q-2"] })).to.deep.equal(["gone", "Q-2", 1]);
    expect(seen(proposal([]))).to.deep.equal(["nobody", "", 3]);
    expect(seen(proposal([{}, {}, {}]), { isWithheld: true })).to.deep.equal(["withheld", "", 0]);
  });

  it("counts places that are held for certain as filled, and misses nobody where others are eligible elsewhere", () => {
    expect(seen(proposal([{}, {}], { pinned: ["Q-9"] }))).to.deep.equal(["ready", "", 0]);
    expect(seen(proposal([], { eligibleRequests: 4 }))).to.deep.equal(["missing", "", 3]);
  });
});
