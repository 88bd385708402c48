/**
 * Files that were sent and wait for somebody to decide: in a folder of their own that only this process reads, each enciphered with a key that is
 * nowhere but in memory, for an hour at most. What is not kept leaves no trace in the database, nor in a copy of it.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { TextDecoder } from "node:util";
import type { SourceProblem } from "../../app/pool-source.ts";
import type { ReceivedFile, WaitingFile, WaitingFiles } from "../../app/ports.ts";
import { isForeign } from "./file-lines.ts";
import { ProblemList } from "./input-problem.ts";
import { type FileEncoding, openRequestFile } from "./request-file.ts";

/** Ten thousand rows are 3 to 5 MB. Units: bytes. */
export const MOST_BYTES = 20_000_000;
const WAIT_MILLISECONDS = 3_600_000;
/** First bytes by which a file that is no text is told. */
const SIGNATURE_BYTES = 1_000;

interface Held {
  readonly ownerId: string;
  readonly receivedAt: number;
  readonly fileName: string;
  readonly path?: string;
  readonly key: Buffer;
  readonly iv: Buffer;
  readonly bytes: number;
  readonly encoding: FileEncoding;
  outcome?: object;
}

/** Opens a place for waiting files. `now` is in milliseconds. */
export function openWaitingFiles(now: () => number = Date.now): WaitingFiles & { close(): void } {
  let made: string | undefined;
  const folder = () => (made ??= mkdtempSync(join(tmpdir(), "contingent-waiting-")));
  const held = new Map<string, Held>();
  const forget = async (id: string) => {
    const path = held.get(id)?.path;
    held.delete(id);
    if (path !== undefined) await rm(path, { force: true });
  };
  const tidy = async (ownerId?: string) => {
    for (const [id, file] of held)
      if (file.ownerId === ownerId || now() - file.receivedAt > WAIT_MILLISECONDS) await forget(id);
  };
  return {
    async receive({ ownerId, fileName: sentName, content }): Promise<ReceivedFile> {
      await tidy(ownerId);
      const id = randomBytes(16).toString("hex");
      const path = join(folder(), id);
      const fileName = plainFileName(sentName);
      const [key, iv] = [randomBytes(32), randomBytes(16)];
      let isKept = false;
      try {
        const taken = await takeIn(content, { path, key, iv, fileName });
        if ("problems" in taken) return taken;
        held.set(id, { ownerId, receivedAt: now(), fileName, path, key, iv, ...taken });
        isKept = true;
        return { fileId: id };
      } finally {
        if (!isKept) await rm(path, { force: true });
      }
    },
    async find(id, ownerId): Promise<WaitingFile | undefined> {
      await tidy();
      const file = held.get(id);
      if (!file || file.ownerId !== ownerId) return undefined;
      const { fileName, bytes, encoding, path, key, iv } = file;
      if (path === undefined) return { fileName, outcome: file.outcome! };
      const read = () => createReadStream(path).pipe(createDecipheriv("aes-256-ctr", key, iv));
      return { fileName, source: (rows) => openRequestFile({ fileName, bytes, encoding, read }, rows) };
    },
    async conclude(id, outcome): Promise<void> {
      const file = held.get(id);
      if (!file) return;
      const { path, ...rest } = file;
      held.set(id, { ...rest, outcome });
      if (path !== undefined) await rm(path, { force: true });
    },
    async discard(id, ownerId): Promise<void> {
      if (held.get(id)?.ownerId === ownerId) await forget(id);
    },
    close: () => {
      held.clear();
      if (made !== undefined) rmSync(made, { recursive: true, force: true });
    },
  };
}

/** The last part of a name without what a path or a page could mistake; the file itself is never called so. */
export function plainFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1)!;
  const plain = last
    .replace(/[\p{Control}<>:"|?*]/gu, "")
    .replace(/^\.+/, "")
    .slice(0, 100)
    .trim();
  return plain === "" ? "demandes.csv" : plain;
}

type Taken =
  | { readonly bytes: number; readonly encoding: FileEncoding }
  | { readonly problems: readonly SourceProblem[] };

/** Writes what comes, enciphered, and finds out what kind of text it is. Stops at the first bytes of what is none, and at the limit. */
async function takeIn(
  content: AsyncIterable<Uint8Array>,
  {
    path,
    key,
    iv,
    fileName,
  }: { readonly path: string; readonly key: Buffer; readonly iv: Buffer; readonly fileName: string },
): Promise<Taken> {
  const cipher = createCipheriv("aes-256-ctr", key, iv);
  const file = createWriteStream(path, { mode: 0o600, flags: "wx" });
  cipher.pipe(file);
  const written = finished(file);
  // Whoever sends may break off before anybody waits for the end.
  written.catch(() => undefined);
  try {
    const taken = await readThrough(content, fileName, async (chunk) => {
      if (!cipher.write(chunk)) await once(cipher, "drain");
    });
    cipher.end();
    await written;
    return taken;
  } catch (error) {
    cipher.destroy();
    file.destroy();
    throw error;
  }
}

/** Hands every piece on while it finds out what they are. */
async function readThrough(
  content: AsyncIterable<Uint8Array>,
  fileName: string,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<Taken> {
  const problems = new ProblemList();
  const asUtf8 = new TextDecoder("utf-8", { fatal: true });
  let [bytes, isUtf8, isUtf16, first] = [0, true, false, Buffer.alloc(0)];
  for await (const chunk of content) {
    if (first.length < SIGNATURE_BYTES) {
      first = Buffer.concat([first, chunk]);
      isUtf16 = first[0] === 0xff && first[1] === 0xfe;
      if (!isUtf16 && isForeign(first, fileName, problems)) return { problems: problems.list() };
    }
    bytes += chunk.length;
    if (bytes > MOST_BYTES) {
      problems.add({ file: fileName }, "file-too-big", { allowed: MOST_BYTES / 1_000_000 });
      return { problems: problems.list() };
    }
    if (isUtf8) isUtf8 = isDecodable(asUtf8, chunk);
    await take(chunk);
  }
  if (isUtf8) isUtf8 = isDecodable(asUtf8);
  if (bytes > 0) return { bytes, encoding: isUtf16 ? "utf-16le" : isUtf8 ? "utf-8" : "windows-1252" };
  problems.add({ file: fileName }, "header-missing");
  return { problems: problems.list() };
}

function isDecodable(decoder: TextDecoder, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}
