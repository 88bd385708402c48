/**
 * Backups while two processes write without pause: each opens as a database of its own, holds everything that was acknowledged before it was
 * begun, nothing in part, and takes new commits.
 */
import { backupDatabase, restoreDatabase } from "../../src/adapters/store/sqlite-maintenance.ts";
import { commit, create } from "../../src/app/commit.ts";
import { randomOf } from "../bench/random.ts";
import { checkCommits } from "./commit-check.ts";
import { type Acknowledged, readAcknowledgement } from "./committer.ts";
import type { DatabasePlaces } from "./database-places.ts";
import { everywhere, openTorture, tortureKeyring } from "./torture-context.ts";
import { Worker } from "./workers.ts";

/** What came of it. */
export interface BackupFindings {
  /** Backups that open, verify and take a commit. */
  readonly verified: number;
  /** Commits acknowledged before a backup was begun and not in it. */
  readonly missing: number;
  readonly halfWritten: number;
  readonly entries: number;
  readonly versions: number;
}

const LONGEST_PAUSE_MS = 150;

/** Makes so many backups. */
export async function backupDuringWrites(places: DatabasePlaces, count: number): Promise<BackupFindings> {
  const place = places.fresh();
  const keyring = tortureKeyring();
  const random = randomOf(2);
  const workers = [0, 1].map((i) => new Worker("commit", { place, keyring, worker: `w${i}` }));
  const found = { verified: 0, missing: 0, halfWritten: 0, entries: 0, versions: 0 };
  try {
    await Promise.all(workers.map((worker) => worker.untilLines(1)));
    for (const worker of workers) worker.go();
    await Promise.all(workers.map((worker) => worker.untilLines(2)));
    for (let i = 0; i < count; i++) {
      await new Promise((resolve) => setTimeout(resolve, random.below(LONGEST_PAUSE_MS)));
      const before = workers.flatMap(({ lines }) => lines.flatMap((line) => readAcknowledgement(line) ?? []));
      const [backup, restored] = [places.fresh(), places.fresh()];
      await backupDatabase(place, backup);
      await restoreDatabase(backup, restored);
      const one = await lookInto(restored, keyring, before);
      found.verified += Number(one.isVerified);
      found.missing += one.lost;
      found.halfWritten += one.halfWritten;
      found.entries += one.entries;
      found.versions += one.versions;
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
  }
  return found;
}

async function lookInto(place: string, keyring: ReturnType<typeof tortureKeyring>, before: readonly Acknowledged[]) {
  const context = await openTorture(place, keyring);
  try {
    const found = await checkCommits(context.store, before);
    const { sequence } = await commit(context, {
      actor: everywhere("after", "operator"),
      command: "declare-facts",
      events: [],
      writes: [create("landlord", "after-restore", { facts: { id: "after-restore", kind: "social" } })],
    });
    return { ...found, isVerified: found.auditProblems === 0 && sequence === found.entries + 1 };
  } finally {
    await context.store.close();
  }
}
