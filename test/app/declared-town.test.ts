import { expect } from "chai";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { type DeclaredTown, declaredTown } from "../support/declared-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";

describe("a town declared through the use cases", () => {
  let app: App;
  let town: DeclaredTown;

  before(async () => {
    app = await openApp();
    town = await declaredTown(app.context);
  });
  after(() => app.close());

  it("runs: candidates are proposed for every vacancy, and some requests are refused everywhere", async () => {
    const outcome = await runAllocation(app.context, actorOf("system"));
    if (outcome.kind !== "completed")
      throw new Error(JSON.stringify(outcome.kind === "refused" ? outcome.run.document : outcome));
    expect(outcome.run.document.counts).to.include({ requests: 20, vacancies: 5 });
    const { records } = await app.context.store.list({ kind: "proposal", by: "byRun", equals: [outcome.run.id] });
    const candidates = new Map(
      records.map(({ document }) => [document.vacancyId, document.proposed.candidates.map((one) => one.requestId)]),
    );
    expect([...candidates.keys()].sort((a, b) => a.localeCompare(b))).to.deep.equal(town.vacancyIds);
    for (const [, ids] of candidates) expect(ids).to.have.length.greaterThan(0);
    expect([...candidates.values()].flat()).to.have.length.greaterThan(5);
    for (const never of ["Q-17", "Q-18", "Q-19", "Q-20"]) expect([...candidates.values()].flat()).not.to.include(never);
  });
});
