/**
 * The product's own engine on the same pool: compile, plan, lists, and the whole night.
 */
import { EngineThreads } from "../../src/adapters/threads/engine-threads.ts";
import { EligiblePairs, type GrowingLists } from "../../src/domain/engine/lists.ts";
import { benchRuleSet, doubledRuleSet } from "./bench-rule-set.ts";
import { KEPT } from "./bench-rules.ts";
import { POOL_SEED, type Pool, type PoolSize } from "./pool.ts";
import { ensurePool, loadPool } from "./pool-file.ts";
import { tableOf } from "./pool-table.ts";
import { type Ranking, rankingDigest } from "./ranking.ts";
import { type PrepareTask, prepared } from "./task.ts";

/** What the lists say, in the form every part agrees on; `factor` divides the points. */
function rankingOf(pool: Pool, pairs: EligiblePairs, lists: GrowingLists, factor: number): Ranking {
  const ranking: Ranking = {
    counts: new Int32Array(pool.vacancyCount),
    requests: new Int32Array(pool.vacancyCount * KEPT),
    points: new Int32Array(pool.vacancyCount * KEPT),
  };
  for (let v = 0; v < pool.vacancyCount; v++) {
    const known = lists.known(v).subarray(0, KEPT);
    ranking.counts[v] = known.length;
    for (const [i, request] of known.entries()) {
      ranking.requests[v * KEPT + i] = request;
      ranking.points[v * KEPT + i] = pairs.pointsOf(v, request) / factor;
    }
  }
  return ranking;
}

/** The tasks that run the product's engine. */
export const tasks: Readonly<Record<string, PrepareTask>> = {
  "engine-lists": ({ size, threads, rules }) => {
    const pool = loadPool(ensurePool(size as PoolSize));
    const table = tableOf(pool);
    const factor = rules === "doubled" ? 2 : 1;
    const ruleSets = [factor === 2 ? doubledRuleSet() : benchRuleSet()];
    return prepared({
      work: () => {
        const pairs = new EligiblePairs({
          table,
          ruleSets,
          ruleSetOf: new Int32Array(pool.vacancyCount),
          places: new Int32Array(pool.vacancyCount).fill(1),
          lists: new Int32Array(pool.requestCount).fill(1),
          excluded: [],
          seed: POOL_SEED,
        });
        const modes = new Int32Array(pool.vacancyCount).fill(-1);
        const lists =
          threads === 1
            ? pairs.lists(modes, { best: KEPT })
            : new EngineThreads(threads as number).listsOf(table)(pairs, modes);
        for (let v = 0; v < pool.vacancyCount; v++) lists.known(v);
        return { pairs, lists };
      },
      outcome: ({ pairs, lists }) => ({ digest: rankingDigest(pool, rankingOf(pool, pairs, lists, factor)) }),
    });
  },
};
