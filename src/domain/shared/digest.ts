/**
 * Digests over canonical text. The same facts give the same digest whatever the order of their keys or of the input.
 */
import { createHmac, hash } from "node:crypto";

/** Texts that JSON writes as they are between quotation marks: no control character, quotation mark, backslash or surrogate. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** Names of members as JSON writes them; there are few of them, and each is written again with every record. */
const writtenNames = new Map<string, string>();
const MOST_WRITTEN_NAMES = 4_096;

/** JSON with keys in code-unit order, no spaces, absent values left out. Throws on a number that is not finite. */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return plain.test(value) ? `"${value}"` : JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new Error("a number that is not finite has no canonical form");
    return String(value);
  }
  if (value === null || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) {
    let text = "[";
    for (let i = 0; i < value.length; i++) text += i === 0 ? canonicalJson(value[i]) : `,${canonicalJson(value[i])}`;
    return `${text}]`;
  }
  if (typeof value === "object") {
    const record = value as Record<string, unknown>;
    let text = "";
    // biome-ignore lint/suspicious/useArraySortCompare: code-unit order is what is wanted, and without a function it is twice as fast
    for (const key of Object.keys(record).sort()) {
      const member = record[key];
      if (member !== undefined) text += `${text === "" ? "" : ","}${writtenName(key)}${canonicalJson(member)}`;
    }
    return `{${text}}`;
  }
  throw new Error(`a ${typeof value} has no canonical form`);
}

function writtenName(key: string): string {
  const known = writtenNames.get(key);
  if (known !== undefined) return known;
  const written = `${JSON.stringify(key)}:`;
  if (writtenNames.size < MOST_WRITTEN_NAMES) writtenNames.set(key, written);
  return written;
}

/** SHA-256 as 32 bytes. */
export function sha256Bytes(content: string | Uint8Array): Uint8Array {
  return hash("sha256", content, "buffer");
}

/** SHA-256 in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return hash("sha256", content, "hex");
}

/** The published tie-break number: HMAC-SHA256(seed, id), in hexadecimal; smaller comes first. */
export function tieBreak(seed: string, id: string): string {
  return createHmac("sha256", seed).update(id).digest("hex");
}
