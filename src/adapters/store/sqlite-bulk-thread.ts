/**
 * A big change written on a thread of its own: while this thread reads, checks and seals, the other digests and inserts. It opens the file as
 * another process would; records, one draft and the outcome are all that passes between the two.
 */
import { on } from "node:events";
import { Worker } from "node:worker_threads";
import type { Change, Committed, Guard, Put } from "../../app/ports.ts";
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import { DomainError, type ErrorCode } from "../../domain/shared/domain-error.ts";

/** What the thread begins with. */
export interface BulkStart {
  readonly file: string;
  readonly longestWaitMs: number;
  readonly guards: readonly Guard[];
}

/** What the thread is told: records as a JSON list, which passes between threads faster than objects; then how it ends. */
export type BulkOrder =
  | { readonly kind: "puts"; readonly list: string }
  | { readonly kind: "end"; readonly draft: AuditDraft }
  | { readonly kind: "abort" };

/** What it tells: that it can take records, and at last what became of them. */
export type BulkAnswer =
  | { readonly kind: "next" }
  | { readonly kind: "committed"; readonly committed: Committed }
  | {
      readonly kind: "failed";
      readonly code?: ErrorCode;
      readonly values: DomainError["values"];
      readonly message: string;
    };

/** Writes a change on a thread, or by `commitHere` where none can be started. Throws: as `Store.commit`. */
export async function commitBig(
  start: Omit<BulkStart, "guards">,
  change: Change & { readonly puts: AsyncIterable<readonly Put[]> },
  commitHere: () => Promise<Committed>,
  openThread = startThread,
): Promise<Committed> {
  const thread = openThread({ ...start, guards: change.guards ?? [] });
  try {
    return (await written(thread, change, start.file)) ?? (await commitHere());
  } finally {
    await thread.terminate();
  }
}

/** A thread holds a few lists of records at a time: with a heap of this size it gives memory back early, and takes no longer. */
const threadHeap = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 };

function startThread(workerData: BulkStart): Worker {
  return new Worker(new URL("./sqlite-bulk-worker.ts", import.meta.url), { workerData, resourceLimits: threadHeap });
}

/** Undefined for a thread that was lost before it took a record. */
async function written(
  thread: Worker,
  { puts: all, entry }: Change & { readonly puts: AsyncIterable<readonly Put[]> },
  place: string,
): Promise<Committed | undefined> {
  const tell = (order: BulkOrder) => thread.postMessage(order);
  let state: "starting" | "writing" | "ended" | "aborted" = "starting";
  let stopped: unknown;
  const puts = all[Symbol.asyncIterator]();
  const answers = on(thread, "message", { close: ["exit"] }) as AsyncIterable<[BulkAnswer]>;
  for await (const [answer] of untilLost(answers)) {
    if (answer.kind === "committed") return answer.committed;
    if (answer.kind === "failed") {
      await puts.return?.();
      throw state === "aborted" ? stopped : errorOf(answer);
    }
    if (state === "ended" || state === "aborted") continue;
    try {
      const { done, value } = await puts.next();
      state = done ? "ended" : "writing";
      tell(done ? { kind: "end", draft: entry() } : { kind: "puts", list: JSON.stringify(value) });
    } catch (error) {
      state = "aborted";
      stopped = error;
      tell({ kind: "abort" });
    }
  }
  if (state === "starting") return undefined;
  await puts.return?.();
  if (state === "aborted") throw stopped;
  const reason = state === "ended" ? "outcome-unknown" : "transaction-ended";
  throw new DomainError("database-unavailable", { place, reason });
}

/** A thread that fails is one that ends: what it had not committed is not there. */
async function* untilLost(answers: AsyncIterable<[BulkAnswer]>): AsyncIterable<[BulkAnswer]> {
  try {
    yield* answers;
  } catch {
    return;
  }
}

function errorOf({ code, values, message }: Extract<BulkAnswer, { kind: "failed" }>): Error {
  return code === undefined ? new Error(message) : new DomainError(code, values);
}
