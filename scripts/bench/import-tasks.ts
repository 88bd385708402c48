/**
 * Import: a folder of CSV or NDJSON files becomes columns, every record checked.
 */
import { readPoolIntoTable } from "../../src/adapters/files/table/read-pool-table.ts";
import type { PoolSize } from "./pool.ts";
import { ensureTextPool, type TextFormat } from "./pool-text.ts";
import { type PrepareTask, prepared } from "./task.ts";

/** What the readers of files do. */
export const tasks: Readonly<Record<string, PrepareTask>> = {
  import: ({ size, format }) => {
    const folder = ensureTextPool(size as PoolSize, format as TextFormat);
    return prepared({
      work: async () => {
        const { table, problems } = await readPoolIntoTable(folder);
        if (!table) throw new Error(problems.map((problem) => problem.sentence).join("\n"));
        return table;
      },
      outcome: (table) => ({ figures: { requests: table.requestCount } }),
    });
  },
};
