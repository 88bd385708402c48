/**
 * Tasks of the queries.
 */
import { openWay } from "./duckdb.ts";
import type { PoolSize } from "./pool.ts";
import { ensurePool, loadPool } from "./pool-file.ts";
import { rankingDigest } from "./ranking.ts";
import { type PrepareTask, prepared } from "./task.ts";

/** What DuckDB does. */
export const tasks: Readonly<Record<string, PrepareTask>> = {
  duckdb: async ({ size, way, threads }) => {
    const { query, read } = await openWay(size as PoolSize, way as string, threads as number);
    return prepared({
      work: query,
      outcome: async () => ({ digest: rankingDigest(loadPool(ensurePool(size as PoolSize), []), await read()) }),
    });
  },
};
