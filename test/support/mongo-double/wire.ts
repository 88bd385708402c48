/** The frames of MongoDB's wire protocol: OP_MSG both ways, and OP_QUERY with OP_REPLY for the greeting of a driver. */
import { BSON, type Document } from "bson";

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 1 << 16;
const KNOWN_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME | EXHAUST_ALLOWED;

/** The largest frame a server takes. */
export const MAX_MESSAGE_BYTES = 48_000_000;

/** One request of a driver. */
export interface Message {
  readonly requestId: number;
  readonly isQuery: boolean;
  /** True where the driver waits for no answer. */
  readonly isSilent: boolean;
  readonly command: Document;
}

/** Cuts a stream of bytes into messages. */
export class MessageReader {
  #pending: Buffer[] = [];
  #bytes = 0;

  /** Takes bytes as they come and gives the messages that are whole. Throws: on a frame that is not of this protocol. */
  take(bytes: Buffer): Message[] {
    this.#pending.push(bytes);
    this.#bytes += bytes.length;
    const messages: Message[] = [];
    for (let length = this.#nextLength(); length !== undefined && this.#bytes >= length; length = this.#nextLength()) {
      const all = this.#pending.length === 1 ? this.#pending[0]! : Buffer.concat(this.#pending);
      messages.push(parse(all.subarray(0, length)));
      this.#pending = [all.subarray(length)];
      this.#bytes -= length;
    }
    return messages;
  }

  #nextLength(): number | undefined {
    if (this.#bytes < HEADER_BYTES) return undefined;
    if (this.#pending[0]!.length < HEADER_BYTES) this.#pending = [Buffer.concat(this.#pending)];
    const length = this.#pending[0]!.readInt32LE(0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) throw new Error(`a frame of ${length} bytes`);
    return length;
  }
}

function parse(frame: Buffer): Message {
  const requestId = frame.readInt32LE(4);
  const opCode = frame.readInt32LE(12);
  if (opCode === OP_QUERY) return { requestId, isQuery: true, isSilent: false, command: queryOf(frame) };
  if (opCode !== OP_MSG) throw new Error(`operation code ${opCode} is not known`);
  const flags = frame.readUInt32LE(HEADER_BYTES);
  if ((flags & ~KNOWN_FLAGS & 0xffff) !== 0) throw new Error(`message flags ${flags} are not known`);
  return { requestId, isQuery: false, isSilent: (flags & MORE_TO_COME) !== 0, command: commandOf(frame, flags) };
}

function queryOf(frame: Buffer): Document {
  const nameStart = HEADER_BYTES + 4;
  const nameEnd = frame.indexOf(0, nameStart);
  const name = frame.toString("utf8", nameStart, nameEnd);
  if (!name.endsWith(".$cmd")) throw new Error(`OP_QUERY on ${name} is not known`);
  return { ...deserialize(frame.subarray(nameEnd + 1 + 8)), $db: name.slice(0, -".$cmd".length) };
}

/** A body, and sequences of documents that stand for one of its members each. */
function commandOf(frame: Buffer, flags: number): Document {
  const end = frame.length - ((flags & CHECKSUM_PRESENT) === 0 ? 0 : 4);
  let command: Document = {};
  const sequences: Record<string, Document[]> = {};
  for (let at = HEADER_BYTES + 4; at < end; ) {
    const section = frame[at]!;
    const size = frame.readInt32LE(at + 1);
    if (section === 0) command = deserialize(frame.subarray(at + 1, at + 1 + size));
    else if (section === 1) Object.assign(sequences, sequenceOf(frame.subarray(at + 1, at + 1 + size)));
    else throw new Error(`section ${section} is not known`);
    at += 1 + size;
  }
  return { ...command, ...sequences };
}

function sequenceOf(bytes: Buffer): Record<string, Document[]> {
  const nameEnd = bytes.indexOf(0, 4);
  const documents: Document[] = [];
  for (let at = nameEnd + 1; at < bytes.length; ) {
    const size = bytes.readInt32LE(at);
    documents.push(deserialize(bytes.subarray(at, at + size)));
    at += size;
  }
  return { [bytes.toString("utf8", 4, nameEnd)]: documents };
}

function deserialize(bytes: Buffer): Document {
  return BSON.deserialize(bytes);
}

/** The bytes of an answer. */
export function answerTo({ requestId, isQuery }: Message, answer: Document): Buffer {
  const body = BSON.serialize(answer, { ignoreUndefined: true });
  const before = isQuery ? HEADER_BYTES + 20 : HEADER_BYTES + 5;
  const frame = Buffer.alloc(before + body.length);
  frame.writeInt32LE(frame.length, 0);
  frame.writeInt32LE(requestId, 8);
  frame.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  if (isQuery) frame.writeInt32LE(1, HEADER_BYTES + 16);
  frame.set(body, before);
  return frame;
}
