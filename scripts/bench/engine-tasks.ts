/**
 * Tasks of the engine's lists.
 */
import { EngineThreads } from "../../src/adapters/threads/engine-threads.ts";
import { benchRuleSet, doubledRuleSet } from "./bench-rule-set.ts";
import { engineLists, rankingOf } from "./engine-lists.ts";
import { handWrittenFacts } from "./hand-written.ts";
import type { PoolSize } from "./pool.ts";
import { ensurePool, loadPool } from "./pool-file.ts";
import { tableOf } from "./pool-table.ts";
import { rankingDigest } from "./ranking.ts";
import { type PrepareTask, prepared } from "./task.ts";

/** What the engine does. */
export const tasks: Readonly<Record<string, PrepareTask>> = {
  "engine-lists": async ({ size, threads: count, rules }) => {
    const pool = loadPool(ensurePool(size as PoolSize), handWrittenFacts);
    const table = tableOf(pool);
    const factor = rules === "doubled" ? 2 : 1;
    const ruleSet = factor === 2 ? doubledRuleSet() : benchRuleSet();
    const threads = count === 1 ? undefined : new EngineThreads(count as number);
    await threads?.ready();
    return prepared({
      work: () => engineLists(table, ruleSet, threads),
      outcome: (lists) => ({ digest: rankingDigest(pool, rankingOf(pool, lists, factor)) }),
    });
  },
};
