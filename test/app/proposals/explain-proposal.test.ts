import { expect } from "chai";
import { create } from "../../../src/app/commit.ts";
import type { Context, Store, Stored } from "../../../src/app/ports.ts";
import { explainProposal } from "../../../src/app/proposals/explain-proposal.ts";
import { listAll } from "../../../src/app/records/list-all.ts";
import { runAllocation } from "../../../src/app/run-allocation.ts";
import { type Allocation, allocate } from "../../../src/domain/engine/allocate.ts";
import { explain } from "../../../src/domain/engine/explanation.ts";
import { runInputOf } from "../../../src/domain/engine/run-input.ts";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import type { Snapshot } from "../../../src/domain/facts/snapshot.ts";
import { demoRuleSets, demoTown } from "../../support/demo-town.ts";
import { type App, actorOf, openApp } from "../../support/open-app.ts";
import { eraseFacts, storeRecords, storeRequest, storeTown } from "../../support/stored-town.ts";

/** The demonstration with journeys for every pair of communes that can meet. */
function townWithJourneys(): Snapshot {
  const town = demoTown();
  const workplaces = [...new Set(town.requests.flatMap(({ job }) => job.workplaceCommuneCode ?? []))];
  const communes = [...new Set(town.dwellings.map(({ communeCode }) => communeCode))];
  const travelTimes = communes.flatMap((fromCommuneCode, i) =>
    workplaces.map((toCommuneCode, j) => ({ fromCommuneCode, toCommuneCode, minutes: 7 + ((i * 13 + j * 29) % 80) })),
  );
  return { ...town, travelTimes };
}

/** The methods of a store, to put another in the place of one. */
function bound(store: Store): Pick<Store, "get" | "getVersion"> {
  return { get: (...asked) => store.get(...asked), getVersion: (...asked) => store.getVersion(...asked) };
}

async function proposalsOf({ context }: App): Promise<Stored<"proposal">[]> {
  const proposals: Stored<"proposal">[] = [];
  for await (const one of listAll(context, { kind: "proposal", by: "byState", equals: ["proposed"] }))
    proposals.push(one);
  return proposals;
}

describe("explain-proposal", () => {
  let app: App;
  let town: Snapshot;
  let whole: Allocation;
  before(async () => {
    app = await openApp();
    town = townWithJourneys();
    await storeTown(app.context, town);
    whole = allocate(runInputOf(town, await demoRuleSets(), factCatalogue)).allocation!;
    await runAllocation(app.context, actorOf("system"));
  });
  after(() => app.close());

  it("says of every candidate and next what the whole run says", async () => {
    const { table } = whole.input;
    let compared = 0;
    for (const proposal of await proposalsOf(app)) {
      const { vacancyId } = proposal.document;
      const vacancy = table.vacancyRow(vacancyId)!;
      const explanations = await explainProposal(app.context, proposal);
      for (const [requestId, { standing, ...said }] of explanations) {
        const { standing: wanted, ...expected } = explain(whole, vacancy, table.requestRow(requestId)!);
        expect(said).to.deep.equal(expected);
        // Eligible requests are counted by the rules alone: whoever is pinned or struck counts too.
        const { eligibleRequests, ...place } = standing;
        const { eligibleRequests: inMarket, ...wantedPlace } = wanted;
        expect(place).to.deep.equal(wantedPlace);
        expect(eligibleRequests).to.be.at.least(inMarket!);
        compared++;
      }
    }
    expect(compared).to.be.greaterThan(40);
  });

  it("has journeys to read: without them some explanations would be others", async () => {
    const { context } = app;
    const [proposal] = (await proposalsOf(app)).filter(({ document }) => document.proposed.candidates.length > 2);
    const without = { ...context, store: { ...bound(context.store), list: async () => ({ records: [] }) } };
    const blind = await explainProposal(without as unknown as Context, proposal!);
    expect(await explainProposal(context, proposal!)).not.to.deep.equal(blind);
  });

  it("explains from the facts of the run when they were amended since", async () => {
    const [proposal] = (await proposalsOf(app)).filter(({ document }) => document.proposed.candidates.length > 0);
    const before = await explainProposal(app.context, proposal!);
    const { requestId } = proposal!.document.proposed.candidates[0]!;
    await storeRequest(app.context, requestId, { facts: { filedOn: "2026-11-01", wishedCommunes: [] } });
    const facts = { fromCommuneCode: "99999", toCommuneCode: "99998", minutes: 1 };
    await storeRecords(app.context, [create("travel-time", "later", { facts })]);
    expect(await explainProposal(app.context, proposal!)).to.deep.equal(before);
  });

  it("cannot explain what was erased", async () => {
    const proposal = (await proposalsOf(app)).find(({ document }) => document.proposed.candidates.length > 1)!;
    await eraseFacts(app.context, proposal.document.proposed.candidates[1]!.requestId);
    const refused = await explainProposal(app.context, proposal).catch((error: unknown) => error);
    expect(refused).to.include({ code: "erased" });
  });
});
