/**
 * Checks the log entry by entry: each fits its hash, follows the one before it, is not earlier, and what it tells of its versions fits its root.
 * Promises a memory of some fifty bytes an entry; keeps for the check of the versions which roots the entries hold and what they erased.
 * It knows neither a store nor what the events mean.
 */
import { RecordHashes } from "../facts/snapshot-digest.ts";
import { canonicalJson, sha256 } from "../shared/digest.ts";
import { type AuditEntry, type AuditHead, emptyLog, headAfter, type WrittenRows } from "./audit-entry.ts";
import type { ProblemList, VersionName } from "./audit-problem.ts";
import { bytesOfHash } from "./day-root.ts";
import { RowLeaves } from "./row-leaves.ts";
import { RootChecks } from "./verify-roots.ts";

/** The log, entry by entry. */
export class LogCheck {
  readonly #problems: ProblemList;
  readonly #roots: RootChecks;
  readonly #sequences: number[] = [];
  readonly #counts: number[] = [];
  readonly #rowRoots = new RecordHashes();
  readonly #places = new Map<number, number>();
  readonly #erasures = new Map<string, number[]>();
  readonly #gaps: { readonly from: number; readonly to: number; readonly found: Set<number> }[] = [];
  readonly #unreadable = new Set<number>();
  #last: AuditHead = emptyLog;

  constructor(problems: ProblemList, roots: RootChecks = new RootChecks([])) {
    this.#problems = problems;
    this.#roots = roots;
  }

  /** The last entry in its place. */
  get last(): AuditHead {
    return this.#last;
  }

  /** Number of entries. */
  get count(): number {
    return this.#sequences.length;
  }

  /** The next entry of the store. */
  add(entry: AuditEntry): void {
    if (!isWhole(entry)) {
      const { sequence } = entry as { readonly sequence?: unknown };
      this.addUnreadable(isCount(sequence) ? (sequence as number) : this.#last.sequence + 1);
      return;
    }
    this.#keep(entry);
    this.#checkEntry(entry);
    if (entry.sequence <= this.#last.sequence) {
      this.#problems.add("entry-out-of-place", entry.sequence, { after: this.#last.sequence });
      this.#gaps.find(({ from, to }) => from <= entry.sequence && entry.sequence <= to)?.found.add(entry.sequence);
      return;
    }
    this.#checkPlace(entry);
    this.#roots.add(entry);
    this.#last = headAfter(entry);
  }

  /** An entry that is there and tells nothing any more. */
  addUnreadable(sequence: number): void {
    this.#problems.add("entry-altered", sequence);
    this.#unreadable.add(sequence);
  }

  /** Ends the log; what is still missing then is gone. */
  end(head: AuditHead): void {
    for (const { from, to, found } of this.#gaps) this.#nameMissing(from, to, found);
    if (head.sequence > this.#last.sequence || (head.sequence === this.#last.sequence && head.hash !== this.#last.hash))
      this.#problems.add("head-differs", head.sequence, { sequence: this.#last.sequence, found: this.#last.hash });
    this.#roots.end(this.#last.sequence, this.#problems);
  }

  /** Where an entry stands in the store, to count by; undefined when there is no such entry. */
  placeOf(sequence: number): number | undefined {
    return this.#sequences[sequence - 1] === sequence ? sequence - 1 : this.#places.get(sequence);
  }

  /** The sequence of the entry at a place. */
  sequenceAt(place: number): number {
    return this.#sequences[place]!;
  }

  /** The versions that the entry at a place says it wrote: the root as 32 bytes. */
  rowsAt(place: number): { readonly count: number; readonly root: Uint8Array } {
    return { count: this.#counts[place]!, root: this.#rowRoots.bytes().subarray(32 * place, 32 * (place + 1)) };
  }

  /** The entries that emptied a record, in order. */
  erasuresOf(kind: string, id: string): readonly number[] {
    return this.#erasures.get(`${kind}/${id}`) ?? [];
  }

  #nameMissing(from: number, to: number, found: ReadonlySet<number>): void {
    const there = [...found, ...this.#unreadable].filter((sequence) => from <= sequence && sequence <= to);
    let first = from;
    for (const sequence of [...there.sort((a, b) => a - b), to + 1]) {
      if (sequence > first) this.#problems.add("entry-missing", first, { to: sequence - 1 });
      first = sequence + 1;
    }
  }

  #keep({ sequence, rows, erased = [] }: AuditEntry): void {
    const place = this.#sequences.length;
    this.#sequences.push(sequence);
    this.#counts.push(rows.count);
    this.#rowRoots.addHash(bytesOfHash(rows.root));
    if (place !== sequence - 1) this.#places.set(sequence, place);
    for (const { kind, id } of erased) {
      const name = `${kind}/${id}`;
      this.#erasures.set(name, [...(this.#erasures.get(name) ?? []), sequence]);
    }
  }

  #checkEntry(entry: AuditEntry): void {
    const { hash, ...content } = entry;
    if (sha256(canonicalJson(content)) !== hash) this.#problems.add("entry-altered", entry.sequence);
    const told = rowsToldBy(entry);
    if (told && (told.count !== entry.rows.count || told.root !== entry.rows.root))
      this.#problems.add("changes-differ", entry.sequence);
  }

  /** A gap is named at the end, since what is missing may come later; after it the chain cannot be followed back. */
  #checkPlace(entry: AuditEntry): void {
    const { sequence, hash, at } = this.#last;
    if (entry.sequence > sequence + 1) {
      this.#gaps.push({ from: sequence + 1, to: entry.sequence - 1, found: new Set() });
    } else if (entry.previous !== hash) {
      this.#problems.add("chain-broken", Math.max(sequence, 1), { next: entry.sequence });
    }
    if (entry.at < at) this.#problems.add("time-backwards", entry.sequence, { at: entry.at, last: at });
  }
}

/** What an entry tells of its versions as they give a root; undefined where it was too many to tell. */
function rowsToldBy({ changes }: AuditEntry): WrittenRows | undefined {
  if (!changes) return undefined;
  const leaves = new RowLeaves(changes.length);
  for (const { kind, id, version, digest } of changes) leaves.add(kind, id, version, String(digest));
  return leaves.rows();
}

/** True where an entry has what every entry has; what is missing was taken out. */
function isWhole(entry: { readonly [member in keyof AuditEntry]?: unknown }): entry is AuditEntry {
  const rows = (entry.rows ?? {}) as { readonly count?: unknown; readonly root?: unknown };
  const { changes = [], erased = [] } = entry;
  return (
    isCount(entry.sequence) &&
    isCount(rows.count) &&
    [entry.at, entry.hash, entry.previous, rows.root].every((text) => typeof text === "string") &&
    [entry.events, changes, erased].every(Array.isArray) &&
    (erased as readonly unknown[]).every(isNamed) &&
    (changes as readonly unknown[]).every((change) => isNamed(change) && isCount((change as VersionName).version))
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isNamed(one: unknown): boolean {
  if (typeof one !== "object" || one === null) return false;
  const { kind, id } = one as Partial<VersionName>;
  return typeof kind === "string" && typeof id === "string";
}
