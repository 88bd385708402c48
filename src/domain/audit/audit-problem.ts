/**
 * What can be wrong with a log and the versions it accounts for, as values: where, what, and enough to say it in a sentence.
 * Promises an order in which the first is the earliest in the log, and at one place the most precise.
 */
import { compareText } from "../shared/order.ts";

/** Everything that is looked for, at one place the most precise first. */
export const auditProblemCodes = [
  /** The entry's content does not fit its hash. */
  "entry-altered",
  /** values: to. No entry has this number; the next that is there has one more than `to`. */
  "entry-missing",
  /** values: after. The entry stands behind a later one, or twice. */
  "entry-out-of-place",
  /** values: next. Entry `next` does not follow this one: one of the two was made anew, and most likely this one. */
  "chain-broken",
  /** values: at, last. Made before the entry that it follows. */
  "time-backwards",
  /** What the entry tells of its versions does not fit the root it holds. */
  "changes-differ",
  /** values: expected, found (digests). The content of the version does not fit its digest. */
  "content-differs",
  /** values: expected, found (digests). Content and digest fit each other, and not what the entry tells of the version. */
  "version-altered",
  /** The version is not there; with `to`, nor are those up to it. */
  "version-missing",
  /** The entry does not tell of the version, or does not exist. */
  "version-without-entry",
  /** values: previous, supersededBy. The version does not follow the one before it. */
  "version-out-of-place",
  /** values: erasedBy. The version is marked as erased by an entry that does not say so. */
  "erased-without-entry",
  /** values: erasedBy. What the entry says it erased is still there. */
  "erased-still-there",
  /** values: columns. The version is found by something else than its content says: lists and runs would pass it by. */
  "misfiled",
  /** values: expected, found (numbers of versions). The versions of the entry do not give its root. */
  "rows-differ",
  /** values: last, day. The log ends at `last`, before what the root of the day was made of. */
  "truncated",
  /** values: sequence, found. The end of the log is another than the store says. */
  "head-differs",
  /** values: day, from, to. The root kept elsewhere is not that of the day's entries: some of them were made anew. */
  "kept-root-differs",
  /** values: day, from, to. The same for a root kept in the store. */
  "stored-root-differs",
] as const;

/** A name of what is wrong. */
export type AuditProblemCode = (typeof auditProblemCodes)[number];

/** One stored version. */
export interface VersionName {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
}

/** One thing that is wrong. */
export interface AuditProblem {
  readonly code: AuditProblemCode;
  /** The entry concerned; for a root, the last one that it covers. */
  readonly sequence: number;
  /** The version concerned, where it is one. */
  readonly record?: VersionName;
  readonly values: Readonly<Record<string, string | number>>;
}

/** The problems that come first, as many as are kept, and the number of all. */
export class ProblemList {
  readonly #most: number;
  readonly #byName = new Map<string, AuditProblem>();
  #kept: AuditProblem[] = [];
  #count = 0;

  constructor(most = 1_000) {
    this.#most = most;
  }

  /** Adds one; the same thing said of two places counts once, at the earlier. */
  add(
    code: AuditProblemCode,
    sequence: number,
    values: AuditProblem["values"] = {},
    record?: VersionName | undefined,
  ): void {
    const problem = { code, sequence, ...(record ? { record: nameOnly(record) } : {}), values };
    const name = nameOf(problem);
    const known = this.#byName.get(name);
    if (known && known.sequence <= sequence) return;
    this.#byName.set(name, problem);
    if (known) this.#kept.splice(this.#kept.indexOf(known), 1);
    else this.#count++;
    this.#kept.push(problem);
    if (this.#kept.length >= 2 * this.#most) this.#cut();
  }

  /** Number of all that were added. */
  get count(): number {
    return this.#count;
  }

  /** True where a version of this entry was found wrong by itself. */
  hasRecordAt(sequence: number): boolean {
    return this.#kept.some((problem) => problem.sequence === sequence && problem.record !== undefined);
  }

  /** Those that come first, in order. */
  first(): readonly AuditProblem[] {
    this.#cut();
    return this.#kept;
  }

  #cut(): void {
    const cut = this.#kept.sort(compareProblems).splice(this.#most);
    for (const problem of cut) this.#byName.delete(nameOf(problem));
  }
}

function nameOnly({ kind, id, version }: VersionName): VersionName {
  return { kind, id, version };
}

function nameOf({ code, sequence, record }: AuditProblem): string {
  return record ? `${code} ${record.kind} ${record.id} ${record.version}` : `${code} ${sequence}`;
}

function compareProblems(a: AuditProblem, b: AuditProblem): number {
  return (
    a.sequence - b.sequence ||
    auditProblemCodes.indexOf(a.code) - auditProblemCodes.indexOf(b.code) ||
    compareText(a.record?.kind ?? "", b.record?.kind ?? "") ||
    compareText(a.record?.id ?? "", b.record?.id ?? "") ||
    (a.record?.version ?? 0) - (b.record?.version ?? 0)
  );
}
