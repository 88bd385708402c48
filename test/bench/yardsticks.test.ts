import { expect } from "chai";
import { benchRuleSet, compileBench, doubledRuleSet } from "../../scripts/bench/bench-rule-set.ts";
import { openWay, ways } from "../../scripts/bench/duckdb.ts";
import { engineRanking } from "../../scripts/bench/engine-lists.ts";
import { matchByHand } from "../../scripts/bench/hand-written.ts";
import { measureJsonRules } from "../../scripts/bench/json-rules.ts";
import { generatePool, POOL_DAY } from "../../scripts/bench/pool.ts";
import { rankingDigest } from "../../scripts/bench/ranking.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import { runCases } from "../../src/domain/rules/cases.ts";

const pool = generatePool("XS");
const byHand = rankingDigest(pool, matchByHand(pool).ranking);

describe("the rules of the benchmark", () => {
  it("compile without findings", () => {
    expect(compileBench().findings).to.deep.equal([]);
  });

  it("hold in all their worked examples", () => {
    const { ruleSet, cases } = compileBench();
    expect(cases.length).to.be.greaterThan(20);
    expect(runCases(ruleSet!, cases, factCatalogue, POOL_DAY).findings).to.deep.equal([]);
  });

  it("give the engine the lists of the hand-written loop", () => {
    expect(rankingDigest(pool, engineRanking(pool, benchRuleSet(), 1))).to.equal(byHand);
  });

  it("give the same lists when every rule stands twice", () => {
    expect(rankingDigest(pool, engineRanking(pool, doubledRuleSet(), 2))).to.equal(byHand);
  });
});

describe("DuckDB", () => {
  for (const way of ways) {
    it(`finds the lists of the hand-written loop: ${way.title}`, async () => {
      const { query, read } = await openWay("XS", way.id, 2);
      await query();
      expect(rankingDigest(pool, await read())).to.equal(byHand);
    });
  }
});

describe("json-rules-engine", () => {
  it("says what the rules say of a sample of pairs", async () => {
    const { pairs } = await measureJsonRules("XS", 300);
    expect(pairs).to.be.greaterThan(50);
  });
});
