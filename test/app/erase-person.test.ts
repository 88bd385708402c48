import { expect } from "chai";
import { amendRequest } from "../../src/app/amend-request.ts";
import { create } from "../../src/app/commit.ts";
import { designate } from "../../src/app/designate.ts";
import { erasePerson } from "../../src/app/erase-person.ts";
import { exportPerson } from "../../src/app/export-person.ts";
import { personKey } from "../../src/app/persons/person-keys.ts";
import { openExplanation } from "../../src/app/proposals/keep-explanations.ts";
import { reapplyErasures, rememberedErasures } from "../../src/app/reapply-erasures.ts";
import { recordProof } from "../../src/app/record-proof.ts";
import { listAll } from "../../src/app/records/list-all.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { replayRun } from "../../src/app/replay-run.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { verifyAudit } from "../../src/app/verify-audit.ts";
import { withdrawRequest } from "../../src/app/withdraw-request.ts";
import { erasureGrounds } from "../../src/domain/persons/erasure-grounds.ts";
import { requestTransitions } from "../../src/domain/requests/transitions.ts";
import { employerFacts, personContents, requestFacts } from "../support/builders.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";
import { storeRecords } from "../support/stored-town.ts";
import { lastEntry, notices } from "../support/told.ts";

const dpo = actorOf("dpo");
const secretary = actorOf("secretary");

describe("erasing a person", () => {
  let town: CommitteeTown;
  let app: App;
  let context: App["context"];

  beforeEach(async () => {
    app = await openApp();
    context = app.context;
    await storeRecords(context, [create("employer", "E-1", { facts: employerFacts() })]);
  });
  afterEach(() => app.close());

  const openTown = async () => {
    await app.close();
    town = await openCommitteeTown();
    app = town.app;
    context = app.context;
  };

  const submit = async (id: string) =>
    (await submitRequest(context, secretary, { facts: requestFacts({ id }), person: personContents() })).personId;

  const nameFirst = async () => {
    const { version, document } = await recordNow(context, "request", "Q-1");
    const command = { requestId: "Q-1", expected: version, facts: document.facts!, person: personContents() };
    await amendRequest(context, secretary, command);
    return (await recordNow(context, "request", "Q-1")).document.personId!;
  };

  it("ends what lives, empties every version of every record and destroys the key, in one entry", async () => {
    const personId = await submit("Q-9");
    await recordProof(context, secretary, { requestId: "Q-9", code: "disability-card" });
    const { version, document } = await recordNow(context, "request", "Q-9");
    const facts = { ...document.facts!, searchRadiusMetres: 12_345 };
    await amendRequest(context, secretary, { requestId: "Q-9", expected: version, facts });
    const before = await context.store.head();
    const erased = await erasePerson(context, dpo, { personId, ground: "person-asked" });
    expect(erased).to.deep.equal({
      personId,
      requestIds: ["Q-9"],
      landlordIds: [],
      emptied: { request: 1, proof: 1, person: 1, "person-key": 1 },
    });
    expect((await context.store.head()).sequence).to.equal(before.sequence + 1);
    const request = await recordNow(context, "request", "Q-9");
    expect(request.document).to.include({
      state: "deregistered",
      endReason: "person-erased",
      erasedAt: context.clock.now(),
    });
    for (let each = 1; each <= request.version; each++)
      expect((await context.store.getVersion("request", "Q-9", each))!.document).to.not.have.property("facts");
    expect((await recordNow(context, "person", personId)).document).to.deep.equal({ erasedAt: context.clock.now() });
    expect((await refusalOf(personKey(context, personId))).code).to.equal("erased");
    for await (const proof of listAll(context, { kind: "proof", by: "byRequest", equals: ["Q-9"] }))
      expect(proof.document).to.not.have.property("facts");
    const entry = await lastEntry(context);
    expect(entry.erased).to.have.lengthOf(4);
    expect(entry.events.map(({ type }) => type)).to.deep.equal(["request-ended", "person-erased"]);
    expect(await notices(context, "request-ended")).to.have.lengthOf(1);
    expect((await verifyAudit(context, dpo)).problems).to.deep.equal([]);
  });

  it("remembers who was erased, when, by whom and on what ground", async () => {
    const personId = await submit("Q-9");
    await erasePerson(context, dpo, { personId, ground: "no-longer-needed" });
    expect(await rememberedErasures(context)).to.deep.equal([
      {
        personId,
        requestIds: ["Q-9"],
        erasedAt: context.clock.now(),
        erasedBy: dpo.id,
        ground: "no-longer-needed",
      },
    ]);
  });

  it("needs a ground of the law, and can be done once", async () => {
    const personId = await submit("Q-9");
    for (const [ground, code] of [
      ["", "reason-required"],
      ["because", "not-allowed"],
    ] as const)
      expect((await refusalOf(erasePerson(context, dpo, { personId, ground: ground as never }))).code).to.equal(code);
    for (const which of [{ personId: "nobody" }, { requestId: "nothing" }])
      expect((await refusalOf(erasePerson(context, dpo, { ...which, ground: "person-asked" }))).code).to.equal(
        "not-found",
      );
    await erasePerson(context, dpo, { personId, ground: "person-asked" });
    for (const which of [{ personId }, { requestId: "Q-9" }])
      expect((await refusalOf(erasePerson(context, dpo, { ...which, ground: "person-asked" }))).code).to.equal(
        "erased",
      );
  });

  it("is for the data protection officer alone", async () => {
    const personId = await submit("Q-9");
    for (const role of ["hr", "secretary", "committee", "operator", "landlord", "rules", "system"] as const)
      expect(
        (await refusalOf(erasePerson(context, actorOf(role), { personId, ground: "person-asked" }))).code,
      ).to.equal("role-forbidden");
  });

  it("refuses while a place is held, on an agenda as with a landlord, whatever the ground; withdrawing it first lets it", async () => {
    await openTown();
    const personId = await nameFirst();
    await town.meet();
    const erase = (ground: (typeof erasureGrounds)[number]) => erasePerson(context, dpo, { personId, ground });
    const onAgenda = await refusalOf(erase("person-asked"));
    expect(onAgenda).to.deep.include({ code: "designation-live", values: { requestId: "Q-1", vacancyId: "V-1" } });
    const decisionId = await town.confirm("V-1");
    await designate(context, secretary, { decisionId });
    for (const ground of erasureGrounds) expect((await refusalOf(erase(ground))).code).to.equal("designation-live");
    const { version } = await recordNow(context, "request", "Q-1");
    await withdrawRequest(context, secretary, { requestId: "Q-1", expected: version, reason: "household-waiver" });
    const erased = await erase("person-asked");
    expect(erased.landlordIds).to.deep.equal(["L-SOCIAL"]);
    expect(erased.emptied).to.deep.equal({ request: 1, explanation: 1, person: 1, "person-key": 1 });
    const request = await recordNow(context, "request", "Q-1");
    expect(request.document.state).to.equal("withdrawn");
    const kept = await recordNow(context, "explanation", `${decisionId}~Q-1`);
    expect((await refusalOf(openExplanation(context, kept))).code).to.equal("erased");
    const other = await recordNow(context, "explanation", `${decisionId}~Q-2`);
    expect((await openExplanation(context, other)).verdict).to.equal("eligible");
    expect((await verifyAudit(context, dpo)).problems).to.deep.equal([]);
  });

  it("erases whoever was imported without a person, by the request", async () => {
    await openTown();
    const erased = await erasePerson(context, dpo, { requestId: "Q-8", ground: "no-longer-needed" });
    const request = await recordNow(context, "request", "Q-8");
    expect(request.document).to.deep.include({ state: "deregistered", personId: erased.personId });
    expect(request.document).to.not.have.property("facts");
    expect((await context.store.getVersion("request", "Q-8", 1))!.document).to.not.have.property("facts");
    expect((await refusalOf(personKey(context, erased.personId))).code).to.equal("erased");
    expect((await verifyAudit(context, dpo)).problems).to.deep.equal([]);
  });

  it("leaves the night verifiable; its replay names what is missing", async () => {
    await openTown();
    const [run] = (await context.store.list({ kind: "run", by: "all", equals: [] })).records;
    await erasePerson(context, dpo, { requestId: "Q-8", ground: "no-longer-needed" });
    const replay = await replayRun(context, secretary, { runId: run!.id });
    expect(JSON.stringify(replay)).to.include("Q-8");
  });

  it("conflicts with whoever still writes about the person", async () => {
    const personId = await submit("Q-9");
    const { version, document } = await recordNow(context, "request", "Q-9");
    const facts = { ...document.facts!, searchRadiusMetres: 1 };
    const outcomes = await Promise.allSettled([
      erasePerson(context, dpo, { personId, ground: "person-asked" }),
      amendRequest(context, secretary, { requestId: "Q-9", expected: version, facts }),
      recordProof(context, secretary, { requestId: "Q-9", code: "identity" }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).to.be.greaterThan(0);
    if (outcomes[0].status === "rejected") await erasePerson(context, dpo, { personId, ground: "person-asked" });
    for await (const batch of context.store.versions("proof"))
      for (const { facts: left } of batch) expect(left).to.equal(undefined);
    for await (const batch of context.store.versions("request"))
      for (const each of batch) if (each.id === "Q-9") expect(each.facts).to.equal(undefined);
  });

  it("ends a request from every state in which it still wants a home", () => {
    const from = requestTransitions.filter(({ by }) => by === "erase-person").map((line) => line.from);
    expect(from).to.deep.equal(["draft", "submitted", "active", "designated", "expired"]);
  });

  describe("on a restored backup", () => {
    it("is applied again: persons known, imported, designated in the backup, and those it does not know", async () => {
      await openTown();
      const personId = await nameFirst();
      const designationId = await town.designateFirst();
      const erasures = [
        {
          personId,
          requestIds: ["Q-1"],
          erasedAt: "2026-12-01T08:00:00.000Z",
          erasedBy: "dpo-1",
          ground: "person-asked",
        },
        {
          personId: "later",
          requestIds: ["Q-7"],
          erasedAt: "2026-12-02T08:00:00.000Z",
          erasedBy: "dpo-1",
          ground: "unlawful-processing",
        },
        {
          personId: "unknown",
          requestIds: ["Q-77"],
          erasedAt: "2026-12-02T08:00:00.000Z",
          erasedBy: "dpo-1",
          ground: "person-asked",
        },
      ];
      const operator = actorOf("operator");
      expect(await reapplyErasures(context, operator, { erasures })).to.deep.equal({
        erased: [personId, "later"].sort((a, b) => (a < b ? -1 : 1)),
        known: [],
        absent: ["unknown"],
      });
      expect((await lastEntry(context)).events).to.deep.equal([{ type: "erasures-reapplied", count: 2 }]);
      expect(await rememberedErasures(context)).to.have.deep.members(erasures.slice(0, 2));
      for (const id of ["Q-1", "Q-7"]) {
        const { document } = await recordNow(context, "request", id);
        expect(document).to.include({ state: "deregistered" }).and.not.have.property("facts");
      }
      const { candidates } = (await recordNow(context, "designation", designationId)).document;
      expect(candidates[0]).to.include({ requestId: "Q-1", state: "withdrawn" });
      expect(Object.keys(await town.pins("V-1"))).to.not.include("Q-1");
      const { sequence } = await context.store.head();
      expect((await reapplyErasures(context, operator, { erasures })).known).to.have.lengthOf(2);
      expect((await context.store.head()).sequence).to.equal(sequence);
      expect((await verifyAudit(context, dpo)).problems).to.deep.equal([]);
    });
  });

  describe("exporting a person", () => {
    it("gives everything kept in every version, its audit opened, the same each time but for the export itself", async () => {
      await openTown();
      const personId = await nameFirst();
      await recordProof(context, secretary, { requestId: "Q-1", code: "identity" });
      await town.designateFirst();
      const first = await exportPerson(context, dpo, { personId });
      const entry = await lastEntry(context);
      expect(entry).to.deep.include({ command: "export-person", actorId: dpo.id });
      expect(first.person).to.have.lengthOf(1);
      expect(first.person[0]).to.deep.include({ contents: personContents() });
      expect(first.requests).to.have.lengthOf(1);
      const { versions } = first.requests[0] as { versions: { facts: { household: object } }[] };
      const { version } = await recordNow(context, "request", "Q-1");
      expect(versions).to.have.lengthOf(version);
      expect(versions[0]!.facts.household).to.deep.equal(requestFacts().household);
      expect(first.proofs).to.have.lengthOf(1);
      expect(first.proposals).to.have.lengthOf(1);
      expect(first.proposals[0]).to.deep.nested.include({
        vacancyId: "V-1",
        "own[0].requestId": "Q-1",
        "own[0].place": 1,
      });
      expect(first.decisions).to.have.lengthOf(1);
      expect(first.decisions[0]).to.deep.include({ kind: "confirm", designated: ["Q-1"] });
      expect(first.designations[0]).to.deep.nested.include({ landlordId: "L-SOCIAL", "own[0].requestId": "Q-1" });
      expect(first.explanations[0]).to.have.nested.property("explanation.verdict", "eligible");
      expect(first.places).to.have.lengthOf(1);
      const opened = JSON.stringify(first.audit);
      expect(opened).to.include("/sealed").and.include("/personId").and.include('"code":"identity"');
      const again = await exportPerson(context, dpo, { personId });
      expect({ ...again, sequence: 0, audit: again.audit.slice(0, -1) }).to.deep.equal({ ...first, sequence: 0 });
    });

    it("tells nothing of anybody else", async () => {
      await openTown();
      const personId = await nameFirst();
      await town.designateFirst();
      const text = JSON.stringify(await exportPerson(context, dpo, { personId }));
      expect(text).to.include('"Q-1"');
      for (const other of ["Q-2", "Q-3", "Q-4", "Q-5", "Q-6", "Q-7", "Q-8"]) {
        expect(text, other).to.not.include(`"${other}"`);
      }
    });

    it("works by the request of whoever has no person", async () => {
      await openTown();
      const told = await exportPerson(context, dpo, { requestId: "Q-6" });
      expect(told.person).to.deep.equal([]);
      expect(told).to.not.have.property("personId");
      expect(told.requests).to.have.lengthOf(1);
      expect(told.proposals[0]).to.deep.include({ vacancyId: "V-2" });
    });

    it("says of an erased person that it was erased, and is for the data protection officer alone", async () => {
      const personId = await submit("Q-9");
      expect((await refusalOf(exportPerson(context, secretary, { personId }))).code).to.equal("role-forbidden");
      await erasePerson(context, dpo, { personId, ground: "person-asked" });
      expect((await refusalOf(exportPerson(context, dpo, { personId }))).code).to.equal("erased");
    });
  });
});
