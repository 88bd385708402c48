import { expect } from "chai";
import { differences, goldenNames, openGolden, updateOf } from "../scripts/golden/golden-case.ts";
import { ENGINE_VERSION } from "../src/domain/engine/allocate.ts";
import { naiveResult } from "./support/naive-result.ts";
import { violationsOf } from "./support/run.ts";

const names = await goldenNames();

describe("golden runs", () => {
  it("are a handful of small towns", () => {
    expect(names.length).to.be.within(4, 8);
  });

  for (const name of names) {
    it(`give what is expected: ${name}`, async () => {
      const { snapshot, allocation, expected, actual } = await openGolden(name);
      expect(snapshot.note).to.match(/invented/i);
      expect(expected, "npm run golden makes the file").not.to.equal(undefined);
      expect(differences(expected!.result, actual.result)).to.deep.equal([]);
      expect(actual.result).to.deep.equal(expected!.result);
      expect(violationsOf(allocation)).to.deep.equal([]);
      const naive = naiveResult({ ...allocation.input, seed: allocation.seed, engineVersion: ENGINE_VERSION });
      expect(naive.proposals, "computed the slow way").to.deep.equal(expected!.result.proposals);
    });
  }

  it("would not go unnoticed when they change", async () => {
    const { expected } = await openGolden(names[0]!);
    const { result } = expected!;
    const [first, ...others] = result.proposals;
    const changed = {
      ...result,
      run: { ...result.run, seed: "other" },
      proposals: [{ ...first!, places: first!.places + 1 }, ...others.slice(1)],
    };
    const lines = differences(result, changed);
    expect(lines).to.have.length(3);
    expect(lines[0]).to.include("run seed").and.to.include("other");
    expect(lines[1]).to.include(first!.vacancyId);
    expect(lines[2]).to.include(others[0]!.vacancyId).and.to.include("-> none");
  });

  it("may change only where engine version, rules or snapshot did", async () => {
    const { expected } = await openGolden(names[0]!);
    const { madeWith, result } = expected!;
    const other = { madeWith, result: { ...result, proposals: result.proposals.slice(1) } };
    expect(updateOf(expected, other).kind).to.equal("refused");
    expect(updateOf(expected, expected!).kind).to.equal("same");
    expect(updateOf(expected, { ...other, madeWith: { ...madeWith, engineVersion: "9.9.9" } }).kind).to.equal("write");
    expect(updateOf(expected, { ...expected!, madeWith: { ...madeWith, snapshotDigest: "0" } })).to.deep.equal({
      kind: "write",
      lines: [],
    });
    expect(updateOf(undefined, expected!).kind).to.equal("write");
  });
});
