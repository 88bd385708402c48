/**
 * Tasks of the hand-written loop.
 */
import { handWrittenFacts, matchByHand } from "./hand-written.ts";
import { startThreads } from "./hand-written-threads.ts";
import type { PoolSize } from "./pool.ts";
import { ensurePool, loadPool } from "./pool-file.ts";
import { type Ranking, rankingDigest } from "./ranking.ts";
import { type PrepareTask, prepared } from "./task.ts";

/** What the hand-written loop does. */
export const tasks: Readonly<Record<string, PrepareTask>> = {
  "hand-written": async ({ size, threads }) => {
    const pool = loadPool(ensurePool(size as PoolSize), handWrittenFacts);
    const onThreads = threads === 1 ? undefined : await startThreads(threads as number);
    return prepared<Ranking>({
      work: () => (onThreads ? onThreads(pool) : matchByHand(pool).ranking),
      outcome: (ranking) => ({ digest: rankingDigest(pool, ranking) }),
    });
  },
  counts: ({ size }) => {
    const pool = loadPool(ensurePool(size as PoolSize), handWrittenFacts);
    return prepared({
      work: () => matchByHand(pool, true),
      outcome: ({ ranking, met, eligible }) => ({ digest: rankingDigest(pool, ranking), figures: { met, eligible } }),
    });
  },
};
