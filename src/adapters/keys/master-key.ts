/**
 * The master key as a text and as a file. A file is written whole and once: two processes that make it end with the same key.
 */
import { randomBytes } from "node:crypto";
import { link, readFile, unlink, writeFile } from "node:fs/promises";
import { DomainError } from "../../domain/shared/domain-error.ts";

const KEY_BYTES = 32;

/** The key of a text: 64 hexadecimal digits, or 32 bytes as base64; undefined for anything else. */
export function parseMasterKey(text: string): Uint8Array | undefined {
  const trimmed = text.trim();
  if (/^[0-9a-fA-F]{64}$/.test(trimmed)) return new Uint8Array(Buffer.from(trimmed, "hex"));
  if (/^[A-Za-z0-9+/]{43}=$/.test(trimmed)) return new Uint8Array(Buffer.from(trimmed, "base64"));
  return undefined;
}

/** The key that a file holds. Throws: `master-key-unreadable`. */
export async function readKeyFile(file: string): Promise<Uint8Array> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
  const key = parseMasterKey(text);
  if (!key) throw new DomainError("master-key-unreadable", { file, reason: "form" });
  return key;
}

/** Makes a key file that only its owner may read, or reads the one that is there: it is never overwritten. Throws: `master-key-unreadable`. */
export async function makeKeyFile(file: string): Promise<{ readonly key: Uint8Array; readonly isNew: boolean }> {
  const key = new Uint8Array(randomBytes(KEY_BYTES));
  const whole = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    await writeFile(whole, `${Buffer.from(key).toString("hex")}\n`, { flag: "wx", mode: 0o600, flush: true });
    await link(whole, file);
    return { key, isNew: true };
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw unreadable(file, error);
    return { key: await readKeyFile(file), isNew: false };
  } finally {
    await unlink(whole).catch(() => undefined);
  }
}

function unreadable(file: string, error: unknown): DomainError {
  if (codeOf(error) === "ENOSPC") return new DomainError("disk-full", { place: file });
  return new DomainError("master-key-unreadable", { file, reason: codeOf(error) });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown";
}
