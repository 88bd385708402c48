import { expect } from "chai";
import { lineOf, percentile, slope } from "../../scripts/load/figures.ts";

describe("the arithmetic of the load", () => {
  it("a percentile is the value that so many do not exceed, whatever their order", () => {
    const values = Array.from({ length: 200 }, (_, n) => 200 - n);
    expect([0.5, 0.99, 1].map((share) => percentile(values, share))).to.deep.equal([100, 198, 200]);
    expect(percentile([7], 0.99)).to.equal(7);
    expect(percentile([], 0.99)).to.equal(0);
  });

  it("a slope is what values rise from one to the next", () => {
    expect(slope([3, 5, 7, 9])).to.equal(2);
    expect(slope([4, 4, 4])).to.equal(0);
    expect(slope([5, 1, 5, 1]) < 0).to.equal(true);
    expect([slope([1]), slope([])]).to.deep.equal([0, 0]);
  });

  it("a figure that misses its goal says so", () => {
    const figure = { what: "reads", goal: 1_000, kind: "least", unit: "/s", note: "10 connections" } as const;
    expect(lineOf({ ...figure, reached: 952.04 })).to.equal(
      "| reads | 952 /s | at least 1000 /s (missed) | 10 connections |",
    );
    expect(lineOf({ ...figure, reached: 1_000 })).to.equal("| reads | 1000 /s | at least 1000 /s | 10 connections |");
  });
});
