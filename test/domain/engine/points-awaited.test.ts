import { expect } from "chai";
import { pointsAwaited } from "../../../src/domain/engine/points-awaited.ts";
import type { Explanation } from "../../../src/domain/facts/explanation.ts";
import type { RuleSet } from "../../../src/domain/rules/rule-set.ts";

type Combine = RuleSet["headings"][number]["combine"];

function awaited(
  combine: Combine,
  points: number,
  maximumPoints: number,
  criteria: readonly (readonly [number, number])[],
) {
  const heading = {
    points,
    maximumPoints,
    criteria: criteria.map(([own, pendingPoints]) => ({ points: own, pendingPoints })),
  };
  return pointsAwaited(
    { headings: [heading] } as unknown as Explanation,
    { headings: [{ combine }] } as unknown as RuleSet,
  );
}

describe("points that awaited proofs would bring", () => {
  it("add up in a heading that adds up, and stop at its maximum", () => {
    expect(
      awaited("sum", 10, 100, [
        [10, 0],
        [0, 20],
        [0, 5],
      ]),
    ).to.equal(25);
    expect(
      awaited("sum", 10, 22, [
        [10, 0],
        [0, 20],
        [0, 5],
      ]),
    ).to.equal(12);
  });

  it("count only beyond what already counts where the highest is taken", () => {
    expect(
      awaited("highest", 20, 20, [
        [20, 0],
        [0, 10],
      ]),
    ).to.equal(0);
    expect(
      awaited("highest", 10, 20, [
        [10, 0],
        [0, 20],
      ]),
    ).to.equal(10);
  });

  it("are none where no proof is awaited", () => {
    expect(
      awaited("sum", 10, 100, [
        [10, 0],
        [0, 0],
      ]),
    ).to.equal(0);
  });
});
