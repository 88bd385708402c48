/**
 * Checks roots of days against the entries as they pass, those kept elsewhere and those kept in the store alike.
 * A whole log that was made anew fits itself; only a root that was out of reach shows it.
 */
import { RecordHashes } from "../facts/snapshot-digest.ts";
import type { AuditEntry } from "./audit-entry.ts";
import type { ProblemList } from "./audit-problem.ts";
import { bytesOfHash, type DayRoot, dayOf } from "./day-root.ts";
import { merkleRoot } from "./merkle.ts";

/** A root that the log must come to. */
export interface ExpectedRoot extends DayRoot {
  readonly isKeptElsewhere: boolean;
}

interface RunningRoot {
  readonly expected: ExpectedRoot;
  readonly hashes: RecordHashes;
  isOfDay: boolean;
}

interface WrongRoot {
  readonly expected: ExpectedRoot;
  readonly isCut: boolean;
}

/** Roots of days while the log passes. */
export class RootChecks {
  readonly #waiting: ExpectedRoot[];
  #running: RunningRoot[] = [];
  readonly #wrong: WrongRoot[] = [];
  #coveredThrough = 0;

  constructor(expected: readonly ExpectedRoot[]) {
    this.#waiting = [...expected].sort((a, b) => b.fromSequence - a.fromSequence);
  }

  /** The last entry that a root kept elsewhere vouches for: entries cut off after it would not show. */
  get coveredThrough(): number {
    return this.#coveredThrough;
  }

  /** The next entry in its place. */
  add(entry: AuditEntry): void {
    while ((this.#waiting.at(-1)?.fromSequence ?? Number.POSITIVE_INFINITY) <= entry.sequence)
      this.#running.push({ expected: this.#waiting.pop()!, hashes: new RecordHashes(), isOfDay: true });
    if (this.#running.length === 0) return;
    for (const running of this.#running) {
      running.hashes.addHash(bytesOfHash(entry.hash));
      if (dayOf(entry) !== running.expected.day) running.isOfDay = false;
    }
    const ended = this.#running.filter(({ expected }) => expected.toSequence <= entry.sequence);
    if (ended.length === 0) return;
    this.#running = this.#running.filter(({ expected }) => expected.toSequence > entry.sequence);
    for (const running of ended) this.#end(running);
  }

  /** Names the roots that were not reached; `last` is the end of the log. */
  end(last: number, problems: ProblemList): void {
    for (const { expected } of this.#running) this.#wrong.push({ expected, isCut: true });
    for (const expected of this.#waiting) this.#wrong.push({ expected, isCut: true });
    for (const { expected, isCut } of this.#wrong) {
      const { day, fromSequence: from, toSequence: to, isKeptElsewhere } = expected;
      if (isCut) problems.add("truncated", last + 1, { last, day });
      else problems.add(isKeptElsewhere ? "kept-root-differs" : "stored-root-differs", to, { day, from, to });
    }
  }

  /** Where entries are missing the root cannot be made; that they are is named elsewhere. */
  #end({ expected, hashes, isOfDay }: RunningRoot): void {
    const { fromSequence, toSequence, root, isKeptElsewhere } = expected;
    if (hashes.count !== toSequence - fromSequence + 1) return;
    if (!isOfDay || merkleRoot(hashes.bytes()) !== root) this.#wrong.push({ expected, isCut: false });
    else if (isKeptElsewhere) this.#coveredThrough = Math.max(this.#coveredThrough, toSequence);
  }
}
