import { expect } from "chai";
import { checkRules } from "../../src/app/check-rules.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { ruleSetByDigest } from "../../src/app/runs/run-rules.ts";
import { demoRuleFiles, demoTown } from "../support/demo-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { storeTown } from "../support/stored-town.ts";

const officer = actorOf("rules");

describe("check-rules", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
  });
  afterEach(() => app.close());

  it("finds the shipped rules sound, with the worked examples that were run", async () => {
    const check = await checkRules(app.context, officer);
    expect(check.asOf).to.equal("2026-11-23");
    expect(check.ruleSets.map(({ files }) => files.id)).to.include.members(["als-2026", "example-cotation"]);
    for (const { examples, ruleSet } of check.ruleSets) {
      expect(ruleSet).not.to.equal(undefined);
      expect(examples).to.be.greaterThan(0);
    }
  });

  it("lists every finding of one rule set", async () => {
    const rules = structuredClone(await demoRuleFiles());
    const files = rules.find(({ id }) => id === "als-2026")!.files as { path: string; content: unknown }[];
    const { rules: all } = files.find(({ path }) => path.endsWith("eligibility.json"))!.content as {
      rules: { require: string }[];
    };
    all[0]!.require = "request.nothing == 1";
    all[1]!.require = "1 +";
    const context = { ...app.context, rules: { ruleSets: async () => rules } };
    const check = await checkRules(context, officer, { ruleSetId: "als-2026" });
    expect(check.isSound).to.equal(false);
    expect(check.ruleSets).to.have.lengthOf(1);
    expect(check.findings.map(({ kind }) => kind)).to.include.members(["unknown-fact", "syntax"]);
    expect((await checkRules(context, officer, { ruleSetId: "temporary-occupation-2026" })).isSound).to.equal(true);
  });

  it("gives the rule set of a past run by its digest, compiled once for a day", async () => {
    const { context } = app;
    await storeTown(context, demoTown());
    const outcome = await runAllocation(context, actorOf("system"));
    if (outcome.kind !== "completed") throw new Error(outcome.kind);
    const { id, digest } = outcome.run.document.record!.ruleSets[0]!;
    const first = await ruleSetByDigest(context, digest, "2026-11-23");
    expect([first.id, first.digest]).to.deep.equal([id, digest]);
    expect(await ruleSetByDigest(context, digest, "2026-11-23")).to.equal(first);
    expect((await ruleSetByDigest(context, digest, "2026-11-24")).asOf).to.equal("2026-11-24");
    const unknown = await ruleSetByDigest(context, "0".repeat(64), "2026-11-23").catch((error: unknown) => error);
    expect(unknown).to.include({ code: "not-found" });
  });
});
