import { expect } from "chai";
import { readRequest } from "../../src/app/read-request.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { noticeWords } from "../../src/texts/notice-words.ts";
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
      {
        role: "hr",
        scopeId: "E-1",
        requestId: "Q-3",
        vacancyId: "V-1",
        answer: "not-awarded",
        groundFr: "Dépense de logement hors de proportion avec les ressources, aides comprises",
        groundEn: "Housing cost out of proportion to income, aid included",
      },
    ]);
    const [refused] = await notices(town.app.context, "answer-recorded");
    expect(noticeWords(refused!, "en").text).to.contain("(ground: housing cost out of proportion to income");
    const { history } = await readRequest(town.app.context, actorOf("hr"), { requestId: "Q-3" });
    expect(history.at(-1)).to.include({ what: "answered", titleEn: refused!.values.groundEn });
    expect(await heard("designation-answered"), "the secretary, once").to.deep.equal([
      { role: "secretary", scopeId: "02", designationId, vacancyId: "V-1", awarded: 2, refused: 1 },
    ]);
    expect(await heard("offer-made")).to.deep.equal([
      { role: "hr", scopeId: "E-1", requestId: "Q-2", vacancyId: "V-1", endsOn: "2026-12-14" },
    ]);
  });
});
