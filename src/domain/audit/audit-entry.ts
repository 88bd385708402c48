/**
 * One line of the log: what one command did, chained to the line before by its hash. One commit is one entry, and its number is the store's
 * sequence: every stored version of a record says by which entry it was written, and the entry holds the Merkle root of all of them.
 */
import type { DomainEvent } from "../events.ts";
import { canonicalJson, sha256 } from "../shared/digest.ts";
import { DomainError } from "../shared/domain-error.ts";

/** One value that a write changed; a member that is absent was not there. Arrays are told whole. */
export interface ValueChange {
  readonly pointer: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What a write did to one record. Values of personal kinds are sealed with the person's key, as canonical JSON of the same list. */
export interface RecordChange {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  /** Digest of the version written: by it a wrong root is narrowed down to the record. */
  readonly digest: string;
  readonly values?: readonly ValueChange[];
  readonly personId?: string;
  readonly sealed?: string;
}

/** A record whose personal members were emptied in every version. */
export interface ErasedRecord {
  readonly kind: string;
  readonly id: string;
}

/** What a use case says of its write. */
export interface AuditDraft {
  /** Instant, UTC, with milliseconds. */
  readonly at: string;
  readonly actorId: string;
  readonly roles: readonly string[];
  readonly command: string;
  /** Why personal data were read. */
  readonly purpose?: string;
  readonly events: readonly DomainEvent[];
  /** Every version written, with old and new values; left out for writes of many records, which `rows` covers all the same. */
  readonly changes?: readonly RecordChange[];
  /** What was emptied: a version is rightly empty when an entry says so here. */
  readonly erased?: readonly ErasedRecord[];
}

/** The versions written by an entry: their number, and the Merkle root over their leaves in order of the leaves. */
export interface WrittenRows {
  readonly count: number;
  readonly root: string;
}

/** A line of the log. `hash` is the SHA-256 of the canonical JSON of everything else. */
export interface AuditEntry extends AuditDraft {
  readonly sequence: number;
  readonly rows: WrittenRows;
  readonly previous: string;
  readonly hash: string;
}

/** The end of the log. */
export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
  /** Empty before the first entry. */
  readonly at: string;
}

/** The end of an empty log. */
export const emptyLog: AuditHead = { sequence: 0, hash: "0".repeat(64), at: "" };

/** Clocks of several machines differ a little: an entry may be made so much before the last one and takes its instant. Units: milliseconds. */
const CLOCK_TOLERANCE_MS = 60_000;

/** The next line of the log. Throws: `clock-backwards` when it would be made well before the last one. */
export function chainEntry(head: AuditHead, draft: AuditDraft, rows: WrittenRows): AuditEntry {
  const unhashed = {
    ...draft,
    at: instantAfter(head, draft.at),
    sequence: head.sequence + 1,
    rows,
    previous: head.hash,
  };
  return { ...unhashed, hash: sha256(canonicalJson(unhashed)) };
}

/** The end of the log after an entry. */
export function headAfter({ sequence, hash, at }: AuditEntry): AuditHead {
  return { sequence, hash, at };
}

function instantAfter(head: AuditHead, at: string): string {
  if (at >= head.at) return at;
  if (Date.parse(head.at) - Date.parse(at) <= CLOCK_TOLERANCE_MS) return head.at;
  throw new DomainError("clock-backwards", { now: at, last: head.at });
}
