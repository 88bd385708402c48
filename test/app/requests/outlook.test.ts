import { expect } from "chai";
import { listRequests } from "../../../src/app/list-requests.ts";
import type { Stored } from "../../../src/app/ports.ts";
import { outlooksOf, type RequestOutlook } from "../../../src/app/requests/outlook.ts";
import { runAllocation } from "../../../src/app/run-allocation.ts";
import { submitRequest } from "../../../src/app/submit-request.ts";
import { type Allocation, allocate } from "../../../src/domain/engine/allocate.ts";
import { runInputOf } from "../../../src/domain/engine/run-input.ts";
import { type VacancyOutcome, whyNot } from "../../../src/domain/engine/why-not.ts";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import { requestFacts } from "../../support/builders.ts";
import { demoRuleFiles, demoRuleSets, demoTown } from "../../support/demo-town.ts";
import { type App, actorOf, openApp } from "../../support/open-app.ts";
import { refusalOf } from "../../support/refusal.ts";
import { storeRequest, storeTown } from "../../support/stored-town.ts";

describe("the outlook of a page of requests", () => {
  let app: App;
  let allocation: Allocation;
  let outlooks: ReadonlyMap<string, RequestOutlook>;
  const secretary = actorOf("secretary");
  const all = async (): Promise<readonly Stored<"request">[]> =>
    (await listRequests(app.context, secretary, { limit: 1_000 })).records;
  before(async () => {
    app = await openApp({ rules: await demoRuleFiles() });
    const town = demoTown();
    await storeTown(app.context, town);
    expect([...(await outlooksOf(app.context, secretary, await all())).values()][0]).to.deep.equal({
      kind: "no-night",
    });
    const night = await runAllocation(app.context, actorOf("system"));
    expect(night.kind).to.equal("completed");
    const { records } = await app.context.store.list({ kind: "run", by: "all", equals: [] });
    const input = runInputOf(town, await demoRuleSets(), factCatalogue);
    allocation = allocate({ ...input, seed: records[0]!.document.record!.seed }).allocation!;
    outlooks = await outlooksOf(app.context, secretary, await all());
  });
  after(() => app.close());

  const kindOf = { proposed: "candidate", next: "next", pinned: "decided" } as const;
  const isMissingPoints = ({ standing }: VacancyOutcome) =>
    standing.state === "lower-in-order" && standing.decidedBy !== "priority-class";

  it("says of every request what its explanation before every vacancy says", () => {
    let withPoints = 0;
    let withHurdles = 0;
    for (const [requestId, outlook] of outlooks) {
      const { outcomes } = whyNot(allocation, allocation.input.table.requestRow(requestId)!);
      const standing = outcomes.filter(({ standing: { state } }) => state in kindOf);
      expect(outlook.kind, requestId).to.equal(standing.length > 0 ? "stands" : "considered");
      if (outlook.kind === "stands") {
        const told = outlook.standings.map((one) => `${one.kind} ${one.vacancyId} ${"place" in one ? one.place : ""}`);
        const wanted = standing.map(
          ({ vacancyId, standing: { state, place = "" } }) =>
            `${kindOf[state as keyof typeof kindOf]} ${vacancyId} ${place}`,
        );
        expect(told, requestId).to.have.members(wanted);
      }
      if (outlook.kind !== "considered") continue;
      const eligible = outcomes.filter(({ verdict }) => verdict === "eligible");
      expect(outlook, requestId).to.include({ vacancies: outcomes.length, eligible: eligible.length });
      const missing = eligible.filter(isMissingPoints).map(({ standing: { pointsMissing } }) => pointsMissing!);
      if (missing.length > 0) {
        expect(outlook.nearest?.pointsMissing, requestId).to.equal(Math.min(...missing));
        withPoints++;
      }
      if (eligible.length > 0) expect(outlook.hurdles).to.deep.equal([]);
      else withHurdles += checkHurdles(outlook.hurdles, outcomes, requestId);
    }
    expect(withPoints, "the town has such requests").to.be.greaterThan(50);
    expect(withHurdles, "and such").to.be.greaterThan(50);
  });

  function checkHurdles(
    hurdles: (RequestOutlook & { kind: "considered" })["hurdles"],
    outcomes: readonly VacancyOutcome[],
    requestId: string,
  ): number {
    const [first, second] = hurdles;
    const failing = (title: string, among: readonly VacancyOutcome[]) =>
      among.filter(({ failed }) => failed.some((rule) => rule.title.fr === title));
    const most = (among: readonly VacancyOutcome[]) =>
      Math.max(...among.flatMap(({ failed }) => failed.map(({ title }) => failing(title.fr, among).length)));
    expect(first!.vacancies, requestId).to.equal(most(outcomes));
    expect(failing(first!.rule.title.fr, outcomes)).to.have.length(first!.vacancies);
    const shown = outcomes.find(({ vacancyId }) => vacancyId === first!.vacancyId)!;
    expect(shown.failed, requestId).to.deep.include(first!.rule);
    const left = outcomes.filter((one) => !failing(first!.rule.title.fr, outcomes).includes(one));
    expect(second?.vacancies, requestId).to.equal(left.length === 0 ? undefined : most(left));
    return 1;
  }

  it("names the fact that is missing where a request is incomplete everywhere", () => {
    const incomplete = [...outlooks.values()].filter(
      (one) => one.kind === "considered" && one.hurdles[0]?.rule.outcome === "incomplete",
    );
    expect(incomplete.length).to.be.greaterThan(0);
    for (const one of incomplete)
      expect(one.kind === "considered" && one.hurdles[0]!.rule.missing).to.have.length.greaterThan(0);
  });

  it("says what came after the night, what has ended, and that facts were changed since", async () => {
    const considered = [...outlooks].flatMap(([id, one]) => (one.kind === "considered" ? [id] : []));
    const [amended, ended] = considered as [string, string];
    const { requestId } = await submitRequest(app.context, actorOf("hr"), {
      facts: requestFacts({ id: "Q-NEW", employerId: (await all())[0]!.document.facts!.employerId! }),
    });
    await storeRequest(app.context, amended, { facts: { rentLimitCentsPerMonth: 12_345 } });
    await storeRequest(app.context, ended, { state: "withdrawn" });
    const found = await app.context.store.getMany("request", [requestId, amended, ended]);
    const told = await outlooksOf(app.context, secretary, [...found.values()]);
    expect(told.get(requestId)).to.include({ kind: "after-the-night", asOf: "2026-11-23" });
    expect(told.get(amended)).to.include({ kind: "considered", isAmended: true });
    expect(told.get(ended)).to.deep.equal({ kind: "ended", end: { state: "withdrawn" } });
  });

  it("is told of nobody else's requests", async () => {
    const hr = actorOf("hr", { employerIds: ["E-NONE"] });
    expect((await refusalOf(outlooksOf(app.context, hr, await all()))).code).to.equal("scope-forbidden");
  });
});
