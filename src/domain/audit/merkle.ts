/**
 * Merkle roots as in RFC 6962 (section 2.1): leaves and nodes are hashed with different first bytes, so that neither can pass for the other.
 */
import { sha256Bytes } from "../shared/digest.ts";

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** The root over leaves given one after the other, 32 bytes each, in hexadecimal; the hash of nothing for none. */
export function merkleRoot(leaves: Uint8Array): string {
  const count = leaves.length / HASH_BYTES;
  if (count === 0) return hex(sha256Bytes(new Uint8Array()));
  let level = leaves;
  for (let size = count; size > 1; size = Math.ceil(size / 2)) level = levelAbove(level, size);
  return hex(level.subarray(0, HASH_BYTES));
}

/** Pairs are hashed; a last one without a partner moves up as it is. This gives the tree of RFC 6962. */
function levelAbove(level: Uint8Array, size: number): Uint8Array {
  const above = new Uint8Array(Math.ceil(size / 2) * HASH_BYTES);
  const node = new Uint8Array(1 + 2 * HASH_BYTES);
  node[0] = 1;
  for (let at = 0; at < size; at += 2) {
    const to = (at / 2) * HASH_BYTES;
    if (at + 1 === size) {
      above.set(level.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES), to);
      break;
    }
    node.set(level.subarray(at * HASH_BYTES, (at + 2) * HASH_BYTES), 1);
    above.set(sha256Bytes(node), to);
  }
  return above;
}

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
