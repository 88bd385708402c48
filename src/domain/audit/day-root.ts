/**
 * The root of one day's entries: one line that, kept elsewhere, shows later whether entries of that day were changed or cut off.
 * A day here is a day in UTC, as the entries' instants are written.
 */
import { RecordHashes } from "../facts/snapshot-digest.ts";
import { DomainError } from "../shared/domain-error.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { merkleRoot } from "./merkle.ts";

/** The Merkle root over the hashes of the entries of one day, in order of their sequences. */
export interface DayRoot {
  readonly day: string;
  readonly fromSequence: number;
  readonly toSequence: number;
  readonly root: string;
}

/** The day of an entry, in UTC. */
export function dayOf({ at }: Pick<AuditEntry, "at">): string {
  return at.slice(0, 10);
}

/** Gathers the entries of one day, given in order. */
export class DayRootBuilder {
  readonly day: string;
  readonly #hashes = new RecordHashes();
  readonly #from: number;

  constructor(first: AuditEntry) {
    this.day = dayOf(first);
    this.#from = first.sequence;
    this.add(first);
  }

  add({ hash }: AuditEntry): void {
    this.#hashes.addHash(bytesOfHash(hash));
  }

  root(): DayRoot {
    return {
      day: this.day,
      fromSequence: this.#from,
      toSequence: this.#from + this.#hashes.count - 1,
      root: merkleRoot(this.#hashes.bytes()),
    };
  }
}

/** A hash as 32 bytes; what is no hash gives bytes that fit nothing. */
export function bytesOfHash(hash: string): Uint8Array {
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 32; i++) bytes[i] = Number.parseInt(hash.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** The line that is kept elsewhere: day, first and last sequence, root. */
export function rootLine({ day, fromSequence, toSequence, root }: DayRoot): string {
  return `${day} ${fromSequence} ${toSequence} ${root}`;
}

/** Reads lines that were kept; empty ones are skipped. Throws: `not-allowed` naming every line that is none. */
export function parseRootLines(lines: readonly string[]): DayRoot[] {
  const roots: DayRoot[] = [];
  const wrong: { readonly line: number; readonly sent: string }[] = [];
  for (const [at, line] of lines.entries()) {
    const text = line.trim();
    if (text === "") continue;
    const root = parsed(text);
    if (root) roots.push(root);
    else wrong.push({ line: at + 1, sent: text.slice(0, 120) });
  }
  if (wrong.length === 0) return roots;
  const { line, sent } = wrong[0]!;
  const allowed = "a line of audit root";
  throw new DomainError("not-allowed", { field: `line ${line} of the kept roots`, sent, allowed }, wrong);
}

function parsed(text: string): DayRoot | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})\s+([1-9]\d{0,14})\s+([1-9]\d{0,14})\s+([0-9a-f]{64})$/.exec(text);
  if (!match) return undefined;
  const fromSequence = Number(match[2]);
  const toSequence = Number(match[3]);
  if (toSequence < fromSequence) return undefined;
  return { day: match[1]!, fromSequence, toSequence, root: match[4]! };
}
