import { expect } from "chai";
import { checkRequest } from "../../src/app/check-request.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import { personContents, requestFacts } from "../support/builders.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";

const hr = actorOf("hr");

describe("a request that is checked before it is handed in", () => {
  let town: CommitteeTown;
  beforeEach(async () => {
    town = await openCommitteeTown();
  });
  afterEach(() => town.app.close());

  const facts = (more: Partial<Request> = {}) => requestFacts({ id: "Q-99", ...more });
  const check = (more: Partial<Request> = {}, actor = hr) =>
    checkRequest(town.app.context, actor, { facts: facts(more), person: personContents() });

  it("is told for how many of today's open vacancies it may be considered, and why not for the others", async () => {
    const { prospects, problems, areRulesBroken } = await check();
    expect([problems, areRulesBroken]).to.deep.equal([[], false]);
    expect(prospects).to.have.length(1);
    expect(prospects[0]).to.deep.include({ ruleSetId: "als-2026", vacancies: 2, eligible: 1, incomplete: 0 });
    expect(prospects[0]!.eligibleVacancyIds).to.deep.equal(["V-1"]);
    expect(
      prospects[0]!.refusing.map(({ rule, vacancies, isEverywhere }) => [rule.id, vacancies, isEverywhere]),
    ).to.deep.equal([["place", 1, false]]);
  });

  it("is told the rule that refuses everywhere, with value and threshold", async () => {
    const household = { ...facts().household, referenceIncomeCentsPerYear: 9_000_000 };
    const { prospects } = await check({ household });
    const [first] = prospects[0]!.refusing;
    expect(first).to.deep.include({ isEverywhere: true, vacancies: 2 });
    expect(first!.rule.value).to.equal(9_000_000);
    expect(first!.rule.threshold).to.be.a("number");
    expect(prospects[0]!.eligible).to.equal(0);
  });

  it("is told which absent facts would decide: a missing fact is never a no", async () => {
    const { referenceIncomeCentsPerYear: _, ...household } = facts().household;
    const { prospects } = await check({ household });
    expect(prospects[0]).to.deep.include({ eligible: 0, incomplete: 1 });
    expect(prospects[0]!.missing.map(({ fact }) => fact)).to.include("household.referenceIncomeCentsPerYear");
  });

  it("is told all problems of its facts at once, those of the submission, and is judged all the same", async () => {
    const wrong = { employerId: "E-9", relatedLandlordIds: ["L-9"], filedOn: "2026-11-30", isDaloRecognised: true };
    const { problems, prospects } = await check(wrong);
    const refused = await refusalOf(
      submitRequest(town.app.context, hr, { facts: facts(wrong), person: personContents() }),
    );
    expect(problems).to.deep.equal(refused.details);
    expect(problems).to.have.length(4);
    expect(prospects).to.have.length(1);
  });

  it("is told that another may be of the same household, as a number", async () => {
    expect((await check()).likelyDuplicates).to.equal(0);
    await submitRequest(town.app.context, hr, { facts: facts({ id: "Q-98" }), person: personContents() });
    expect((await check()).likelyDuplicates).to.equal(1);
  });

  it("leaves no trace: no record, no entry in the log", async () => {
    const before = await town.app.context.store.head();
    await check();
    await check({ employerId: "E-9" });
    expect(await town.app.context.store.head()).to.deep.equal(before);
    expect(await town.app.context.store.get("request", "Q-99")).to.equal(undefined);
  });

  it("is HR's of the employer, or the secretary's", async () => {
    const other = actorOf("hr", { employerIds: ["E-2"] });
    expect((await refusalOf(check({}, other))).code).to.equal("scope-forbidden");
    expect((await refusalOf(check({}, actorOf("landlord")))).code).to.equal("role-forbidden");
    expect((await check({}, actorOf("secretary"))).prospects).to.have.length(1);
  });
});
