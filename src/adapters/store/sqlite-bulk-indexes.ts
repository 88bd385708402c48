/**
 * Indexes during an import. A record written alone goes to a place of its own in every index of its kind, which for a million records is
 * most of the work; made at the end, each index is sorted and written once.
 */
import type { DatabaseSync } from "node:sqlite";
import type { Kind } from "../../app/kinds.ts";
import { currentTable, dropIndexes, rebuildIndexes } from "./sqlite-layout.ts";

/** Below so many records of a kind in one change nothing is gained. */
export const BULK_RECORDS = 20_000;

/** Indexes of the kinds that one change writes. */
export class BulkIndexes {
  readonly #db: DatabaseSync;
  readonly #countByKind = new Map<Kind, number>();
  readonly #dropped = new Set<Kind>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /**
   * Told of every record written. Once a change has written as many of a kind as there were before it, their indexes are taken away: to make
   * them again then costs at most twice what this change alone needs.
   */
  written(kind: Kind): void {
    const count = (this.#countByKind.get(kind) ?? 0) + 1;
    this.#countByKind.set(kind, count);
    if (count % BULK_RECORDS !== 0 || this.#dropped.has(kind)) return;
    const { rows } = this.#db.prepare(`SELECT max(rowid) AS rows FROM ${currentTable(kind)}`).get() as { rows: number };
    if (count < rows / 2) return;
    dropIndexes(this.#db, kind);
    this.#dropped.add(kind);
  }

  /** Makes again what was taken away. */
  rebuild(): void {
    for (const kind of this.#dropped) rebuildIndexes(this.#db, kind);
  }
}
