/**
 * Verifies the whole audit: the log once, then every stored version once. What is wrong is a value, the first wrong record by name.
 * Needs no key, writes nothing, and says how far roots kept elsewhere vouch for the end of the log.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { AuditEntry } from "../domain/audit/audit-entry.ts";
import { type AuditProblem, ProblemList } from "../domain/audit/audit-problem.ts";
import { parseRootLines } from "../domain/audit/day-root.ts";
import { RowNarrowing } from "../domain/audit/narrow-rows.ts";
import { LogCheck } from "../domain/audit/verify-log.ts";
import { RootChecks } from "../domain/audit/verify-roots.ts";
import { VersionCheck } from "../domain/audit/verify-versions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { allKinds, shapeOf } from "./kinds.ts";
import type { Context, Store, StoredVersion } from "./ports.ts";
import { recordedRoots } from "./record-audit-root.ts";

/** What to verify against. */
export interface VerifyAudit {
  /** Lines as `contingent audit root` printed them, kept where the database's owner cannot change them. */
  readonly keptRoots?: readonly string[];
}

/** What a verification found. */
export interface AuditVerification {
  readonly ok: boolean;
  readonly entries: number;
  readonly versions: number;
  /** The end of the log. */
  readonly last: { readonly sequence: number; readonly hash: string; readonly at: string };
  /** The last entry that a kept root vouches for; 0 without any. Entries cut off after it would not show. */
  readonly coveredThrough: number;
  readonly firstWrong?: AuditProblem;
  /** Those that come first, a thousand at most. */
  readonly problems: readonly AuditProblem[];
  readonly problemCount: number;
}

/** Verifies. Throws: `not-allowed` for kept lines that are none; what a store that cannot be read throws. */
export async function verifyAudit(
  { store }: Pick<Context, "store">,
  actor: Actor,
  { keptRoots = [] }: VerifyAudit = {},
): Promise<AuditVerification> {
  authorise(actor, "verify-audit");
  const kept = parseRootLines(keptRoots).map((root) => ({ ...root, isKeptElsewhere: true }));
  const stored = (await recordedRoots({ store })).map((root) => ({ ...root, isKeptElsewhere: false }));
  const roots = new RootChecks([...kept, ...stored]);
  const problems = new ProblemList();
  const log = new LogCheck(problems, roots);
  const head = await store.head();
  await readLog(store, log);
  log.end(head);
  const versions = new VersionCheck(log, problems);
  await eachVersion(store, (version) => versions.add(version, shapeOf(version.kind)));
  const wrong = versions.end((await store.head()).sequence);
  if (wrong.length > 0) await narrow(store, wrong, problems);
  const found = problems.first();
  return {
    ok: found.length === 0,
    entries: log.count,
    versions: versions.count,
    last: log.last,
    coveredThrough: roots.coveredThrough,
    ...(found[0] ? { firstWrong: found[0] } : {}),
    problems: found,
    problemCount: problems.count,
  };
}

/** An entry that cannot be read at all is passed over, so that the rest is verified too. */
async function readLog(store: Store, log: LogCheck): Promise<void> {
  for (let from = 1; ; ) {
    try {
      for await (const entries of store.entries(from)) for (const entry of entries) log.add(entry);
      return;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === "log-unreadable")) throw error;
      const sequence = Number(error.values.sequence);
      log.addUnreadable(sequence);
      from = sequence + 1;
    }
  }
}

async function eachVersion(store: Store, check: (version: StoredVersion) => void): Promise<void> {
  for (const kind of allKinds)
    for await (const batch of store.versions(kind)) for (const version of batch) check(version);
}

/** The versions pass a second time, only when something is wrong. */
async function narrow(store: Store, sequences: readonly number[], problems: ProblemList): Promise<void> {
  const wrong = new Set(sequences);
  const entries: AuditEntry[] = [];
  for await (const batch of store.entries(sequences[0])) {
    entries.push(...batch.filter(({ sequence }) => wrong.delete(sequence)));
    if (wrong.size === 0) break;
  }
  const narrowing = new RowNarrowing(entries, problems);
  await eachVersion(store, (version) => narrowing.add(version));
  narrowing.end();
}
