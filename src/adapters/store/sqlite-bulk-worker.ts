/**
 * The thread of `sqlite-bulk-thread.ts`: writes one change and ends.
 */
import { on } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import type { Put } from "../../app/ports.ts";
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { BulkAnswer, BulkOrder, BulkStart } from "./sqlite-bulk-thread.ts";
import { openSqliteStore } from "./sqlite-store.ts";

/** Lists of records that may wait here, some ten megabytes, so that neither thread waits for the other. */
const LISTS_AHEAD = 24;

const { file, longestWaitMs, guards } = workerData as BulkStart;
const orders = on(parentPort!, "message") as AsyncIterable<[BulkOrder]>;
const tell = (answer: BulkAnswer) => parentPort!.postMessage(answer);
let draft: AuditDraft | undefined;

async function* puts(): AsyncIterable<readonly Put[]> {
  for (let ahead = 0; ahead < LISTS_AHEAD; ahead++) tell({ kind: "next" });
  for await (const [order] of orders) {
    if (order.kind === "abort") throw new Error("the change is given up");
    if (order.kind === "end") {
      draft = order.draft;
      return;
    }
    yield JSON.parse(order.list) as readonly Put[];
    tell({ kind: "next" });
  }
}

async function commit(): Promise<BulkAnswer> {
  try {
    const store = await openSqliteStore(file, { longestWaitMs });
    try {
      return { kind: "committed", committed: await store.commit({ puts: puts(), guards, entry: () => draft! }) };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof DomainError)
      return { kind: "failed", code: error.code, values: error.values, message: error.message };
    return { kind: "failed", values: {}, message: error instanceof Error ? error.message : String(error) };
  }
}

tell(await commit());
