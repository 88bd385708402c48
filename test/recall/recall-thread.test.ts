import { expect } from "chai";
import { explainRequest } from "../../src/app/explain-request.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { lastRun } from "../../src/app/runs/last-run.ts";
import { openRecall } from "../../src/recall/recall-thread.ts";
import { demoRuleFiles, demoTown } from "../support/demo-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";
import { storeTown } from "../support/stored-town.ts";

const secretary = actorOf("secretary");

describe("the thread that recalls past runs", () => {
  let app: App;
  let requestIds: readonly string[];
  before(async () => {
    app = await openApp({ rules: await demoRuleFiles() });
    const town = demoTown();
    await storeTown(app.context, town);
    await runAllocation(app.context, actorOf("system"));
    requestIds = town.requests.slice(0, 12).map(({ id }) => id);
  });
  after(() => app.close());

  it("answers what is answered on the thread that asks", async () => {
    const recall = openRecall(app.file, { answerMs: 60_000, idleMs: 60_000 });
    try {
      for (const requestId of requestIds) {
        const here = await explainRequest(app.context, secretary, { requestId });
        const there = await explainRequest({ ...app.context, recall }, secretary, { requestId });
        expect(there).to.deep.equal(here);
      }
    } finally {
      await recall.close();
    }
  });

  it("says that it is computing, and has the answer when it is asked again", async () => {
    const recall = openRecall(app.file, { answerMs: 0, idleMs: 60_000 });
    try {
      const { id: runId } = (await lastRun(app.context))!;
      const question = { kind: "change", runId, requestId: requestIds[0]! } as const;
      expect(await recall.ask(question)).to.deep.equal({ kind: "computing" });
      let answer = await recall.ask(question);
      for (let tries = 0; answer.kind === "computing" && tries < 300; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        answer = await recall.ask(question);
      }
      expect(answer.kind).to.equal("change");
    } finally {
      await recall.close();
    }
  });

  it("tells what cannot be recalled, ends when nobody asks, and starts again", async () => {
    const recall = openRecall(app.file, { answerMs: 60_000, idleMs: 1 });
    try {
      const question = { kind: "why-not", runId: "NONE", requestId: requestIds[0]! } as const;
      expect((await refusalOf(recall.ask(question))).code).to.equal("not-found");
      await new Promise((resolve) => setTimeout(resolve, 30));
      const { id: runId } = (await lastRun(app.context))!;
      expect((await recall.ask({ ...question, runId })).kind).to.equal("why-not");
      expect(await recall.ask({ ...question, runId, requestId: "NONE" })).to.deep.equal({ kind: "absent" });
    } finally {
      await recall.close();
    }
  });
});
