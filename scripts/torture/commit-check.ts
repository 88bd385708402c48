/**
 * What a store holds beside what was acknowledged: nothing acknowledged may be missing, nothing may be there in part, and the audit log must verify.
 */
import { allKinds } from "../../src/app/kinds.ts";
import type { Store } from "../../src/app/ports.ts";
import { verifyAudit } from "../../src/app/verify-audit.ts";
import type { Acknowledged } from "./committer.ts";
import { everywhere } from "./torture-context.ts";

/** What was found. */
export interface CommitFindings {
  readonly entries: number;
  readonly versions: number;
  /** Acknowledged commits that are not there. */
  readonly lost: number;
  /** Commits of which there are more or fewer records than their entry or their acknowledgement says, and records without an entry. */
  readonly halfWritten: number;
  /** Problems of the audit log. */
  readonly auditProblems: number;
}

const SETTLING_MS = 50;

/** A server may still be finishing what a killed process sent last. */
async function settled(store: Store): Promise<void> {
  for (let last = -1; ; ) {
    const { sequence } = await store.head();
    if (sequence === last) return;
    last = sequence;
    await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
  }
}

/** Looks through a whole store that nobody writes to. */
export async function checkCommits(store: Store, acknowledged: readonly Acknowledged[]): Promise<CommitFindings> {
  await settled(store);
  const entryRows = new Map<number, number>();
  for await (const batch of store.entries())
    for (const { sequence, rows } of batch) entryRows.set(sequence, rows.count);
  const written = new Map<number, number>();
  const markers = new Map<string, number>();
  for (const kind of allKinds) {
    for await (const batch of store.versions(kind)) {
      for (const { id, sequence } of batch) {
        written.set(sequence, (written.get(sequence) ?? 0) + 1);
        if (kind === "landlord") markers.set(id, sequence);
      }
    }
  }
  const isThere = ({ sequence, marker }: Acknowledged) => entryRows.has(sequence) && markers.get(marker) === sequence;
  const half = new Set<number>();
  for (const [sequence, count] of entryRows) if ((written.get(sequence) ?? 0) !== count) half.add(sequence);
  for (const sequence of written.keys()) if (!entryRows.has(sequence)) half.add(sequence);
  for (const one of acknowledged) if (isThere(one) && written.get(one.sequence) !== one.count) half.add(one.sequence);
  const audit = await verifyAudit({ store }, everywhere("torture", "operator"));
  return {
    entries: entryRows.size,
    versions: [...written.values()].reduce((sum, count) => sum + count, 0),
    lost: acknowledged.filter((one) => !isThere(one)).length,
    halfWritten: half.size,
    auditProblems: audit.problemCount,
  };
}
