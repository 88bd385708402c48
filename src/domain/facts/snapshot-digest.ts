/**
 * The digest of a snapshot: one SHA-256 that changes with every fact and with nothing else, neither order of records nor order of members.
 *
 * How anyone can compute it again: a record's digest is the SHA-256 of its canonical JSON (UTF-8, members in code-unit order, no spaces).
 * A collection's digest is the SHA-256 of its records' digests, 32 bytes each, one after the other: in order of id, or in order of the
 * digests where records have no id. The snapshot's digest is the SHA-256 of the canonical JSON of
 * `{"asOf": day, "collections": {name: {"count": n, "digest": hex}}}` with every collection named. The note is no fact and left out.
 */
import { canonicalJson, sha256, sha256Bytes } from "../shared/digest.ts";
import type { Snapshot } from "./snapshot.ts";
import { sharedBytes } from "./table/growing-column.ts";
import { IdColumn } from "./table/id-column.ts";

const collections = [
  "landlords",
  "agreements",
  "rights",
  "dwellings",
  "employers",
  "vacancies",
  "requests",
  "ledger",
  "pins",
  "struck",
  "travelTimes",
] as const;

/** A collection that counts in the digest. */
export type DigestedCollection = (typeof collections)[number];

const HASH_BYTES = 32;

/** The digests of one collection's records, 32 bytes each. */
export class RecordHashes {
  #bytes = sharedBytes(HASH_BYTES * 64);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds a record by its canonical JSON. */
  addCanonical(text: string | Uint8Array): void {
    this.addHash(sha256Bytes(text));
  }

  /** Adds digests that were made elsewhere. */
  addHash(hashes: Uint8Array): void {
    const start = this.#count * HASH_BYTES;
    if (start + hashes.length > this.#bytes.length) {
      const larger = sharedBytes(Math.max(start + hashes.length, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
    }
    this.#bytes.set(hashes, start);
    this.#count += hashes.length / HASH_BYTES;
  }

  /** All digests, in the order they were added. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#count * HASH_BYTES);
  }

  /** The collection's digest; `order` names the places in order of id, or is absent when they were added in that order. */
  digestBy(order: Int32Array | undefined): string {
    return sha256(order ? this.#inOrder(order) : this.bytes());
  }

  /** The digest of a collection whose records have no id. */
  digestByHash(): string {
    return sha256(this.inOrderOfBytes());
  }

  /** All digests, the smallest first. */
  inOrderOfBytes(): Uint8Array {
    const order = Int32Array.from({ length: this.#count }, (_, place) => place);
    return this.#inOrder(order.sort((a, b) => this.#compare(a, b)));
  }

  #inOrder(order: Int32Array): Uint8Array {
    const sorted = new Uint8Array(this.#count * HASH_BYTES);
    for (let i = 0; i < order.length; i++) {
      const start = order[i]! * HASH_BYTES;
      sorted.set(this.#bytes.subarray(start, start + HASH_BYTES), i * HASH_BYTES);
    }
    return sorted;
  }

  #compare(a: number, b: number): number {
    for (let i = 0; i < HASH_BYTES; i++) {
      const difference = this.#bytes[a * HASH_BYTES + i]! - this.#bytes[b * HASH_BYTES + i]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

/** Number of records and digest of a collection. */
export interface CollectionDigest {
  readonly count: number;
  readonly digest: string;
}

/** The digest of a snapshot, record by record. */
export class SnapshotDigest {
  readonly #asOf: string;
  readonly #parts = new Map<DigestedCollection, { readonly ids: IdColumn; readonly hashes: RecordHashes }>();
  readonly #whole = new Map<DigestedCollection, CollectionDigest>();

  /** `asOf` is written `2026-11-23`. */
  constructor(asOf: string) {
    this.#asOf = asOf;
  }

  /** Adds a record; the order does not count. */
  add(collection: DigestedCollection, record: { readonly [name: string]: unknown }): void {
    let part = this.#parts.get(collection);
    if (!part) this.#parts.set(collection, (part = { ids: new IdColumn(), hashes: new RecordHashes() }));
    if (typeof record.id === "string") part.ids.add(record.id);
    part.hashes.addCanonical(canonicalJson(record));
  }

  /** Adds a collection that was digested elsewhere. */
  addCollection(collection: DigestedCollection, digest: CollectionDigest): void {
    this.#whole.set(collection, digest);
  }

  /** In hexadecimal. */
  digest(): string {
    const digests = collections.map((collection) => [collection, this.#digestOf(collection)] as const);
    return sha256(canonicalJson({ asOf: this.#asOf, collections: Object.fromEntries(digests) }));
  }

  #digestOf(collection: DigestedCollection): CollectionDigest {
    const whole = this.#whole.get(collection);
    if (whole) return whole;
    const part = this.#parts.get(collection);
    if (!part) return { count: 0, digest: new RecordHashes().digestBy(undefined) };
    const { ids, hashes } = part;
    const digest = ids.count === hashes.count ? hashes.digestBy(ids.order()) : hashes.digestByHash();
    return { count: hashes.count, digest };
  }
}

/** The digest of a snapshot held as records, in hexadecimal. */
export function snapshotDigest(snapshot: Snapshot): string {
  const digest = new SnapshotDigest(snapshot.asOf);
  for (const collection of collections) {
    for (const record of snapshot[collection] ?? []) digest.add(collection, record);
  }
  return digest.digest();
}
