import { expect } from "chai";
import type { RunInput } from "../../../src/domain/engine/allocate.ts";
import type { Pin, Snapshot } from "../../../src/domain/facts/snapshot.ts";
import { targetOf } from "../../support/rule-files.ts";
import { allocated, violationsOf } from "../../support/run.ts";
import { daloTarget, request, smallInput, smallRuleSet, smallTown } from "../../support/small-town.ts";

const dalo = (id: string, points: number) => request(id, points, { isDaloRecognised: true });
const line = (lettings: number, counted: number, more: object = {}) => ({
  targetId: "target",
  territory: "02",
  year: 2026,
  lettings,
  counted,
  ...more,
});

/** Vacancies by nearness of their clock: v3, v1, v2, v4. */
const vacancies = {
  v1: { designateBy: "2026-12-02" },
  v2: { designateBy: "2026-12-03" },
  v3: { designateBy: "2026-12-01" },
  v4: { designateBy: "2026-12-04" },
};
const people = [request("a", 90), request("b", 80), dalo("d", 10), dalo("e", 20)];
const quarter = smallRuleSet({ targets: [daloTarget] });

function run(town: Snapshot, ruleSet = quarter, more: Partial<RunInput> = {}) {
  const allocation = allocated(smallInput(town, ruleSet, more));
  expect(violationsOf(allocation)).to.deep.equal([]);
  const { targets, proposals } = allocation.result;
  const modes = proposals.filter(({ priorityFirstFor }) => priorityFirstFor).map(({ vacancyId }) => vacancyId);
  return { targets, modes, proposals, allocation };
}

describe("targets", () => {
  it("put as many vacancies into priority-first mode as are missing, the nearest clock first", () => {
    const { targets, modes, proposals } = run(smallTown(vacancies, people, { ledger: [line(3, 0)] }));
    // 25 % of 3 lettings and 4 vacancies is 1.75, rounded up to 2.
    expect(targets).to.deep.equal([
      {
        ruleSetId: "small",
        targetId: "target",
        territory: "02",
        year: 2026,
        shareBasisPoints: 2_500,
        lettings: 3,
        counted: 0,
        vacancies: 4,
        need: 2,
        priorityFirst: 2,
        unmet: 0,
        reached: 2,
      },
    ]);
    expect(modes).to.deep.equal(["v1", "v3"]);
    expect(proposals.map(({ candidates }) => candidates.map(({ requestId }) => requestId))).to.deep.equal([
      ["e"],
      ["a"],
      ["d"],
      ["b"],
    ]);
  });

  it("order vacancies of one clock by id", () => {
    const { modes } = run(smallTown({ v2: {}, v1: {}, v3: {} }, people));
    expect(modes).to.deep.equal(["v1"]);
  });

  it("ask for nothing where enough is counted, and read the line of this year and territory only", () => {
    expect(run(smallTown(vacancies, people, { ledger: [line(4, 2)] })).targets[0]).to.include({
      need: 0,
      priorityFirst: 0,
    });
    const ledger = [
      line(400, 0, { year: 2025 }),
      line(400, 0, { territory: "59" }),
      line(400, 0, { targetId: "other" }),
    ];
    expect(run(smallTown(vacancies, people, { ledger })).targets[0]).to.include({ lettings: 0, need: 1 });
  });

  it("report what no vacancy with an eligible priority request can meet", () => {
    const { targets, modes } = run(
      smallTown(vacancies, [request("a", 90), request("b", 80)], { ledger: [line(4, 0)] }),
    );
    expect(targets[0]).to.include({ need: 2, priorityFirst: 0, unmet: 2, reached: 0 });
    expect(modes).to.deep.equal([]);
  });

  it("pass over a vacancy without a place left, and count what is reached on the result only", () => {
    const pins: Pin[] = [{ vacancyId: "v3", requestId: "a", kind: "confirmed" }];
    const { modes } = run(smallTown(vacancies, people, { pins }));
    expect(modes).to.deep.equal(["v1"]);
    const two = run(
      smallTown({ v1: {}, v2: {} }, [dalo("d", 10)]),
      smallRuleSet({ targets: [daloTarget], targetShare: 10_000 }),
    );
    expect(two.targets[0]).to.include({ need: 2, priorityFirst: 2, unmet: 0, reached: 1 });
  });

  it("give a vacancy one mode only: that of the first target that asks", () => {
    const second = targetOf({ id: "second", priorityClass: "request.hasUniqueNumber ? 1 : 0", needs: [] } as never);
    const ruleSet = smallRuleSet({ targets: [daloTarget, second], targetShare: 5_000 });
    const { proposals, targets } = run(smallTown({ v1: {}, v2: {}, v3: {} }, people), ruleSet);
    expect(proposals.map(({ priorityFirstFor }) => priorityFirstFor)).to.deep.equal(["target", "target", "second"]);
    expect(targets.map(({ need, priorityFirst, unmet }) => [need, priorityFirst, unmet])).to.deep.equal([
      [2, 2, 0],
      [2, 1, 1],
    ]);
  });

  it("are kept, with the modes, by a rerun", () => {
    const town = smallTown(vacancies, people, { ledger: [line(3, 0)] });
    const first = run(town);
    const withoutDalo = { ...town, requests: people.filter(({ id }) => id !== "d") };
    const again = run(withoutDalo, quarter, { modesFrom: first.allocation.result, ledger: [] });
    expect(again.modes).to.deep.equal(first.modes);
    expect(again.targets).to.deep.equal([{ ...first.targets[0], reached: 1 }]);
  });
});
