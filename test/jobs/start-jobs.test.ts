import { expect } from "chai";
import { createTask } from "node-cron";
import { jobsStanding } from "../../src/app/jobs/job-standing.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { withdrawRequest } from "../../src/app/withdraw-request.ts";
import { DomainError } from "../../src/domain/shared/domain-error.ts";
import { type Job, schedule } from "../../src/jobs/schedule.ts";
import { type Alarm, cronAlarm, type Jobs, startJobs } from "../../src/jobs/start-jobs.ts";
import { declaredTown } from "../support/declared-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";

/** Nothing rings: the test wakes the jobs itself. */
const silent: Alarm = () => ({ stop: () => undefined });
const night = { cron: "30 2 * * *", timeZone: "Europe/Paris", leaseMinutes: 30 } as const;

function jobOf(name: string, run: Job["run"], more: Partial<Job> = {}): Job {
  return { name, ...night, missedDays: "each-in-order", run, ...more };
}

describe("the jobs", () => {
  let app: App;
  const open: Jobs[] = [];
  beforeEach(async () => {
    app = await openApp({ now: "2026-11-23T08:00:00.000Z" });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((jobs) => jobs.close()));
    await app.close();
  });

  function start(jobs: readonly Job[], more: Partial<Parameters<typeof startJobs>[0]> = {}): Jobs {
    const started = startJobs({ context: app.context, jobs, alarm: silent, ...more });
    open.push(started);
    return started;
  }

  const states = async (name: string) =>
    (await app.context.store.jobs(name)).map(({ key, state, attempts }) => `${key} ${state} ${attempts}`);

  it("of a night are done in the order of the table, each once, and the next night again", async () => {
    const done: string[] = [];
    const table = ["first", "second", "third"].map((name) =>
      jobOf(name, async ({ key }) => {
        done.push(`${name} ${key}`);
        return "";
      }),
    );
    const jobs = start(table);
    await jobs.wake();
    await jobs.wake();
    expect(done).to.deep.equal(["first 2026-11-23", "second 2026-11-23", "third 2026-11-23"]);
    app.context.clock.moveTo("2026-11-24T01:30:00.000Z");
    await jobs.wake();
    expect(done.slice(3)).to.deep.equal(["first 2026-11-24", "second 2026-11-24", "third 2026-11-24"]);
  });

  it("are done once by any number of processes that wake together", async () => {
    let count = 0;
    const table = [
      jobOf("counted", async () => {
        count++;
        await new Promise((resolve) => setImmediate(resolve));
        return "";
      }),
    ];
    const many = [...Array(8)].map(() => start(table));
    await Promise.all(many.map((jobs) => jobs.wake()));
    expect(count).to.equal(1);
    expect(await states("counted")).to.deep.equal(["2026-11-23 done 1"]);
  });

  it("make up for missed days, each where each counts, and tell the operator of those that nobody makes up for", async () => {
    const done: string[] = [];
    const note = (name: string) => async (work: { readonly key: string }) => {
      done.push(`${name} ${work.key}`);
      return "";
    };
    const table = [jobOf("each", note("each")), jobOf("newest", note("newest"), { missedDays: "newest-only" })];
    await start(table).wake();
    app.context.clock.moveTo("2026-11-26T09:00:00.000Z");
    expect(
      (await jobsStanding(app.context, table)).jobs.map(({ state, toCatchUp, skipped }) => [state, toCatchUp, skipped]),
    ).to.deep.equal([
      ["late", 2, 0],
      ["late", 0, 2],
    ]);
    await start(table).wake();
    expect(done.slice(2)).to.deep.equal(["each 2026-11-24", "each 2026-11-25", "each 2026-11-26", "newest 2026-11-26"]);
  });

  it("that fail are told once as an error, tried again with longer and longer waits, and hold back what needs them", async () => {
    const failing = new Set(["clocks"]);
    const done: string[] = [];
    const table = [
      jobOf("clocks", async () => {
        if (failing.has("clocks")) throw new TypeError("Jeanne Personne-Inventée is not a function");
        return "";
      }),
      jobOf("allocation", async () => String(done.push("allocation")), { needs: "clocks" }),
      jobOf("seed", async () => String(done.push("seed"))),
    ];
    const jobs = start(table);
    await jobs.wake();
    expect(done, "the seed does not wait").to.deep.equal(["seed"]);
    for (const time of ["08:00:59", "08:01:00", "08:05:59", "08:06:00"]) {
      app.context.clock.moveTo(`2026-11-23T${time}.000Z`);
      await jobs.wake();
    }
    expect(await states("clocks")).to.deep.equal(["2026-11-23 failed 3"]);
    const told = app.context.log.lines.filter(({ event }) => event.startsWith("job-failed"));
    expect(told.map(({ level, event }) => `${level} ${event}`)).to.deep.equal([
      "error job-failed",
      "warn job-failed-again",
      "warn job-failed-again",
    ]);
    expect(JSON.stringify(told), "nobody is named").not.to.contain("Personne");
    const standing = await jobsStanding(app.context, table);
    expect(standing.isWell).to.equal(false);
    expect(standing.jobs[0]).to.deep.include({ state: "failed", triedAgainAt: "2026-11-23T08:21:00.000Z" });
    failing.clear();
    app.context.clock.moveTo("2026-11-23T08:21:00.000Z");
    await jobs.wake();
    expect(done).to.deep.equal(["seed", "allocation"]);
    expect((await jobsStanding(app.context, table)).isWell).to.equal(true);
  });

  it("of a process that was killed are taken over when its lease has ended", async () => {
    const { store } = app.context;
    await store.claim("taken", "2026-11-23", {
      now: "2026-11-23T07:50:00.000Z",
      leaseUntil: "2026-11-23T08:20:00.000Z",
    });
    let count = 0;
    const table = [jobOf("taken", async () => String(count++))];
    const jobs = start(table);
    await jobs.wake();
    expect(count).to.equal(0);
    app.context.clock.moveTo("2026-11-23T08:20:00.000Z");
    expect((await jobsStanding(app.context, table)).jobs[0]!.state).to.equal("lost");
    await jobs.wake();
    expect(count).to.equal(1);
    expect(await states("taken")).to.deep.equal(["2026-11-23 done 2"]);
  });

  it("hold their lease as long as they run", async () => {
    let renew: (() => void) | undefined;
    let finish: (() => void) | undefined;
    const table = [
      jobOf("long", async () => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return "";
      }),
    ];
    const jobs = start(table, {
      repeat: (act, everyMs) => {
        expect(everyMs).to.equal(600_000);
        renew = act;
        return {
          stop: () => {
            renew = undefined;
          },
        };
      },
    });
    const going = jobs.wake();
    while (!finish) await new Promise((resolve) => setImmediate(resolve));
    app.context.clock.moveTo("2026-11-23T08:25:00.000Z");
    renew!();
    app.context.clock.moveTo("2026-11-23T08:40:00.000Z");
    const other = start(table);
    await other.wake();
    expect((await app.context.store.jobs("long"))[0]).to.deep.include({
      state: "running",
      attempts: 1,
      leaseUntil: "2026-11-23T08:55:00.000Z",
    });
    finish();
    await going;
    expect(renew, "it renews no more").to.equal(undefined);
    expect(await states("long")).to.deep.equal(["2026-11-23 done 1"]);
  });

  it("end when they are told: what runs is waited for, what would follow is not begun", async () => {
    let finish: (() => void) | undefined;
    const done: string[] = [];
    const table = [
      jobOf("running", async () => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        done.push("running");
        return "";
      }),
      jobOf("following", async () => String(done.push("following"))),
    ];
    const jobs = startJobs({ context: app.context, jobs: table, alarm: silent });
    while (!finish) await new Promise((resolve) => setImmediate(resolve));
    let isClosed = false;
    const closing = jobs.close().then(() => {
      isClosed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed).to.equal(false);
    expect((await jobsStanding(app.context, table)).awake).to.equal(1);
    finish();
    await closing;
    expect(done).to.deep.equal(["running"]);
    expect((await jobsStanding(app.context, table)).awake, "it says that it sleeps").to.equal(0);
  });

  it("of every minute claim nothing where there is nothing to do", async () => {
    let hasWork = false;
    const keys: string[] = [];
    const table = [
      jobOf(
        "minutely",
        async ({ key }) => {
          keys.push(key);
          return "";
        },
        { cron: "* * * * *", hasWork: async () => hasWork },
      ),
    ];
    const jobs = start(table);
    await jobs.wake();
    hasWork = true;
    for (const time of ["08:01:10", "08:01:50", "08:02:10"]) {
      app.context.clock.moveTo(`2026-11-23T${time}.000Z`);
      await jobs.wake();
    }
    expect(keys).to.deep.equal(["2026-11-23T08:01", "2026-11-23T08:02"]);
  });

  it("tell once that the store cannot be reached, and go on when it can", async () => {
    const reached = new Set<string>();
    const { store } = app.context;
    const cutOff: typeof store = Object.create(store, {
      jobs: {
        value: async (...asked: Parameters<typeof store.jobs>) => {
          if (!reached.has("store")) throw new DomainError("database-unavailable", { place: "x", reason: "busy" });
          return store.jobs(...asked);
        },
      },
      claim: { value: store.claim.bind(store) },
      renew: { value: store.renew.bind(store) },
      finish: { value: store.finish.bind(store) },
    });
    const table = [jobOf("job", async () => "")];
    const jobs = startJobs({ context: { ...app.context, store: cutOff }, jobs: table, alarm: silent });
    await jobs.wake();
    await jobs.wake();
    expect(app.context.log.lines.filter(({ event }) => event === "jobs-cut-off")).to.have.lengthOf(1);
    reached.add("store");
    await jobs.wake();
    expect(await states("job")).to.deep.equal(["2026-11-23 done 1"]);
    await jobs.close();
  });

  it("of the product make a whole night: clocks, allocation, the seed of tomorrow, the roots", async () => {
    await declaredTown(app.context);
    const ended = { requestId: "Q-20", expected: 3, reason: "housed-elsewhere" };
    await withdrawRequest(app.context, actorOf("hr"), ended);
    app.context.clock.moveTo("2026-11-24T02:00:00.000Z");
    const jobs = start(schedule);
    await jobs.wake();
    const outcomes: string[] = [];
    for (const { name } of schedule) {
      const [row] = await app.context.store.jobs(name);
      outcomes.push(`${name}: ${row?.outcome}`);
    }
    expect(outcomes).to.deep.equal([
      "act-on-clocks: expired 0, lost 0, lapsed 0, warned 0",
      "run-allocation: completed 2026-11-24-1",
      "publish-seed: published 2026-11-25",
      "record-audit-root: recorded 1",
      "send-notices: sent 0, later 0, failed 0, kept 1",
      "reassign: undefined",
    ]);
  });

  it("make no night without a dwelling, so that the first one may be run by hand on the day of the import", async () => {
    await start(schedule).wake();
    expect((await app.context.store.jobs("run-allocation"))[0]).to.include({ state: "done", outcome: "nothing" });
    await declaredTown(app.context);
    expect((await runAllocation(app.context, actorOf("operator"))).kind).to.equal("completed");
  });

  it("take a night that was run by hand for done", async () => {
    await declaredTown(app.context);
    await runAllocation(app.context, actorOf("operator"));
    await start(schedule).wake();
    expect((await app.context.store.jobs("run-allocation"))[0]!.outcome).to.equal("completed 2026-11-23-1");
    expect((await app.context.store.jobs("allocation"))[0]!.attempts).to.equal(1);
  });
});

describe("the alarm", () => {
  it("is wound for every line of the table, in the time of Paris, and can be stopped", async () => {
    for (const job of schedule) {
      const task = createTask(job.cron, () => undefined, { timezone: job.timeZone });
      expect(task.match(new Date("2026-11-23T01:30:00.000Z")), job.name).to.equal(true);
      expect(task.match(new Date("2026-11-23T02:31:00.000Z")), job.name).to.equal(job.cron.startsWith("*"));
      await task.destroy();
      cronAlarm(job, async () => undefined).stop();
    }
  });

  it("leaves out the time that the clocks skip in March: the minute's ring is what makes up for it", () => {
    const task = createTask("30 2 * * *", () => undefined, { timezone: "Europe/Paris" });
    const shown = (instant: string) => task.match(new Date(instant));
    const march = [...Array(24 * 60).keys()].filter((minute) =>
      shown(new Date(Date.parse("2026-03-28T23:00:00.000Z") + minute * 60_000).toISOString()),
    );
    expect(march, "no minute of that day is 02:30").to.deep.equal([]);
    const october = [...Array(25 * 60).keys()].filter((minute) =>
      shown(new Date(Date.parse("2026-10-24T22:00:00.000Z") + minute * 60_000).toISOString()),
    );
    expect(october, "two minutes of that day are").to.have.lengthOf(2);
    expect(schedule.map(({ cron }) => cron)).to.include("* * * * *");
  });
});
