/**
 * Digests over canonical text. The same facts give the same digest whatever the order of their keys or of the input.
 */
import { createHash, createHmac, hash } from "node:crypto";
import { compareText } from "./order.ts";

/** JSON with keys in code-unit order, no spaces, absent values left out. Throws on a number that is not finite. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new Error("a number that is not finite has no canonical form");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") {
    const record = value as Record<string, unknown>;
    const members: string[] = [];
    for (const key of Object.keys(record).sort(compareText)) {
      if (record[key] !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(record[key])}`);
    }
    return `{${members.join(",")}}`;
  }
  throw new Error(`a ${typeof value} has no canonical form`);
}

/** SHA-256 as 32 bytes. */
export function sha256Bytes(content: string | Uint8Array): Uint8Array {
  return hash("sha256", content, "buffer");
}

/** SHA-256 in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The published tie-break number: HMAC-SHA256(seed, id), in hexadecimal; smaller comes first. */
export function tieBreak(seed: string, id: string): string {
  return createHmac("sha256", seed).update(id).digest("hex");
}
