import { expect } from "chai";
import { replace } from "../../src/app/commit.ts";
import { remedyReplay } from "../../src/app/remedy-replay.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { allocate } from "../../src/domain/engine/allocate.ts";
import { runInputOf } from "../../src/domain/engine/run-input.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import type { Result } from "../../src/domain/facts/result.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import { demoRuleFiles, demoRuleSets, demoTown } from "../support/demo-town.ts";
import { type App, actorOf, openPrepared } from "../support/open-app.ts";
import { eraseFacts, storeRecords, storeRequest, storeTown } from "../support/stored-town.ts";

const rulesOfficer = actorOf("rules");
const runId = "2026-11-23-1";

function listedOn({ proposals }: Result): Map<string, string> {
  return new Map(
    proposals.flatMap(({ vacancyId, candidates }) =>
      candidates.map(({ requestId }): [string, string] => [requestId, vacancyId]),
    ),
  );
}

describe("remedy-replay", () => {
  let app: App;
  let town: Snapshot;
  let right: Request;
  let wrong: Request;
  let wrongPlaces: Map<string, string>;

  before(async () => {
    // The first candidate of a list whose income was entered far too high, so that the night refused it.
    town = demoTown();
    const ruleSets = await demoRuleSets();
    const seed = "as-published";
    const asItShouldBe = allocate({ ...runInputOf(town, ruleSets, factCatalogue), seed }).allocation!;
    const { pairs, result } = asItShouldBe;
    const { table } = asItShouldBe.input;
    const firsts = result.proposals.flatMap(({ ruleSetId, candidates }) =>
      ruleSetId === "als-2026" ? (candidates[0]?.requestId ?? []) : [],
    );
    // Somebody who may have several dwellings, so that something is left to make good with.
    const chosen = firsts.find((id) => {
      const rows = Array.from({ length: table.vacancyCount }, (_, row) => row);
      return rows.filter((row) => pairs.has(row, table.requestRow(id)!)).length > 2;
    });
    right = town.requests.find(({ id }) => id === chosen)!;
    const { recentIncomeCentsPerYear: _, ...household } = right.household;
    wrong = { ...right, household: { ...household, referenceIncomeCentsPerYear: 1_900_000_000 } };
    town = { ...town, requests: town.requests.map((one) => (one.id === right.id ? wrong : one)) };
    wrongPlaces = listedOn(allocate({ ...runInputOf(town, ruleSets, factCatalogue), seed }).allocation!.result);
  });
  beforeEach(async () => {
    app = await openPrepared("remedy-replay", { rules: await demoRuleFiles() }, async ({ context }) => {
      await storeTown(context, town);
      await runAllocation(context, actorOf("system"));
    });
  });
  afterEach(() => app.close());

  it("finds the request that would have been proposed, and where", async () => {
    expect(wrongPlaces.has(right.id)).to.equal(false);
    const facts = new Map([[right.id, right]]);
    const report = await remedyReplay(app.context, rulesOfficer, { runId, facts });
    expect(report.correctedRequestIds).to.deep.equal([right.id]);
    expect(report.wouldBeProposed).to.include(right.id);
    const change = report.changes.find(({ requestId }) => requestId === right.id)!;
    expect(change).to.include({ change: "would-be-listed" });
    expect(change.before).to.include({ verdict: "refused" }).and.not.to.have.property("place");
    expect(change.before.failedRuleIds).not.to.have.lengthOf(0);
    expect(change.after).to.include({ verdict: "eligible" });
    expect(change.after.place).to.be.at.least(1);
    expect(report.snapshotDigest.before).not.to.equal(report.snapshotDigest.after);
    for (const requestId of report.wouldNotBeProposed) {
      expect(report.changes.filter((one) => one.requestId === requestId).map((one) => one.change)).to.include(
        "would-not-be-listed",
      );
    }
  });

  it("names vacancies of today that would suit, in the order of the request's own wishes", async () => {
    const facts = new Map([[right.id, right]]);
    const command = { runId, facts, vacanciesPerRequest: 50 };
    const { drafts } = await remedyReplay(app.context, rulesOfficer, command);
    const draft = drafts.find(({ requestId }) => requestId === right.id)!;
    expect(draft.state).to.equal("active");
    const suitable = draft.vacancies.map(({ vacancyId }) => vacancyId);
    expect(suitable.length).to.be.greaterThan(1);
    const lost = (await app.context.store.get("vacancy", suitable[0]!))!;
    await storeRecords(app.context, [replace(lost, { ...lost.document, state: "lost" })]);
    const later = await remedyReplay(app.context, rulesOfficer, { ...command, vacanciesPerRequest: 1 });
    const [left] = later.drafts.filter(({ requestId }) => requestId === right.id);
    expect(left!.vacancies.map(({ vacancyId }) => vacancyId)).to.deep.equal([suitable[1]]);
  });

  it("takes the facts of today for those who were put right since", async () => {
    const facts = new Map([[right.id, right]]);
    await storeRequest(app.context, right.id, {
      facts: { wishedCommunes: [], wishedTypologies: [] } as Partial<Request>,
    });
    const { drafts } = await remedyReplay(app.context, rulesOfficer, { runId, facts });
    expect(drafts.find(({ requestId }) => requestId === right.id)!.vacancies).to.deep.equal([]);
  });

  it("does not take a request for put right that was written since with the facts it had", async () => {
    const facts = new Map([[right.id, right]]);
    const before = await remedyReplay(app.context, rulesOfficer, { runId, facts });
    await storeRequest(app.context, right.id, {});
    const after = await remedyReplay(app.context, rulesOfficer, { runId, facts });
    expect(after.drafts).to.deep.equal(before.drafts);
    expect(after.drafts.find(({ requestId }) => requestId === right.id)!.vacancies).not.to.have.lengthOf(0);
  });

  it("changes nothing where nothing is put right, and says so of other rules that say the same", async () => {
    const report = await remedyReplay(app.context, rulesOfficer, { runId, rules: await demoRuleFiles() });
    expect([report.changes, report.drafts]).to.deep.equal([[], []]);
    for (const { before, after } of report.ruleSets) expect(after).to.equal(before);
  });

  it("shows what other rules would have done", async () => {
    const rules = structuredClone(await demoRuleFiles());
    const files = rules.find(({ id }) => id === "als-2026")!.files as { path: string; content: unknown }[];
    const assignment = files.find(({ path }) => path.endsWith("assignment.json"))!.content as { places: string };
    assignment.places = "1";
    const report = await remedyReplay(app.context, rulesOfficer, { runId, rules });
    expect(report.wouldNotBeProposed).not.to.have.lengthOf(0);
    expect(report.ruleSets.filter(({ before, after }) => before !== after).map(({ id }) => id)).to.deep.equal([
      "als-2026",
    ]);
  });

  it("refuses rules with findings, requests that were not in the run, and what was erased", async () => {
    const rules = structuredClone(await demoRuleFiles());
    const files = rules.find(({ id }) => id === "als-2026")!.files as { path: string; content: unknown }[];
    (files.find(({ path }) => path.endsWith("assignment.json"))!.content as { places: string }).places = "none";
    const refused = await remedyReplay(app.context, rulesOfficer, { runId, rules }).catch((error: unknown) => error);
    expect(refused).to.include({ code: "rules-with-findings" });
    const stranger = new Map([["nobody", { ...right, id: "nobody" }]]);
    const unknown = await remedyReplay(app.context, rulesOfficer, { runId, facts: stranger }).catch(
      (error: unknown) => error,
    );
    expect(unknown).to.deep.include({ code: "unknown-reference" });
    await eraseFacts(app.context, town.requests[30]!.id);
    const erased = await remedyReplay(app.context, rulesOfficer, { runId }).catch((error: unknown) => error);
    expect(erased).to.deep.include({ code: "not-replayable", values: { missing: town.requests[30]!.id } });
  });

  it("writes nothing", async () => {
    const before = await app.context.store.head();
    await remedyReplay(app.context, rulesOfficer, { runId, facts: new Map([[right.id, right]]) });
    expect(await app.context.store.head()).to.deep.equal(before);
  });
});
