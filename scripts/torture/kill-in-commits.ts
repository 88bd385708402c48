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

const LONGEST_LIFE_MS = 400;

/** One database and what was acknowledged on it. */
interface Database {
  readonly place: string;
  readonly keyring: KeyringDocument;
  readonly acknowledged: Acknowledged[];
}

/** Runs the rounds; the processes of the next one load the product while the database is looked through. */
export async function killInCommits(places: DatabasePlaces, options: KillOptions): Promise<KillFindings> {
  const { rounds, roundsPerDatabase = 20, seed = 1, fault } = options;
  const random = randomOf(seed);
  const sum = { entries: 0, versions: 0, lost: 0, halfWritten: 0, auditProblems: 0, acknowledged: 0 };
  let database: Database | undefined;
  let workers: readonly Worker[] = [];
  const prepare = (round: number) => {
    if (round % roundsPerDatabase === 0)
      database = { place: places.fresh(), keyring: tortureKeyring(), acknowledged: [] };
    const { place, keyring } = database!;
    const of = (i: number) => ({ place, keyring, worker: `w${round}-${i}`, ...(fault ? { fault } : {}) });
    workers = round < rounds ? [0, 1].map((i) => new Worker("commit", of(i))) : [];
  };
  prepare(0);
  for (let round = 0; round < rounds; round++) {
    const [{ place, keyring, acknowledged }, killed] = [database!, workers];
    await Promise.all(killed.map((worker, i) => liveAndDie(worker, random.below(LONGEST_LIFE_MS), i === 0 ? 2 : 1)));
    acknowledged.push(...killed.flatMap(({ lines }) => lines.flatMap((line) => readAcknowledgement(line) ?? [])));
    prepare(round + 1);
    const found = await lookThrough(place, keyring, acknowledged);
    const isWrong = found.lost + found.halfWritten + found.auditProblems > 0;
    if (!isWrong && database!.place === place && round + 1 < rounds) continue;
    for (const name of ["entries", "versions", "lost", "halfWritten", "auditProblems"] as const)
      sum[name] += found[name];
    sum.acknowledged += acknowledged.length;
    if (isWrong) break;
  }
  await Promise.all(workers.map((worker) => worker.kill()));
  return { ...sum, rounds, unacknowledged: sum.entries - sum.acknowledged };
}

/** The life of one counts from its first acknowledgement, so that there is something to lose; that of the other from the start, so that kills fall into openings and first commits too. */
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
