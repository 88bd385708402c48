import { expect } from "chai";
import { amendRequest } from "../../src/app/amend-request.ts";
import { designate } from "../../src/app/designate.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { recordLease } from "../../src/app/record-lease.ts";
import { recordReply } from "../../src/app/record-reply.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import type { GivenAnswer } from "../../src/domain/designations/answer-rules.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";
import { refusalOf, told } from "../support/refusal.ts";

const landlord = actorOf("landlord");

describe("the answers of a landlord", () => {
  let town: CommitteeTown;
  let designationId: string;
  beforeEach(async () => {
    town = await openCommitteeTown();
    designationId = await town.designateFirst();
  });
  afterEach(() => town.app.close());

  const answer = async (answers: readonly GivenAnswer[], answeredOn = "2026-11-23") => {
    const { version } = await recordNow(town.app.context, "designation", designationId);
    return recordAnswer(town.app.context, landlord, { designationId, version, answeredOn, answers });
  };
  const refusing = (motiveCode: string): readonly GivenAnswer[] => [
    { requestId: "Q-1", answer: "not-awarded", motiveCode },
  ];

  it("return a ground that the facts contradict, with what they say and without a figure of the household", async () => {
    for (const motiveCode of ["income-above-ceiling", "stay-not-lawful", "no-unique-number", "dwelling-too-small"]) {
      const error = await refusalOf(answer(refusing(motiveCode)));
      expect(error.code, motiveCode).to.equal("motive-contradicted");
      expect(error.values.factsFr).to.be.a("string");
      expect(JSON.stringify(error.values)).not.to.match(/\d{4,}/);
    }
    expect((await recordNow(town.app.context, "designation", designationId)).version).to.equal(1);
  });

  it("take a ground that nothing known contradicts", async () => {
    await answer(refusing("file-incomplete"));
    expect((await recordNow(town.app.context, "designation", designationId)).document.candidates[0]).to.include({
      state: "answered",
      motiveCode: "file-incomplete",
    });
  });

  it("take a ground once the fact has been put right", async () => {
    const { context } = town.app;
    const { version, document } = await recordNow(context, "request", "Q-1");
    const household = { ...document.facts!.household, referenceIncomeCentsPerYear: 9_000_000 };
    const facts = { ...document.facts!, household };
    await amendRequest(context, actorOf("hr"), { requestId: "Q-1", expected: version, facts });
    await answer(refusing("income-above-ceiling"));
    expect(await town.struck("V-1")).to.deep.equal({ "Q-1": "refused-by-landlord" });
  });

  it("say nothing of another household's file: a ground is held against the candidate it is given for", async () => {
    const error = await refusalOf(
      answer([
        { requestId: "Q-1", answer: "not-awarded", motiveCode: "breach-of-tenancy" },
        { requestId: "Q-2", answer: "not-awarded", motiveCode: "income-above-ceiling" },
      ]),
    );
    expect(error.values).to.include({ requestId: "Q-2", field: "answers/1/motiveCode" });
  });

  it("cannot be of a day before the names were sent, or of one to come; no more can replies and leases", async () => {
    const { context } = town.app;
    town.comes("2026-11-27");
    const award: readonly GivenAnswer[] = ["Q-1", "Q-2", "Q-3"].map((requestId, at) => {
      return { requestId, answer: "awarded-ranked", rank: at + 1 };
    });
    for (const day of ["2026-11-22", "2026-11-28", "2026-02-30"])
      expect(told(await refusalOf(answer(award, day))), day).to.include("not-allowed answeredOn");
    await answer(award, "2026-11-26");
    const reply = (repliedOn: string) =>
      recordReply(context, landlord, { designationId, version: 2, requestId: "Q-1", reply: "accepted", repliedOn });
    for (const day of ["2026-11-22", "2026-11-28"])
      expect(told(await refusalOf(reply(day))), day).to.deep.equal(["not-allowed repliedOn"]);
    await reply("2026-11-27");
    const lease = (signedOn: string) =>
      recordLease(context, landlord, { designationId, version: 3, requestId: "Q-1", signedOn });
    for (const day of ["2026-11-28", "2026-11-26"])
      expect(told(await refusalOf(lease(day))), day).to.deep.equal(["not-allowed signedOn"]);
    await lease("2026-11-27");
  });

  it("are asked for within the days of the procedure, from the day the names are sent", async () => {
    const { answerClock } = (await recordNow(town.app.context, "designation", designationId)).document;
    expect(answerClock).to.include({ startedOn: "2026-11-23", endsOn: "2026-12-23", effect: "answer-overdue" });
    const other = await openCommitteeTown({
      answers: { allowed: ["awarded", "not-awarded"], source: { text: "vote" } },
    });
    try {
      await other.meet();
      const { designationId: id } = await designate(other.app.context, other.secretary, {
        decisionId: await other.confirm("V-1"),
      });
      expect((await recordNow(other.app.context, "designation", id)).document).not.to.have.property("answerClock");
    } finally {
      await other.app.close();
    }
  });
});
