import { expect } from "chai";
import { firstDifference } from "../../../src/domain/runs/replay.ts";

describe("replay", () => {
  it("finds no difference between equal values, whatever the order of their members", () => {
    expect(firstDifference({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).to.equal(undefined);
    expect(firstDifference({ a: 1, b: undefined }, { a: 1 })).to.equal(undefined);
  });

  it("names the first place in canonical order", () => {
    const stored = { b: [1, 2], a: { d: 1, c: "x" } };
    expect(firstDifference(stored, { b: [1, 3], a: { d: 2, c: "y" } })).to.deep.equal({
      pointer: "/a/c",
      stored: "x",
      computed: "y",
    });
    expect(firstDifference(stored, { ...stored, b: [1, 3] })).to.include({ pointer: "/b/1", stored: 2, computed: 3 });
  });

  it("says what is missing on one side", () => {
    expect(firstDifference({ a: [1] }, { a: [1, 2] })).to.deep.equal({ pointer: "/a/1", computed: 2 });
    expect(firstDifference({ a: 1 }, {})).to.deep.equal({ pointer: "/a", stored: 1 });
    expect(firstDifference([], {})).to.deep.equal({ pointer: "", stored: [], computed: {} });
    expect(firstDifference(null, {})).to.deep.equal({ pointer: "", stored: null, computed: {} });
  });
});
