import { expect } from "chai";
import { commit, replace } from "../../src/app/commit.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { toldSkips } from "../../src/app/persons/candidate-texts.ts";
import { newPerson } from "../../src/app/persons/person-keys.ts";
import { openExplanation } from "../../src/app/proposals/keep-explanations.ts";
import { hold, strike } from "../../src/app/proposals/pins.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { secondDecision } from "../../src/app/second-decision.ts";
import { withdrawMember } from "../../src/app/withdraw-member.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import type { DomainError } from "../../src/domain/shared/domain-error.ts";
import { requestFacts } from "../support/builders.ts";
import { type CommitteeTown, member, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";
import { refusalOf, told } from "../support/refusal.ts";
import { storeTown } from "../support/stored-town.ts";
import { notices } from "../support/told.ts";

const emptyTown: Snapshot = {
  format: "contingent-snapshot",
  schemaVersion: 1,
  asOf: "2026-11-23",
  note: "invented",
  landlords: [],
  agreements: [],
  rights: [],
  dwellings: [],
  vacancies: [],
  employers: [],
  requests: [],
};

describe("decide-proposal", () => {
  let town: CommitteeTown;
  const decide = async (vacancyId: string, asked: object, actor = member("member-a")) => {
    const { id: proposalId, version } = await town.proposalOf(vacancyId);
    return decideProposal(town.app.context, actor, { proposalId, version, ...asked } as never);
  };
  const open = async (procedure = {}) => {
    town = await openCommitteeTown(procedure);
  };
  afterEach(() => town.app.close());

  it("starts from the engine's order", async () => {
    await open();
    const { proposed, state } = (await town.proposalOf("V-1")).document;
    expect(state).to.equal("proposed");
    expect(proposed.candidates.map(({ requestId }) => requestId)).to.deep.equal(["Q-1", "Q-2", "Q-3"]);
    expect(proposed.next.map(({ requestId }) => requestId)).to.deep.equal(["Q-4", "Q-5"]);
  });

  it("confirms in one audit entry: places for certain, explanations kept and sealed, the proposal decided", async () => {
    await open();
    await town.meet();
    const { context } = town.app;
    const before = await context.store.head();
    const { decisionId, sequence } = await decide("V-1", { kind: "confirm" });
    expect(sequence).to.equal(before.sequence + 1);
    expect((await context.store.head()).sequence).to.equal(sequence);
    const decision = (await recordNow(context, "decision", decisionId)).document;
    expect(decision.requestIds).to.deep.equal(["Q-1", "Q-2", "Q-3"]);
    expect(decision.state).to.equal("final");
    expect(await town.pins("V-1")).to.deep.equal({ "Q-1": "confirmed", "Q-2": "confirmed", "Q-3": "confirmed" });
    expect((await town.proposalOf("V-1")).document.state).to.equal("confirmed");
    expect(await town.state("vacancy", "V-1")).to.equal("proposed");
    const kept = await context.store.getMany("explanation", decision.explanationIds);
    const about = [...kept.values()].map(({ document }) => document.requestId);
    expect(about).to.have.members(["Q-1", "Q-2", "Q-3", "Q-4", "Q-5"]);
    const first = kept.get(`${decisionId}~Q-1`)!;
    expect(JSON.stringify(first.document)).not.to.contain("verdict");
    const explanation = await openExplanation(context, first);
    expect(explanation.verdict).to.equal("eligible");
    expect(Object.keys(explanation.disclosure)).to.have.members(["contribution", "data", "parameters", "operations"]);
    for (const { kind, id, sequence: written } of [first, await town.proposalOf("V-1")])
      expect(written, `${kind} ${id}`).to.equal(sequence);
  });

  it("lets one of two who decide at once win and tells the other the newer state, whoever wins", async () => {
    const kinds = [{ kind: "confirm" }, { kind: "defer", reasonCode: "document-awaited" }] as const;
    for (const asked of [kinds, kinds.toReversed()]) {
      await town?.app.close();
      await open();
      await town.meet();
      const { id: proposalId, version } = await town.proposalOf("V-1");
      const outcomes = await Promise.allSettled(
        asked.map((one, at) =>
          decideProposal(town.app.context, member(`member-${"ab"[at]}`), { proposalId, version, ...one }),
        ),
      );
      const lost = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(lost).to.have.length(1);
      const { document, version: found } = await town.proposalOf("V-1");
      const { code, values } = lost[0]!.reason as DomainError;
      expect(code).to.equal("conflict");
      expect(values).to.deep.equal({
        kind: "proposal",
        id: proposalId,
        expected: version,
        found,
        state: document.state,
      });
      const { records } = await town.app.context.store.list({
        kind: "decision",
        by: "byProposal",
        equals: [proposalId],
      });
      expect(records).to.have.length(1);
    }
  });

  it("refuses a decision on what the proposal was before", async () => {
    await open();
    await town.meet();
    const { id: proposalId, version } = await town.proposalOf("V-1");
    const stale = { proposalId, version: version - 1, kind: "confirm" } as const;
    const refused = await refusalOf(decideProposal(town.app.context, member("member-a"), stale));
    expect(refused.values).to.deep.equal({
      kind: "proposal",
      id: proposalId,
      expected: version - 1,
      found: version,
      state: "proposed",
    });
  });

  it("replaces with everybody passed over named and struck where not designated", async () => {
    await open();
    await town.meet();
    const skipped = ["Q-1", "Q-3"].map((requestId) => ({
      requestId,
      reasonCode: "dwelling-unsuited",
      reason: "étage sans ascenseur",
    }));
    await decide("V-1", { kind: "replace", requestIds: ["Q-2", "Q-1", "Q-4"], skipped });
    expect((await town.proposalOf("V-1")).document.state).to.equal("replaced");
    expect(await town.pins("V-1")).to.deep.equal({ "Q-1": "confirmed", "Q-2": "confirmed", "Q-4": "confirmed" });
    expect(await town.struck("V-1")).to.deep.equal({ "Q-3": "withdrawn-by-committee" });
  });

  it("tells everything that is wrong with a replacement at once", async () => {
    await open();
    await town.meet();
    const refused = await refusalOf(
      decide("V-1", {
        kind: "replace",
        requestIds: ["Q-2", "Q-7", "Q-2", "Q-4"],
        skipped: [
          { requestId: "Q-1", reasonCode: "because", reason: " " },
          { requestId: "Q-2", reasonCode: "facts-changed", reason: "x" },
        ],
      }),
    );
    expect(refused.code).to.equal("several-problems");
    expect(told(refused)).to.deep.equal([
      "too-many-candidates",
      "candidate-not-eligible Q-7",
      "candidate-taken Q-7",
      "not-allowed requestIds/2",
      "skipped-unnamed Q-3, Q-4, Q-5",
      "reason-required skipped/0/reason",
      "not-allowed skipped/0/reasonCode",
      "not-allowed skipped/1",
    ]);
  });

  it("replaces with any request that is eligible, judged and explained like the others", async () => {
    await open();
    const { context } = town.app;
    await storeTown(context, {
      ...emptyTown,
      requests: [requestFacts({ id: "Q-9", filedOn: "2026-02-09", wishedCommunes: ["02408"] })],
    });
    context.clock.moveTo("2026-11-24T06:00:00.000Z");
    await runAllocation(context, actorOf("system"));
    await storeTown(context, { ...emptyTown, requests: [requestFacts({ id: "Q-10", wishedCommunes: ["02408"] })] });
    await town.meet();
    const skipped = ["Q-3", "Q-4", "Q-5"].map((requestId) => ({ requestId, reasonCode: "facts-changed", reason: "x" }));
    const asked = (requestId: string) => ({ kind: "replace", requestIds: ["Q-1", "Q-2", requestId], skipped });
    expect(told(await refusalOf(decide("V-1", asked("Q-10"))))).to.deep.equal(["candidate-after-run requestIds/2"]);
    expect(told(await refusalOf(decide("V-1", asked("Q-99"))))).to.deep.equal(["not-found requestIds/2"]);
    expect(told(await refusalOf(decide("V-1", asked("Q-6"))))).to.include("candidate-not-eligible Q-6");
    const unnamed = { ...asked("Q-9"), skipped: skipped.slice(0, 2) };
    expect(told(await refusalOf(decide("V-1", unnamed)))).to.deep.equal(["skipped-unnamed Q-5"]);
    const { decisionId } = await decide("V-1", asked("Q-9"));
    expect(await town.pins("V-1")).to.deep.equal({ "Q-1": "confirmed", "Q-2": "confirmed", "Q-9": "confirmed" });
    const kept = (await context.store.get("explanation", `${decisionId}~Q-9`))!;
    const { verdict, standing } = await openExplanation(context, kept);
    expect({ verdict, standing: standing.state }).to.deep.equal({ verdict: "eligible", standing: "lower-in-order" });
  });

  it("has a request beside the proposal signed twice where the procedure says so", async () => {
    await open({ secondSignature: { kinds: ["replace"], reasonCodes: [], source: { text: "Invented law" } } });
    const { context } = town.app;
    await storeTown(context, {
      ...emptyTown,
      requests: [requestFacts({ id: "Q-9", filedOn: "2026-02-09", wishedCommunes: ["02408"] })],
    });
    context.clock.moveTo("2026-11-24T06:00:00.000Z");
    await runAllocation(context, actorOf("system"));
    await town.meet();
    const skipped = ["Q-3", "Q-4", "Q-5"].map((requestId) => ({ requestId, reasonCode: "facts-changed", reason: "x" }));
    const { decisionId } = await decide("V-1", { kind: "replace", requestIds: ["Q-1", "Q-2", "Q-9"], skipped });
    await secondDecision(context, member("member-b"), { decisionId, version: 1, signs: true });
    expect(await town.pins("V-1")).to.deep.equal({ "Q-1": "confirmed", "Q-2": "confirmed", "Q-9": "confirmed" });
  });

  it("refuses a replacement that is the proposal itself", async () => {
    await open();
    await town.meet();
    const refused = await refusalOf(
      decide("V-1", { kind: "replace", requestIds: ["Q-1", "Q-2", "Q-3"], reasonCode: "facts-changed" }),
    );
    expect(refused.values).to.deep.equal({ field: "kind", sent: "replace", allowed: "confirm" });
  });

  it("defers, rejects and gives back with a reason, and the vacancy follows", async () => {
    await open();
    await town.meet();
    const silent = await refusalOf(decide("V-1", { kind: "defer" }));
    expect(silent.code).to.equal("reason-required");
    await decide("V-1", { kind: "defer", reasonCode: "document-awaited" });
    expect(await town.state("vacancy", "V-1")).to.equal("open");
    expect(await town.pins("V-1")).to.deep.equal({});
    expect(await town.struck("V-1")).to.deep.equal({});
    await decide("V-2", { kind: "reject", reasonCode: "proposal-in-error" });
    expect(await town.state("vacancy", "V-2")).to.equal("open");
    expect(await town.struck("V-2")).to.deep.equal({
      "Q-6": "withdrawn-by-committee",
      "Q-7": "withdrawn-by-committee",
    });
  });

  it("refuses a decision off the agenda, without quorum, and by a member who withdrew", async () => {
    await open();
    expect((await refusalOf(decide("V-1", { kind: "confirm" }))).code).to.equal("not-on-agenda");
    const agendaId = await town.meet(["member-a", "member-b"]);
    const alone = await refusalOf(decide("V-1", { kind: "confirm" }));
    expect(alone.code).to.equal("no-quorum");
    expect(alone.values).to.deep.equal({ agendaId, needed: 3, present: 2 });
    const { context } = town.app;
    const withdrawal = { agendaId, version: 2, vacancyId: "V-1", ground: "family-tie" };
    await withdrawMember(context, member("member-a"), withdrawal);
    const tied = await refusalOf(decide("V-1", { kind: "confirm" }));
    expect(tied.code).to.equal("conflict-of-interest");
    expect(tied.values).to.deep.equal({ actorId: "member-a", vacancyId: "V-1" });
  });

  it("is made by a member who is present, or written down by the secretary", async () => {
    await open();
    const agendaId = await town.meet();
    const { context } = town.app;
    const { id: proposalId, version } = await town.proposalOf("V-1");
    const command = { proposalId, version, kind: "confirm" } as const;
    const absent = await refusalOf(decideProposal(context, member("member-z"), command));
    expect(absent.code).to.equal("not-present");
    expect(absent.values).to.deep.equal({ agendaId, actorId: "member-z", present: "member-a, member-b, member-c" });
    expect((await decideProposal(context, town.secretary, command)).state).to.equal("final");
  });

  it("does not count a withdrawn member for the quorum of its vacancy, and does for the others", async () => {
    await open();
    const agendaId = await town.meet();
    const withdrawal = { agendaId, version: 2, vacancyId: "V-1", ground: "landlord-tie" };
    await withdrawMember(town.app.context, member("member-c"), withdrawal);
    const refused = await refusalOf(decide("V-1", { kind: "confirm" }));
    expect(refused.values).to.deep.equal({ agendaId, needed: 3, present: 2 });
    await decide("V-2", { kind: "confirm" }, member("member-c"));
    expect((await town.proposalOf("V-2")).document.state).to.equal("confirmed");
  });

  it("waits for another person's signature where the procedure says so", async () => {
    await open();
    await town.meet();
    const { context } = town.app;
    const asked = { kind: "give-back", reasonCode: "no-suitable-candidate" };
    const { decisionId, state } = await decide("V-1", asked);
    expect(state).to.equal("awaiting-second-signature");
    const awaited = await notices(context, "signature-awaited");
    expect(awaited.map(({ to }) => `${to.role} ${to.scopeId}`)).to.have.members(["committee 02", "secretary 02"]);
    expect((await town.proposalOf("V-1")).document.state).to.equal("proposed");
    expect(await town.pins("V-1")).to.deep.equal({
      "Q-1": "opened-agenda",
      "Q-2": "opened-agenda",
      "Q-3": "opened-agenda",
    });
    const again = await refusalOf(decide("V-1", { kind: "confirm" }, member("member-b")));
    expect(again.code).to.equal("second-signature-awaited");
    const own = await refusalOf(secondDecision(context, member("member-a"), { decisionId, version: 1, signs: true }));
    expect(own.code).to.equal("same-signature");
    await secondDecision(context, member("member-b"), { decisionId, version: 1, signs: true });
    expect(await town.state("vacancy", "V-1")).to.equal("given-back");
    expect((await town.proposalOf("V-1")).document.state).to.equal("given-back");
    const decision = (await recordNow(context, "decision", decisionId)).document;
    expect([decision.state, decision.decidedBy, decision.secondedBy]).to.deep.equal(["final", "member-a", "member-b"]);
    expect(decision.explanationIds).to.have.length(5);
  });

  it("seals the words about whoever is passed over, also until another person has signed", async () => {
    await open();
    await town.meet();
    const { context } = town.app;
    const skipped = [{ requestId: "Q-3", reasonCode: "urgency-learned", reason: "Vraxparole" }];
    const asked = { kind: "replace", requestIds: ["Q-1", "Q-2", "Q-4"], skipped };
    const { decisionId, state } = await decide("V-1", asked);
    expect(state).to.equal("awaiting-second-signature");
    await secondDecision(context, member("member-b"), { decisionId, version: 1, signs: true });
    const decision = (await recordNow(context, "decision", decisionId)).document;
    expect(decision.skipped[0]).to.have.keys("requestId", "reasonCode", "text");
    for await (const entries of context.store.entries()) expect(JSON.stringify(entries)).not.to.include("Vraxparole");
    expect(await toldSkips(context, decisionId, decision.skipped)).to.deep.equal(skipped);
  });

  it("can be decided anew once the first decision is cancelled", async () => {
    await open();
    await town.meet();
    const { context } = town.app;
    const { decisionId } = await decide("V-1", { kind: "give-back", reasonCode: "landlord-request" });
    const cancel = { decisionId, version: 1, signs: false };
    expect((await refusalOf(secondDecision(context, member("member-b"), cancel))).code).to.equal("reason-required");
    await secondDecision(context, member("member-b"), { ...cancel, reason: "le bailleur a changé d’avis" });
    await decide("V-1", { kind: "confirm" }, member("member-b"));
    expect((await town.proposalOf("V-1")).document.state).to.equal("confirmed");
  });

  it("is not cancelled either by a member who withdrew from the vacancy", async () => {
    await open();
    const agendaId = await town.meet();
    const { context } = town.app;
    const { decisionId } = await decide("V-1", { kind: "give-back", reasonCode: "landlord-request" });
    const withdrawal = { agendaId, version: 2, vacancyId: "V-1", ground: "family-tie" };
    await withdrawMember(context, member("member-b"), withdrawal);
    const cancel = { decisionId, version: 1, signs: false, reason: "le bailleur a changé d’avis" };
    const refused = await refusalOf(secondDecision(context, member("member-b"), cancel));
    expect(refused.code).to.equal("conflict-of-interest");
    await secondDecision(context, member("member-c"), cancel);
  });

  it("lets a person release or drop what the verification withheld, with a reason and on no agenda", async () => {
    await open();
    const { context } = town.app;
    for (const vacancyId of ["V-1", "V-2"]) {
      const proposal = await town.proposalOf(vacancyId);
      const writes = [replace(proposal, { ...proposal.document, state: "withheld" })];
      await commit(context, { actor: actorOf("system"), command: "run-allocation", events: [], writes });
    }
    const confirm = await refusalOf(decide("V-1", { kind: "confirm" }));
    expect(confirm.values).to.deep.equal({ field: "kind", sent: "confirm", allowed: "release, drop" });
    expect((await refusalOf(decide("V-1", { kind: "release" }))).code).to.equal("reason-required");
    await decide("V-1", { kind: "release", reasonCode: "verification-reviewed" });
    const released = (await town.proposalOf("V-1")).document;
    expect(released.state).to.equal("proposed");
    expect(released).not.to.have.property("decisionId");
    await decide("V-2", { kind: "drop", reasonCode: "proposal-in-error" });
    expect((await town.proposalOf("V-2")).document.state).to.equal("dropped");
    expect(await town.state("vacancy", "V-2")).to.equal("open");
    await town.meet();
    const again = await refusalOf(decide("V-1", { kind: "release", reasonCode: "verification-reviewed" }));
    expect(again.values, "what was not withheld stays on its agenda").to.deep.equal({
      field: "kind",
      sent: "release",
      allowed: "confirm, replace, defer, reject, give-back",
    });
    await decide("V-1", { kind: "confirm" });
    expect((await town.proposalOf("V-1")).document.state).to.equal("confirmed");
  });

  it("cannot choose whoever left the queue, was struck or is promised elsewhere meanwhile", async () => {
    await open();
    await town.meet();
    const { context } = town.app;
    const [first, second] = [await recordNow(context, "request", "Q-1"), await recordNow(context, "vacancy", "V-2")];
    const { personId, key, writes: persons } = newPerson(context);
    const gone = { ...first.document, personId, state: "withdrawn" } as const;
    const pin = { vacancyId: second.id, requestId: "Q-2", kind: "confirmed" } as const;
    const struck = { vacancyId: "V-1", requestId: "Q-3", reason: "conflict-of-interest" } as const;
    const writes = [...persons, replace(first, gone, key), ...hold(undefined, pin), ...strike(undefined, struck)];
    await commit(context, { actor: actorOf("hr"), command: "withdraw-request", events: [], writes });
    const refused = await refusalOf(decide("V-1", { kind: "confirm" }));
    expect(told(refused)).to.deep.equal(["candidate-gone Q-1", "candidate-taken Q-2", "candidate-struck Q-3"]);
  });

  it("designates nobody whom a rule refuses by facts amended since the run", async () => {
    await open();
    await town.meet();
    const { context } = town.app;
    const stored = await recordNow(context, "request", "Q-2");
    const { personId, key, writes: persons } = newPerson(context);
    const facts = { ...stored.document.facts!, hasUniqueNumber: false };
    const writes = [...persons, replace(stored, { ...stored.document, personId, facts }, key)];
    await commit(context, { actor: actorOf("hr"), command: "amend-request", events: [], writes });
    const refused = await refusalOf(decide("V-1", { kind: "confirm" }));
    expect(refused.code).to.equal("candidate-not-eligible");
    expect(refused.values).to.deep.equal({ requestId: "Q-2", vacancyId: "V-1", verdict: "refused" });
  });

  it("refuses roles and territories that have no hand in it", async () => {
    await open();
    await town.meet();
    expect((await refusalOf(decide("V-1", { kind: "confirm" }, actorOf("hr")))).code).to.equal("role-forbidden");
    const elsewhere = actorOf("committee", { departementCodes: ["59"] });
    expect((await refusalOf(decide("V-1", { kind: "confirm" }, elsewhere))).code).to.equal("scope-forbidden");
  });

  it("assumes nothing that the procedure does not state", async () => {
    await open({ quorum: undefined });
    await town.meet();
    const refused = await refusalOf(decide("V-1", { kind: "confirm" }));
    expect(refused.code).to.equal("procedure-missing");
    expect(refused.values).to.deep.equal({
      ruleSetId: "als-2026",
      file: "als-2026/procedure.json",
      member: "quorum",
    });
  });
});
