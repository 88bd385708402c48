import { expect } from "chai";
import { expectError, landlord, put, type StorePlaces, write } from "./writing.ts";

const at = (minute: number) => `2026-11-23T03:${String(minute).padStart(2, "0")}:00.000Z`;
const times = (now: number, leaseUntil: number) => ({ now: at(now), leaseUntil: at(leaseUntil) });

/** A job of a key is held by one process at a time and done once. */
export function jobsContract(places: StorePlaces): void {
  describe("jobs", () => {
    it("of twenty claims one wins", async () => {
      const store = await places.open();
      const other = await places.reopen(store);
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? store : other).claim("night", "2026-11-23", times(0, 30))),
      );
      const won = claims.filter((claim) => claim !== undefined);
      expect(won).to.have.length(1);
      expect(won[0]).to.include({ job: "night", key: "2026-11-23", attempt: 1 });
      expect(await store.jobs("night")).to.deep.equal([
        { job: "night", key: "2026-11-23", state: "running", attempts: 1, startedAt: at(0), leaseUntil: at(30) },
      ]);
    });

    it("a claim is free again when its lease has ended, and not before", async () => {
      const store = await places.open();
      await store.claim("night", "day", times(0, 30));
      expect(await store.claim("night", "day", times(29, 59))).to.equal(undefined);
      expect(await store.claim("night", "day", times(30, 59))).to.include({ attempt: 2 });
      expect(await store.claim("night", "day", times(31, 59))).to.equal(undefined);
    });

    it("a claim whose lease was lost to another cannot be ended, and the other's can", async () => {
      const store = await places.open();
      const lost = (await store.claim("night", "day", times(0, 10)))!;
      const held = (await store.claim("night", "day", times(20, 50)))!;
      const conflict = { kind: "job", id: "night/day", expected: 1, found: 2, state: "running" };
      await expectError(store.finish(lost, { now: at(21), state: "done" }), "conflict", conflict);
      await store.finish(held, { now: at(22), state: "done", outcome: "run-1" });
      await expectError(store.finish(lost, { now: at(23), state: "failed" }), "conflict", { state: "done" });
      expect((await store.jobs("night"))[0]).to.include({
        state: "done",
        attempts: 2,
        outcome: "run-1",
        finishedAt: at(22),
      });
    });

    it("a claim that is renewed is held until its new end; one that was lost, or ended, cannot be renewed", async () => {
      const store = await places.open();
      const first = (await store.claim("night", "day", times(0, 10)))!;
      await store.renew(first, at(30));
      expect((await store.jobs("night"))[0]).to.include({ state: "running", leaseUntil: at(30), attempts: 1 });
      expect(await store.claim("night", "day", times(20, 50))).to.equal(undefined);
      const second = (await store.claim("night", "day", times(30, 50)))!;
      const conflict = { kind: "job", id: "night/day", expected: 1, found: 2, state: "running" };
      await expectError(store.renew(first, at(59)), "conflict", conflict);
      expect((await store.jobs("night"))[0]).to.include({ leaseUntil: at(50) });
      await store.finish(second, { now: at(40), state: "done" });
      await expectError(store.renew(second, at(59)), "conflict", { state: "done" });
    });

    it("a lease that has ended and that nobody took may still be ended by its holder", async () => {
      const store = await places.open();
      const claim = (await store.claim("night", "day", times(0, 10)))!;
      await store.finish(claim, { now: at(40), state: "done" });
      expect((await store.jobs("night"))[0]).to.include({ state: "done" });
    });

    it("a job that is done is not claimed again, however late", async () => {
      const store = await places.open();
      const claim = (await store.claim("night", "day", times(0, 10)))!;
      await store.finish(claim, { now: at(5), state: "done" });
      expect(await store.claim("night", "day", times(59, 59))).to.equal(undefined);
      await expectError(store.finish(claim, { now: at(6), state: "failed" }), "conflict", { state: "done" });
    });

    it("a job that failed may be claimed again at once", async () => {
      const store = await places.open();
      const first = (await store.claim("night", "day", times(0, 30)))!;
      await store.finish(first, { now: at(1), state: "failed", outcome: "database-unavailable" });
      expect((await store.jobs("night"))[0]).to.include({ state: "failed", outcome: "database-unavailable" });
      const second = (await store.claim("night", "day", times(2, 30)))!;
      expect(second).to.include({ attempt: 2 });
      expect(second.token).not.to.equal(first.token);
      expect((await store.jobs("night"))[0]).to.deep.equal({
        job: "night",
        key: "day",
        state: "running",
        attempts: 2,
        startedAt: at(2),
        leaseUntil: at(30),
      });
    });

    it("jobs of other keys and names stand apart", async () => {
      const store = await places.open();
      expect(await store.claim("night", "day-1", times(0, 30))).to.include({ attempt: 1 });
      expect(await store.claim("night", "day-2", times(0, 30))).to.include({ attempt: 1 });
      expect(await store.claim("clocks", "day-1", times(0, 30))).to.include({ attempt: 1 });
      expect(await store.jobs("notices")).to.deep.equal([]);
    });

    it("the last jobs of a name are given, newest key first", async () => {
      const store = await places.open();
      for (const key of ["2026-11-21", "2026-11-23", "2026-11-20", "2026-11-22"]) {
        await store.claim("night", key, times(0, 30));
      }
      await store.claim("clocks", "2026-11-24", times(0, 30));
      const keys = async (limit?: number) => (await store.jobs("night", limit)).map(({ key }) => key);
      expect(await keys()).to.deep.equal(["2026-11-23", "2026-11-22", "2026-11-21", "2026-11-20"]);
      expect(await keys(2)).to.deep.equal(["2026-11-23", "2026-11-22"]);
    });

    it("a claim is no entry of the log", async () => {
      const store = await places.open();
      const claim = (await store.claim("night", "day", times(0, 30)))!;
      await store.finish(claim, { now: at(1), state: "done" });
      expect((await write(store, put("landlord", "L", landlord("first")))).sequence).to.equal(1);
    });
  });
}
