/**
 * The digest of a stored record, the same in every store. Facts are digested apart, so that a snapshot's digest is made from what is stored,
 * and so that the digest stays checkable in part when the facts of a person have been erased.
 */
import { canonicalJson, sha256, sha256Bytes } from "../shared/digest.ts";

/** A document taken apart for storing. */
export interface DigestedDocument {
  /** Canonical JSON of `facts`, where the document has them. */
  readonly facts?: string;
  /** SHA-256 of `facts`, in hexadecimal: the record's part of a snapshot's digest. */
  readonly factsDigest?: string;
  /** Canonical JSON of everything else. */
  readonly life: string;
  /** SHA-256 of the canonical JSON of `{"facts": factsDigest, "life": digest of life}`. */
  readonly digest: string;
}

/** Takes a document apart and digests it. */
export function digestDocument(document: object): DigestedDocument {
  const { facts, ...rest } = document as { readonly facts?: object };
  const life = canonicalJson(rest);
  if (facts === undefined) return { life, digest: digestOf(undefined, life) };
  const text = canonicalJson(facts);
  const factsDigest = sha256(text);
  return { facts: text, factsDigest, life, digest: digestOf(factsDigest, life) };
}

/** The digest of a record from the digest of its facts and the text of the rest. */
export function digestOf(factsDigest: string | undefined, life: string): string {
  return sha256(`{${factsDigest === undefined ? "" : `"facts":"${factsDigest}",`}"life":"${sha256(life)}"}`);
}

/** The leaf of one written version in the Merkle tree of its audit entry: 32 bytes. */
export function rowLeaf(kind: string, id: string, version: number, digest: string): Uint8Array {
  return sha256Bytes(`\u0000["${kind}",${canonicalJson(id)},${version},"${digest}"]`);
}
