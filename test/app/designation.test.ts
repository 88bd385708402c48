import { expect } from "chai";
import { lapseConditions, lapseOffers } from "../../src/app/clocks/lapse-offers.ts";
import { create, replace } from "../../src/app/commit.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { designate } from "../../src/app/designate.ts";
import { certificateListDigest, issueCertificate } from "../../src/app/issue-certificate.ts";
import { hold } from "../../src/app/proposals/pins.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { recordDocument } from "../../src/app/record-document.ts";
import { recordLease } from "../../src/app/record-lease.ts";
import { recordReply } from "../../src/app/record-reply.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import type { GivenAnswer } from "../../src/domain/designations/answer-rules.ts";
import { type CommitteeTown, member, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";
import { refusalOf, told } from "../support/refusal.ts";
import { storeRecords } from "../support/stored-town.ts";
import { notices } from "../support/told.ts";

const landlord = actorOf("landlord");
const system = actorOf("system");

describe("a designation", () => {
  let town: CommitteeTown;
  beforeEach(async () => {
    town = await openCommitteeTown();
  });
  afterEach(() => town.app.close());

  const record = (id: string) => recordNow(town.app.context, "designation", id);
  const answer = async (designationId: string, answers: readonly GivenAnswer[], more: object = {}) => {
    const { version } = await record(designationId);
    const command = { designationId, version, answeredOn: "2026-12-03", answers, ...more };
    town.comes(command.answeredOn);
    return recordAnswer(town.app.context, landlord, command);
  };
  const reply = async (designationId: string, requestId: string, said: string, repliedOn = "2026-12-05") => {
    const { version } = await record(designationId);
    const command = { designationId, version, requestId, reply: said as "accepted", repliedOn };
    town.comes(repliedOn);
    return recordReply(town.app.context, landlord, command);
  };
  const ranked: readonly GivenAnswer[] = [
    { requestId: "Q-1", answer: "awarded-ranked", rank: 2 },
    { requestId: "Q-2", answer: "awarded-ranked", rank: 1 },
    { requestId: "Q-3", answer: "not-awarded", motiveCode: "effort-too-high" },
  ];
  const states = async (id: string) =>
    Object.fromEntries((await record(id)).document.candidates.map(({ requestId, state }) => [requestId, state]));

  it("sends ids to the landlord, once, and the requests are designated", async () => {
    const designationId = await town.designateFirst();
    const { document } = await record(designationId);
    expect(document.candidates).to.deep.equal([
      { requestId: "Q-1", rank: 1, state: "sent" },
      { requestId: "Q-2", rank: 2, state: "sent" },
      { requestId: "Q-3", rank: 3, state: "sent" },
    ]);
    expect(await town.state("vacancy", "V-1")).to.equal("designated");
    expect(await town.state("request", "Q-1")).to.equal("designated");
    const { decisionId } = document;
    const again = await refusalOf(designate(town.app.context, town.secretary, { decisionId }));
    expect(again.code).to.equal("id-taken");
    const notices = await town.app.context.store.list({ kind: "notice", by: "byState", equals: ["pending"] });
    expect(notices.records.map(({ document: { subject } }) => subject)).to.include("designation-sent");
  });

  it("sends a decision once when two people send it at once", async () => {
    await town.meet();
    const decisionId = await town.confirm("V-1");
    const sent = await Promise.allSettled(
      [1, 2].map(() => designate(town.app.context, town.secretary, { decisionId })),
    );
    expect(sent.filter(({ status }) => status === "fulfilled")).to.have.length(1);
  });

  it("does not send a decision that designates nobody, or that waits for a signature", async () => {
    await town.meet();
    const { id: proposalId, version } = await town.proposalOf("V-1");
    const defer = { proposalId, version, kind: "defer", reasonCode: "visit-awaited" } as const;
    const { decisionId } = await decideProposal(town.app.context, member("member-a"), defer);
    const refused = await refusalOf(designate(town.app.context, town.secretary, { decisionId }));
    expect(refused.code).to.equal("wrong-state");
  });

  it("asks for the certificate where fewer than three are named, which accounts for every request", async () => {
    const { context } = town.app;
    await town.meet();
    const decisionId = await town.confirm("V-2");
    const few = await refusalOf(designate(context, town.secretary, { decisionId }));
    expect(few.code).to.equal("too-few-candidates");
    expect(few.values).to.deep.equal({ needed: 3, found: 2 });
    const { certificateId, certificate } = await issueCertificate(context, town.secretary, { decisionId });
    expect(certificate.examined).to.equal(8);
    expect(certificate.designated).to.deep.equal(["Q-6", "Q-7"]);
    expect(certificate.excluded.reduce((sum, { count }) => sum + count, 0)).to.equal(8);
    const { records } = await context.store.list({
      kind: "certificate-part",
      by: "byCertificate",
      equals: [certificateId],
    });
    const list = records.flatMap(({ document }) => document.requests);
    expect(list.map(({ requestId }) => requestId)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8].map((at) => `Q-${at}`));
    expect(list[5]).to.deep.equal({ requestId: "Q-6", groundId: "designated", outcome: "standing" });
    const rules = list.filter(({ outcome }) => outcome === "refused").map(({ requestId }) => requestId);
    expect(rules).to.deep.equal(["Q-1", "Q-2", "Q-3", "Q-4", "Q-5", "Q-8"]);
    expect(list[7]!.groundId).not.to.equal(list[0]!.groundId);
    expect(certificateListDigest(list)).to.equal(certificate.listDigest);
    const { designationId } = await designate(context, town.secretary, { decisionId });
    expect((await record(designationId)).document.certificateId).to.equal(certificateId);
  });

  it("issues no certificate where enough could have been named", async () => {
    await town.meet();
    const { id: proposalId, version } = await town.proposalOf("V-1");
    const skipped = [{ requestId: "Q-3", reasonCode: "dwelling-unsuited", reason: "trop petit" }];
    const two = { proposalId, version, kind: "replace", requestIds: ["Q-1", "Q-2"], skipped } as const;
    const { decisionId } = await decideProposal(town.app.context, member("member-a"), two);
    const refused = await refusalOf(issueCertificate(town.app.context, town.secretary, { decisionId }));
    expect(refused.code).to.equal("enough-candidates");
    expect(refused.values).to.deep.equal({ vacancyId: "V-1", needed: 3, found: 5 });
  });

  it("offers the dwelling to the first rank once all are answered; who is refused is struck and free again", async () => {
    const id = await town.designateFirst();
    const { offered } = await answer(id, ranked);
    expect(offered).to.deep.equal({ requestId: "Q-2", endsOn: "2026-12-14" });
    expect(await states(id)).to.deep.equal({ "Q-1": "answered", "Q-2": "offered", "Q-3": "answered" });
    expect((await record(id)).document.state).to.equal("answered");
    expect(await town.pins("V-1")).to.deep.equal({ "Q-1": "confirmed", "Q-2": "live-offer" });
    expect(await town.struck("V-1")).to.deep.equal({ "Q-3": "refused-by-landlord" });
    expect(await town.state("request", "Q-3")).to.equal("active");
  });

  it("waits with the offer until the last answer is there", async () => {
    const id = await town.designateFirst();
    expect(await answer(id, ranked.slice(0, 2))).not.to.have.property("offered");
    expect((await record(id)).document.state).to.equal("sent");
    const { offered } = await answer(id, ranked.slice(2));
    expect(offered!.requestId).to.equal("Q-2");
  });

  it("tells everything that is not lawful in the answers at once", async () => {
    const id = await town.designateFirst();
    const wrong = await refusalOf(
      answer(
        id,
        [
          { requestId: "Q-1", answer: "awarded-conditional", conditionProof: "selfie", conditionUntil: "2026-11-01" },
          { requestId: "Q-2", answer: "awarded", motiveCode: "income-above-ceiling" },
          { requestId: "Q-3", answer: "not-awarded" },
          { requestId: "Q-4", answer: "refused-by-owner", motiveCode: "file-incomplete" },
          { requestId: "Q-3", answer: "rejected-inadmissible", motiveCode: "ugly" },
        ],
        { offer: { days: 9 } },
      ),
    );
    expect(told(wrong)).to.deep.equal([
      "not-allowed answers/0/conditionProof",
      "not-allowed answers/0/conditionUntil",
      "not-allowed answers/1/motiveCode",
      "value-required answers/2/motiveCode",
      "not-allowed answers/3/requestId",
      "not-allowed answers/3/answer",
      "not-allowed answers/4/requestId",
      "not-allowed answers/4/motiveCode",
      "rank-required Q-1, Q-2",
      "offer-too-short 9",
      "motive-contradicted answers/1/motiveCode",
    ]);
    expect((await record(id)).version).to.equal(1);
  });

  it("wants ranks that differ, a rank of a ranked award, and none below 1", async () => {
    const id = await town.designateFirst();
    const same = ranked.map((one) => (one.rank === undefined ? one : { ...one, rank: 1 }));
    expect(told(await refusalOf(answer(id, same)))).to.deep.equal(["rank-taken Q-1, Q-2"]);
    const none = [{ requestId: "Q-1", answer: "awarded-ranked" }] as const;
    expect(told(await refusalOf(answer(id, none)))).to.deep.equal(["rank-required Q-1"]);
    const zero = [{ requestId: "Q-1", answer: "awarded-ranked", rank: 0 }] as const;
    expect(told(await refusalOf(answer(id, zero)))).to.deep.equal(["not-allowed rank"]);
  });

  it("keeps a conditional award with its document and day", async () => {
    const id = await town.designateFirst();
    const condition = { conditionProof: "tax-notice", conditionUntil: "2026-12-20" };
    await answer(id, [
      { requestId: "Q-1", answer: "awarded-conditional", ...condition },
      { requestId: "Q-2", answer: "rejected-inadmissible", motiveCode: "breach-of-tenancy" },
      { requestId: "Q-3", answer: "not-awarded", motiveCode: "awarded-to-another" },
    ]);
    const [first] = (await record(id)).document.candidates;
    expect(first).to.include({ state: "offered", ...condition });
  });

  describe("with an award that waits for a document", () => {
    const condition = { conditionProof: "tax-notice", conditionUntil: "2026-12-20" };
    const conditional: readonly GivenAnswer[] = [
      { requestId: "Q-1", answer: "awarded-conditional", rank: 1, ...condition },
      { requestId: "Q-2", answer: "awarded-ranked", rank: 2 },
      { requestId: "Q-3", answer: "not-awarded", motiveCode: "awarded-to-another" },
    ];
    const subjects = async (subject: string) => {
      const { records } = await town.app.context.store.list({ kind: "notice", by: "byState", equals: ["pending"] });
      return records.filter(({ document }) => document.subject === subject).map(({ document: { to } }) => to.role);
    };

    it("lapses it the day after the landlord's, accepted or not, and offers the dwelling to the next rank; both are told", async () => {
      const { context } = town.app;
      const id = await town.designateFirst();
      await answer(id, conditional);
      await reply(id, "Q-1", "accepted");
      expect(await lapseConditions(context, system, "2026-12-20")).to.deep.equal([]);
      const lapsed = { designationId: id, requestId: "Q-1", offered: { requestId: "Q-2", endsOn: "2026-12-31" } };
      expect(await lapseConditions(context, system, "2026-12-21")).to.deep.equal([lapsed]);
      expect(await states(id)).to.deep.equal({ "Q-1": "lapsed", "Q-2": "offered", "Q-3": "answered" });
      expect(await town.pins("V-1")).to.deep.equal({ "Q-2": "live-offer" });
      expect(await town.struck("V-1")).to.include({ "Q-1": "refused-by-landlord" });
      expect(await town.state("request", "Q-1")).to.equal("active");
      expect(await subjects("condition-lapsed")).to.have.members(["landlord", "hr"]);
      expect(await lapseConditions(context, system, "2026-12-21")).to.deep.equal([]);
    });

    it("lapses it also while others are not answered, and with the last one the vacancy goes to the committee again", async () => {
      const { context } = town.app;
      const id = await town.designateFirst();
      await answer(id, conditional.slice(0, 1));
      await lapseConditions(context, system, "2026-12-21");
      expect(await town.state("designation", id)).to.equal("sent");
      const others = ["Q-2", "Q-3"].map((requestId, at) => ({
        ...conditional[0]!,
        requestId,
        rank: at + 2,
        conditionUntil: "2027-01-08",
      }));
      await answer(id, others, { answeredOn: "2026-12-22" });
      expect((await lapseConditions(context, system, "2027-01-09")).map(({ requestId }) => requestId)).to.deep.equal([
        "Q-2",
        "Q-3",
      ]);
      expect(await town.state("designation", id)).to.equal("failed");
      expect(await town.state("vacancy", "V-1")).to.equal("proposed");
    });

    it("stands without a condition once the document came, which is recorded in time and once", async () => {
      const { context } = town.app;
      const id = await town.designateFirst();
      await answer(id, conditional);
      const given = async (requestId: string, givenOn: string) => {
        town.comes(givenOn);
        const { version } = await record(id);
        return recordDocument(context, landlord, { designationId: id, version, requestId, givenOn });
      };
      for (const day of ["2026-12-02", "2026-12-21", "2026-12-32"])
        expect(told(await refusalOf(given("Q-1", day)))).to.deep.equal(["not-allowed givenOn"]);
      expect(told(await refusalOf(given("Q-2", "2026-12-10")))).to.deep.equal(["not-allowed requestId"]);
      await given("Q-1", "2026-12-20");
      expect(told(await refusalOf(given("Q-1", "2026-12-20")))).to.deep.equal(["not-allowed requestId"]);
      expect(await lapseConditions(context, system, "2026-12-21")).to.deep.equal([]);
    });
  });

  it("gives the vacancy back to the committee, with who comes now, when nobody is awarded", async () => {
    const id = await town.designateFirst();
    await answer(
      id,
      ["Q-1", "Q-2", "Q-3"].map((requestId) => ({ requestId, answer: "not-awarded", motiveCode: "work-too-far" })),
    );
    expect((await record(id)).document.state).to.equal("failed");
    expect(await town.state("vacancy", "V-1")).to.equal("proposed");
    expect(await town.pins("V-1")).to.deep.equal({});
    const now = (await town.proposalOf("V-1")).document;
    expect(now.state).to.equal("proposed");
    expect(now.proposed.candidates.map(({ requestId }) => requestId)).to.deep.equal(["Q-4", "Q-5"]);
    town.app.context.clock.moveTo("2026-12-04T02:00:00.000Z");
    await runAllocation(town.app.context, system);
    const { proposed } = (await town.proposalOf("V-1")).document;
    expect(proposed.candidates.map(({ requestId }) => requestId)).to.deep.equal(["Q-4", "Q-5"]);
  });

  it("offers to the next rank after a refusal, from that day, as long as before", async () => {
    const id = await town.designateFirst();
    await answer(id, ranked, { offer: { days: 15 } });
    const { offered } = await reply(id, "Q-2", "refused");
    expect(offered).to.deep.equal({ requestId: "Q-1", endsOn: "2026-12-21" });
    expect(await town.struck("V-1")).to.include({ "Q-2": "refused-by-candidate" });
    expect(await town.state("request", "Q-2")).to.equal("active");
    expect(await town.pins("V-1")).to.deep.equal({ "Q-1": "live-offer" });
  });

  it("refuses a reply before the offer, after it, without an offer, and twice", async () => {
    const id = await town.designateFirst();
    expect((await refusalOf(reply(id, "Q-1", "accepted"))).code).to.equal("wrong-state");
    await answer(id, ranked);
    expect(told(await refusalOf(reply(id, "Q-2", "accepted", "2026-12-02")))).to.deep.equal(["not-allowed repliedOn"]);
    expect(told(await refusalOf(reply(id, "Q-2", "accepted", "2026-12-15")))).to.deep.equal(["not-allowed repliedOn"]);
    expect((await refusalOf(reply(id, "Q-1", "accepted"))).code).to.equal("wrong-state");
    expect(told(await refusalOf(reply(id, "Q-9", "accepted")))).to.deep.equal(["not-allowed requestId"]);
    await reply(id, "Q-2", "accepted", "2026-12-14");
    expect((await refusalOf(reply(id, "Q-2", "accepted"))).code).to.equal("wrong-state");
  });

  it("takes silence for a refusal the day after the last one, once", async () => {
    const id = await town.designateFirst();
    await answer(id, ranked);
    const { context } = town.app;
    expect(await lapseOffers(context, system, "2026-12-14")).to.deep.equal([]);
    expect(await lapseOffers(context, system, "2026-12-15")).to.deep.equal([
      { designationId: id, requestId: "Q-2", offered: { requestId: "Q-1", endsOn: "2026-12-28" } },
    ]);
    expect(await states(id)).to.deep.equal({ "Q-1": "offered", "Q-2": "silent", "Q-3": "answered" });
    expect(await lapseOffers(context, system, "2026-12-15")).to.deep.equal([]);
    expect(await lapseOffers(context, system, "2026-12-29")).to.deep.equal([{ designationId: id, requestId: "Q-1" }]);
    expect(await town.state("vacancy", "V-1")).to.equal("proposed");
    expect((await refusalOf(lapseOffers(context, town.secretary, "2026-12-29"))).code).to.equal("role-forbidden");
  });

  it("offers on when a candidate withdraws, also before the landlord answered", async () => {
    const id = await town.designateFirst();
    await reply(id, "Q-1", "withdrawn", "2026-12-01");
    expect((await record(id)).document.state).to.equal("sent");
    const { offered } = await answer(id, [
      { requestId: "Q-2", answer: "awarded" },
      { requestId: "Q-3", answer: "not-awarded", motiveCode: "awarded-to-another" },
    ]);
    expect(offered!.requestId).to.equal("Q-2");
    await reply(id, "Q-2", "accepted");
    await reply(id, "Q-2", "withdrawn", "2026-12-20");
    expect((await record(id)).document.state).to.equal("failed");
    expect(await town.state("vacancy", "V-1")).to.equal("proposed");
  });

  it("lets the vacancy, houses the request, frees the others and counts the letting", async () => {
    const { context } = town.app;
    const id = await town.designateFirst();
    await answer(id, ranked);
    const early = { designationId: id, version: 2, requestId: "Q-2", signedOn: "2026-12-10" };
    town.comes("2026-12-10");
    expect((await refusalOf(recordLease(context, landlord, early))).code).to.equal("wrong-state");
    await reply(id, "Q-2", "accepted");
    const before = await context.store.head();
    await recordLease(context, landlord, { ...early, version: 3 });
    expect((await context.store.head()).sequence).to.equal(before.sequence + 1);
    const vacancy = (await recordNow(context, "vacancy", "V-1")).document;
    expect([vacancy.state, vacancy.letTo]).to.deep.equal(["let", "Q-2"]);
    expect(await town.state("request", "Q-2")).to.equal("housed");
    expect(await town.state("request", "Q-1")).to.equal("active");
    expect(await town.pins("V-1")).to.deep.equal({});
    expect(await town.struck("V-1")).not.to.have.property("Q-1");
    expect((await record(id)).document.state).to.equal("let");
    expect(await states(id)).to.deep.equal({ "Q-1": "answered", "Q-2": "leased", "Q-3": "answered" });
    const { store } = context;
    const reading = await store.snapshot();
    const lines: { lettings: number; counted: number; territory: string; year: number }[] = [];
    for await (const rows of reading.rows("ledger")) for (const row of rows) lines.push(JSON.parse(row.facts!));
    await reading.close();
    expect(lines.length).to.be.greaterThan(0);
    for (const line of lines) expect(line).to.include({ lettings: 1, counted: 0, year: 2026 });
  });

  it("once let, withdraws the tenant where another landlord has its name, and lapses what was proposed beside", async () => {
    const { context } = town.app;
    const id = await town.designateFirst();
    const decisionId = await town.confirm("V-2");
    const elsewhere = await recordNow(context, "vacancy", "V-2");
    const proposal = await town.proposalOf("V-1");
    const { decisionId: _, ...undecided } = proposal.document;
    const sent = {
      state: "sent",
      vacancyId: "V-2",
      landlordId: "L-SOCIAL",
      decisionId,
      sentAt: "2026-11-23T08:00:00.000Z",
      sentBy: "secretary-1",
      candidates: [
        { requestId: "Q-2", rank: 1, state: "sent" },
        { requestId: "Q-6", rank: 2, state: "sent" },
      ],
    } as const;
    await storeRecords(context, [
      create("designation", "N-2", sent),
      create("proposal", "P-2", { ...undecided, state: "proposed" }),
      replace(elsewhere, { ...elsewhere.document, state: "designated" }),
      ...hold(undefined, { vacancyId: "V-2", requestId: "Q-2", kind: "confirmed" }),
    ]);
    await answer(id, ranked);
    await reply(id, "Q-2", "accepted");
    const lease = { designationId: id, version: 3, requestId: "Q-2", signedOn: "2026-12-10" };
    town.comes("2026-12-10");
    await recordLease(context, landlord, lease);
    expect(await states("N-2")).to.deep.equal({ "Q-2": "withdrawn", "Q-6": "sent" });
    expect(await town.pins("V-2")).not.to.have.property("Q-2");
    expect(await town.state("vacancy", "V-2")).to.equal("designated");
    expect(await town.state("proposal", "P-2")).to.equal("lapsed");
    const told = (await notices(context, "candidate-released")).map(({ to, values }) => [to.role, values.vacancyId]);
    expect(told).to.deep.equal([["landlord", "V-2"]]);
  });

  it("shows each landlord its own designations only", async () => {
    const designationId = await town.designateFirst();
    const other = actorOf("landlord", { landlordIds: ["L-OTHER"] });
    const command = { designationId, version: 1, answeredOn: "2026-12-03", answers: ranked };
    const refused = await refusalOf(recordAnswer(town.app.context, other, command));
    expect(refused.code).to.equal("scope-forbidden");
  });

  it("tells a role that has no hand in it nothing, not even whether a designation exists", async () => {
    const { context } = town.app;
    const hr = actorOf("hr");
    const answers = { designationId: "N-0", version: 1, answeredOn: "2026-12-03", answers: ranked };
    const lease = { designationId: "N-0", version: 1, requestId: "Q-1", signedOn: "2026-12-03" };
    for (const refused of [
      await refusalOf(recordAnswer(context, hr, answers)),
      await refusalOf(recordLease(context, hr, lease)),
      await refusalOf(designate(context, hr, { decisionId: "D-0" })),
      await refusalOf(issueCertificate(context, hr, { decisionId: "D-0" })),
    ])
      expect(refused.code).to.equal("role-forbidden");
    expect((await refusalOf(recordLease(context, landlord, lease))).code).to.equal("not-found");
  });

  it("tells the second of two who answer at once what it has become", async () => {
    const designationId = await town.designateFirst();
    const command = { designationId, version: 1, answeredOn: "2026-12-03", answers: ranked };
    town.comes("2026-12-03");
    await recordAnswer(town.app.context, landlord, command);
    const late = await refusalOf(recordAnswer(town.app.context, landlord, command));
    expect(late.values).to.include({ kind: "designation", expected: 1, found: 2, state: "answered" });
  });
});
