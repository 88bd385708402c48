/**
 * Finds, of entries whose versions do not give their root, which version it is: by the digests that the entry tells.
 * An entry of very many versions tells none; then the entry itself is all that can be named.
 */
import type { AuditEntry } from "./audit-entry.ts";
import type { ProblemList, VersionName } from "./audit-problem.ts";
import type { CheckedVersion } from "./verify-versions.ts";

interface WrongRows {
  readonly entry: AuditEntry;
  readonly told: Map<string, { readonly name: VersionName; readonly digest: string }>;
  found: number;
}

/** Entries whose root differs, while the versions pass once more. */
export class RowNarrowing {
  readonly #problems: ProblemList;
  readonly #wrong = new Map<number, WrongRows>();

  constructor(entries: readonly AuditEntry[], problems: ProblemList) {
    this.#problems = problems;
    for (const entry of entries) {
      const told = (entry.changes ?? []).map(
        ({ kind, id, version, digest }) =>
          [nameOf({ kind, id, version }), { name: { kind, id, version }, digest }] as const,
      );
      this.#wrong.set(entry.sequence, { entry, told: new Map(told), found: 0 });
    }
  }

  /** The next version, in any order. */
  add(version: CheckedVersion): void {
    const wrong = this.#wrong.get(version.sequence);
    if (!wrong) return;
    wrong.found++;
    if (!wrong.entry.changes && wrong.entry.rows.count > 0) return;
    const told = wrong.told.get(nameOf(version));
    if (!told) {
      this.#problems.add("version-without-entry", version.sequence, {}, version);
      return;
    }
    wrong.told.delete(nameOf(version));
    if (told.digest === version.digest) return;
    this.#problems.add("version-altered", version.sequence, { expected: told.digest, found: version.digest }, version);
  }

  /** Names what the entries tell of and the store has not, and entries of which nothing more precise can be said. */
  end(): void {
    for (const [sequence, { entry, told, found }] of this.#wrong) {
      for (const { name } of told.values()) this.#problems.add("version-missing", sequence, { to: name.version }, name);
      if (this.#problems.hasRecordAt(sequence)) continue;
      this.#problems.add("rows-differ", sequence, { expected: entry.rows.count, found });
    }
  }
}

function nameOf({ kind, id, version }: VersionName): string {
  return `${kind} ${id} ${version}`;
}
