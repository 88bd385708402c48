/**
 * One digest of everything a store holds: every version of every record and every entry of the log, as they lie. Two stores with the same digest
 * hold the same, whatever technology keeps them.
 */
import { merkleRoot } from "../domain/audit/merkle.ts";
import { RecordHashes } from "../domain/facts/snapshot-digest.ts";
import { canonicalJson, sha256 } from "../domain/shared/digest.ts";
import { allKinds } from "./kinds.ts";
import type { Store } from "./ports.ts";

/** The digest and what it is of. */
export interface StoreDigest {
  readonly digest: string;
  readonly versions: number;
  readonly entries: number;
}

/** Digests a store. Cost: one pass over everything; 32 bytes of memory per version. */
export async function storeDigest(store: Pick<Store, "entries" | "versions" | "head">): Promise<StoreDigest> {
  const roots: string[] = [];
  let versions = 0;
  for (const kind of allKinds) {
    const hashes = new RecordHashes();
    for await (const batch of store.versions(kind))
      for (const version of batch) hashes.addCanonical(canonicalJson(version));
    versions += hashes.count;
    roots.push(merkleRoot(hashes.bytes()));
  }
  const log = new RecordHashes();
  for await (const batch of store.entries()) for (const entry of batch) log.addCanonical(canonicalJson(entry));
  const { sequence, hash } = await store.head();
  const digest = sha256(canonicalJson({ kinds: roots, log: merkleRoot(log.bytes()), sequence, hash }));
  return { digest, versions, entries: log.count };
}
