import { expect } from "chai";
import { attendAgenda } from "../../src/app/attend-agenda.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { deregisterRequest } from "../../src/app/deregister-request.ts";
import { designate } from "../../src/app/designate.ts";
import { endDecision } from "../../src/app/end-decision.ts";
import { issueCertificate } from "../../src/app/issue-certificate.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { withdrawRequest } from "../../src/app/withdraw-request.ts";
import { findUnsentDecision } from "../../src/cli/database/find-record.ts";
import { type CommitteeTown, member, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";

const secretary = actorOf("secretary");

describe("a decided candidate who leaves before the names are sent", () => {
  let town: CommitteeTown;
  beforeEach(async () => {
    town = await openCommitteeTown();
    await town.meet();
  });
  afterEach(() => town.app.close());

  const context = () => town.app.context;
  const versionOf = async (requestId: string) => (await recordNow(context(), "request", requestId)).version;
  const withdraw = async (...requestIds: readonly string[]) => {
    for (const requestId of requestIds)
      await withdrawRequest(context(), actorOf("hr"), {
        requestId,
        expected: await versionOf(requestId),
        reason: "household-waiver",
      });
  };
  const deregister = async (requestId: string) =>
    deregisterRequest(context(), secretary, {
      requestId,
      expected: await versionOf(requestId),
      reason: "housed-elsewhere",
    });
  const confirmSecond = () => town.confirm("V-2");
  const send = (decisionId: string) => designate(context(), secretary, { decisionId });
  const end = (decisionId: string) => endDecision(context(), secretary, { decisionId });
  const nextNight = async () => {
    context().clock.moveTo("2026-11-24T01:00:00.000Z");
    return runAllocation(context(), actorOf("system"));
  };

  it("is left out; with the certificate that names the one who left, the other goes", async () => {
    const decisionId = await confirmSecond();
    await withdraw("Q-6");
    const few = await refusalOf(send(decisionId));
    expect(few.code).to.equal("too-few-left");
    expect(few.values).to.deep.equal({ vacancyId: "V-2", needed: 3, found: 1, requestIds: "Q-6" });
    const { certificateId, certificate } = await issueCertificate(context(), secretary, { decisionId });
    expect(certificate).to.deep.include({ designated: ["Q-7"], left: ["Q-6"], needed: 3 });
    expect(certificate.excluded).to.deep.include({ groundId: "left-since", outcome: "standing", count: 1 });
    const { designationId, left } = await send(decisionId);
    expect(left).to.deep.equal(["Q-6"]);
    const { document } = await recordNow(context(), "designation", designationId);
    expect(document).to.deep.include({ certificateId, left: ["Q-6"] });
    expect(document.candidates).to.deep.equal([{ requestId: "Q-7", rank: 1, state: "sent" }]);
    expect(await town.pins("V-2")).to.deep.equal({ "Q-7": "confirmed" });
    expect(await town.state("request", "Q-6")).to.equal("withdrawn");
    expect(await town.state("request", "Q-7")).to.equal("designated");
  });

  it("does not let a certificate of before be used for fewer", async () => {
    const decisionId = await confirmSecond();
    await issueCertificate(context(), secretary, { decisionId });
    await withdraw("Q-6");
    expect((await refusalOf(send(decisionId))).code).to.equal("too-few-left");
  });

  it("deregistered is the same; the others keep their order where they are enough", async () => {
    await town.app.close();
    town = await openCommitteeTown({ designation: { leastCandidates: 2, source: { text: "invented" } } });
    await town.meet();
    const decisionId = await town.confirm("V-1");
    await deregister("Q-2");
    const { designationId, left } = await send(decisionId);
    expect(left).to.deep.equal(["Q-2"]);
    const { document } = await recordNow(context(), "designation", designationId);
    expect(document.candidates.map(({ requestId, rank }) => `${rank} ${requestId}`)).to.deep.equal(["1 Q-1", "2 Q-3"]);
  });

  it("where others could be named no certificate is due: the next run fills the place, and both decisions are sent", async () => {
    const first = await town.confirm("V-1");
    await withdraw("Q-1");
    expect((await refusalOf(send(first))).code).to.equal("too-few-left");
    expect((await refusalOf(issueCertificate(context(), secretary, { decisionId: first }))).code).to.equal(
      "enough-candidates",
    );
    await confirmSecond();
    expect((await nextNight()).kind).to.equal("completed");
    const { id: proposalId, version, document } = await town.proposalOf("V-1");
    expect(document.proposed.candidates.map(({ requestId }) => requestId)).to.deep.equal(["Q-4"]);
    const { agendaId } = await openAgenda(context(), secretary, { heldOn: "2026-11-26", proposalIds: [proposalId] });
    const members = ["member-a", "member-b", "member-c"].map((actorId) => ({ actorId, isPresent: true }));
    await attendAgenda(context(), secretary, { agendaId, version: 1, members });
    const second = await decideProposal(context(), member("member-a"), {
      proposalId,
      version: version + 1,
      kind: "confirm",
    });
    expect((await findUnsentDecision(context(), "V-1")).id).to.equal(first);
    expect((await send(first)).left).to.deep.equal(["Q-1"]);
    expect((await findUnsentDecision(context(), "V-1")).id).to.equal(second.decisionId);
    expect((await send(second.decisionId)).left).to.deep.equal([]);
    expect(await town.pins("V-1")).to.deep.equal({ "Q-2": "confirmed", "Q-3": "confirmed", "Q-4": "confirmed" });
  });

  it("once nobody remains the decision is ended and the vacancy is open for the next run", async () => {
    const decisionId = await confirmSecond();
    const confirmed = (await town.proposalOf("V-2")).id;
    await withdraw("Q-6", "Q-7");
    const nobody = await refusalOf(send(decisionId));
    expect(nobody.code).to.equal("nobody-left");
    expect(nobody.values).to.deep.equal({ decisionId, vacancyId: "V-2", requestIds: "Q-6, Q-7" });
    expect(await end(decisionId)).to.deep.include({ left: ["Q-6", "Q-7"], released: [] });
    expect(await town.state("vacancy", "V-2")).to.equal("open");
    expect(await town.state("proposal", confirmed)).to.equal("lapsed");
    expect((await recordNow(context(), "decision", decisionId)).document).to.include({ endedBy: secretary.id });
    for (const again of [send(decisionId), end(decisionId), issueCertificate(context(), secretary, { decisionId })])
      expect((await refusalOf(again)).values).to.include({ state: "ended" });
    expect((await nextNight()).kind).to.equal("completed");
    expect((await town.proposalOf("V-2")).id).not.to.equal(confirmed);
    expect(await town.state("vacancy", "V-2")).to.equal("proposed");
  });

  it("a decision may be ended once somebody left, and those who remain are proposed again", async () => {
    const decisionId = await town.confirm("V-1");
    expect((await refusalOf(end(decisionId))).code).to.equal("nobody-gone");
    await withdraw("Q-1");
    expect(await end(decisionId)).to.deep.include({ left: ["Q-1"], released: ["Q-2", "Q-3"] });
    expect(await town.pins("V-1")).to.deep.equal({});
    await nextNight();
    const { proposed } = (await town.proposalOf("V-1")).document;
    expect(proposed.candidates.map(({ requestId }) => requestId)).to.deep.equal(["Q-2", "Q-3", "Q-4"]);
  });

  it("a decision that was sent is not ended", async () => {
    const decisionId = await town.confirm("V-1");
    await send(decisionId);
    await withdraw("Q-1");
    expect((await refusalOf(end(decisionId))).code).to.equal("id-taken");
  });
});
