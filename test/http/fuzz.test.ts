/** Malformed calls made from the schemas: a short form of `npm run load -- fuzz`. */
import { expect } from "chai";
import { fuzz } from "../../scripts/load/fuzz.ts";
import { type ServedTown, serveTown } from "../../scripts/load/fuzz-town.ts";

describe("malformed calls made from the schemas", function () {
  this.timeout(60_000);
  let town: ServedTown;
  before(async () => {
    town = await serveTown();
  });
  after(() => town.close());

  it("are refused as problems, or done where they are still valid, and never make the server stumble", async () => {
    const { failures, failureCount, byStatus } = await fuzz({ ...town, count: 300, seed: 7 });
    expect(failures).to.deep.equal([]);
    expect(failureCount).to.equal(0);
    expect(Object.values(byStatus).reduce((sum, count) => sum + count, 0)).to.equal(300);
    expect(byStatus["422"]).to.be.greaterThan(20);
    expect(byStatus["200"]).to.be.greaterThan(20);
  });

  it("would show a stumble: a store that fails now and then is noticed, with the number of the call", async () => {
    const { store } = town.context;
    const { list } = store;
    Object.assign(store, { list: () => Promise.reject(new TypeError("undefined is not a function")) });
    try {
      const { failures, failureCount } = await fuzz({ ...town, count: 120, seed: 7 });
      expect(failureCount).to.be.greaterThan(0);
      expect(failures[0]).to.match(/^call \d+ \([A-Z]+ \/api\/v1\/.*\): 500 /);
    } finally {
      Object.assign(store, { list });
    }
  });

  it("are the same for the same seed", async () => {
    const once = await fuzz({ ...town, count: 60, seed: 3, width: 1 });
    const again = await fuzz({ ...town, count: 60, seed: 3, width: 1 });
    const writing = new Set(["201", "409", "412"]);
    const kept = (byStatus: Readonly<Record<string, number>>) =>
      Object.fromEntries(Object.entries(byStatus).filter(([status]) => !writing.has(status)));
    expect(Object.keys(kept(again.byStatus))).to.deep.equal(Object.keys(kept(once.byStatus)));
  });
});
