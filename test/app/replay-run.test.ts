import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import { create, replace } from "../../src/app/commit.ts";
import { publishSeed } from "../../src/app/publish-seed.ts";
import { replayRun } from "../../src/app/replay-run.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import type { ProposalDocument } from "../../src/domain/proposals/proposal-record.ts";
import type { ReplayOutcome } from "../../src/domain/runs/replay.ts";
import { canonicalJson } from "../../src/domain/shared/digest.ts";
import { demoRuleFiles, demoTown } from "../support/demo-town.ts";
import { type App, actorOf, openPrepared } from "../support/open-app.ts";
import { eraseFacts, storeRecords, storeRequest, storeTown } from "../support/stored-town.ts";

const system = actorOf("system");
const auditor = actorOf("dpo");

describe("replay-run", () => {
  let app: App;
  let town: Snapshot;
  const runId = "2026-11-23-1";
  const replay = (id = runId): Promise<ReplayOutcome> => replayRun(app.context, auditor, { runId: id });
  /** Changes a stored text behind the product's back. */
  const alter = (kind: string, column: "facts" | "life", id: string, change: (text: string) => string) => {
    const db = new DatabaseSync(app.file);
    const found = db.prepare(`SELECT "${column}" AS text FROM "${kind}" WHERE id = ?`).get(id) as { text: string };
    const text = change(found.text);
    expect(text).not.to.equal(found.text);
    db.prepare(`UPDATE "${kind}" SET "${column}" = ? WHERE id = ?`).run(text, id);
    db.close();
  };
  const takeAway = (kind: string, id: string) => {
    const db = new DatabaseSync(app.file);
    expect(db.prepare(`DELETE FROM "${kind}" WHERE id = ?`).run(id).changes).to.equal(1);
    db.close();
  };

  beforeEach(async () => {
    town = demoTown();
    app = await openPrepared("replay-run", { rules: await demoRuleFiles() }, async ({ context }) => {
      await storeTown(context, town);
      expect((await runAllocation(context, system)).kind).to.equal("completed");
    });
  });
  afterEach(() => app.close());

  it("comes to the same bytes", async () => {
    const outcome = await replay();
    expect(outcome).to.include({ runId, verdict: "same" }).and.not.to.have.property("firstDifference");
    expect(outcome.resultDigest.found).to.equal(outcome.resultDigest.recorded);
    expect(outcome.snapshotDigest.found).to.equal(outcome.snapshotDigest.recorded);
    expect([outcome.missing, outcome.altered]).to.deep.equal([[], []]);
  });

  it("comes to the same bytes after facts were amended, requests ended and rules changed", async () => {
    const { context } = app;
    for (const { id } of town.requests.slice(0, 40))
      await storeRequest(context, id, { facts: { filedOn: "2026-11-20" } });
    await storeRequest(context, town.requests[50]!.id, { state: "withdrawn" });
    const vacancy = (await context.store.get("vacancy", town.vacancies[0]!.id))!;
    await storeRecords(context, [replace(vacancy, { ...vacancy.document, state: "lost" })]);
    const dwelling = (await context.store.get("dwelling", town.dwellings[0]!.id))!;
    await storeRecords(context, [replace(dwelling, { facts: { ...dwelling.document.facts, rentCentsPerMonth: 1 } })]);
    const pin = { vacancyId: town.vacancies[1]!.id, requestId: town.requests[9]!.id, kind: "live-offer" } as const;
    await storeRecords(context, [create("pin", "later", { state: "held", facts: pin })]);
    const rules = structuredClone(await demoRuleFiles());
    (rules[0]!.files.find(({ path }) => path.endsWith("manifest.json"))!.content as { version: string }).version = "9";
    const outcome = await replayRun({ ...context, rules: { ruleSets: async () => rules } }, auditor, { runId });
    expect(outcome).to.include({ verdict: "same" });
  });

  it("comes to the same bytes for a run with a published seed, and for one that kept the modes of another", async () => {
    const { context } = app;
    await publishSeed(context, system, { day: "2026-11-24" });
    context.clock.moveTo("2026-11-24T03:00:00.000Z");
    await runAllocation(context, system);
    const { requestId } = (await context.store.list({ kind: "proposal", by: "byRun", equals: ["2026-11-24-1"] }))
      .records[0]!.document.proposed.candidates[0]!;
    await storeRequest(context, requestId, { state: "withdrawn" });
    await runAllocation(context, system, { again: true });
    for (const id of ["2026-11-23-1", "2026-11-24-1", "2026-11-24-2"]) {
      expect(await replay(id), id).to.include({ verdict: "same" });
    }
  });

  it("names a request whose stored facts were altered", async () => {
    const { id } = town.requests[17]!;
    alter("request", "facts", id, (facts) => facts.replace('"filedOn":"2', '"filedOn":"1'));
    expect(await replay()).to.deep.include({ verdict: "different", altered: [`request ${id}`] });
  });

  it("names rules whose stored files were altered", async () => {
    const { record } = (await app.context.store.get("run", runId))!.document;
    const { digest } = record!.ruleSets[0]!;
    alter("rule-files", "life", digest, (life) => life.replace('"maximumPoints":', '"maximumPoints":1'));
    expect(await replay()).to.deep.include({ verdict: "different", altered: [`rule-files ${digest}`] });
  });

  it("shows a record that was taken away by the digest of the snapshot", async () => {
    takeAway("request", town.requests[17]!.id);
    const outcome = await replay();
    expect(outcome).to.include({ verdict: "different" });
    expect(outcome.snapshotDigest.found).not.to.equal(outcome.snapshotDigest.recorded);
  });

  it("names what was altered in a stored proposal, and one that is gone", async () => {
    const { records } = await app.context.store.list({ kind: "proposal", by: "byRun", equals: [runId] });
    const [first, second] = records.filter(({ document }) => document.proposed.candidates.length > 0);
    const { vacancyId, proposed } = first!.document;
    const { points } = proposed.candidates[0]!;
    const changePoints = (of: number, to: number) => (life: string) => {
      const document = JSON.parse(life) as ProposalDocument;
      const [candidate] = document.proposed.candidates as unknown as { points: number }[];
      expect(candidate!.points).to.equal(of);
      candidate!.points = to;
      return canonicalJson(document);
    };
    alter("proposal", "life", first!.id, changePoints(points, points + 1));
    expect((await replay()).firstDifference).to.deep.equal({
      pointer: `/proposals/${vacancyId}/candidates/0/points`,
      stored: points + 1,
      computed: points,
    });
    alter("proposal", "life", first!.id, changePoints(points + 1, points));
    takeAway("proposal", second!.id);
    expect((await replay()).firstDifference).to.include({ pointer: "/counts/proposed" });
  });

  it("names the requests it lacks after an erasure, and checks the rest by digest", async () => {
    const { id } = town.requests[21]!;
    await eraseFacts(app.context, id);
    const outcome = await replay();
    expect(outcome).to.deep.include({ verdict: "incomplete", missing: [id], altered: [] });
    expect(outcome.snapshotDigest.found).to.equal(outcome.snapshotDigest.recorded);
    expect(outcome.resultDigest).not.to.have.property("found");
    alter("request", "facts", town.requests[22]!.id, (facts) => facts.replace("20", "21"));
    expect(await replay()).to.include({ verdict: "different" });
  });

  it("compares all the same when the engine has another version", async () => {
    const stored = (await app.context.store.get("run", runId))!;
    const result = { ...stored.document.record!, engineVersion: "0.0.9" };
    await storeRecords(app.context, [replace(stored, { ...stored.document, record: result })]);
    const outcome = await replay();
    expect(outcome.engineVersion.recorded).to.equal("0.0.9");
    expect(outcome.engineVersion.now).not.to.equal("0.0.9");
    expect(outcome.resultDigest.found).to.match(/^[0-9a-f]{64}$/);
    expect(outcome).not.to.have.property("firstDifference");
  });

  it("does not replay a run that was refused", async () => {
    const rules = (await demoRuleFiles()).slice(0, 1);
    app.context.clock.moveTo("2026-11-24T08:00:00.000Z");
    await runAllocation({ ...app.context, rules: { ruleSets: async () => rules } }, system);
    const refused = await replay("2026-11-24-1").catch((error: unknown) => error);
    expect(refused).to.include({ code: "not-replayable" });
  });
});
