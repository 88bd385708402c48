/** What one transaction has written and not yet committed, and the instant at which it reads. */
import type { Document } from "bson";
import type { Collection } from "./collection.ts";

/** Writes of a transaction, kept apart until they are committed. A command outside any transaction is one of its own. */
export class Transaction {
  /** It reads what was committed up to this stamp, and its own writes. */
  readonly snapshot: number;
  readonly startedAt: number;
  readonly #writes = new Map<Collection, Map<string, Document | undefined>>();

  constructor(snapshot: number, startedAt: number) {
    this.snapshot = snapshot;
    this.startedAt = startedAt;
  }

  writesOf(collection: Collection): ReadonlyMap<string, Document | undefined> | undefined {
    return this.#writes.get(collection);
  }

  write(collection: Collection, key: string, document: Document | undefined): void {
    let writes = this.#writes.get(collection);
    if (!writes) this.#writes.set(collection, (writes = new Map()));
    writes.set(key, document);
  }

  all(): ReadonlyMap<Collection, ReadonlyMap<string, Document | undefined>> {
    return this.#writes;
  }
}
