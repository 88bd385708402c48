import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { erasePerson } from "../../src/app/erase-person.ts";
import { explainPair } from "../../src/app/explain-pair.ts";
import { explainRequest, type RequestExplained } from "../../src/app/explain-request.ts";
import type { Context } from "../../src/app/ports.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { lastRun } from "../../src/app/runs/last-run.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import { requestFacts } from "../support/builders.ts";
import { runCommand } from "../support/command-line.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { demoRuleFiles, demoTown } from "../support/demo-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";
import { storeTown } from "../support/stored-town.ts";

const secretary = actorOf("secretary");

type Considered = RequestExplained & { readonly kind: "considered" };

async function considered(context: Context, requestId: string, runId?: string): Promise<Considered> {
  const explained = await explainRequest(context, secretary, { requestId, ...(runId ? { runId } : {}) });
  if (explained.kind !== "considered") throw new Error(`${requestId} is ${explained.kind}`);
  return explained;
}

describe("explain-request", () => {
  let app: App;
  let town: Snapshot;
  let folder: string;
  let bundle: string;
  /** Requests of each sort: on a list, next, behind others, refused everywhere, incomplete. */
  let chosen: readonly string[];
  before(async () => {
    app = await openApp({ rules: await demoRuleFiles() });
    town = demoTown();
    await storeTown(app.context, town);
    await runAllocation(app.context, actorOf("system"));
    const { seed } = (await lastRun(app.context))!.document.record!;
    folder = mkdtempSync(join(tmpdir(), "contingent-why-"));
    bundle = join(folder, "bundle");
    writeFileSync(join(folder, "pool.json"), JSON.stringify(town));
    const made = await runCommand(["allocate", join(folder, "pool.json"), "--seed", seed, "--out", bundle]);
    expect(made.exitCode, made.err).to.equal(0);
    chosen = town.requests.filter((_, at) => at % 29 === 0).map(({ id }) => id);
  });
  after(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("answers as the command does on a bundle of the same run: every vacancy, every rule, every place, the smallest change", async () => {
    const kinds = new Set<string>();
    for (const requestId of chosen) {
      const told = await runCommand(["why-not", bundle, "--request", requestId, "--json"]);
      expect(told.exitCode, told.err).to.equal(0);
      const { smallestChange, ...whyNot } = JSON.parse(told.out);
      const explained = await considered(app.context, requestId);
      expect(explained.order).to.equal("told");
      expect(explained.whyNot, requestId).to.deep.equal(whyNot);
      expect(explained.change, requestId).to.deep.equal(smallestChange);
      kinds.add(explained.change!.kind);
    }
    expect([...kinds], "the choice of requests shows all answers").to.have.members([
      "already-listed",
      "change",
      "none",
    ]);
  }).timeout(120_000);

  it("gives the same answers whoever was asked about before", async () => {
    const [first, second] = chosen as [string, string];
    const once = [await considered(app.context, first), await considered(app.context, second)];
    const again = [await considered(app.context, first), await considered(app.context, second)];
    expect(again.map(({ change, whyNot }) => ({ change, whyNot }))).to.deep.equal(
      once.map(({ change, whyNot }) => ({ change, whyNot })),
    );
  });

  it("explains one pair as the command does", async () => {
    const requestId = chosen[3]!;
    for (const { id: vacancyId } of town.vacancies.slice(0, 12)) {
      const told = await runCommand(["explain", bundle, "--request", requestId, "--vacancy", vacancyId, "--json"]);
      const { explanation, order } = await explainPair(app.context, secretary, { requestId, vacancyId });
      expect(order).to.equal("told");
      expect(explanation).to.deep.equal(JSON.parse(told.out));
    }
  });

  it("says what is kept while the run is being computed again, and says that the rest is", async () => {
    const computing = { ...app.context, recall: { ask: async () => ({ kind: "computing" }) as const } };
    let behind = 0;
    for (const requestId of chosen) {
      const whole = await considered(app.context, requestId);
      const meanwhile = await considered(computing, requestId);
      expect(meanwhile.order).to.equal("computing");
      expect(meanwhile).not.to.have.property("change");
      expect(meanwhile.whyNot.firstRefusals).to.deep.equal(whole.whyNot.firstRefusals);
      meanwhile.whyNot.outcomes.forEach(({ standing, ...outcome }, at) => {
        const { standing: wholeStanding, ...wanted } = whole.whyNot.outcomes[at]!;
        expect(outcome).to.deep.equal(wanted);
        const { state, place, pointsMissing, comparedWith, decidedBy } = wholeStanding;
        // Between equal points only the whole order tells who comes first.
        if (decidedBy === "seniority" || decidedBy === "tie-break") return;
        expect(standing.state, `${requestId} ${outcome.vacancyId}`).to.equal(state);
        expect(standing.place).to.equal(place);
        if (state !== "lower-in-order") return;
        behind++;
        expect(standing).to.include({ pointsMissing, comparedWith, decidedBy });
      });
      const { vacancyId } = meanwhile.whyNot.outcomes[0]!;
      const pair = await explainPair(computing, secretary, { requestId, vacancyId });
      expect(["computing", "told"]).to.include(pair.order);
    }
    expect(behind).to.be.greaterThan(5);
  });

  it("is for the request's employer, for a committee as far as its territory goes, and for nobody else", async () => {
    const { employerId } = town.requests.find(({ id }) => id === chosen[0])!;
    const requestId = chosen[0]!;
    const own = actorOf("hr", { employerIds: [employerId!] });
    expect(await explainRequest(app.context, own, { requestId })).to.include({ kind: "considered" });
    const territory = actorOf("committee", { departementCodes: ["59"] });
    const seen = (await explainRequest(app.context, territory, { requestId })) as Considered;
    const codes = seen.whyNot.outcomes.map(({ vacancyId }) => seen.places.get(vacancyId)!.dwelling.departementCode);
    expect(new Set(codes)).to.deep.equal(new Set(["59"]));
    const { vacancyId } = seen.whyNot.outcomes[0]!;
    for (const [actor, code] of [
      [actorOf("hr", { employerIds: ["E-NONE"] }), "scope-forbidden"],
      [actorOf("committee", { departementCodes: ["2A"] }), "scope-forbidden"],
      [actorOf("landlord"), "role-forbidden"],
      [actorOf("operator"), "role-forbidden"],
    ] as const) {
      expect((await refusalOf(explainRequest(app.context, actor, { requestId }))).code).to.equal(code);
      expect((await refusalOf(explainPair(app.context, actor, { requestId, vacancyId }))).code).to.equal(code);
    }
    const nobody = await refusalOf(explainRequest(app.context, secretary, { requestId: "NONE" }));
    expect(nobody.code).to.equal("not-found");
  });

  it("says of a request filed after the night that it was not considered, and asks the night of another day where that is named", async () => {
    const { context } = app;
    const employerId = town.requests[0]!.employerId!;
    const { requestId } = await submitRequest(context, actorOf("hr"), {
      facts: requestFacts({ id: "Q-NEW", employerId }),
    });
    const first = (await lastRun(context))!;
    expect(await explainRequest(context, secretary, { requestId })).to.include({ kind: "not-considered" });
    context.clock.moveTo("2026-11-24T06:00:00.000Z");
    await runAllocation(context, actorOf("system"));
    expect((await considered(context, requestId)).run.document.asOf).to.equal("2026-11-24");
    expect(await explainRequest(context, secretary, { requestId, runId: first.id })).to.include({
      kind: "not-considered",
    });
    const earlier = await considered(context, chosen[0]!, first.id);
    expect(earlier.run.document.asOf).to.equal("2026-11-23");
  });
});

describe("explanations and erasure", () => {
  let town: CommitteeTown;
  beforeEach(async () => {
    town = await openCommitteeTown();
  });
  afterEach(() => town.app.close());

  it("an erased request has none any more, and others keep what needs no computing again", async () => {
    const { context } = town.app;
    await erasePerson(context, actorOf("dpo"), { requestId: "Q-5", ground: "person-asked" });
    const refused = await refusalOf(explainRequest(context, secretary, { requestId: "Q-5" }));
    expect(refused.code).to.equal("erased");
    const told = await considered(context, "Q-8");
    expect(told.order).to.equal("erased");
    expect(told.whyNot.outcomes.map(({ verdict }) => verdict)).to.include("refused");
    const pair = await explainPair(context, secretary, { requestId: "Q-8", vacancyId: "V-1" });
    expect(pair).to.include({ order: "erased" });
  });

  it("what a decision kept is given as it was shown then", async () => {
    const { context } = town.app;
    const before = await explainPair(context, secretary, { requestId: "Q-1", vacancyId: "V-1" });
    expect(before).not.to.have.property("keptWith");
    await town.meet();
    const decisionId = await town.confirm("V-1");
    context.clock.moveTo("2026-11-24T06:00:00.000Z");
    await runAllocation(context, actorOf("system"));
    const kept = await explainPair(context, secretary, { requestId: "Q-1", vacancyId: "V-1" });
    expect(kept.keptWith?.decisionId).to.equal(decisionId);
    expect(kept.explanation).to.deep.equal(before.explanation);
    expect(kept.run.document.asOf).to.equal("2026-11-23");
    const named = await explainPair(context, secretary, {
      requestId: "Q-1",
      vacancyId: "V-1",
      runId: (await lastRun(context))!.id,
    });
    expect(named.explanation.standing.state).to.equal("pinned");
  });
});
