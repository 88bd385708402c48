/**
 * Cursors. Outside transactions a batch shows documents as they are when it is fetched, not as they were when the cursor was opened: as a
 * server may do it, so that a reader who takes a cursor for a snapshot is found out.
 */
import { BSON, type Document } from "bson";
import type { Collection } from "./collection.ts";
import { project } from "./documents.ts";
import { ServerError } from "./server-error.ts";
import type { Transaction } from "./transaction.ts";

const DEFAULT_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;

/** What a cursor goes through. */
export interface Scan {
  readonly collection: Collection;
  readonly keys: readonly string[];
  readonly matches: (document: Document) => boolean;
  readonly projection?: Document;
}

interface Cursor extends Scan {
  at: number;
}

/** All open cursors. */
export class Cursors {
  readonly #open = new Map<string, Cursor>();
  #last = 0;

  /** The first batch; the cursor stays open when more is to come. */
  open(scan: Scan, within: Transaction, batchSize: number | undefined, isSingle: boolean): Document {
    const cursor: Cursor = { ...scan, at: 0 };
    const firstBatch = batchSize === 0 ? [] : nextBatch(cursor, within, batchSize ?? DEFAULT_BATCH);
    const isOver = isSingle || cursor.at >= cursor.keys.length;
    const id = isOver ? 0 : ++this.#last;
    if (!isOver) this.#open.set(String(id), cursor);
    return { cursor: { id: BSON.Long.fromNumber(id), ns: scan.collection.namespace, firstBatch } };
  }

  /** Throws: `CursorNotFound`. */
  more(id: unknown, within: Transaction, batchSize: number | undefined): Document {
    const cursor = this.#open.get(String(id));
    if (!cursor) throw new ServerError("CursorNotFound", `cursor id ${id} not found`);
    const nextBatchOf = nextBatch(cursor, within, batchSize ?? Number.POSITIVE_INFINITY);
    const isOver = cursor.at >= cursor.keys.length;
    if (isOver) this.#open.delete(String(id));
    const answered = BSON.Long.fromNumber(isOver ? 0 : Number(id));
    return { cursor: { id: answered, ns: cursor.collection.namespace, nextBatch: nextBatchOf } };
  }

  kill(ids: readonly unknown[]): { readonly killed: unknown[]; readonly notFound: unknown[] } {
    const killed = ids.filter((id) => this.#open.delete(String(id)));
    return { killed, notFound: ids.filter((id) => !killed.includes(id)) };
  }

  get count(): number {
    return this.#open.size;
  }
}

function nextBatch(cursor: Cursor, within: Transaction, most: number): Document[] {
  const { collection, keys, matches, projection } = cursor;
  const batch: Document[] = [];
  for (let bytes = 0; cursor.at < keys.length && batch.length < most && bytes < MAX_BATCH_BYTES; cursor.at++) {
    const document = collection.read(within, keys[cursor.at]!);
    if (!document || !matches(document)) continue;
    batch.push(document);
    bytes += BSON.calculateObjectSize(document);
  }
  return project(batch, projection);
}
