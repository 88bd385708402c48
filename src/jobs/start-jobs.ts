/**
 * The jobs of one process: alarms ring by the table, and each ring goes through the table once, doing whatever is due. Several processes do each
 * job once per key, since a job is claimed in the store; one whose process is lost is taken over when its lease has ended.
 */
import { randomUUID } from "node:crypto";
import { schedule as cronSchedule } from "node-cron";
import { awakeJob } from "../app/jobs/job-standing.ts";
import type { Claim, Context } from "../app/ports.ts";
import { claimJob, leaseFrom } from "../app/records/claim-job.ts";
import type { Actor } from "../domain/access/actor.ts";
import { parisTimeOf } from "../domain/clocks/paris-time.ts";
import {
  type JobLine,
  type JobMark,
  mayBegin,
  minuteKey,
  minuteOfDay,
  newestDay,
  owedDays,
} from "../domain/jobs/job-plan.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { type Job, schedule } from "./schedule.ts";

/** The product's jobs, as the log names who did it. */
const jobsActor: Actor = { id: "contingent-jobs", roles: ["system"], scope: {} };

/** A process that has said nothing for so long is asleep. A night of a million requests keeps its thread busy for less. */
const AWAKE_MINUTES = 15;

/** What rings: calls back whenever a line's time has come, until it is stopped. */
export type Alarm = (line: JobLine, ring: () => Promise<void>) => { readonly stop: () => void };
/** Calls again and again, until it is stopped. */
export type Repeat = (act: () => void, everyMs: number) => { readonly stop: () => void };

/** What jobs stand on. */
export interface JobsParts {
  readonly context: Context;
  /** The table of the product when absent. */
  readonly jobs?: readonly Job[];
  /** node-cron when absent. */
  readonly alarm?: Alarm;
  /** The timer of the machine when absent. */
  readonly repeat?: Repeat;
}

/** Jobs that are going on. */
export interface Jobs {
  /** Goes through the table now; while that is being done already, waits for its end. */
  wake(): Promise<void>;
  /** Rings no more, begins nothing, and waits for what is running. */
  close(): Promise<void>;
}

/** Rings by node-cron. What it leaves out, a time that the clocks skip, is caught by the next minute's ring: what is due is not its to say. */
export const cronAlarm: Alarm = ({ name, cron, timeZone }, ring) => {
  const options = { name, timezone: timeZone, noOverlap: true, logger: silent, suppressMissedWarning: true };
  const task = cronSchedule(cron, ring, options);
  return { stop: () => void task.destroy() };
};
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

const timer: Repeat = (act, everyMs) => {
  const handle = setInterval(act, everyMs);
  handle.unref();
  return { stop: () => clearInterval(handle) };
};

/** Starts the jobs, with what was missed while nobody was awake. */
export function startJobs({ context, jobs = schedule, alarm = cronAlarm, repeat = timer }: JobsParts): Jobs {
  const round = new Round(context, jobs, repeat);
  let going: Promise<void> | undefined;
  const wake = () => {
    going ??= round.go().finally(() => {
      going = undefined;
    });
    return going;
  };
  const alarms = jobs.map((job) => alarm(job, wake));
  void wake();
  return {
    wake,
    close: async () => {
      for (const { stop } of alarms) stop();
      round.end();
      await going;
      await round.fallAsleep();
    },
  };
}

/** One passage through the table after the other. */
class Round {
  readonly #context: Context;
  readonly #jobs: readonly Job[];
  readonly #repeat: Repeat;
  readonly #key = randomUUID();
  #awake: Claim | undefined;
  readonly #ending = new AbortController();
  /** True while the store cannot be reached: that is told once. */
  #isCutOff = false;

  constructor(context: Context, jobs: readonly Job[], repeat: Repeat) {
    this.#context = context;
    this.#jobs = jobs;
    this.#repeat = repeat;
  }

  end(): void {
    this.#ending.abort();
  }

  async go(): Promise<void> {
    try {
      await this.#stayAwake();
      for (const job of this.#jobs) await this.#takeLine(job);
      this.#isCutOff = false;
    } catch (error) {
      if (!this.#isCutOff) this.#context.log.error("jobs-cut-off", told(error));
      this.#isCutOff = true;
    }
  }

  async fallAsleep(): Promise<void> {
    const { store, clock } = this.#context;
    if (this.#awake)
      await store.finish(this.#awake, { now: clock.now(), state: "done" }).catch(() => {
        // The store is gone; the lease ends by itself.
      });
  }

  async #stayAwake(): Promise<void> {
    const { store, clock } = this.#context;
    const now = clock.now();
    if (this.#awake) await store.renew(this.#awake, leaseFrom(now, AWAKE_MINUTES));
    else this.#awake = await claimJob(this.#context, awakeJob, `${now} ${this.#key}`, AWAKE_MINUTES);
  }

  async #takeLine(job: Job): Promise<void> {
    if (minuteOfDay(job) === undefined) return this.#takeMinute(job);
    for (const day of owedDays(job, await this.#marks(job), this.#context.clock.now())) {
      // A day waits for the one before it, and for what it needs of its own night.
      if (this.#ending.signal.aborted || !(await this.#isReady(job, day)) || !(await this.#take(job, day))) return;
    }
  }

  async #takeMinute(job: Job): Promise<void> {
    const context = this.#context;
    const [newest] = await this.#marks(job);
    const open = newest?.state === "done" ? undefined : newest;
    if (this.#ending.signal.aborted || !mayBegin(open, context.clock.now())) return;
    if (job.hasWork && !(await job.hasWork({ context, actor: jobsActor }))) return;
    await this.#take(job, open?.key ?? minuteKey(context.clock.now()));
  }

  /** True where what a job needs of the night is done, and every line before it has had its turn. */
  async #isReady(job: Job, day: string): Promise<boolean> {
    const now = this.#context.clock.now();
    const before = this.#jobs.slice(0, this.#jobs.indexOf(job)).filter((line) => minuteOfDay(line) !== undefined);
    for (const line of before) {
      const mark = (await this.#marks(line)).find(({ key }) => key === day);
      if (mark?.state === "running" && !mayBegin(mark, now)) return false;
      if (line.name === job.needs && newestDay(line, parisTimeOf(now)) >= day && mark?.state !== "done") return false;
    }
    return true;
  }

  async #marks({ name }: Job): Promise<readonly JobMark[]> {
    return this.#context.store.jobs(name, 50);
  }

  /** Runs a job at a key where it may be begun; true when it is done. */
  async #take(job: Job, key: string): Promise<boolean> {
    const { store, clock, log } = this.#context;
    const mark = (await this.#marks(job)).find((one) => one.key === key);
    if (!mayBegin(mark, clock.now())) return mark?.state === "done";
    const claim = await claimJob(this.#context, job.name, key, job.leaseMinutes);
    if (!claim) return false;
    const held = this.#hold(job, claim);
    try {
      const outcome = await job.run({ context: this.#context, actor: jobsActor, key });
      await store.finish(claim, { now: clock.now(), state: "done", outcome });
      log.info("job-done", { job: job.name, key, attempt: claim.attempt, outcome });
      return true;
    } catch (error) {
      await this.#fail(claim, error);
      return false;
    } finally {
      held.stop();
    }
  }

  /** Holds the lease while a job runs. One that is lost is noticed when the job ends. */
  #hold({ leaseMinutes }: Job, claim: Claim): { readonly stop: () => void } {
    const { store, clock } = this.#context;
    const renew = () => {
      store.renew(claim, leaseFrom(clock.now(), leaseMinutes)).catch(() => undefined);
    };
    return this.#repeat(renew, (leaseMinutes * 60_000) / 3);
  }

  /** The first failure of a key is an error that somebody must look at; those that follow are told as warnings. */
  async #fail(claim: Claim, error: unknown): Promise<void> {
    const { store, clock, log } = this.#context;
    const { job, key, attempt } = claim;
    const values = { job, key, attempt, ...told(error) };
    if (attempt === 1) log.error("job-failed", values);
    else log.warn("job-failed-again", values);
    const outcome = error instanceof DomainError ? error.code : "error";
    await store.finish(claim, { now: clock.now(), state: "failed", outcome }).catch((lost: unknown) => {
      log.warn("job-lost", { job, key, ...told(lost) });
    });
  }
}

/** As much of an error as the log may hold: its code, or its name and the place in the code. Its message may quote what was read. */
function told(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof DomainError) return { code: error.code };
  const { name, stack = "" } = error instanceof Error ? error : new Error();
  const place = /\bsrc\/[\w./-]+:\d+/.exec(stack)?.[0];
  return { code: "error", name, ...(place === undefined ? {} : { place }) };
}
