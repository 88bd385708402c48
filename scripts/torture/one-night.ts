/**
 * Two processes and one night: it runs once. And a process that is killed in the middle of a night: the night stays its own until the lease
 * ends, then another one finishes it.
 */
import type { Context } from "../../src/app/ports.ts";
import type { DatabasePlaces } from "./database-places.ts";
import { storeTown } from "./stored-town.ts";
import { openTorture, tortureKeyring } from "./torture-context.ts";
import { Worker } from "./workers.ts";

/** What came of two processes. */
export interface NightFindings {
  readonly completed: number;
  readonly notClaimed: number;
  /** Runs that are stored. */
  readonly runs: number;
}

/** What came of a killed one. */
export interface KilledNightFindings {
  /** How the night ended for another process before the lease did. */
  readonly withinLease: string;
  readonly afterLease: string;
  readonly runs: number;
}

/** The lease of the killed process: long enough to ask for the night within it. Units: seconds. */
const LEASE_SECONDS = 6;

/** So many processes run one night at once. */
export async function nightAtOnce(places: DatabasePlaces, processes: number): Promise<NightFindings> {
  return withTown(places, async (context, options) => {
    const workers = Array.from(
      { length: processes },
      (_, i) => new Worker("night", { ...options, worker: `n${i}`, leaseMinutes: 60 }),
    );
    await Promise.all(workers.map((worker) => worker.untilLines(1)));
    for (const worker of workers) worker.go();
    const outcomes = (await Promise.all(workers.map((worker) => worker.end()))).map((lines) => lines[1]);
    return {
      completed: outcomes.filter((outcome) => outcome === "completed").length,
      notClaimed: outcomes.filter((outcome) => outcome === "not-claimed").length,
      runs: await runsOf(context),
    };
  });
}

/** One process is killed in the middle of a night. */
export async function killInNight(places: DatabasePlaces): Promise<KilledNightFindings> {
  return withTown(places, async (context, options) => {
    const leaseMinutes = LEASE_SECONDS / 60;
    const stuck = new Worker("stuck-night", { ...options, worker: "stuck", leaseMinutes });
    const others = [0, 1].map((i) => new Worker("night", { ...options, worker: `n${i}`, leaseMinutes }));
    await Promise.all([stuck, ...others].map((worker) => worker.untilLines(1)));
    stuck.go();
    await stuck.untilLines(2);
    await stuck.kill();
    const ask = async (worker: Worker) => {
      worker.go();
      return (await worker.end())[1] ?? "nothing";
    };
    const withinLease = await ask(others[0]!);
    const [job] = await context.store.jobs("allocation");
    await new Promise((resolve) => setTimeout(resolve, Date.parse(job!.leaseUntil) - Date.now() + 100));
    const afterLease = await ask(others[1]!);
    return { withinLease, afterLease, runs: await runsOf(context) };
  });
}

async function withTown<T>(
  places: DatabasePlaces,
  step: (context: Context, options: { readonly place: string; readonly keyring: object }) => Promise<T>,
): Promise<T> {
  const place = places.fresh();
  const keyring = tortureKeyring();
  const context = await openTorture(place, keyring);
  try {
    await storeTown(context);
    return await step(context, { place, keyring });
  } finally {
    await context.store.close();
  }
}

async function runsOf({ store }: Context): Promise<number> {
  return (await store.list({ kind: "run", by: "all", equals: [] })).records.length;
}
