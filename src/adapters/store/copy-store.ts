/**
 * Moves a database from one store to another and proves that it arrived: every version of every record and every entry of the log is digested
 * on both sides. Jobs stay behind: they are claims of running processes.
 */
import { createHash } from "node:crypto";
import { allKinds, type Kind } from "../../app/kinds.ts";
import type { Store } from "../../app/ports.ts";
import { canonicalJson, sha256 } from "../../domain/shared/digest.ts";

/** Number of records and one digest over all of them, in their order. */
export interface ContentDigest {
  readonly count: number;
  readonly digest: string;
}

/** What lies in a store. */
export interface StoreDigest {
  /** The last entry. */
  readonly sequence: number;
  readonly entries: ContentDigest;
  /** Every version, also earlier and erased ones. */
  readonly versions: { readonly [K in Kind]: ContentDigest };
  /** SHA-256 of the canonical JSON of everything above: equal for equal stores, whatever they are made of. */
  readonly digest: string;
}

/** What became of a copy. */
export interface StoreCopy {
  readonly from: StoreDigest;
  readonly to: StoreDigest;
  readonly isEqual: boolean;
  /** Kinds that differ, and `entries` where the log does. */
  readonly differing: readonly (Kind | "entries")[];
}

/**
 * Copies a whole store into an empty one. A copy that is not equal is told, not taken away.
 * Throws: `not-empty`; `conflict` when the source is written meanwhile; as the stores throw.
 */
export async function copyStore(from: Store, to: Store): Promise<StoreCopy> {
  await to.receive(from);
  const [source, target] = [await digestStore(from), await digestStore(to)];
  const differing = [
    ...allKinds.filter((kind) => source.versions[kind].digest !== target.versions[kind].digest),
    ...(source.entries.digest === target.entries.digest ? [] : (["entries"] as const)),
  ];
  return { from: source, to: target, isEqual: source.digest === target.digest, differing };
}

/** Digests everything that a store keeps. Cost: one pass over it. */
export async function digestStore(store: Pick<Store, "head" | "entries" | "versions">): Promise<StoreDigest> {
  const { sequence } = await store.head();
  const entries = await digestAll(store.entries());
  const versions: [Kind, ContentDigest][] = [];
  for (const kind of allKinds) versions.push([kind, await digestAll(store.versions(kind))]);
  const contents = { sequence, entries, versions: Object.fromEntries(versions) as StoreDigest["versions"] };
  return { ...contents, digest: sha256(canonicalJson(contents)) };
}

/** Canonical JSON has no line end, so a line end parts records that cannot be told otherwise. */
async function digestAll(batches: AsyncIterable<readonly object[]>): Promise<ContentDigest> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const batch of batches) {
    for (const each of batch) hash.update(`${canonicalJson(each)}\n`);
    count += batch.length;
  }
  return { count, digest: hash.digest("hex") };
}
