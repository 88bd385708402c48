import { expect } from "chai";
import { declareFacts } from "../../src/app/declare-facts.ts";
import { type JudgeProof, judgeProof } from "../../src/app/judge-proof.ts";
import { type RecordProof, recordProof } from "../../src/app/record-proof.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { withdrawRequest } from "../../src/app/withdraw-request.ts";
import { requestFacts } from "../support/builders.ts";
import { townFacts } from "../support/declared-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { expectRefusal, lastEntry, problemCodes } from "../support/told.ts";

const secretary = actorOf("secretary");
const hr = actorOf("hr");

describe("a proof", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
    await declareFacts(app.context, secretary, { records: townFacts });
    await submitRequest(app.context, hr, { facts: requestFacts() });
  });
  afterEach(() => app.close());

  const record = (more: Partial<RecordProof> = {}, actor = hr) =>
    recordProof(app.context, actor, { requestId: "Q-1", code: "tax-notice", ...more });
  const judge = (proofId: string, more: Partial<JudgeProof> = {}, actor = secretary) =>
    judgeProof(app.context, actor, { proofId, expected: 1, verdict: "validated", ...more });
  const proofs = async () => (await app.context.store.get("request", "Q-1"))!.document.facts!.validatedProofs;
  const stored = async (id: string) => (await app.context.store.get("proof", id))!.document;

  it("is recorded by HR: who, when, until when; it counts for nothing yet", async () => {
    const { proofId, version } = await record({ issuedOn: "2026-09-01", validUntil: "2027-08-31" });
    expect(version).to.equal(1);
    expect(await stored(proofId)).to.deep.equal({
      state: "recorded",
      requestId: "Q-1",
      recordedBy: "hr-1",
      recordedAt: "2026-11-23T08:00:00.000Z",
      facts: { code: "tax-notice", issuedOn: "2026-09-01", validUntil: "2027-08-31" },
    });
    expect(await proofs()).to.equal(undefined);
    const entry = await lastEntry(app.context);
    expect(entry.events).to.deep.equal([{ type: "proof-recorded", requestId: "Q-1", proofId }]);
    expect(JSON.stringify(entry)).not.to.include("tax-notice");
  });

  it("has days that can be", async () => {
    const error = await expectRefusal(
      app.context,
      () => record({ issuedOn: "2026-11-24", validUntil: "2026-11-01" }),
      "several-problems",
    );
    expect(problemCodes(error)).to.deep.equal(["days-contradict", "days-contradict", "days-contradict"]);
    await record({ validUntil: "2026-11-23" });
  });

  it("is recorded by HR of the employer, for a request that exists and has not ended", async () => {
    await expectRefusal(app.context, () => record({}, actorOf("hr", { employerIds: ["E-2"] })), "scope-forbidden");
    await expectRefusal(app.context, () => record({}, actorOf("committee")), "role-forbidden");
    await expectRefusal(app.context, () => record({ requestId: "Q-9" }), "not-found");
    await withdrawRequest(app.context, hr, { requestId: "Q-1", expected: 1, reason: "housed-elsewhere" });
    await expectRefusal(app.context, () => record(), "wrong-state", { kind: "request", state: "withdrawn" });
  });

  it("that is validated counts among the request's facts at once", async () => {
    const { proofId } = await record();
    const judged = await judge(proofId, { validUntil: "2027-08-31" });
    expect(judged).to.include({ requestId: "Q-1", version: 2, state: "validated", isRequestChanged: true });
    expect(await proofs()).to.deep.equal(["tax-notice"]);
    expect(await stored(proofId)).to.deep.include({
      state: "validated",
      judgedBy: "secretary-1",
      judgedAt: "2026-11-23T08:00:00.000Z",
      facts: { code: "tax-notice", validUntil: "2027-08-31" },
    });
    expect((await lastEntry(app.context)).events).to.deep.equal([
      { type: "proof-judged", requestId: "Q-1", proofId, state: "validated" },
    ]);
  });

  it("that is refused has a reason of the list and changes no fact", async () => {
    const { proofId } = await record();
    await expectRefusal(app.context, () => judge(proofId, { verdict: "refused" }), "reason-required");
    await expectRefusal(app.context, () => judge(proofId, { verdict: "refused", reason: "ugly" }), "not-allowed");
    const judged = await judge(proofId, { verdict: "refused", reason: "unreadable" });
    expect(judged).to.include({ state: "refused", isRequestChanged: false });
    expect(await stored(proofId)).to.include({ state: "refused", reason: "unreadable" });
    expect(await proofs()).to.equal(undefined);
    await expectRefusal(app.context, () => judge(proofId, { expected: 2 }), "wrong-state", { state: "refused" });
  });

  it("that turns out not to hold counts no longer, unless another one proves the same", async () => {
    const first = await record();
    const second = await record();
    await judge(first.proofId);
    await judge(second.proofId);
    expect(await proofs()).to.deep.equal(["tax-notice"]);
    await judge(first.proofId, { expected: 2, verdict: "refused", reason: "of-another-person" });
    expect(await proofs()).to.deep.equal(["tax-notice"]);
    await judge(second.proofId, { expected: 2, verdict: "refused", reason: "of-another-person" });
    expect(await proofs()).to.deep.equal([]);
  });

  it("is judged by the secretary, at the version that was read, while it still holds", async () => {
    const { proofId } = await record({ validUntil: "2026-11-30" });
    await expectRefusal(app.context, () => judge(proofId, {}, hr), "role-forbidden");
    await expectRefusal(app.context, () => judge(proofId, { expected: 2 }), "conflict", { found: 1 });
    await expectRefusal(app.context, () => judge("nothing"), "not-found");
    await expectRefusal(app.context, () => judge(proofId, { validUntil: "2026-11-01" }), "days-contradict");
    app.context.clock.moveTo("2026-12-01T08:00:00.000Z");
    await expectRefusal(app.context, () => judge(proofId), "days-contradict");
    await judge(proofId, { verdict: "refused", reason: "out-of-date" });
  });

  it("that two people judge at once is judged once", async () => {
    const { proofId } = await record();
    const outcomes = await Promise.allSettled([
      judge(proofId),
      judge(proofId, { verdict: "refused", reason: "unreadable" }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).to.have.length(1);
  });
});
