import { expect } from "chai";
import { parisTimeOf } from "../../../src/domain/clocks/paris-time.ts";
import {
  type JobLine,
  type JobMark,
  mayBegin,
  nextTime,
  owedDays,
  retryMinutes,
  skippedDays,
  triedAgainAt,
} from "../../../src/domain/jobs/job-plan.ts";
import { instantPlus } from "../../../src/domain/shared/instants.ts";

const night: JobLine = {
  name: "act-on-clocks",
  cron: "30 2 * * *",
  timeZone: "Europe/Paris",
  leaseMinutes: 30,
  missedDays: "each-in-order",
};
const newestOnly: JobLine = { ...night, name: "run-allocation", missedDays: "newest-only" };

function mark(key: string, state: JobMark["state"], more: Partial<JobMark> = {}): JobMark {
  return { key, state, attempts: 1, startedAt: `${key}T01:30:00.000Z`, leaseUntil: `${key}T02:00:00.000Z`, ...more };
}

describe("the plan of the jobs", () => {
  it("owes a day from its time in Paris on, not before", () => {
    const done = [mark("2026-11-22", "done")];
    expect(owedDays(night, done, "2026-11-23T01:29:59.999Z")).to.deep.equal([]);
    expect(owedDays(night, done, "2026-11-23T01:30:00.000Z")).to.deep.equal(["2026-11-23"]);
  });

  it("owes every missed day in order where each counts, and the newest only where the others are overtaken", () => {
    const done = [mark("2026-11-19", "done"), mark("2026-11-18", "done")];
    const now = "2026-11-23T09:00:00.000Z";
    expect(owedDays(night, done, now)).to.deep.equal(["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]);
    expect(owedDays(newestOnly, done, now)).to.deep.equal(["2026-11-23"]);
    expect(skippedDays(newestOnly, done, now)).to.equal(3);
    expect(skippedDays(night, done, now)).to.equal(0);
  });

  it("has missed nothing before the first time", () => {
    expect(owedDays(night, [], "2026-11-23T09:00:00.000Z")).to.deep.equal(["2026-11-23"]);
    expect(owedDays(night, [], "2026-11-23T00:10:00.000Z")).to.deep.equal(["2026-11-22"]);
  });

  it("goes on with the day that failed, and owes nothing that is done", () => {
    const failed = [mark("2026-11-21", "failed"), mark("2026-11-20", "done")];
    expect(owedDays(night, failed, "2026-11-23T09:00:00.000Z")[0]).to.equal("2026-11-21");
    expect(owedDays(night, [mark("2026-11-23", "done")], "2026-11-23T09:00:00.000Z")).to.deep.equal([]);
    expect(owedDays(night, [mark("2026-11-21", "failed")], "2026-11-22T09:00:00.000Z")).to.deep.equal([
      "2026-11-21",
      "2026-11-22",
    ]);
  });

  for (const [name, day] of [
    ["forward", "2026-03-29"],
    ["back", "2026-10-25"],
  ] as const)
    it(`runs once on the night when the clocks go ${name}, and once on the nights beside it`, () => {
      const days = [instantPlus(`${day}T00:00:00.000Z`, -1_440), `${day}T00:00:00.000Z`].map((one) => one.slice(0, 10));
      const done: JobMark[] = [mark(instantPlus(`${days[0]}T00:00:00.000Z`, -1_440).slice(0, 10), "done")];
      const runs: string[] = [];
      // Every minute of two days and a half, as the alarm rings.
      for (let minute = 0; minute < 3_600; minute++) {
        const now = instantPlus(`${days[0]}T00:00:00.000Z`, minute);
        for (const key of owedDays(night, done, now)) {
          runs.push(`${key} at ${parisTimeOf(now).minute}`);
          done.unshift(mark(key, "done"));
        }
      }
      const last = instantPlus(`${day}T12:00:00.000Z`, 1_440).slice(0, 10);
      const minuteThatDay = name === "forward" ? 180 : 150;
      expect(runs).to.deep.equal([`${days[0]} at 150`, `${day} at ${minuteThatDay}`, `${last} at 150`]);
    });

  it("tells the next time by the clocks of Paris", () => {
    expect(nextTime(night, "2026-11-23T01:00:00.000Z")).to.equal("2026-11-23T01:30:00.000Z");
    expect(nextTime(night, "2026-11-23T01:30:00.000Z")).to.equal("2026-11-24T01:30:00.000Z");
    expect(nextTime(night, "2026-03-28T12:00:00.000Z")).to.equal("2026-03-29T01:00:00.000Z");
    expect(nextTime(night, "2026-10-24T12:00:00.000Z")).to.equal("2026-10-25T00:30:00.000Z");
    expect(nextTime(night, "2026-10-25T00:45:00.000Z")).to.equal("2026-10-26T01:30:00.000Z");
    expect(nextTime({ ...night, cron: "* * * * *" }, "2026-11-23T01:00:20.000Z")).to.equal("2026-11-23T01:01:00.000Z");
  });

  it("waits longer after each failure, and takes over what somebody lost", () => {
    const failed = (attempts: number) =>
      mark("2026-11-23", "failed", { attempts, finishedAt: "2026-11-23T02:00:00.000Z" });
    expect([1, 2, 3, 4, 5, 90].map((attempts) => triedAgainAt(failed(attempts)).slice(11, 16))).to.deep.equal([
      "02:01",
      "02:05",
      "02:15",
      "03:00",
      "03:00",
      "03:00",
    ]);
    expect(retryMinutes).to.have.lengthOf(4);
    expect(mayBegin(failed(2), "2026-11-23T02:04:59.999Z")).to.equal(false);
    expect(mayBegin(failed(2), "2026-11-23T02:05:00.000Z")).to.equal(true);
    const running = mark("2026-11-23", "running");
    expect(mayBegin(running, "2026-11-23T01:59:00.000Z")).to.equal(false);
    expect(mayBegin(running, "2026-11-23T02:00:00.000Z")).to.equal(true);
    expect(mayBegin(mark("2026-11-23", "done"), "2027-01-01T00:00:00.000Z")).to.equal(false);
    expect(mayBegin(undefined, "2026-11-23T02:00:00.000Z")).to.equal(true);
  });
});
