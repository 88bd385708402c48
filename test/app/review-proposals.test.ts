import { expect } from "chai";
import { create, replace } from "../../src/app/commit.ts";
import { newPerson } from "../../src/app/persons/person-keys.ts";
import type { Stored } from "../../src/app/ports.ts";
import { listProposals, reviewProposal } from "../../src/app/review-proposals.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import type { DecisionDocument } from "../../src/domain/proposals/proposal-record.ts";
import { compareText } from "../../src/domain/shared/order.ts";
import { demoRuleFiles, demoTown } from "../support/demo-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { eraseFacts, storeRecords, storeRequest, storeTown } from "../support/stored-town.ts";

const committee = actorOf("committee");
const of = (...departementCodes: string[]) => actorOf("committee", { departementCodes });

describe("review-proposals", () => {
  let app: App;
  let town: Snapshot;
  /** A proposal with several candidates. */
  let chosen: Stored<"proposal">;
  before(async () => {
    app = await openApp({ rules: await demoRuleFiles() });
    town = demoTown();
    await storeTown(app.context, town);
    await runAllocation(app.context, actorOf("system"));
    const { records } = await listProposals(app.context, committee, { limit: 1_000 });
    chosen = records.find(({ document }) => document.proposed.candidates.length > 2)!;
  });
  after(() => app.close());

  it("lists what is to decide, the nearest last day first, page by page", async () => {
    const all = (await listProposals(app.context, committee, { limit: 1_000 })).records;
    const days = all.map(({ document }) => document.designateBy);
    expect(days).to.deep.equal([...days].sort(compareText));
    const pages: string[] = [];
    let after: string | undefined;
    do {
      const page = await listProposals(app.context, committee, { limit: 7, ...(after ? { after } : {}) });
      expect(page.records.length).to.be.at.most(7);
      pages.push(...page.records.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    expect(pages).to.deep.equal(all.map(({ id }) => id));
    expect((await listProposals(app.context, committee, { state: "confirmed" })).records).to.deep.equal([]);
  });

  it("shows a committee its own territory, and nobody else's", async () => {
    const { context } = app;
    const codesOf = (records: readonly Stored<"proposal">[]) => records.map(({ document }) => document.departementCode);
    expect(new Set(codesOf((await listProposals(context, of("59"), { limit: 1_000 })).records))).to.deep.equal(
      new Set(["59"]),
    );
    const both: string[] = [];
    let after: string | undefined;
    do {
      const page = await listProposals(context, of("80", "02"), { limit: 3, ...(after ? { after } : {}) });
      both.push(...codesOf(page.records));
      after = page.next;
    } while (after !== undefined);
    expect(both).to.deep.equal([...both].sort(compareText));
    expect(new Set(both)).to.deep.equal(new Set(["02", "80"]));
    const wanted = (await listProposals(context, committee, { limit: 1_000 })).records.map(
      ({ document }) => document.departementCode,
    );
    expect(both.length).to.equal(wanted.filter((code) => code === "02" || code === "80").length);
    for (const asked of [
      listProposals(context, of("59"), { departementCode: "02" }),
      listProposals(context, of("59"), { after: "02|x" }),
      listProposals(context, of()),
      reviewProposal(context, of("2A"), { proposalId: chosen.id }),
    ]) {
      expect(await asked.catch((error: unknown) => error)).to.include({ code: "scope-forbidden" });
    }
    const landlord = await listProposals(context, actorOf("landlord")).catch((error: unknown) => error);
    expect(landlord).to.include({ code: "role-forbidden" });
    const nothing = await reviewProposal(app.context, actorOf("hr"), { proposalId: "none" }).catch(
      (error: unknown) => error,
    );
    expect(nothing, "who may never look does not learn whether it exists").to.include({ code: "role-forbidden" });
  });

  it("shows the dwelling, the right, the clock, and why each candidate is there", async () => {
    const reviewed = await reviewProposal(app.context, committee, { proposalId: chosen.id });
    const vacancy = town.vacancies.find(({ id }) => id === chosen.document.vacancyId)!;
    expect(reviewed.dwelling.id).to.equal(vacancy.dwellingId);
    expect(reviewed.right.id).to.equal(vacancy.rightId);
    expect(reviewed.agreement.landlordId).to.equal(reviewed.landlord.id);
    const days = (Date.parse(vacancy.designateBy) - Date.parse("2026-11-23")) / 86_400_000;
    expect(reviewed.daysLeft).to.equal(days);
    const { candidates, next, compared } = reviewed;
    for (const { explanation, points, state, skips } of [...candidates, ...next]) {
      expect(explanation!.points).to.equal(points);
      expect([state, skips]).to.deep.equal(["active", []]);
    }
    const gaps = compared.differing.map(({ gap }) => gap);
    expect(gaps).to.deep.equal([...gaps].sort((a, b) => b - a));
    for (const { points } of compared.differing) expect(points).to.have.lengthOf(candidates.length);
    expect(candidates[0]).not.to.have.property("person");
  });

  it("names the candidates to whoever says why, and logs that", async () => {
    const { context } = app;
    const { requestId } = chosen.document.proposed.candidates[0]!;
    const contents = { familyName: "Inventée", givenNames: "Zoé" };
    const person = newPerson(context, contents);
    const request = (await context.store.get("request", requestId))!;
    await storeRecords(context, [
      ...person.writes,
      replace(request, { ...request.document, personId: person.personId }),
    ]);
    const before = await context.store.head();
    const named = await reviewProposal(context, committee, { proposalId: chosen.id, purpose: "review-proposal" });
    expect(named.candidates[0]!.person).to.deep.include({ state: "named", contents });
    expect(named.candidates[1]).not.to.have.property("person");
    expect((await context.store.head()).sequence).to.equal(before.sequence + 1);
    await reviewProposal(context, committee, { proposalId: chosen.id });
    expect((await context.store.head()).sequence).to.equal(before.sequence + 1);
  });

  it("tells who was passed over before, and why", async () => {
    const { context } = app;
    const { requestId } = chosen.document.proposed.candidates[1]!;
    const decision = (decidedAt: string, state: DecisionDocument["state"]): DecisionDocument => ({
      state,
      kind: "replace",
      proposalId: "earlier",
      runId: "2026-11-01-1",
      vacancyId: "V-EARLIER",
      decidedBy: "committee-1",
      decidedAt,
      requestIds: [],
      skipped: [{ requestId, reasonCode: "unreachable" }],
      explanationIds: [],
      ruleSetDigest: "0",
    });
    const kept = (decisionId: string) =>
      create("explanation", `${decisionId}~${requestId}`, {
        decisionId,
        vacancyId: "V-EARLIER",
        requestId,
        explanationDigest: "0",
      });
    await storeRecords(context, [
      create("decision", "d-1", decision("2026-11-02T09:00:00.000Z", "final")),
      create("decision", "d-2", decision("2026-11-09T09:00:00.000Z", "final")),
      create("decision", "d-3", decision("2026-11-10T09:00:00.000Z", "cancelled")),
      ...["d-1", "d-2", "d-3"].map(kept),
    ]);
    const { candidates } = await reviewProposal(context, committee, { proposalId: chosen.id });
    expect(candidates[1]!.skips.map(({ decisionId }) => decisionId)).to.deep.equal(["d-2", "d-1"]);
    expect(candidates[1]!.skips[0]).to.include({ vacancyId: "V-EARLIER", reasonCode: "unreachable" });
    expect(candidates[0]!.skips).to.deep.equal([]);
  });

  it("says who is no longer there", async () => {
    const [first, second] = chosen.document.proposed.candidates;
    await storeRequest(app.context, first!.requestId, { state: "withdrawn" });
    await eraseFacts(app.context, second!.requestId);
    const { candidates } = await reviewProposal(app.context, committee, { proposalId: chosen.id });
    expect(candidates[0]).to.include({ state: "withdrawn" }).and.to.have.property("explanation");
    expect(candidates[1]).to.include({ state: "deregistered" }).and.not.to.have.property("explanation");
  });
});
