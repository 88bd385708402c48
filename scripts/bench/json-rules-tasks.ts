/**
 * The task of json-rules-engine.
 */
import { measureJsonRules } from "./json-rules.ts";
import type { PoolSize } from "./pool.ts";
import { type PrepareTask, prepared } from "./task.ts";

/** What json-rules-engine does. */
export const tasks: Readonly<Record<string, PrepareTask>> = {
  "json-rules": ({ size, pairs }) =>
    prepared({
      work: () => measureJsonRules(size as PoolSize, pairs as number),
      outcome: (figures) => ({ figures: { ...figures } }),
    }),
};
