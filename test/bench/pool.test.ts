import { expect } from "chai";
import { KEPT } from "../../scripts/bench/bench-rules.ts";
import { matchByHand } from "../../scripts/bench/hand-written.ts";
import { startThreads } from "../../scripts/bench/hand-written-threads.ts";
import { isEligible, isMet, pairReader, pointsOf } from "../../scripts/bench/one-pair.ts";
import { generatePool, idAt, POOL_SEED, type Pool, poolSizes } from "../../scripts/bench/pool.ts";
import { rankingDigest } from "../../scripts/bench/ranking.ts";
import type { ScalarColumn } from "../../src/domain/facts/fact-table.ts";
import { tieBreak } from "../../src/domain/shared/digest.ts";
import { compareText } from "../../src/domain/shared/order.ts";

/** The best candidates of each vacancy by asking every pair. */
function askEveryPair(pool: Pool): { lists: string[][]; met: number; eligible: number } {
  const read = pairReader(pool);
  const filedOn = (pool.columns.get("request.filedOn") as ScalarColumn).values;
  let [met, eligible] = [0, 0];
  const lists = Array.from({ length: pool.vacancyCount }, (_, v) => {
    const candidates: { id: string; points: number; filedOn: number }[] = [];
    for (let r = 0; r < pool.requestCount; r++) {
      const facts = read(r, v);
      if (!isMet(facts)) continue;
      met++;
      if (!isEligible(facts, pool.asOf)) continue;
      eligible++;
      candidates.push({ id: idAt(pool.requestIds, r), points: pointsOf(facts, pool.asOf), filedOn: filedOn[r]! });
    }
    candidates.sort(
      (a, b) =>
        b.points - a.points ||
        a.filedOn - b.filedOn ||
        compareText(tieBreak(POOL_SEED, a.id), tieBreak(POOL_SEED, b.id)),
    );
    return candidates.slice(0, KEPT).map((candidate) => `${candidate.id}:${candidate.points}`);
  });
  return { lists, met, eligible };
}

describe("the pool of the benchmark", () => {
  it("is the same each time it is generated", () => {
    const [one, two] = [generatePool("XS"), generatePool("XS")];
    expect(two.requestIds).to.deep.equal(one.requestIds);
    expect([...two.columns]).to.deep.equal([...one.columns]);
  });

  it("holds ids in ascending order without repetition", () => {
    const pool = generatePool("XS");
    for (let r = 1; r < pool.requestCount; r++) {
      expect(idAt(pool.requestIds, r - 1) < idAt(pool.requestIds, r)).to.equal(true);
    }
  });

  it("has pairs that meet and eligible pairs within 1.5 times of what size S was designed for", () => {
    const { met, eligible } = matchByHand(generatePool("S"), true);
    expect(met / 1_000 / poolSizes.S.metThousands).to.be.within(1 / 1.5, 1.5);
    expect(eligible / 1_000 / poolSizes.S.eligibleThousands).to.be.within(1 / 1.5, 1.5);
  });
});

describe("the hand-written loop of the benchmark", () => {
  const pool = generatePool("XS");
  const asked = askEveryPair(pool);

  it("keeps the best 64 of each vacancy, as asking every pair does", () => {
    const { ranking } = matchByHand(pool);
    for (let v = 0; v < pool.vacancyCount; v++) {
      const list = Array.from({ length: ranking.counts[v]! }, (_, i) => {
        const slot = v * KEPT + i;
        return `${idAt(pool.requestIds, ranking.requests[slot]!)}:${ranking.points[slot]}`;
      });
      expect(list).to.deep.equal(asked.lists[v]);
    }
  });

  it("counts every pair that meets and every eligible pair when it is exhaustive", () => {
    const { met, eligible } = matchByHand(pool, true);
    expect({ met, eligible }).to.deep.equal({ met: asked.met, eligible: asked.eligible });
  });

  it("gives the same lists on two threads", async () => {
    const digest = rankingDigest(pool, matchByHand(pool).ranking);
    expect(rankingDigest(pool, await (await startThreads(2))(pool))).to.equal(digest);
  });
});
