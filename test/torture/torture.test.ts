import { expect } from "chai";
import { isReached, Report } from "../../scripts/bench/report.ts";
import { openPlaces, storeKinds } from "../../scripts/torture/database-places.ts";
import { killInCommits } from "../../scripts/torture/kill-in-commits.ts";
import { short, torture } from "../../scripts/torture/torture.ts";
import { killWorkers } from "../../scripts/torture/workers.ts";
import { someOf } from "../support/effort.ts";

describe("the torture", () => {
  // Nights on the second store, and more rounds, are for CONTINGENT_LONG=1: the contract of the stores has the claims of a night on both.
  const partsOf = { sqlite: ["kill", "decisions", "night", "backup"], mongo: ["kill", "decisions"] };
  for (const kind of storeKinds) {
    it(`reaches every goal in its short form on ${kind}`, async function () {
      this.timeout(240_000);
      const parts = someOf(partsOf[kind], partsOf.sqlite);
      const size = { ...short, killRounds: someOf(2, short.killRounds) };
      const report = await torture(size, { stores: [kind], parts }, new Report(() => {}));
      expect(report.goals.filter((goal) => !isReached(goal))).to.deep.equal([]);
      expect(report.goals.length).to.be.at.least(parts.length * 3);
    });
  }

  it("notices a record that is left out of a commit", async function () {
    this.timeout(60_000);
    const places = await openPlaces("sqlite");
    try {
      const found = await killInCommits(places, { rounds: 1, fault: "drop" });
      expect(found.acknowledged).to.be.greaterThan(0);
      expect(found.halfWritten).to.be.greaterThan(0);
    } finally {
      await killWorkers();
      await places.close();
    }
  });

  it("notices a commit that is acknowledged before it is durable", async function () {
    this.timeout(60_000);
    const places = await openPlaces("sqlite");
    try {
      expect((await killInCommits(places, { rounds: 3, fault: "early" })).lost).to.be.greaterThan(0);
    } finally {
      await killWorkers();
      await places.close();
    }
  });
});
