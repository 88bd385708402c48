/**
 * The engine's lists of a pool, in the form every part of the benchmark agrees on.
 */
import type { EngineThreads } from "../../src/adapters/threads/engine-threads.ts";
import { EligiblePairs, type GrowingLists } from "../../src/domain/engine/lists.ts";
import type { HeldTable } from "../../src/domain/facts/table/held-table.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import { KEPT } from "./bench-rules.ts";
import { POOL_SEED, type Pool } from "./pool.ts";
import { tableOf } from "./pool-table.ts";
import type { Ranking } from "./ranking.ts";

/** Lists with the pairs they are made of. */
export interface EngineLists {
  readonly pairs: EligiblePairs;
  readonly lists: GrowingLists;
}

/** Plans the rules and makes the lists; every vacancy's are read once, so that none is left for later. */
export function engineLists(table: HeldTable, ruleSet: RuleSet, threads?: EngineThreads): EngineLists {
  const pairs = new EligiblePairs({
    table,
    ruleSets: [ruleSet],
    ruleSetOf: new Int32Array(table.vacancyCount),
    places: new Int32Array(table.vacancyCount).fill(1),
    lists: new Int32Array(table.requestCount).fill(1),
    excluded: [],
    seed: POOL_SEED,
  });
  const modes = new Int32Array(table.vacancyCount).fill(-1);
  const lists = threads === undefined ? pairs.lists(modes, { best: KEPT }) : threads.listsOf(table)(pairs, modes);
  for (let v = 0; v < table.vacancyCount; v++) lists.known(v);
  return { pairs, lists };
}

/** What the lists say; `factor` divides the points. */
export function rankingOf(pool: Pool, { pairs, lists }: EngineLists, factor: number): Ranking {
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

/** The engine's lists on one thread; `factor` divides the points. */
export function engineRanking(pool: Pool, ruleSet: RuleSet, factor: number): Ranking {
  return rankingOf(pool, engineLists(tableOf(pool), ruleSet), factor);
}
