import { expect } from "chai";
import { type ActOnClocks, actOnClocks } from "../../src/app/act-on-clocks.ts";
import { amendFacts } from "../../src/app/amend-facts.ts";
import { commit, replace } from "../../src/app/commit.ts";
import { declareFacts } from "../../src/app/declare-facts.ts";
import { declareVacancy } from "../../src/app/declare-vacancy.ts";
import { judgeProof } from "../../src/app/judge-proof.ts";
import { recordProof } from "../../src/app/record-proof.ts";
import { renewRequest } from "../../src/app/renew-request.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { agreementFacts, dwellingFacts, requestFacts, rightFacts } from "../support/builders.ts";
import { declaredTown, townFacts } from "../support/declared-town.ts";
import { meanwhile } from "../support/meanwhile.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { expectRefusal, lastEntries, lastEntry, notices } from "../support/told.ts";

const secretary = actorOf("secretary");
const system = actorOf("system");
const hr = actorOf("hr");

describe("act-on-clocks", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
  });
  afterEach(() => app.close());

  const declareTown = () => declareFacts(app.context, secretary, { records: townFacts });
  const on = (day: string, command: ActOnClocks = {}, actor = system) => {
    app.context.clock.moveTo(`${day}T03:00:00.000Z`);
    return actOnClocks(app.context, actor, command);
  };
  const sequence = async () => (await app.context.store.head()).sequence;
  const stored = async <K extends "vacancy" | "request" | "proof" | "proposal">(kind: K, id: string) =>
    (await app.context.store.get(kind, id))!;
  const declare = (dwellingId: string, landlordId = "L-SOCIAL") =>
    declareVacancy(app.context, secretary, {
      id: `V-${dwellingId}`,
      dwellingId,
      landlordId,
      availableOn: "2026-12-01",
    });

  const markDesignated = async () => {
    const request = await stored("request", "Q-1");
    const { personId } = request.document;
    const wrapped = (await app.context.store.get("person-key", personId!))!.document.wrapped!;
    await commit(app.context, {
      actor: secretary,
      command: "designate",
      events: [],
      writes: [replace(request, { ...request.document, state: "designated" }, { personId: personId!, wrapped })],
    });
  };

  describe("on requests", () => {
    beforeEach(async () => {
      await declareTown();
      await submitRequest(app.context, hr, { facts: requestFacts({ validUntil: "2026-12-01" }) });
      await submitRequest(app.context, hr, { facts: requestFacts({ id: "Q-2", validUntil: "2026-12-02" }) });
    });

    it("expires those past their last day, not on it, and tells the employer", async () => {
      expect((await on("2026-12-01")).expiredRequests).to.deep.equal({ done: [], skipped: [] });
      const report = await on("2026-12-02");
      expect({ ...report.expiredRequests }).to.deep.equal({ done: ["Q-1"], skipped: [] });
      const { document } = await stored("request", "Q-1");
      expect(document).to.include({ state: "expired", endReason: "not-renewed" });
      const entry = await lastEntry(app.context);
      expect(entry).to.include({ command: "act-on-clocks", actorId: "system-1" });
      expect(entry.events).to.deep.equal([
        { type: "request-ended", requestId: "Q-1", employerId: "E-1", state: "expired", reasonCode: "not-renewed" },
      ]);
      expect(await notices(app.context, "request-ended")).to.have.length(1);
    });

    it("does nothing more when it is run again, and makes up for days that were missed", async () => {
      await on("2026-12-10");
      const before = await sequence();
      const again = await on("2026-12-10");
      expect(again.expiredRequests.done).to.deep.equal([]);
      expect(await sequence()).to.equal(before);
      expect((await stored("request", "Q-2")).document.state).to.equal("expired");
    });

    it("lets an expired request be renewed within a year, with its seniority, and not after", async () => {
      await on("2026-12-02");
      const renew = (expected: number) => renewRequest(app.context, hr, { requestId: "Q-1", expected });
      app.context.clock.moveTo("2027-12-02T08:00:00.000Z");
      await expectRefusal(app.context, () => renew(2), "days-contradict", { field: "renewedOn", other: "latest" });
      app.context.clock.moveTo("2027-12-01T08:00:00.000Z");
      expect(await renew(2)).to.include({ state: "active", validUntil: "2028-12-01" });
      const { document } = await stored("request", "Q-1");
      expect(document.facts?.filedOn).to.equal("2026-02-02");
      expect(document).not.to.have.property("endReason");
      expect((await lastEntry(app.context)).events.map(({ type }) => type)).to.deep.equal([
        "request-renewed",
        "request-activated",
      ]);
    });

    it("leaves designated ones to a person and names them", async () => {
      await markDesignated();
      const report = await on("2026-12-02");
      expect(report.overdueDesignated).to.deep.equal(["Q-1"]);
      expect((await stored("request", "Q-1")).document.state).to.equal("designated");
      await on("2026-12-03");
      const told = await notices(app.context, "designated-overdue");
      expect(
        told.map(({ to, values }) => ({ to, values })),
        "once, whatever the day",
      ).to.deep.equal([{ to: { role: "hr", scopeId: "E-1" }, values: { requestId: "Q-1", validUntil: "2026-12-01" } }]);
    });
  });

  describe("on designated requests, whatever happens meanwhile", () => {
    beforeEach(async () => {
      await declareTown();
      await submitRequest(app.context, hr, { facts: requestFacts({ validUntil: "2026-12-01" }) });
      await markDesignated();
      app.context.clock.moveTo("2026-12-02T03:00:00.000Z");
    });
    const told = async () => (await notices(app.context, "designated-overdue")).map(({ values }) => values.validUntil);

    it("tells their end once although the process dies right after, or before, it is written", async () => {
      const { store } = app.context;
      const dying = (isWritten: boolean) =>
        new Proxy(store, {
          get: (target, name) => {
            const member: unknown = Reflect.get(target, name, target);
            if (typeof member !== "function") return member;
            if (name !== "commit" && name !== "finish") return member.bind(target);
            return async (change: Parameters<typeof store.commit>[0]) => {
              if (isWritten) await target.commit(change);
              throw new Error("the process dies");
            };
          },
        });
      for (const isWritten of [false, true]) {
        const error = await actOnClocks({ ...app.context, store: dying(isWritten) }, system).catch((died) => died);
        expect(error).to.include({ message: "the process dies" });
        expect(await told()).to.deep.equal(isWritten ? ["2026-12-01"] : []);
      }
      for (const day of ["2026-12-02", "2026-12-03"]) {
        expect((await on(day)).overdueDesignated).to.deep.equal(["Q-1"]);
        expect(await told()).to.deep.equal(["2026-12-01"]);
      }
    });

    it("tells it once when two processes act at once, and again once a renewal is over in its turn", async () => {
      await Promise.all([actOnClocks(app.context, system), actOnClocks(app.context, system)]);
      expect(await told()).to.deep.equal(["2026-12-01"]);
      const { version } = await stored("request", "Q-1");
      await renewRequest(app.context, hr, { requestId: "Q-1", expected: version });
      await on("2026-12-03");
      expect(await told()).to.deep.equal(["2026-12-01"]);
      await on("2027-12-03");
      expect(await told()).to.have.members(["2026-12-01", "2027-12-02"]);
    });
  });

  describe("on proofs", () => {
    it("expires those past their last day; they count no longer", async () => {
      await declareTown();
      await submitRequest(app.context, hr, { facts: requestFacts() });
      const { proofId } = await recordProof(app.context, hr, {
        requestId: "Q-1",
        code: "employer-certificate",
        validUntil: "2026-12-01",
      });
      const unjudged = await recordProof(app.context, hr, {
        requestId: "Q-1",
        code: "work-contract",
        validUntil: "2026-12-01",
      });
      await judgeProof(app.context, secretary, { proofId, expected: 1, verdict: "validated" });
      expect((await on("2026-12-01")).expiredProofs.done).to.deep.equal([]);
      expect((await on("2026-12-02")).expiredProofs.done).to.have.members([proofId, unjudged.proofId]);
      expect((await stored("proof", proofId)).document.state).to.equal("expired");
      expect((await stored("request", "Q-1")).document.facts?.validatedProofs).to.deep.equal([]);
      expect((await on("2026-12-02")).expiredProofs.done).to.deep.equal([]);
    });
  });

  describe("on vacancies", () => {
    it("extends once where the agreement allows it, then loses with what becomes of the right", async () => {
      await declareTown();
      await declare("D-1");
      expect((await on("2026-12-23")).extendedVacancies).to.deep.equal([]);
      expect((await on("2026-12-24")).extendedVacancies).to.deep.equal(["V-D-1"]);
      expect((await stored("vacancy", "V-D-1")).document).to.deep.include({ state: "open", isExtended: true });
      expect((await on("2027-01-07")).lostVacancies).to.deep.equal({ done: [], skipped: [] });
      const report = await on("2027-01-08");
      expect(report.lostVacancies).to.deep.equal({ done: ["V-D-1"], skipped: [] });
      expect(report.extendedVacancies).to.deep.equal([]);
      expect((await stored("vacancy", "V-D-1")).document).to.include({
        state: "lost",
        endReason: "designation-clock",
        returns: "return-one-turn",
      });
      expect((await lastEntry(app.context)).events).to.deep.equal([
        { type: "vacancy-lost", vacancyId: "V-D-1", landlordId: "L-SOCIAL", reasonCode: "return-one-turn" },
      ]);
      expect((await notices(app.context, "vacancy-lost"))[0]?.to).to.deep.equal({
        role: "landlord",
        scopeId: "L-SOCIAL",
      });
      const before = await sequence();
      await on("2027-01-08");
      expect(await sequence()).to.equal(before);
    });

    it("tells as lost what was to be extended when the agreement allowed no extension any more", async () => {
      await declareTown();
      await declare("D-1");
      app.context.clock.moveTo("2026-12-24T03:00:00.000Z");
      const slow = meanwhile(app.context, async () => {
        const { version, document } = (await app.context.store.get("agreement", "A-SOCIAL"))!;
        const { extensionDelayDays: _, extensionDelayMonths: __, ...facts } = document.facts;
        await amendFacts(app.context, secretary, { kind: "agreement", id: "A-SOCIAL", expected: version, facts });
      });
      const report = await actOnClocks(slow, system);
      expect([report.extendedVacancies, report.lostVacancies]).to.deep.equal([[], { done: ["V-D-1"], skipped: [] }]);
      expect((await stored("vacancy", "V-D-1")).document.state).to.equal("lost");
    });

    it("loses at once where even the extension is over, after nights that were missed", async () => {
      await declareTown();
      await declare("D-1");
      const report = await on("2027-03-01");
      expect(report.extendedVacancies).to.deep.equal([]);
      expect(report.lostVacancies.done).to.deep.equal(["V-D-1"]);
    });

    it("leaves the owner free after one month and one more", async () => {
      await declareTown();
      await declare("D-4", "L-OWNER");
      expect((await on("2027-01-01")).lostVacancies.done).to.deep.equal([]);
      await on("2027-01-02");
      expect((await stored("vacancy", "V-D-4")).document.facts.designateBy).to.equal("2027-02-01");
      expect((await on("2027-02-02")).lostVacancies.done).to.deep.equal(["V-D-4"]);
      expect((await stored("vacancy", "V-D-4")).document.returns).to.equal("owner-free");
    });

    it("opens those whose right comes into force", async () => {
      await declareTown();
      const agreement = agreementFacts({ id: "A-59", departementCode: "59", effectiveFrom: "2026-12-01" });
      await declareFacts(app.context, secretary, {
        records: [
          { kind: "agreement", facts: agreement },
          { kind: "right", facts: rightFacts({ id: "R-59", agreementId: "A-59" }) },
          { kind: "dwelling", facts: dwellingFacts({ id: "D-59", departementCode: "59" }) },
        ],
      });
      await declare("D-59");
      expect((await on("2026-11-30")).openedVacancies.done).to.deep.equal([]);
      expect((await on("2026-12-01")).openedVacancies.done).to.deep.equal(["V-D-59"]);
      expect((await stored("vacancy", "V-D-59")).document.state).to.equal("open");
    });

    it("lapses the undecided proposals of what is lost, and moves those of what is extended", async () => {
      await declaredTown(app.context);
      await runAllocation(app.context, system);
      const proposals = await app.context.store.list({ kind: "proposal", by: "byVacancy", equals: ["V-1"] });
      const { id } = proposals.records[0]!;
      await on("2026-12-24");
      expect((await stored("proposal", id)).document).to.include({ state: "proposed", designateBy: "2027-01-07" });
      const report = await on("2027-01-08");
      expect(report.lostVacancies.done).to.include("V-1");
      expect((await stored("proposal", id)).document.state).to.equal("lapsed");
    });
  });

  describe("in warning", () => {
    const warningDays = [10, 5, 2];

    it("tells who can still act on each day of the list, once, and makes up for a night that was missed", async () => {
      await declareTown();
      await submitRequest(app.context, hr, { facts: requestFacts({ validUntil: "2026-12-20" }) });
      await declare("D-1");
      expect((await on("2026-12-09", { warningDays })).warnings).to.equal(0);
      expect((await on("2026-12-10", { warningDays })).warnings).to.equal(1);
      expect((await notices(app.context, "clock-warned"))[0]).to.deep.include({
        to: { role: "hr", scopeId: "E-1" },
        values: { kind: "request", id: "Q-1", endsOn: "2026-12-20", daysLeft: 10 },
      });
      expect((await on("2026-12-10", { warningDays })).warnings).to.equal(undefined);
      // D-10 of the vacancy was 13 December, D-5 of the request 15 December: nobody looked on either.
      expect((await on("2026-12-16", { warningDays })).warnings).to.equal(2);
      const told = await notices(app.context, "clock-warned");
      expect(told.map(({ to, values }) => `${to.role} ${to.scopeId} ${values.id} ${values.daysLeft}`)).to.have.members([
        "hr E-1 Q-1 10",
        "hr E-1 Q-1 4",
        "secretary 02 V-D-1 7",
      ]);
    });

    it("warns nobody where no days are given", async () => {
      await declareTown();
      await submitRequest(app.context, hr, { facts: requestFacts({ validUntil: "2026-12-20" }) });
      expect((await on("2026-12-18")).warnings).to.equal(0);
      expect(await notices(app.context, "clock-warned")).to.deep.equal([]);
    });
  });

  it("is for the product's jobs and the operator, on a day that has come", async () => {
    for (const role of ["hr", "secretary", "landlord", "committee"] as const)
      await expectRefusal(app.context, () => on("2026-11-23", {}, actorOf(role)), "role-forbidden");
    await expectRefusal(app.context, () => on("2026-11-23", { day: "2026-11-24" }), "not-allowed", { field: "day" });
    await expectRefusal(app.context, () => on("2026-11-23", { day: "2026-02-30" }), "not-allowed");
    expect((await on("2026-11-23", { day: "2026-11-20" }, actorOf("operator"))).day).to.equal("2026-11-20");
  });

  it("writes each record in a change of its own", async () => {
    await declareTown();
    for (const id of ["Q-1", "Q-2", "Q-3"])
      await submitRequest(app.context, hr, { facts: requestFacts({ id, validUntil: "2026-12-01" }) });
    const before = await sequence();
    await on("2026-12-02");
    expect(await sequence()).to.equal(before + 3);
    for (const { events } of await lastEntries(app.context, 3)) expect(events).to.have.length(1);
  });

  it("run by two processes at once acts on each record once and reports nothing as left over", async () => {
    await declareTown();
    const ids = Array.from({ length: 12 }, (_, place) => `Q-${place}`);
    for (const id of ids)
      await submitRequest(app.context, hr, { facts: requestFacts({ id, validUntil: "2026-12-01" }) });
    await declare("D-1");
    const before = await sequence();
    app.context.clock.moveTo("2027-03-01T03:00:00.000Z");
    const [one, two] = await Promise.all([actOnClocks(app.context, system), actOnClocks(app.context, system)]);
    expect([...one.expiredRequests.done, ...two.expiredRequests.done]).to.have.members(ids);
    expect([...one.lostVacancies.done, ...two.lostVacancies.done]).to.deep.equal(["V-D-1"]);
    expect([...one.expiredRequests.skipped, ...two.expiredRequests.skipped]).to.deep.equal([]);
    expect(await sequence()).to.equal(before + 13);
  });

  it("reads a record again that changed under it, and acts only if there is still something to do", async () => {
    await declareTown();
    await submitRequest(app.context, hr, { facts: requestFacts({ validUntil: "2026-12-01" }) });
    app.context.clock.moveTo("2026-12-02T03:00:00.000Z");
    const { store } = app.context;
    let renewed = false;
    const watched: typeof store = Object.create(store, {
      list: {
        value: async (query: Parameters<typeof store.list>[0]) => {
          const page = await store.list(query);
          if (!renewed && query.kind === "request" && page.records.length > 0) {
            renewed = true;
            await renewRequest(app.context, hr, { requestId: "Q-1", expected: 1 });
          }
          return page;
        },
      },
      get: { value: store.get.bind(store) },
      getMany: { value: store.getMany.bind(store) },
      commit: { value: store.commit.bind(store) },
    });
    const report = await actOnClocks({ ...app.context, store: watched }, system);
    expect(renewed).to.equal(true);
    expect({ ...report.expiredRequests }).to.deep.equal({ done: [], skipped: [] });
    expect((await stored("request", "Q-1")).document.state).to.equal("active");
  });
});
