/**
 * Where the master key comes from: the configuration, a file of the configuration, or a file beside the database that is made once.
 */
import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";

/** The environment variables that give the master key. */
export interface MasterKeySettings {
  readonly CONTINGENT_MASTER_KEY?: string | undefined;
  readonly CONTINGENT_MASTER_KEY_FILE?: string | undefined;
}

/** A master key, and what the operator must be told of it. */
export interface MasterKey {
  readonly key: Uint8Array;
  readonly warning?: string;
}

const KEY_BYTES = 32;
const HOW = `It is ${KEY_BYTES} random bytes as base64 or hexadecimal, for example from: openssl rand -base64 ${KEY_BYTES}`;

/** A master key that cannot be used. The message tells where it stands and what to do, never the key. */
export class MasterKeyProblem extends Error {}

/** Reads the master key. Without settings it lies in `keyFileBeside`, which is made when absent. Throws: `MasterKeyProblem`. */
export function readMasterKey(settings: MasterKeySettings, keyFileBeside?: string): MasterKey {
  const { CONTINGENT_MASTER_KEY: text, CONTINGENT_MASTER_KEY_FILE: file } = settings;
  if (text !== undefined && file !== undefined)
    throw new MasterKeyProblem("CONTINGENT_MASTER_KEY and CONTINGENT_MASTER_KEY_FILE are both set: keep one of them");
  if (text !== undefined) return { key: parseKey(text, "CONTINGENT_MASTER_KEY") };
  if (file !== undefined) {
    const content = contentOf(file);
    if (content === undefined)
      throw new MasterKeyProblem(`CONTINGENT_MASTER_KEY_FILE names ${file}, which does not exist. ${HOW}`);
    return { key: parseKey(content, file) };
  }
  if (keyFileBeside === undefined)
    throw new MasterKeyProblem(`no master key: set CONTINGENT_MASTER_KEY or CONTINGENT_MASTER_KEY_FILE. ${HOW}`);
  const content = contentOf(keyFileBeside) ?? writeNewKey(keyFileBeside);
  return { key: parseKey(content, keyFileBeside), warning: warningOf(keyFileBeside) };
}

/** A master key from its text. Throws: `MasterKeyProblem`. */
export function parseKey(text: string, place: string): Uint8Array {
  const trimmed = text.trim();
  if (/^[0-9a-fA-F]{64}$/.test(trimmed)) return Buffer.from(trimmed, "hex");
  if (trimmed === "") throw new MasterKeyProblem(`the master key in ${place} is empty. ${HOW}`);
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(trimmed))
    throw new MasterKeyProblem(`the master key in ${place} is neither base64 nor hexadecimal. ${HOW}`);
  const bytes = Buffer.from(trimmed, "base64");
  if (bytes.length !== KEY_BYTES)
    throw new MasterKeyProblem(`the master key in ${place} has ${bytes.length} bytes instead of ${KEY_BYTES}. ${HOW}`);
  return bytes;
}

function warningOf(file: string): string {
  return [
    `No master key is configured; the one in ${file} is used.`,
    "Whoever has that file and the database can read all names, and without it nobody ever can again:",
    "keep a copy of it apart from the backups. For real people, set CONTINGENT_MASTER_KEY or CONTINGENT_MASTER_KEY_FILE.",
  ].join(" ");
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new MasterKeyProblem(`the master key in ${file} cannot be read (${codeOf(error)})`);
  }
}

/** Written whole, then given its name where none has it yet: of two processes one wins, and a key that is there is never overwritten. */
function writeNewKey(file: string): string {
  const whole = `${file}.${randomBytes(6).toString("hex")}`;
  const text = `${randomBytes(KEY_BYTES).toString("base64")}\n`;
  try {
    writeFileSync(whole, text, { flag: "wx", mode: 0o600, flush: true });
    try {
      linkSync(whole, file);
      return text;
    } finally {
      unlinkSync(whole);
    }
  } catch (error) {
    if (codeOf(error) === "EEXIST") return contentOf(file) ?? "";
    throw new MasterKeyProblem(`no master key is configured, and ${file} cannot be written (${codeOf(error)}). ${HOW}`);
  }
}

function codeOf(error: unknown): string {
  return (error as { readonly code?: string }).code ?? String(error);
}
