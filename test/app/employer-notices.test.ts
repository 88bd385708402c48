import { expect } from "chai";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";
import { notices, readNow } from "../support/told.ts";

describe("what an employer hears of its request", () => {
  let town: CommitteeTown;
  beforeEach(async () => {
    town = await openCommitteeTown();
  });
  afterEach(() => town.app.close());

  const heard = async (subject: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (await notices(town.app.context, subject)).map(({ to, values }) => ({ ...to, ...values }));

  it("is nothing of a night's proposal, which is no promise: only that a committee will look at it, and when", async () => {
    expect(await heard("request-on-agenda")).to.deep.equal([]);
    await town.meet();
    const told = await heard("request-on-agenda");
    expect(told.map(({ requestId }) => requestId)).to.include("Q-1");
    expect(new Set(told.map(({ requestId }) => requestId)).size, "each once").to.equal(told.length);
    for (const one of told) expect(one).to.include({ role: "hr", scopeId: "E-1" });
    expect(Object.keys(told[0]!)).to.have.members(["role", "scopeId", "requestId", "heldOn"]);
  });

  it("is that it was presented, what the landlord answered, and the offer with its last day", async () => {
    const designationId = await town.designateFirst();
    const { candidates } = (await readNow(town.app.context, "designation", designationId)).document;
    expect((await heard("request-designated")).map(({ requestId }) => requestId)).to.have.members(
      candidates.map(({ requestId }) => requestId),
    );
    town.comes("2026-12-03");
    await recordAnswer(town.app.context, actorOf("landlord"), {
      designationId,
      version: 1,
      answeredOn: "2026-12-03",
      answers: [
        { requestId: "Q-1", answer: "awarded-ranked", rank: 2 },
        { requestId: "Q-2", answer: "awarded-ranked", rank: 1 },
        { requestId: "Q-3", answer: "not-awarded", motiveCode: "effort-too-high" },
      ],
    });
    expect(await heard("answer-recorded")).to.deep.equal([
      { role: "hr", scopeId: "E-1", requestId: "Q-3", vacancyId: "V-1", answer: "not-awarded" },
    ]);
    expect(await heard("offer-made")).to.deep.equal([
      { role: "hr", scopeId: "E-1", requestId: "Q-2", vacancyId: "V-1", endsOn: "2026-12-14" },
    ]);
  });
});
