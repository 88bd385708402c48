import { expect } from "chai";
import { agendaMinutes, skippedInWords } from "../../src/app/agenda-minutes.ts";
import { attendAgenda } from "../../src/app/attend-agenda.ts";
import { closeAgenda } from "../../src/app/close-agenda.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { withdrawMember } from "../../src/app/withdraw-member.ts";
import { minutesDigest } from "../../src/domain/proposals/minutes.ts";
import { type CommitteeTown, member, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";
import { refusalOf, told } from "../support/refusal.ts";

describe("an agenda", () => {
  let town: CommitteeTown;
  beforeEach(async () => {
    town = await openCommitteeTown();
  });
  afterEach(() => town.app.close());
  const agenda = (id: string) => recordNow(town.app.context, "agenda", id);

  it("takes the proposals of its territory, the vacancy nearest to being lost first, and pins their candidates", async () => {
    const { context } = town.app;
    const { agendaId, proposalIds } = await openAgenda(context, town.secretary, { heldOn: "2026-11-25" });
    const expected = [(await town.proposalOf("V-2")).id, (await town.proposalOf("V-1")).id];
    expect(proposalIds).to.deep.equal(expected);
    expect((await town.proposalOf("V-1")).document.agendaId).to.equal(agendaId);
    expect(await town.pins("V-2")).to.deep.equal({ "Q-6": "opened-agenda", "Q-7": "opened-agenda" });
  });

  it("keeps its proposals through the night, and the run keeps its hands off their candidates", async () => {
    const { context } = town.app;
    await town.meet();
    const before = await town.proposalOf("V-1");
    context.clock.moveTo("2026-11-24T02:00:00.000Z");
    const night = await runAllocation(context, actorOf("system"));
    expect(night.kind).to.equal("completed");
    const after = await town.proposalOf("V-1");
    expect([after.id, after.version, after.document.state]).to.deep.equal([before.id, before.version, "proposed"]);
  });

  it("refuses what is not to be decided, all at once", async () => {
    const { context } = town.app;
    await town.meet();
    const proposalIds = [(await town.proposalOf("V-1")).id, (await town.proposalOf("V-2")).id];
    const refused = await refusalOf(openAgenda(context, town.secretary, { heldOn: "2026-11-26", proposalIds }));
    expect(told(refused)).to.have.length(2);
    expect(refused.details.map((one) => (one as { code: string }).code)).to.deep.equal(["wrong-state", "wrong-state"]);
    const none = await refusalOf(openAgenda(context, town.secretary, { heldOn: "2026-11-26", proposalIds: ["P-0"] }));
    expect(none.code).to.equal("not-found");
    const noDay = await refusalOf(openAgenda(context, town.secretary, { heldOn: "2026-02-30" }));
    expect(told(noDay)).to.deep.equal(["not-allowed heldOn"]);
    const past = await refusalOf(openAgenda(context, town.secretary, { heldOn: "2026-11-22" }));
    expect(told(past)).to.deep.equal(["not-allowed heldOn"]);
  });

  it("opens for a secretary of the territory only", async () => {
    const { context } = town.app;
    const proposalIds = [(await town.proposalOf("V-1")).id];
    const elsewhere = actorOf("secretary", { departementCodes: ["59"] });
    const refused = await refusalOf(openAgenda(context, elsewhere, { heldOn: "2026-11-25", proposalIds }));
    expect(refused.code).to.equal("scope-forbidden");
    const nothing = await refusalOf(openAgenda(context, elsewhere, { heldOn: "2026-11-25" }));
    expect(nothing.code).to.equal("value-required");
    const here = actorOf("secretary", { departementCodes: ["59", "02"] });
    const opened = await openAgenda(context, here, { heldOn: "2026-11-25" });
    expect(opened.proposalIds).to.have.length(2);
  });

  it("names each member once", async () => {
    const { context } = town.app;
    const agendaId = await town.meet();
    const members = ["a", "b", "a"].map((actorId) => ({ actorId, isPresent: true }));
    const refused = await refusalOf(attendAgenda(context, town.secretary, { agendaId, version: 2, members }));
    expect(told(refused)).to.deep.equal(["not-allowed members/2/actorId"]);
  });

  it("counts nobody for the quorum by a word that can be no account", async () => {
    const { context } = town.app;
    const agendaId = await town.meet();
    const words = ["Jean Dupont", "a\u0000b", "<b>", "x".repeat(65), "__proto__", ""];
    const members = words.map((actorId) => ({ actorId, isPresent: true }));
    const refused = await refusalOf(attendAgenda(context, town.secretary, { agendaId, version: 2, members }));
    expect(told(refused)).to.deep.equal(words.map((_, place) => `not-allowed members/${place}/actorId`));
    expect((await context.store.get("agenda", agendaId))!.version).to.equal(2);
  });

  it("lets members withdraw themselves, and the secretary for them, with a ground of the list, until the vacancy is decided", async () => {
    const { context } = town.app;
    const agendaId = await town.meet();
    const asked = { agendaId, version: 2, vacancyId: "V-1", ground: "family-tie" };
    const forAnother = withdrawMember(context, member("member-a"), { ...asked, memberId: "member-b" });
    expect(told(await refusalOf(forAnother))).to.deep.equal(["not-allowed memberId"]);
    const noGround = withdrawMember(context, member("member-a"), { ...asked, ground: "headache" });
    expect(told(await refusalOf(noGround))).to.deep.equal(["not-allowed ground"]);
    await withdrawMember(context, town.secretary, { ...asked, memberId: "member-b" });
    expect((await agenda(agendaId)).document.withdrawals).to.deep.equal([
      { actorId: "member-b", vacancyId: "V-1", ground: "family-tie" },
    ]);
    await town.confirm("V-2");
    const late = withdrawMember(context, member("member-a"), { ...asked, version: 3, vacancyId: "V-2" });
    expect((await refusalOf(late)).code).to.equal("wrong-state");
  });

  it("closes once every proposal is decided or put back by name, and gives the pins of the undecided back", async () => {
    const { context } = town.app;
    const agendaId = await town.meet();
    const decisionId = await town.confirm("V-1");
    const { id: second } = await town.proposalOf("V-2");
    const open = await refusalOf(closeAgenda(context, town.secretary, { agendaId, version: 2 }));
    expect(open.values).to.deep.equal({ agendaId, open: "V-2" });
    const both = { agendaId, version: 2, putBack: [second, (await town.proposalOf("V-1")).id] };
    expect(told(await refusalOf(closeAgenda(context, town.secretary, both)))).to.deep.equal(["not-allowed putBack"]);
    context.clock.moveTo("2026-11-25T17:00:00.000Z");
    const closed = await closeAgenda(context, town.secretary, { agendaId, version: 2, putBack: [second] });
    expect((await town.proposalOf("V-2")).document).not.to.have.property("agendaId");
    expect(await town.state("proposal", second)).to.equal("proposed");
    expect(await town.pins("V-2")).to.deep.equal({});
    expect(await town.pins("V-1")).to.have.keys(["Q-1", "Q-2", "Q-3"]);
    const minutes = await agendaMinutes(context, member("member-a"), agendaId);
    expect(minutesDigest(minutes)).to.equal(closed.minutesDigest);
    expect(minutes.items.map((item) => [item.decisionId, item.kind, item.designated])).to.deep.equal([
      [decisionId, "confirm", ["Q-1", "Q-2", "Q-3"]],
    ]);
    expect(minutes.putBack).to.deep.equal([second]);
    expect(minutes.present).to.deep.equal(["member-a", "member-b", "member-c"]);
    expect(minutes.runs[0]!.ruleSets.map(({ id }) => id)).to.include("als-2026");
    const again = await refusalOf(closeAgenda(context, town.secretary, { agendaId, version: 3 }));
    expect(again.code).to.equal("wrong-state");
  });

  it("closes a session that could not be held: without quorum everything is put back", async () => {
    const { context } = town.app;
    const agendaId = await town.meet(["member-a"]);
    const putBack = (await agenda(agendaId)).document.proposalIds;
    await closeAgenda(context, town.secretary, { agendaId, version: 2, putBack });
    expect(await town.pins("V-1")).to.deep.equal({});
  });

  it("cannot put back what awaits its second signature", async () => {
    const { context } = town.app;
    const agendaId = await town.meet();
    const { id: proposalId, version } = await town.proposalOf("V-1");
    const giveBack = { proposalId, version, kind: "give-back", reasonCode: "landlord-request" } as const;
    await decideProposal(context, member("member-a"), giveBack);
    const putBack = (await agenda(agendaId)).document.proposalIds;
    const refused = await refusalOf(closeAgenda(context, town.secretary, { agendaId, version: 2, putBack }));
    expect(refused.values.sent).to.equal(proposalId);
  });

  it("says in its minutes who was passed over, why, and how often before", async () => {
    const { context } = town.app;
    const agendaId = await town.meet();
    const { id: proposalId, version } = await town.proposalOf("V-1");
    const skipped = [{ requestId: "Q-3", reasonCode: "facts-changed", reason: "emploi perdu" }];
    const replace = { proposalId, version, kind: "replace", requestIds: ["Q-1", "Q-2", "Q-4"], skipped } as const;
    await decideProposal(context, member("member-a"), replace);
    await town.confirm("V-2");
    await closeAgenda(context, town.secretary, { agendaId, version: 2 });
    const minutes = await agendaMinutes(context, member("member-a"), agendaId);
    const { deviations } = minutes;
    expect(deviations.map(({ proposed, chosen, skipped: passed }) => ({ proposed, chosen, passed }))).to.deep.equal([
      {
        proposed: ["Q-1", "Q-2", "Q-3"],
        chosen: ["Q-1", "Q-2", "Q-4"],
        passed: [
          { requestId: "Q-3", reasonCode: "facts-changed", text: deviations[0]!.skipped[0]!.text, timesBefore: 0 },
        ],
      },
    ]);
    expect(JSON.stringify(minutes), "the words are sealed").not.to.include("emploi perdu");
    const { decisionId } = minutes.items.find((item) => item.proposalId === proposalId)!;
    expect(await skippedInWords(context, minutes)).to.deep.equal({ [decisionId]: skipped });
  });
});
