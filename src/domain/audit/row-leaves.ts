/**
 * The leaves of all versions that one audit entry writes, gathered in any order.
 * The root is over the leaves in order of their bytes, so that whoever checks it may read the records in any order too.
 */
import { RecordHashes } from "../facts/snapshot-digest.ts";
import type { WrittenRows } from "./audit-entry.ts";
import { merkleRoot } from "./merkle.ts";
import { rowLeaf } from "./record-digest.ts";

/** Leaves while they are gathered. */
export class RowLeaves {
  readonly #hashes = new RecordHashes();

  /** Adds one written version. */
  add(kind: string, id: string, version: number, digest: string): void {
    this.#hashes.addHash(rowLeaf(kind, id, version, digest));
  }

  /** Their number and root. */
  rows(): WrittenRows {
    return rowsOf(this.#hashes);
  }
}

/** Number and root of leaves, in whatever order they were gathered. */
export function rowsOf(leaves: RecordHashes): WrittenRows {
  return { count: leaves.count, root: merkleRoot(leaves.inOrderOfBytes()) };
}
