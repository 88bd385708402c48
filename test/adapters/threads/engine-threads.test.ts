import { expect } from "chai";
import { benchRuleSet } from "../../../scripts/bench/bench-rule-set.ts";
import { generatePool, POOL_SEED } from "../../../scripts/bench/pool.ts";
import { partsOf } from "../../../scripts/bench/pool-table.ts";
import { EngineThreads } from "../../../src/adapters/threads/engine-threads.ts";
import { allocate, ENGINE_VERSION, type RunInput } from "../../../src/domain/engine/allocate.ts";
import { EligiblePairs } from "../../../src/domain/engine/lists.ts";
import { verify } from "../../../src/domain/engine/verification.ts";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import type { Result } from "../../../src/domain/facts/result.ts";
import { tableOfParts } from "../../../src/domain/facts/table/held-table.ts";

const table = tableOfParts(partsOf(generatePool("XS")), factCatalogue);
const input: RunInput = {
  table,
  ruleSets: [benchRuleSet()],
  ledger: [],
  pins: [],
  struck: [],
  snapshotDigest: "0".repeat(64),
  seed: POOL_SEED,
};
const alone = allocate(input).allocation!;

function verificationInput(result: Result) {
  const { ruleSets, ledger, pins, struck, snapshotDigest } = input;
  const digests = { snapshot: snapshotDigest, ruleSets: [ruleSets[0]!.digest], engineVersion: ENGINE_VERSION };
  return { table, ruleSets, ledger, pins, struck, result, digests };
}

for (const count of [1, 2, 3]) {
  describe(`a run on ${count} threads`, () => {
    const threads = new EngineThreads(count);
    before(() => threads.ready());
    after(() => threads.close());

    it("gives the result of one thread", () => {
      const { allocation } = allocate({ ...input, listsBy: threads.listsOf(table) });
      expect(allocation!.result).to.deep.equal(alone.result);
    });

    it("verifies as one thread does", () => {
      expect(threads.verify(verificationInput(alone.result))).to.deep.equal(verify(verificationInput(alone.result)));
    });

    it("finds what one thread finds in a wrong result", () => {
      const [first, ...others] = alone.result.proposals.filter((proposal) => proposal.candidates.length > 1);
      const wrong = { ...first!, candidates: first!.candidates.slice(1) };
      const proposals = alone.result.proposals.map((proposal) =>
        proposal.vacancyId === wrong.vacancyId ? wrong : proposal,
      );
      expect(others).not.to.have.length(0);
      const found = threads.verify(verificationInput({ ...alone.result, proposals }));
      expect(found.violationCount).to.be.greaterThan(0);
      expect(found).to.deep.equal(verify(verificationInput({ ...alone.result, proposals })));
    });
  });
}

describe("a run whose helping threads are gone", () => {
  it("is done by the calling thread", async () => {
    const threads = new EngineThreads(2);
    await threads.close();
    const { allocation } = allocate({ ...input, listsBy: threads.listsOf(table) });
    expect(allocation!.result).to.deep.equal(alone.result);
  });
});

describe("a run whose threads do not finish what they drew", () => {
  it("is done by the calling thread on memory of its own", () => {
    const threads = new EngineThreads(2);
    const { makeTogether } = EligiblePairs.prototype;
    const before: Int32Array[] = [];
    const after: Int32Array[] = [];
    const recordsOf = (pairs: EligiblePairs) => pairs.bound[0]!.requestRecords.records;
    EligiblePairs.prototype.makeTogether = function (modes, work) {
      before.push(recordsOf(this));
      makeTogether.call(this, modes, work);
      recordsOf(this).fill(-1);
      throw new Error("not in time");
    };
    try {
      const listsBy: RunInput["listsBy"] = (pairs, modes) => {
        const lists = threads.listsOf(table)(pairs, modes);
        after.push(recordsOf(pairs));
        return lists;
      };
      const { allocation } = allocate({ ...input, listsBy });
      expect(allocation!.result).to.deep.equal(alone.result);
      expect(before).to.have.length(1);
      expect(after[0]).not.to.equal(before[0]);
    } finally {
      EligiblePairs.prototype.makeTogether = makeTogether;
    }
  });
});
