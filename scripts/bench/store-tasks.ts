/**
 * What is measured on a database: the import and its yardstick, the snapshot, the night beside the night on files, the review of a proposal,
 * every closed query.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPoolSource } from "../../src/adapters/files/pool-source.ts";
import { readPoolIntoTable } from "../../src/adapters/files/table/read-pool-table.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { importPool } from "../../src/app/import-pool.ts";
import { listAll } from "../../src/app/records/list-all.ts";
import { reviewProposal } from "../../src/app/review-proposals.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { computeRun } from "../../src/app/runs/compute-run.ts";
import { readSnapshot, type StoredSnapshot } from "../../src/app/runs/read-snapshot.ts";
import { rulesForRun } from "../../src/app/runs/run-rules.ts";
import { canonicalJson, sha256 } from "../../src/domain/shared/digest.ts";
import { POOL_DAY, type PoolSize } from "./pool.ts";
import { ensureTextPool } from "./pool-text.ts";
import { randomOf } from "./random.ts";
import { contextOn, everywhere, openImported, storelessContext } from "./store-context.ts";
import { timeQueries } from "./store-lists.ts";
import { ensureStorePool, removeDatabase, storePath } from "./store-pool.ts";
import { type IndexTime, insertRaw } from "./store-raw.ts";
import { type PrepareTask, prepared } from "./task.ts";

const megabytes = (path: string) => statSync(path).size / 1e6;

/** The steps on a database. */
export const tasks: Readonly<Record<string, PrepareTask>> = {
  /** Files to a new database: read, checked, digested, sealed, written, closed. */
  "store-import": async ({ size }) => {
    const folder = ensureStorePool(size as PoolSize);
    const path = storePath(size as PoolSize);
    removeDatabase(path);
    return prepared({
      work: async () => {
        const store = await openSqliteStore(path);
        const source = await openPoolSource(folder);
        const imported = await importPool(contextOn(store), everywhere("operator"), { source });
        await store.close();
        return imported;
      },
      outcome: ({ counts, problems }) => {
        if (problems[0]) throw new Error(problems[0].sentence);
        const records = [...counts.values()].reduce((sum, { created }) => sum + created, 0);
        return { figures: { records, requests: counts.get("request")!.created, megabytes: megabytes(path) } };
      },
    });
  },
  /** The same rows by `node:sqlite` alone. */
  "store-raw": ({ size, indexes }) => {
    const path = storePath(size as PoolSize).replace(".db", "-raw.db");
    removeDatabase(path);
    return prepared({
      work: () => insertRaw(storePath(size as PoolSize), path, indexes as IndexTime),
      outcome: ({ rows, milliseconds, processorMilliseconds }) => {
        removeDatabase(path);
        return { figures: { rows, inserts: milliseconds, processor: processorMilliseconds } };
      },
    });
  },
  /** The whole store into columns. */
  "store-snapshot": async ({ size }) => {
    const context = await openImported(size as PoolSize);
    return prepared({
      work: () => readSnapshot(context, { asOf: POOL_DAY }),
      outcome: ({ snapshotDigest, table }) => ({ digest: snapshotDigest, figures: { requests: table.requestCount } }),
    });
  },
  /** Files into columns, for the digest and the time beside it. */
  "file-snapshot": ({ size, format }) => {
    const folder = ensureTextPool(size as PoolSize, format as "csv" | "ndjson");
    return prepared({
      work: () => tableFrom(folder),
      outcome: ({ snapshotDigest, table }) => ({ digest: snapshotDigest, figures: { requests: table.requestCount } }),
    });
  },
  /** A night of the product: claim, snapshot, rules, lists, assignment, verification, one commit. */
  "store-night": async ({ size, threads }) => {
    const context = await openImported(size as PoolSize, threads as number);
    return prepared({
      work: () => runAllocation(context, everywhere("system"), { day: POOL_DAY }),
      outcome: (night) => {
        if (night.kind !== "completed") throw new Error(`the night ended with ${night.kind}`);
        const { resultDigest } = night.run.document;
        return { digest: resultDigest!, figures: { proposed: night.proposed, withheld: night.withheld } };
      },
    });
  },
  /** The same night from a folder of files to a written result. */
  "file-night": async ({ size, threads }) => {
    const folder = ensureTextPool(size as PoolSize, "ndjson");
    const out = mkdtempSync(join(tmpdir(), "night-"));
    const context = storelessContext(threads as number);
    return prepared({
      work: async () => {
        const snapshot = await tableFrom(folder);
        const { ruleSets } = await rulesForRun(context as never, snapshot.table, POOL_DAY);
        const { allocation, verification, problems } = computeRun(snapshot, ruleSets, {}, context.engine);
        if (!allocation) throw new Error(JSON.stringify(problems));
        const { result } = allocation;
        writeFileSync(join(out, "result.json"), JSON.stringify({ result, verification }));
        return result;
      },
      outcome: (result) => {
        rmSync(out, { recursive: true });
        return { digest: sha256(canonicalJson(result)) };
      },
    });
  },
  /** Proposals of the last night, each reviewed as the committee sees it. */
  "store-review": async ({ size, count }) => {
    const context = await openImported(size as PoolSize);
    const ids: string[] = [];
    for await (const { id } of listAll(context, { kind: "proposal", by: "byState", equals: ["proposed"] }))
      ids.push(id);
    const random = randomOf(12);
    return prepared({
      work: async () => {
        const times: number[] = [];
        for (let i = 0; i < (count as number); i++) {
          const start = process.hrtime.bigint();
          await reviewProposal(context, everywhere("committee"), { proposalId: ids[random.below(ids.length)]! });
          times.push(Number(process.hrtime.bigint() - start) / 1e6);
        }
        return times;
      },
      outcome: (times) => {
        const sorted = [...times].sort((a, b) => a - b);
        const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1]!;
        return { figures: { median: at(0.5), p99: at(0.99), slowest: sorted.at(-1)!, first: times[0]! } };
      },
    });
  },
  /** One page of every closed query. */
  "store-lists": async ({ size, count }) => {
    const context = await openImported(size as PoolSize);
    return prepared({
      work: () => timeQueries(context.store, count as number),
      outcome: (figures) => ({ figures }),
    });
  },
};

async function tableFrom(folder: string): Promise<StoredSnapshot> {
  const { table, rest, problems } = await readPoolIntoTable(folder);
  if (!table || !rest) throw new Error(problems.map((problem) => problem.sentence).join("\n"));
  const { ledger, pins, struck, snapshotDigest } = rest;
  const none = { missing: [], leftOut: 0, altered: [] };
  return { asOf: POOL_DAY, sequence: 0, table, ledger, pins, struck, snapshotDigest, ...none };
}
