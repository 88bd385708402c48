/**
 * Import: a folder of CSV or NDJSON files becomes columns, every record checked.
 */
import { readPool } from "../../src/adapters/files/read-pool.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import { tableOfSnapshot } from "../../src/domain/facts/fact-table-builder.ts";
import type { PoolSize } from "./pool.ts";
import { ensureTextPool, type TextFormat } from "./pool-text.ts";
import { type PrepareTask, prepared } from "./task.ts";

export const tasks: Readonly<Record<string, PrepareTask>> = {
  import: ({ size, format }) => {
    const folder = ensureTextPool(size as PoolSize, format as TextFormat);
    return prepared({
      work: async () => {
        const { snapshot, problems } = await readPool(folder);
        if (!snapshot) throw new Error(problems.map((problem) => problem.sentence).join("\n"));
        return tableOfSnapshot(snapshot, factCatalogue);
      },
      outcome: (table) => ({ figures: { requests: table.requestCount } }),
    });
  },
};
