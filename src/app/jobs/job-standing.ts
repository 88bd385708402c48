/** How the jobs stand: each line of the table with what is known of it, and whether anybody is awake to run them. */
import { parisTimeOf } from "../../domain/clocks/paris-time.ts";
import {
  type JobLine,
  type JobMark,
  mayBegin,
  minuteOfDay,
  newestDay,
  nextTime,
  owedDays,
  skippedDays,
  triedAgainAt,
} from "../../domain/jobs/job-plan.ts";
import { instantPlus } from "../../domain/shared/instants.ts";
import type { Context, JobRow } from "../ports.ts";

/** Under this name each process that runs jobs says that it is awake. */
export const awakeJob = "jobs-awake";

/** `late`: due and not begun though somebody is awake for a while; `lost`: whoever ran it has not been heard of. */
export type JobState = "well" | "waiting" | "running" | "failed" | "late" | "lost";

/** One line as it stands. */
export interface JobStanding {
  readonly line: JobLine;
  readonly state: JobState;
  /** The newest time it was begun. */
  readonly last?: JobRow;
  /** The newest time it was done. */
  readonly lastDone?: JobRow;
  readonly nextAt: string;
  /** Days that are owed beside the newest: they are made up for, the oldest first. */
  readonly toCatchUp: number;
  /** Days that were missed before the last time and that nobody makes up for. */
  readonly skipped: number;
  readonly triedAgainAt?: string;
}

/** All of them. */
export interface JobsStanding {
  readonly jobs: readonly JobStanding[];
  /** Processes that run jobs now. */
  readonly awake: number;
  readonly isWell: boolean;
}

/** A job that was not begun so long after its time is late. Units: minutes. */
const PATIENCE_MINUTES = 10;
const ROWS = 50;

/** How the jobs of a table stand. Cost: some rows a line. */
export async function jobsStanding(
  { store, clock }: Pick<Context, "store" | "clock">,
  lines: readonly JobLine[],
): Promise<JobsStanding> {
  const now = clock.now();
  const awake = (await store.jobs(awakeJob, ROWS)).filter(
    ({ state, leaseUntil }) => state === "running" && leaseUntil > now,
  ).length;
  const jobs: JobStanding[] = [];
  for (const line of lines) jobs.push(standingOf(line, await store.jobs(line.name, ROWS), now));
  const isWell = awake > 0 && jobs.every(({ state }) => state !== "failed" && state !== "late" && state !== "lost");
  return { jobs, awake, isWell };
}

function standingOf(line: JobLine, rows: readonly JobRow[], now: string): JobStanding {
  const [last] = rows;
  const lastDone = rows.find(({ state }) => state === "done");
  const owed = minuteOfDay(line) === undefined ? [] : owedDays(line, rows, now);
  return {
    line,
    state: stateOf(line, last, owed, now),
    ...(last ? { last } : {}),
    ...(lastDone ? { lastDone } : {}),
    nextAt: nextTime(line, now),
    toCatchUp: Math.max(0, owed.length - 1),
    skipped: minuteOfDay(line) === undefined ? 0 : skippedDays(line, rows, now),
    ...(last?.state === "failed" ? { triedAgainAt: triedAgainAt(last) } : {}),
  };
}

function stateOf(line: JobLine, last: JobMark | undefined, owed: readonly string[], now: string): JobState {
  if (last?.state === "running") return mayBegin(last, now) ? "lost" : "running";
  const isAtNewest = minuteOfDay(line) === undefined || last?.key === newestDay(line, parisTimeOf(now));
  if (last?.state === "failed" && (isAtNewest || owed.length > 0)) return "failed";
  if (owed.length === 0) return last ? "well" : "waiting";
  const dueAt = nextTime(line, instantPlus(now, -24 * 60));
  return instantPlus(dueAt, PATIENCE_MINUTES) < now ? "late" : "waiting";
}
