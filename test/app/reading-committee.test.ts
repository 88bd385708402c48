import { expect } from "chai";
import { closeAgenda } from "../../src/app/close-agenda.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { designate } from "../../src/app/designate.ts";
import { issueCertificate } from "../../src/app/issue-certificate.ts";
import { listAgendas } from "../../src/app/list-agendas.ts";
import { listDecisions } from "../../src/app/list-decisions.ts";
import { listToDecide } from "../../src/app/list-to-decide.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import type { Context } from "../../src/app/ports.ts";
import { readAgenda } from "../../src/app/read-agenda.ts";
import { readCertificate } from "../../src/app/read-certificate.ts";
import { readDecision } from "../../src/app/read-decision.ts";
import { reviewForDecision } from "../../src/app/review-proposals.ts";
import { secondDecision } from "../../src/app/second-decision.ts";
import type { Actor } from "../../src/domain/access/actor.ts";
import { type CommitteeTown, member, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";
import { storeRequest } from "../support/stored-town.ts";

/** The same context with the reads of its store counted. */
function counting(context: Context): { readonly context: Context; readonly reads: () => number } {
  let reads = 0;
  const counted = ["get", "getMany", "getVersion", "list"];
  const store = new Proxy(context.store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...given: unknown[]) => {
        if (counted.includes(String(name))) reads++;
        return (value as (...all: unknown[]) => unknown).apply(target, given);
      };
    },
  });
  return { context: { ...context, store }, reads: () => reads };
}

describe("what the committee reads", () => {
  let town: CommitteeTown;
  const elsewhere: Actor = actorOf("committee", { departementCodes: ["75"] });
  beforeEach(async () => {
    town = await openCommitteeTown();
  });
  afterEach(() => town.app.close());

  describe("list-to-decide", () => {
    it("tells what waits for a session, those lost first on top, and nothing of another territory", async () => {
      const { context } = town.app;
      const found = await listToDecide(context, member("member-a"));
      expect(found.rows).to.deep.equal([]);
      expect(found.waiting.map(({ vacancy, filled, look }) => [vacancy.id, filled, look.kind])).to.deep.equal([
        ["V-2", 2, "missing"],
        ["V-1", 3, "ready"],
      ]);
      const other = await listToDecide(context, elsewhere);
      expect([...other.rows, ...other.waiting, ...other.withheld]).to.deep.equal([]);
      expect((await refusalOf(listToDecide(context, actorOf("hr")))).code).to.equal("role-forbidden");
    });

    it("shows as many as asked for, and says that there are more", async () => {
      const { waiting, isMoreWaiting } = await listToDecide(town.app.context, member("member-a"), { waiting: 1 });
      expect(waiting.map(({ vacancy }) => vacancy.id)).to.deep.equal(["V-2"]);
      expect(isMoreWaiting).to.equal(true);
    });

    it("keeps decided rows of an open session, and tells of a candidate who left the queue", async () => {
      const { context } = town.app;
      await town.meet();
      await town.confirm("V-2");
      await storeRequest(context, "Q-2", { state: "withdrawn" });
      const { rows, waiting } = await listToDecide(context, member("member-a"));
      expect(waiting).to.deep.equal([]);
      expect(rows.map(({ vacancy, look, decision }) => [vacancy.id, look.kind, decision?.document.kind])).to.deep.equal(
        [
          ["V-2", "missing", "confirm"],
          ["V-1", "gone", undefined],
        ],
      );
      expect(rows[1]!.look.requestIds).to.deep.equal(["Q-2"]);
    });

    it("tells what was decided and not sent, also once the session is closed, until it is sent", async () => {
      const { context } = town.app;
      const agendaId = await town.meet();
      const decisionId = await town.confirm("V-1");
      await town.confirm("V-2");
      const unsent = async (actor: Actor) =>
        (await listToDecide(context, actor)).unsent.map(({ vacancy }) => vacancy.id);
      expect(await unsent(member("member-a"))).to.have.members(["V-1", "V-2"]);
      const { version } = (await context.store.get("agenda", agendaId))!;
      await closeAgenda(context, town.secretary, { agendaId, version, putBack: [] });
      expect(await unsent(town.secretary)).to.have.members(["V-1", "V-2"]);
      expect(await unsent(elsewhere)).to.deep.equal([]);
      await designate(context, town.secretary, { decisionId });
      expect(await unsent(town.secretary)).to.deep.equal(["V-2"]);
    });

    it("reads as often for two rows as for one", async () => {
      const one = counting(town.app.context);
      const { proposal } = (await listToDecide(one.context, member("member-a"))).waiting[0]!;
      const both = one.reads();
      await openAgenda(town.app.context, town.secretary, { heldOn: "2026-11-25", proposalIds: [proposal.id] });
      const two = counting(town.app.context);
      await listToDecide(two.context, member("member-a"));
      // Two more: the proposals of the agenda, once for its progress and once for its rows.
      expect(two.reads()).to.be.at.most(both + 2);
    });
  });

  it("lists the sessions of its territory with how far each is", async () => {
    const { context } = town.app;
    const agendaId = await town.meet();
    await town.confirm("V-1");
    const { records, progress, departementCodes } = await listAgendas(context, member("member-a"));
    expect(records.map(({ id }) => id)).to.deep.equal([agendaId]);
    expect(progress.get(agendaId)).to.deep.equal({ all: 2, decided: 1, awaitingSignature: 0, undecided: 1, left: 0 });
    expect(departementCodes.get(agendaId)).to.deep.equal(["02"]);
    expect((await listAgendas(context, elsewhere)).records).to.deep.equal([]);
    expect((await listAgendas(context, member("member-a"), { state: "closed" })).records).to.deep.equal([]);
  });

  it("counts nothing as decided on a session that put it back, wherever it is decided later", async () => {
    const { context } = town.app;
    const agendaId = await town.meet();
    const first = (await readAgenda(context, town.secretary, agendaId)).agenda;
    await closeAgenda(context, town.secretary, {
      agendaId,
      version: first.version,
      putBack: first.document.proposalIds,
    });
    await town.meet();
    await town.confirm("V-1");
    const { progress } = await readAgenda(context, town.secretary, agendaId);
    expect(progress).to.deep.equal({ all: 2, decided: 0, awaitingSignature: 0, undecided: 0, left: 2 });
  });

  it("reads a session with its quorum and the rule it comes from, its decisions, and nobody else's", async () => {
    const { context } = town.app;
    const agendaId = await town.meet(["member-a", "member-b"]);
    const { quorum, rows, decisions, names, progress } = await readAgenda(context, member("member-a"), agendaId);
    expect([quorum.present, quorum.needed]).to.deep.equal([2, 3]);
    expect(quorum.rules.map(({ ruleSet, needed }) => [ruleSet.id, needed])).to.deep.equal([["als-2026", 3]]);
    expect(rows.map(({ vacancy }) => vacancy.id)).to.deep.equal(["V-2", "V-1"]);
    expect(decisions).to.deep.equal([]);
    expect(progress.undecided).to.equal(2);
    expect(names("member-a")).to.equal("member-a");
    expect((await refusalOf(readAgenda(context, elsewhere, agendaId))).code).to.equal("scope-forbidden");
    expect((await refusalOf(readAgenda(context, elsewhere, "none"))).code).to.equal("not-found");
  });

  it("tells what keeps somebody from deciding, and where to go on", async () => {
    const { context } = town.app;
    const { id: proposalId } = await town.proposalOf("V-1");
    const before = await reviewForDecision(context, member("member-a"), { proposalId });
    expect(before.obstacle?.code).to.equal("not-on-agenda");
    await town.meet();
    const { obstacle, agenda, facts, ruleSet } = await reviewForDecision(context, member("member-a"), { proposalId });
    expect(obstacle).to.equal(undefined);
    expect([agenda?.place, agenda?.all, agenda?.undecided]).to.deep.equal([2, 2, 2]);
    expect(agenda?.nextProposalId).to.equal((await town.proposalOf("V-2")).id);
    expect([...facts.keys()]).to.have.members(["Q-1", "Q-2", "Q-3", "Q-4", "Q-5"]);
    expect(ruleSet.id).to.equal("als-2026");
    const stranger = await reviewForDecision(context, member("member-z"), { proposalId });
    expect(stranger.obstacle?.code).to.equal("not-present");
  });

  describe("decisions", () => {
    it("are listed by proposal, by session and by state, each in its territory", async () => {
      const { context } = town.app;
      const agendaId = await town.meet();
      const decisionId = await town.confirm("V-1");
      const { id: proposalId, version } = await town.proposalOf("V-2");
      await decideProposal(context, member("member-a"), {
        proposalId,
        version,
        kind: "give-back",
        reasonCode: "landlord-request",
      });
      const actor = member("member-b");
      const idsOf = async (command: object) =>
        (await listDecisions(context, actor, command)).records.map(({ document }) => document.kind);
      expect(await idsOf({ agendaId })).to.deep.equal(["confirm", "give-back"]);
      expect(await idsOf({ proposalId })).to.deep.equal(["give-back"]);
      expect(await idsOf({})).to.deep.equal(["give-back"]);
      expect((await listDecisions(context, actor, { state: "final" })).records.map(({ id }) => id)).to.deep.equal([
        decisionId,
      ]);
      expect((await listDecisions(context, elsewhere)).records).to.deep.equal([]);
      expect((await refusalOf(listDecisions(context, elsewhere, { agendaId }))).code).to.equal("scope-forbidden");
    });

    it("tell what comes next: a signature, the landlord, a certificate, an end", async () => {
      const { context } = town.app;
      await town.meet();
      const enough = await town.confirm("V-1");
      const few = await town.confirm("V-2");
      const next = async (decisionId: string) => (await readDecision(context, member("member-a"), decisionId)).next;
      expect(await next(enough)).to.equal("designate");
      expect(await next(few)).to.equal("certificate");
      const { certificateId } = await issueCertificate(context, town.secretary, { decisionId: few });
      expect(await next(few)).to.equal("designate-with-certificate");
      await designate(context, town.secretary, { decisionId: enough });
      const sent = await readDecision(context, member("member-a"), enough);
      expect([sent.next, sent.designation?.document.candidates.length]).to.deep.equal(["nothing", 3]);
      await storeRequest(context, "Q-6", { state: "withdrawn" });
      await storeRequest(context, "Q-7", { state: "withdrawn" });
      const gone = await readDecision(context, member("member-a"), few);
      expect([gone.next, gone.left]).to.deep.equal(["end", ["Q-6", "Q-7"]]);
      expect((await refusalOf(readDecision(context, elsewhere, few))).code).to.equal("scope-forbidden");
      const { certificate, examined, ruleSet } = await readCertificate(context, town.secretary, {
        certificateId,
        part: 1,
      });
      expect(certificate.document.examined).to.equal(8);
      expect(examined).to.have.length(8);
      expect(ruleSet.id).to.equal("als-2026");
      expect((await refusalOf(readCertificate(context, elsewhere, { certificateId }))).code).to.equal(
        "scope-forbidden",
      );
    });

    it("that wait are signed or cancelled, and what was typed about whom is told to who may read it", async () => {
      const { context } = town.app;
      await town.meet();
      const { id: proposalId, version } = await town.proposalOf("V-1");
      const skipped = [{ requestId: "Q-3", reasonCode: "urgency-learned", reason: "une urgence" }];
      const asked = { proposalId, version, kind: "replace", requestIds: ["Q-1", "Q-2", "Q-4"], skipped } as const;
      const { decisionId } = await decideProposal(context, member("member-a"), asked);
      const waiting = await readDecision(context, member("member-b"), decisionId);
      expect([waiting.next, waiting.skips]).to.deep.equal(["second-signature", skipped]);
      await secondDecision(context, member("member-b"), { decisionId, version: 1, signs: false, reason: "trop tôt" });
      expect((await readDecision(context, member("member-b"), decisionId)).next).to.equal("nothing");
    });
  });
});
