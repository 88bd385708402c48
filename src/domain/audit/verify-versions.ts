/**
 * Checks every stored version against the log: its content fits its digest, it follows the version before it, and the versions of each entry
 * give the root that the entry holds. What was erased must have been erased by an entry that says so.
 * Promises a memory of forty bytes a version. Fed kind by kind, in order of id and version, after the log.
 */
import { sha256 } from "../shared/digest.ts";
import type { ProblemList, VersionName } from "./audit-problem.ts";
import { digestOf } from "./record-digest.ts";
import { RowLeaves } from "./row-leaves.ts";
import type { LogCheck } from "./verify-log.ts";

/** A version as it lies in the store. */
export interface CheckedVersion extends VersionName {
  readonly sequence: number;
  readonly supersededBy?: number;
  readonly erasedBy?: number;
  readonly facts?: string;
  readonly factsDigest?: string;
  readonly life: string;
  readonly digest: string;
  /** Columns by which it is found and which are not what its content says. */
  readonly misfiled?: readonly string[];
}

/** How a kind is stored. */
export interface KindTraits {
  readonly hasHistory: boolean;
  readonly personal: readonly string[];
}

/** A version whose entry was not in the log when it was read. */
interface Late {
  readonly version: CheckedVersion;
  readonly waitsFor: number;
}

const MOST_LATE = 10_000;
const MOST_WRONG_ROWS = 1_000;

/** The versions, one after the other. */
export class VersionCheck {
  readonly #log: LogCheck;
  readonly #problems: ProblemList;
  readonly #leaves = new RowLeaves();
  readonly #places: number[] = [];
  readonly #late: Late[] = [];
  #previous: CheckedVersion | undefined;

  constructor(log: LogCheck, problems: ProblemList) {
    this.#log = log;
    this.#problems = problems;
  }

  /** Number of versions. */
  get count(): number {
    return this.#places.length;
  }

  /** The next version of the store. */
  add(version: CheckedVersion, traits: KindTraits): void {
    this.#checkOrder(version);
    this.#previous = version;
    this.#checkContent(version, traits);
    const { misfiled } = version;
    if (misfiled) this.#problems.add("misfiled", version.sequence, { columns: misfiled.join(", ") }, version);
    const place = this.#log.placeOf(version.sequence);
    if (place !== undefined) {
      this.#leaves.add(version.kind, version.id, version.version, version.digest);
      this.#places.push(place);
    } else if (version.sequence > this.#log.last.sequence) {
      this.#wait(version, version.sequence);
    } else {
      this.#problems.add("version-without-entry", version.sequence, {}, version);
    }
  }

  /** Ends the versions; `head` is the end of the log by then, since what was committed meanwhile is not wrong. Gives the entries whose root differs. */
  end(head: number): readonly number[] {
    this.#endRecord();
    for (const { version, waitsFor } of this.#late) {
      if (waitsFor > head) this.#problems.add("version-without-entry", waitsFor, {}, version);
    }
    return this.#wrongRows();
  }

  #checkOrder(version: CheckedVersion): void {
    const previous = this.#previous;
    const isSame = previous?.kind === version.kind && previous.id === version.id;
    if (!isSame) this.#endRecord();
    const expected = isSame ? previous.version + 1 : 1;
    if (version.version > expected) {
      const sequence = (isSame ? previous.supersededBy : undefined) ?? version.sequence;
      const missing = { kind: version.kind, id: version.id, version: expected };
      this.#problems.add("version-missing", sequence, { to: version.version - 1 }, missing);
    } else if (version.version < expected || (isSame && previous.supersededBy !== version.sequence)) {
      const values = { previous: previous?.sequence ?? 0, supersededBy: previous?.supersededBy ?? 0 };
      this.#problems.add("version-out-of-place", version.sequence, values, version);
    }
  }

  /** The last version of a record must not say that another follows. */
  #endRecord(): void {
    const previous = this.#previous;
    if (previous?.supersededBy === undefined) return;
    const { kind, id, version, supersededBy } = previous;
    this.#problems.add("version-missing", supersededBy, { to: version + 1 }, { kind, id, version: version + 1 });
  }

  #checkContent(version: CheckedVersion, traits: KindTraits): void {
    const { sequence, supersededBy, erasedBy, facts, factsDigest, life, digest } = version;
    if (!traits.hasHistory && supersededBy !== undefined) {
      if (facts !== undefined || life !== "{}" || erasedBy !== supersededBy)
        this.#problems.add("content-differs", sequence, {}, version);
      return;
    }
    if (erasedBy !== undefined) this.#checkErasure(version, erasedBy, traits);
    else this.#checkNotErased(version, traits);
    if (erasedBy !== undefined && traits.personal.some((member) => member !== "facts")) return;
    const isEmptied = erasedBy !== undefined && facts === undefined;
    const found = isEmptied || facts === undefined ? factsDigest : sha256(facts);
    const fits = (isEmptied || (facts === undefined) === (factsDigest === undefined)) && found === factsDigest;
    if (fits && digestOf(factsDigest, life) === digest) return;
    this.#problems.add("content-differs", sequence, { expected: digest, found: digestOf(found, life) }, version);
  }

  #checkErasure(version: CheckedVersion, erasedBy: number, traits: KindTraits): void {
    if (holdsPersonal(version, traits))
      this.#problems.add("erased-still-there", version.sequence, { erasedBy }, version);
    if (erasedBy > this.#log.last.sequence) {
      this.#wait(version, erasedBy);
      return;
    }
    const isTold = this.#log.erasuresOf(version.kind, version.id).includes(erasedBy);
    if (!isTold || version.sequence > erasedBy)
      this.#problems.add("erased-without-entry", version.sequence, { erasedBy }, version);
  }

  #checkNotErased(version: CheckedVersion, traits: KindTraits): void {
    const erasedBy = this.#log.erasuresOf(version.kind, version.id).find((sequence) => sequence >= version.sequence);
    if (erasedBy !== undefined && holdsPersonal(version, traits))
      this.#problems.add("erased-still-there", version.sequence, { erasedBy }, version);
  }

  #wait(version: CheckedVersion, waitsFor: number): void {
    if (this.#late.length < MOST_LATE) this.#late.push({ version, waitsFor });
  }

  /** The versions are put in order of their entries by counting; then each entry's root is made once. */
  #wrongRows(): number[] {
    const starts = new Uint32Array(this.#log.count + 1);
    for (const place of this.#places) starts[place + 1]!++;
    for (let place = 0; place < this.#log.count; place++) starts[place + 1]! += starts[place]!;
    const next = starts.slice();
    const order = new Uint32Array(this.#places.length);
    for (const [version, place] of this.#places.entries()) order[next[place]!++] = version;
    const wrong: number[] = [];
    for (let place = 0; place < this.#log.count && wrong.length < MOST_WRONG_ROWS; place++) {
      const expected = this.#log.rowsAt(place);
      const own = order.subarray(starts[place], starts[place + 1]);
      if (own.length !== expected.count || this.#rootOf(own) !== hexOf(expected.root))
        wrong.push(this.#log.sequenceAt(place));
    }
    return wrong;
  }

  #rootOf(versions: Uint32Array): string {
    const leaves = new RowLeaves(versions.length);
    for (const version of versions) leaves.addLeaf(this.#leaves.leaf(version));
    return leaves.rows().root;
  }
}

function holdsPersonal({ facts, life }: CheckedVersion, { personal }: KindTraits): boolean {
  if (facts !== undefined && personal.includes("facts")) return true;
  return personal.some((member) => life.includes(`"${member}":`) && member in parsedObject(life));
}

function parsedObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function hexOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
