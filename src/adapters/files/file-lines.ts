/**
 * A text file as pieces that end with a line, whatever its size. Says when the file is no UTF-8 text, instead of reading garbage.
 */
import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import type { ProblemList } from "./input-problem.ts";
import { reasonOf, type Words } from "./words.ts";

/** Read at a time. Why: a pool has many small files, and each reading of one takes a buffer of this size. */
const PIECE_BYTES = 1 << 17;
const LINE_FEED = 10;
const latin: Words = { en: "Latin-1 or Windows-1252", fr: "Latin-1 ou Windows-1252" };

const signatures: readonly (readonly [bytes: readonly number[], kind: Words])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    { en: "a spreadsheet (xlsx, ods) or a zip archive", fr: "un classeur (xlsx, ods) ou une archive zip" },
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], { en: "an old spreadsheet (xls)", fr: "un ancien classeur (xls)" }],
  [[0x25, 0x50, 0x44, 0x46], { en: "a PDF file", fr: "un fichier PDF" }],
  [[0x1f, 0x8b], { en: "a compressed file (gzip)", fr: "un fichier compressé (gzip)" }],
];

/** Adds a problem and gives true when the first bytes are not those of a UTF-8 text. */
export function isForeign(first: Uint8Array, file: string, problems: ProblemList): boolean {
  const kind = signatures.find(([bytes]) => bytes.every((byte, i) => first[i] === byte))?.[1];
  if (kind) {
    problems.add({ file }, "file-kind", { kind });
    return true;
  }
  const [a, b] = first;
  const isUtf16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || first.subarray(0, 1_000).includes(0);
  if (isUtf16) problems.add({ file }, "file-encoding", { encoding: "UTF-16" });
  return isUtf16;
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** A part of a file. Units: bytes. */
interface Part {
  readonly from: number;
  readonly to: number;
}

/**
 * Gives bytes that are UTF-8 and end on a line border, of a whole file or of a part of it; no more than asked for is read.
 * Its value at the end is false when it could not be read whole.
 */
export async function* piecesOf(
  path: string,
  file: string,
  problems: ProblemList,
  range?: Part,
): AsyncGenerator<Buffer, boolean> {
  let rest: Buffer[] = [];
  let isFirst = (range?.from ?? 0) === 0;
  const part = range ? { start: range.from, end: range.to - 1 } : {};
  const isText = (piece: Buffer): boolean => {
    if (isUtf8(piece)) return true;
    problems.add({ file }, "file-encoding", { encoding: latin });
    return false;
  };
  try {
    for await (const chunk of createReadStream(path, {
      highWaterMark: PIECE_BYTES,
      ...part,
    }) as AsyncIterable<Buffer>) {
      let bytes = chunk;
      if (isFirst) {
        if (isForeign(bytes, file, problems)) return false;
        bytes = withoutMark(bytes);
        isFirst = false;
      }
      const end = bytes.lastIndexOf(LINE_FEED) + 1;
      if (end === 0) {
        rest.push(bytes);
        continue;
      }
      const piece = rest.length === 0 ? bytes.subarray(0, end) : Buffer.concat([...rest, bytes.subarray(0, end)]);
      rest = end < bytes.length ? [bytes.subarray(end)] : [];
      if (!isText(piece)) return false;
      yield piece;
    }
    if (rest.length === 0) return true;
    const last = Buffer.concat(rest);
    if (!isText(last)) return false;
    yield last;
    return true;
  } catch (error) {
    problems.add({ file }, "file-unreadable", { reason: reasonOf(error) });
    return false;
  }
}

/** Calls `onPiece` with the pieces of a file. Gives false when it could not be read whole, or `onPiece` did not want more. */
export async function readPieces(
  path: string,
  file: string,
  problems: ProblemList,
  onPiece: (piece: Buffer) => boolean,
  range?: Part,
): Promise<boolean> {
  const pieces = piecesOf(path, file, problems, range);
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return value;
    if (onPiece(value)) continue;
    await pieces.return(false);
    return false;
  }
}

/** The lines of a piece, without their ends. */
export function linesOf(piece: Buffer): string[] {
  const lines = piece.toString("utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.charCodeAt(line.length - 1) === 13) lines[i] = line.slice(0, -1);
  }
  return lines;
}
