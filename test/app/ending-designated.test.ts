import { expect } from "chai";
import { amendRequest } from "../../src/app/amend-request.ts";
import { closeAgenda } from "../../src/app/close-agenda.ts";
import { deregisterRequest } from "../../src/app/deregister-request.ts";
import { mergeRequests } from "../../src/app/merge-requests.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { withdrawRequest } from "../../src/app/withdraw-request.ts";
import { withdrawVacancy } from "../../src/app/withdraw-vacancy.ts";
import { requestFacts } from "../support/builders.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";
import { expectRefusal, lastEntry, notices, readNow } from "../support/told.ts";

const hr = actorOf("hr");
const landlord = actorOf("landlord");
const secretary = actorOf("secretary");

describe("what was designated and ends", () => {
  let town: CommitteeTown;
  let designationId: string;

  beforeEach(async () => {
    town = await openCommitteeTown();
    designationId = await town.designateFirst();
  });
  afterEach(() => town.app.close());

  const context = () => town.app.context;
  const version = async (kind: "request" | "vacancy" | "designation", id: string) =>
    (await readNow(context(), kind, id)).version;
  const withdraw = async (requestId: string) =>
    withdrawRequest(context(), hr, {
      requestId,
      expected: await version("request", requestId),
      reason: "household-waiver",
    });
  const candidates = async () => {
    const { document } = await readNow(context(), "designation", designationId);
    return Object.fromEntries(document.candidates.map(({ requestId, state }) => [requestId, state]));
  };
  const answer = async (answers: Parameters<typeof recordAnswer>[2]["answers"]) =>
    recordAnswer(context(), landlord, {
      designationId,
      version: await version("designation", designationId),
      answeredOn: "2026-11-23",
      answers,
    });

  it("a request that HR withdraws leaves the designation, its place and its landlord are told; the others stay", async () => {
    expect(await town.state("request", "Q-1")).to.equal("designated");
    const ended = await withdraw("Q-1");
    expect(ended.vacancyIds).to.deep.equal(["V-1"]);
    expect(await town.state("request", "Q-1")).to.equal("withdrawn");
    expect(await candidates()).to.include({ "Q-1": "withdrawn" });
    expect(await town.pins("V-1")).not.to.have.property("Q-1");
    expect(Object.keys(await town.pins("V-1"))).to.have.length(2);
    expect(await town.state("vacancy", "V-1")).to.equal("designated");
    expect(await town.state("designation", designationId)).to.equal("sent");
    const told = await notices(context(), "candidate-released");
    expect(told).to.have.length(1);
    expect(told[0]).to.deep.include({
      to: { role: "landlord", scopeId: "L-SOCIAL" },
      values: { vacancyId: "V-1", requestId: "Q-1", cause: "request-ended" },
    });
    expect((await lastEntry(context())).events.map(({ type }) => type)).to.deep.equal([
      "request-ended",
      "reply-recorded",
      "candidate-released",
      "proposals-reassigned",
    ]);
  });

  it("once the last of them has withdrawn the designation has failed and the vacancy goes to the committee again", async () => {
    for (const id of Object.keys(await candidates())) await withdraw(id);
    expect(await town.state("designation", designationId)).to.equal("failed");
    expect(await town.state("vacancy", "V-1")).to.equal("proposed");
    expect(await town.pins("V-1")).to.deep.equal({});
  });

  it("a request that withdraws from a live offer leaves it to the next rank", async () => {
    const [first, second, third] = Object.keys(await candidates()) as [string, string, string];
    await answer([
      { requestId: first, answer: "awarded-ranked", rank: 1 },
      { requestId: second, answer: "awarded-ranked", rank: 2 },
      { requestId: third, answer: "awarded-ranked", rank: 3 },
    ]);
    expect(await candidates()).to.include({ [first]: "offered", [second]: "answered" });
    await withdraw(first);
    expect(await candidates()).to.deep.equal({ [first]: "withdrawn", [second]: "offered", [third]: "answered" });
    expect(await town.pins("V-1")).to.include({ [second]: "live-offer" });
    expect((await lastEntry(context())).events.map(({ type }) => type)).to.include("offer-made");
  });

  it("a request that is deregistered leaves the designation the same way", async () => {
    const { vacancyIds } = await deregisterRequest(context(), secretary, {
      requestId: "Q-1",
      expected: await version("request", "Q-1"),
      reason: "housed-elsewhere",
    });
    expect(vacancyIds).to.deep.equal(["V-1"]);
    expect(await candidates()).to.include({ "Q-1": "withdrawn" });
    expect(await town.state("request", "Q-1")).to.equal("deregistered");
  });

  it("a request that is amended tells where it stands already", async () => {
    const stored = await readNow(context(), "request", "Q-1");
    const facts = { ...stored.document.facts!, rentLimitCentsPerMonth: 60_000 };
    const amended = await amendRequest(context(), hr, { requestId: "Q-1", expected: stored.version, facts });
    expect(amended).to.deep.include({ state: "designated", pinned: [{ vacancyId: "V-1", kind: "confirmed" }] });
  });

  it("a request on an open agenda leaves its place there, and no landlord hears of it", async () => {
    expect(await town.pins("V-2")).to.have.property("Q-6", "opened-agenda");
    expect((await withdraw("Q-6")).vacancyIds).to.deep.equal([]);
    expect(await town.pins("V-2")).not.to.have.property("Q-6");
    expect(await notices(context(), "candidate-released")).to.deep.equal([]);
  });

  it("a designated request is not merged into another; another may be merged into it", async () => {
    const { requestId } = await submitRequest(context(), hr, { facts: requestFacts({ id: "Q-9" }) });
    const designated = await version("request", "Q-1");
    const merge = (keptId: string, keptExpected: number, otherId: string, otherExpected: number) =>
      mergeRequests(context(), secretary, {
        keptId,
        keptExpected,
        otherId,
        otherExpected,
        outcome: "merge",
        reason: "submitted-twice",
      });
    await expectRefusal(context(), () => merge(requestId, 1, "Q-1", designated), "wrong-state", {
      id: "Q-1",
      state: "designated",
    });
    expect((await merge("Q-1", designated, requestId, 1)).kept.state).to.equal("designated");
  });

  it("a vacancy that its landlord withdraws sets its candidates free; their employers are told, and the queue has them again", async () => {
    const names = Object.keys(await candidates());
    const ended = await withdrawVacancy(context(), landlord, {
      vacancyId: "V-1",
      expected: await version("vacancy", "V-1"),
      reason: "not-vacant-after-all",
    });
    expect(ended.releasedRequestIds).to.have.members(names);
    expect(await town.state("vacancy", "V-1")).to.equal("withdrawn");
    expect(await town.state("designation", designationId)).to.equal("failed");
    expect(await town.pins("V-1")).to.deep.equal({});
    for (const id of names) expect(await town.state("request", id)).to.equal("active");
    const told = await notices(context(), "candidate-released");
    expect(told.map(({ to, values }) => `${to.role} ${to.scopeId} ${values.requestId}`)).to.have.members(
      names.map((id) => `hr E-1 ${id}`),
    );
    expect(await town.struck("V-1"), "nobody is struck for what the landlord did").to.deep.equal({});
  });

  it("a vacancy on an open agenda that its landlord withdraws takes its proposal off it", async () => {
    const { id } = await town.proposalOf("V-2");
    await withdrawVacancy(context(), landlord, {
      vacancyId: "V-2",
      expected: await version("vacancy", "V-2"),
      reason: "works",
    });
    expect(await town.state("proposal", id)).to.equal("lapsed");
    expect(await town.pins("V-2")).to.deep.equal({});
    expect(await notices(context(), "candidate-released"), "nothing was said to anybody yet").to.deep.equal([]);
  });
});

describe("a vacancy that is withdrawn while its decision awaits a second signature", () => {
  it("cancels the decision and leaves the agenda, which is closed without it", async () => {
    const source = { text: "invented" };
    const town = await openCommitteeTown({ secondSignature: { kinds: ["confirm"], reasonCodes: [], source } });
    const { context } = town.app;
    const agendaId = await town.meet();
    const decisionId = await town.confirm("V-1");
    const before = await readNow(context, "decision", decisionId);
    expect(before.document.state).to.equal("awaiting-second-signature");
    const { version: expected } = await readNow(context, "vacancy", "V-1");
    await withdrawVacancy(context, landlord, { vacancyId: "V-1", expected, reason: "works" });
    const decision = await readNow(context, "decision", decisionId);
    expect(decision.document).to.include({ state: "cancelled", cancelReason: "withdraw-vacancy" });
    const lapsed = await town.proposalOf("V-1");
    expect(lapsed.document).to.include({ state: "lapsed" });
    expect(lapsed.document).not.to.have.any.keys("agendaId", "decisionId");
    expect((await lastEntry(context)).events.map(({ type }) => type)).to.include("decision-cancelled");
    const { version } = await readNow(context, "agenda", agendaId);
    const putBack = [(await town.proposalOf("V-2")).id];
    await closeAgenda(context, secretary, { agendaId, version, putBack });
    expect((await readNow(context, "agenda", agendaId)).document.state).to.equal("closed");
    await town.app.close();
  });
});

describe("a request that was decided and not sent yet", () => {
  it("gives its place back when it is withdrawn, and the secretary is told", async () => {
    const town = await openCommitteeTown();
    const { context } = town.app;
    await town.meet();
    await town.confirm("V-1");
    const { version: expected } = await readNow(context, "request", "Q-1");
    const command = { requestId: "Q-1", expected, reason: "household-waiver" };
    expect((await withdrawRequest(context, hr, command)).vacancyIds).to.deep.equal([]);
    expect(await town.pins("V-1")).to.deep.equal({ "Q-2": "confirmed", "Q-3": "confirmed" });
    expect((await notices(context, "decided-candidate-left"))[0]).to.deep.include({
      to: { role: "secretary", scopeId: "02" },
      values: { vacancyId: "V-1", requestId: "Q-1" },
    });
    expect(await notices(context, "candidate-released"), "no landlord had its name").to.deep.equal([]);
    await town.app.close();
  });
});
