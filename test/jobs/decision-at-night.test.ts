import { expect } from "chai";
import { type Job, schedule } from "../../src/jobs/schedule.ts";
import { startJobs } from "../../src/jobs/start-jobs.ts";
import { openCommitteeTown } from "../support/committee-town.ts";
import { meanwhile } from "../support/meanwhile.ts";

describe("a night while a decision is being made", () => {
  it("begins again with what was decided, and the decision stands", async () => {
    const town = await openCommitteeTown();
    const { context } = town.app;
    try {
      await town.meet();
      context.clock.moveTo("2026-11-24T02:00:00.000Z");
      const allocation = schedule
        .filter(({ name }) => name === "run-allocation")
        .map(({ needs: _, ...job }): Job => job);
      let decisionId: string | undefined;
      const slow = meanwhile(context, async () => {
        decisionId = await town.confirm("V-1");
      });
      const jobs = startJobs({ context: slow, jobs: allocation, alarm: () => ({ stop: () => undefined }) });
      await jobs.wake();
      await jobs.close();
      expect((await context.store.jobs("run-allocation"))[0]).to.deep.include({
        state: "done",
        attempts: 1,
        outcome: "completed 2026-11-24-1",
      });
      expect(
        context.log.lines.filter(({ level, event }) => level === "warn" && event === "run-allocation"),
      ).to.have.lengthOf(1);
      expect((await context.store.get("decision", decisionId!))!.document.state).to.equal("final");
      const pins = await town.pins("V-1");
      expect(Object.keys(pins)).to.have.lengthOf(3);
      const { document } = (await context.store.get("run", "2026-11-24-1"))!;
      expect(document.verification!.properties.find(({ id }) => id === "P6")).to.include({ held: true });
    } finally {
      await town.app.close();
    }
  });
});
