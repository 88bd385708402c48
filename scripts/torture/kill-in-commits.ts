/**
 * kill -9 in the middle of commits: two processes commit to one database as fast as they can and are killed at random moments; then the database
 * is opened again and looked through.
 */
import type { KeyringDocument } from "../../src/domain/persons/person.ts";
import { randomOf } from "../bench/random.ts";
import { type CommitFindings, checkCommits } from "./commit-check.ts";
import { type Acknowledged, readAcknowledgement } from "./committer.ts";
import type { DatabasePlaces } from "./database-places.ts";
import type { Fault } from "./faulty-store.ts";
import { openTorture, tortureKeyring } from "./torture-context.ts";
import { Worker } from "./workers.ts";

/** How often. */
export interface KillOptions {
  readonly rounds: number;
  /** Rounds on one database before a new one is taken, so that looking through it stays quick. */
  readonly roundsPerDatabase?: number;
  readonly seed?: number;
  /** For the test of the check: what the killed processes do wrong. */
  readonly fault?: Fault;
}

/** What came of it. */
export interface KillFindings extends CommitFindings {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Commits that were there without having been acknowledged: the kill came between. */
  readonly unacknowledged: number;
}

const LONGEST_LIFE_MS = 250;

/** Runs the rounds. */
export async function killInCommits(places: DatabasePlaces, options: KillOptions): Promise<KillFindings> {
  const { rounds, roundsPerDatabase = 20, seed = 1, fault } = options;
  const random = randomOf(seed);
  const sum = { entries: 0, versions: 0, lost: 0, halfWritten: 0, auditProblems: 0, acknowledged: 0 };
  for (let first = 0; first < rounds; first += roundsPerDatabase) {
    const place = places.fresh();
    const keyring = tortureKeyring();
    const acknowledged: Acknowledged[] = [];
    let found: CommitFindings | undefined;
    for (let round = first; round < Math.min(rounds, first + roundsPerDatabase); round++) {
      const lives = [random.below(LONGEST_LIFE_MS), random.below(LONGEST_LIFE_MS)];
      const workers = lives.map((_, i) => startWorker(place, keyring, `w${round}-${i}`, fault));
      await Promise.all(workers.map((worker, i) => liveAndDie(worker, lives[i]!, i === 0 ? 2 : 1)));
      acknowledged.push(...workers.flatMap(({ lines }) => lines.flatMap((line) => readAcknowledgement(line) ?? [])));
      found = await lookThrough(place, keyring, acknowledged);
      if (found.lost + found.halfWritten + found.auditProblems > 0) break;
    }
    for (const name of ["entries", "versions", "lost", "halfWritten", "auditProblems"] as const)
      sum[name] += found![name];
    sum.acknowledged += acknowledged.length;
  }
  return { ...sum, rounds, unacknowledged: sum.entries - sum.acknowledged };
}

function startWorker(place: string, keyring: KeyringDocument, worker: string, fault: Fault | undefined): Worker {
  return new Worker("commit", { place, keyring, worker, ...(fault ? { fault } : {}) });
}

/** The life of one counts from its first acknowledgement, so that there is something to lose; that of the other from the start, so that kills fall into first commits too. */
async function liveAndDie(worker: Worker, milliseconds: number, fromLine: number): Promise<void> {
  await worker.untilLines(1);
  worker.go();
  await worker.untilLines(fromLine);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await worker.kill();
}

async function lookThrough(place: string, keyring: KeyringDocument, acknowledged: readonly Acknowledged[]) {
  const { store } = await openTorture(place, keyring);
  try {
    return await checkCommits(store, acknowledged);
  } finally {
    await store.close();
  }
}
