import { expect } from "chai";
import { amendRequest } from "../../src/app/amend-request.ts";
import { declareFacts } from "../../src/app/declare-facts.ts";
import { deregisterRequest } from "../../src/app/deregister-request.ts";
import { listDuplicates } from "../../src/app/list-duplicates.ts";
import { mergeRequests } from "../../src/app/merge-requests.ts";
import { renewRequest } from "../../src/app/renew-request.ts";
import { type NewRequest, submitRequest } from "../../src/app/submit-request.ts";
import { withdrawRequest } from "../../src/app/withdraw-request.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import { personContents, requestFacts } from "../support/builders.ts";
import { townFacts } from "../support/declared-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { expectRefusal, lastEntry, notices, problemCodes } from "../support/told.ts";

const secretary = actorOf("secretary");
const hr = actorOf("hr");
const hrOf = (employerId: string) => actorOf("hr", { employerIds: [employerId] });

describe("a request", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
    await declareFacts(app.context, secretary, { records: townFacts });
  });
  afterEach(() => app.close());

  const submit = (more: Partial<NewRequest> & { facts?: NewRequest["facts"] } = {}, actor = hr) =>
    submitRequest(app.context, actor, { facts: requestFacts(), person: personContents(), ...more });
  const stored = async (id = "Q-1") => (await app.context.store.get("request", id))!;
  const amend = (facts: Request, expected = 1, actor = hr) =>
    amendRequest(app.context, actor, { requestId: "Q-1", expected, facts });

  describe("when it is submitted", () => {
    it("is in the queue, with a person whose names are sealed and whose facts the log does not tell", async () => {
      const submitted = await submit();
      expect(submitted).to.deep.include({
        requestId: "Q-1",
        version: 1,
        state: "active",
        validUntil: "2027-02-02",
        likelyDuplicates: { count: 0, requestIds: [] },
      });
      const { document } = await stored();
      expect(document).to.deep.equal({
        state: "active",
        personId: submitted.personId,
        submittedBy: "hr-1",
        submittedAt: "2026-11-23T08:00:00.000Z",
        facts: requestFacts(),
      });
      const entry = await lastEntry(app.context);
      expect(entry.events).to.deep.equal([
        { type: "person-recorded", personId: submitted.personId },
        { type: "request-submitted", requestId: "Q-1", employerId: "E-1" },
        { type: "request-activated", requestId: "Q-1", employerId: "E-1" },
      ]);
      const text = JSON.stringify(entry);
      for (const personal of ["1996-03-09", "1620000", "Personne", "example.invalid", "isStayLawful"])
        expect(text).not.to.include(personal);
      const person = (await app.context.store.get("person", submitted.personId))!.document;
      expect(JSON.stringify(person)).not.to.include("Personne");
      expect(person.sealed).to.be.a("string");
    });

    it("gets an id, today as its filing and a year of validity where nothing is said", async () => {
      const { id: _, filedOn: __, validUntil: ___, ...facts } = requestFacts();
      const { requestId, validUntil } = await submit({ facts });
      expect(requestId).to.match(/^id-/);
      expect(validUntil).to.equal("2027-11-23");
      expect((await stored(requestId)).document.facts?.filedOn).to.equal("2026-11-23");
    });

    it("tells unknown employers and landlords, and days that cannot be, at once", async () => {
      const facts = requestFacts({
        employerId: "E-9",
        relatedLandlordIds: ["L-OWNER", "L-8", "L-9"],
        filedOn: "2025-01-01",
        validUntil: "2026-01-01",
        household: { persons: [{ role: "partner" }, { role: "dependant", bornOn: "2027-01-01" }] },
        job: { startsOn: "2026-05-01", endsOn: "2026-04-01" },
      });
      const error = await expectRefusal(app.context, () => submit({ facts }), "several-problems", { count: 7 });
      expect(problemCodes(error)).to.deep.equal([
        "days-contradict",
        "not-allowed",
        "not-allowed",
        "not-allowed",
        "unknown-reference",
        "unknown-reference",
        "unknown-reference",
      ]);
      expect(JSON.stringify(error.details)).not.to.include("2026-04-01");
    });

    it("is valid for no more than a year from today, and filed no later than today", async () => {
      const of = (filedOn: string, validUntil: string) => () =>
        submit({ facts: requestFacts({ filedOn, validUntil }) });
      await expectRefusal(app.context, of("2026-11-24", "2027-11-24"), "several-problems");
      await expectRefusal(app.context, of("2022-01-01", "2027-11-24"), "days-contradict", {
        field: "one-year-from-today",
      });
      expect((await of("2022-01-01", "2027-11-23")()).state).to.equal("active");
    });

    it("takes from an employer nothing that an authority, a proof or the reserver says", async () => {
      const facts = requestFacts({
        isDaloRecognised: true,
        provenPriorities: ["disability"],
        validatedProofs: ["identity"],
        lastRefusalOn: "2026-01-01",
      });
      const error = await expectRefusal(app.context, () => submit({ facts }), "several-problems", { count: 4 });
      expect(JSON.stringify(error.details)).not.to.include("disability");
      await expectRefusal(app.context, () => submit({ facts }, secretary), "not-allowed", {
        field: "validatedProofs",
        allowed: "judge-proof",
      });
      const { validatedProofs: _, ...withoutProofs } = facts;
      expect((await submit({ facts: withoutProofs }, secretary)).state).to.equal("active");
    });

    it("is HR's of the employer, or the secretary's for a job seeker", async () => {
      await expectRefusal(app.context, () => submit({}, hrOf("E-2")), "scope-forbidden", { asked: "E-1" });
      const { employerId: _, ...jobSeeker } = requestFacts();
      await expectRefusal(app.context, () => submit({ facts: jobSeeker }), "scope-forbidden");
      await expectRefusal(app.context, () => submit({}, actorOf("landlord")), "role-forbidden");
      expect((await submit({ facts: jobSeeker }, secretary)).state).to.equal("active");
      await expectRefusal(app.context, () => submit({}, hrOf("E-1")), "id-taken");
    });

    it("may wait as a draft that is still wrong, and is handed in as it is stored", async () => {
      const { facts } = { facts: requestFacts({ job: { startsOn: "2026-05-01", endsOn: "2026-04-01" } }) };
      expect((await submit({ facts, isDraft: true })).state).to.equal("draft");
      expect((await lastEntry(app.context)).events.map(({ type }) => type)).to.include("request-drafted");
      const handIn = (expected: number, actor = hr) => submitRequest(app.context, actor, { draftId: "Q-1", expected });
      await expectRefusal(app.context, () => handIn(1), "not-allowed", { field: "job.endsOn" });
      await amend(requestFacts({ filedOn: "2026-03-03", validUntil: "2027-03-03" }));
      await expectRefusal(app.context, () => handIn(1), "conflict", { found: 2, state: "draft" });
      await expectRefusal(app.context, () => handIn(2, hrOf("E-2")), "scope-forbidden");
      expect(await handIn(2)).to.deep.include({ state: "active", version: 3, validUntil: "2027-03-03" });
      await expectRefusal(app.context, () => handIn(3), "wrong-state", { state: "active" });
    });
  });

  describe("of a household that may have one already", () => {
    const second = requestFacts({ id: "Q-2", employerId: "E-2", filedOn: "2026-01-05", validUntil: "2027-01-05" });
    const double = (actor = hr) => submit({ facts: second }, actor);
    const merge = (outcome: "merge" | "keep-apart", reason: string, more: object = {}) =>
      mergeRequests(app.context, secretary, {
        keptId: "Q-1",
        keptExpected: 1,
        otherId: "Q-2",
        otherExpected: 1,
        outcome,
        reason,
        ...more,
      });

    it("waits in `submitted`, found without reading a name, and the secretary is told", async () => {
      await submit();
      expect(await double()).to.deep.include({
        state: "submitted",
        likelyDuplicates: { count: 1, requestIds: ["Q-1"] },
      });
      expect(await notices(app.context, "likely-duplicate-found")).to.have.length(1);
    });

    it("is told to HR of another employer as a number only", async () => {
      await submit();
      expect((await double(hrOf("E-2"))).likelyDuplicates).to.deep.equal({ count: 1, requestIds: [] });
    });

    it("is not held up by an e-mail address that several share, nor by a person born on another day", async () => {
      await submit();
      const namesake = requestFacts({
        id: "Q-3",
        household: { ...requestFacts().household, persons: [{ role: "applicant", bornOn: "1971-01-01" }] },
      });
      expect((await submit({ facts: namesake })).state).to.equal("active");
    });

    it("is merged with the earlier seniority kept; both histories stay, and who, when and why is in the log", async () => {
      await submit();
      await double();
      const merged = await merge("merge", "same-household");
      expect(merged).to.deep.include({
        kept: { version: 2, state: "active" },
        other: { version: 2, state: "merged" },
      });
      const kept = (await stored("Q-1")).document;
      expect(kept.facts).to.include({ filedOn: "2026-01-05", validUntil: "2027-02-02", employerId: "E-1" });
      expect((await stored("Q-2")).document).to.include({
        state: "merged",
        mergedInto: "Q-1",
        endReason: "same-household",
      });
      expect((await app.context.store.getVersion("request", "Q-2", 1))?.document.state).to.equal("submitted");
      const entry = await lastEntry(app.context);
      expect(entry).to.include({ actorId: "secretary-1", command: "merge-requests" });
      expect(entry.events).to.deep.equal([
        { type: "requests-merged", requestId: "Q-1", mergedId: "Q-2", reasonCode: "same-household" },
        {
          type: "request-ended",
          requestId: "Q-2",
          employerId: "E-2",
          state: "merged",
          reasonCode: "same-household",
        },
      ]);
      expect((await notices(app.context, "request-ended"))[0]?.to).to.deep.equal({ role: "hr", scopeId: "E-2" });
    });

    it("is in the queue once a person says that the households differ", async () => {
      await submit();
      await double();
      const { other } = await merge("keep-apart", "different-households");
      expect(other.state).to.equal("active");
      expect((await lastEntry(app.context)).events.map(({ type }) => type)).to.deep.equal([
        "requests-kept-apart",
        "request-activated",
      ]);
    });

    it("is merged by the secretary, at the versions that were read, with a reason of the list, into another", async () => {
      await submit();
      await double();
      await expectRefusal(app.context, () => merge("merge", ""), "reason-required");
      await expectRefusal(app.context, () => merge("merge", "different-households"), "not-allowed");
      await expectRefusal(app.context, () => merge("merge", "same-household", { otherExpected: 2 }), "conflict");
      await expectRefusal(app.context, () => merge("merge", "same-household", { otherId: "Q-1" }), "not-allowed");
      await expectRefusal(app.context, () => merge("merge", "same-household", { otherId: "Q-9" }), "not-found");
      await withdrawRequest(app.context, hr, { requestId: "Q-2", expected: 1, reason: "housed-elsewhere" });
      await expectRefusal(app.context, () => merge("merge", "same-household", { otherExpected: 2 }), "wrong-state", {
        id: "Q-2",
        state: "withdrawn",
      });
    });
  });

  describe("when it is amended", () => {
    it("holds the new facts at the next version; the log tells that, not what", async () => {
      await submit();
      const facts = requestFacts({ household: { ...requestFacts().household, resourcesCentsPerMonth: 99_999 } });
      expect(await amend(facts)).to.deep.include({ version: 2, isUnchanged: false, state: "active", pinned: [] });
      const entry = await lastEntry(app.context);
      expect(entry.events).to.deep.equal([{ type: "request-amended", requestId: "Q-1", employerId: "E-1" }]);
      expect(JSON.stringify(entry)).not.to.include("99999");
      expect(entry.changes?.[0]?.sealed).to.be.a("string");
      expect(await amend(facts, 2)).to.deep.include({ version: 2, isUnchanged: true });
    });

    it("is refused when it is stale, of another employer, or over", async () => {
      await submit();
      await amend(requestFacts({ searchRadiusMetres: 10_000 }));
      await expectRefusal(app.context, () => amend(requestFacts(), 1), "conflict", { expected: 1, found: 2 });
      await expectRefusal(app.context, () => amend(requestFacts(), 2, hrOf("E-2")), "scope-forbidden");
      await withdrawRequest(app.context, hr, { requestId: "Q-1", expected: 2, reason: "housed-elsewhere" });
      await expectRefusal(app.context, () => amend(requestFacts(), 3), "wrong-state", { state: "withdrawn" });
      await expectRefusal(
        app.context,
        () => amendRequest(app.context, hr, { requestId: "Q-9", expected: 1, facts: requestFacts({ id: "Q-9" }) }),
        "not-found",
      );
    });

    it("leaves seniority, validity, employer and what others say as they were, unless the secretary amends", async () => {
      await submit({ facts: requestFacts({ isDaloRecognised: true }) }, secretary);
      const changed = requestFacts({ filedOn: "2020-01-01", employerId: "E-2", provenPriorities: ["disability"] });
      const error = await expectRefusal(app.context, () => amend(changed), "several-problems", { count: 3 });
      expect(problemCodes(error)).to.deep.equal(["not-allowed", "not-allowed", "not-allowed"]);
      await amend(requestFacts({ searchRadiusMetres: 10_000 }));
      expect((await stored()).document.facts).to.include({ isDaloRecognised: true, searchRadiusMetres: 10_000 });
      await amend(changed, 2, secretary);
      expect((await stored()).document.facts).to.deep.equal(changed);
    });

    it("tells unknown references and another id at once", async () => {
      await submit();
      const facts = requestFacts({ id: "Q-2", relatedLandlordIds: ["L-8"] });
      const error = await expectRefusal(app.context, () => amend(facts), "several-problems");
      expect(problemCodes(error)).to.deep.equal(["not-allowed", "unknown-reference"]);
    });

    it("takes other names, and finds the person by them from then on", async () => {
      const { personId } = await submit();
      const person = personContents({ familyName: "Autre-Inventée" });
      await amendRequest(app.context, hr, { requestId: "Q-1", expected: 1, facts: requestFacts(), person });
      expect((await app.context.store.get("person", personId))?.version).to.equal(2);
      const twin = { facts: requestFacts({ id: "Q-2" }), person };
      expect((await submit(twin)).likelyDuplicates.requestIds).to.deep.equal(["Q-1"]);
      expect((await submit({ facts: requestFacts({ id: "Q-3" }) })).likelyDuplicates.count).to.equal(0);
    });

    it("tells the secretary of another household that its new names resemble, and leaves it its place", async () => {
      const person = personContents({ familyName: "Autre-Inventée" });
      await submit({ person });
      await submit({ facts: requestFacts({ id: "Q-2" }), person: personContents({ familyName: "Tout-Autre" }) });
      const again = (expected: number) =>
        amendRequest(app.context, hr, {
          requestId: "Q-2",
          expected,
          facts: requestFacts({ id: "Q-2" }),
          person,
        });
      expect(await again(1)).to.include({ state: "active", isUnchanged: false });
      const told = await notices(app.context, "likely-duplicate-found");
      expect(told.map(({ to, values }) => [to.role, values])).to.deep.equal([
        ["secretary", { requestId: "Q-2", duplicates: "Q-1" }],
      ]);
      const { pairs } = await listDuplicates(app.context, secretary, { state: "waiting", requestId: "Q-2" });
      expect(pairs.map(({ others }) => others.map(({ id }) => id))).to.deep.equal([["Q-1"]]);
      await again(2);
      expect(await notices(app.context, "likely-duplicate-found"), "told once").to.have.length(1);
    });

    it("of a day of birth finds the person by the new day", async () => {
      await submit();
      const persons = [{ role: "applicant" as const, bornOn: "1996-09-03" }];
      await amend(requestFacts({ household: { ...requestFacts().household, persons } }));
      const twin = { facts: requestFacts({ id: "Q-2", household: { ...requestFacts().household, persons } }) };
      expect((await submit(twin)).likelyDuplicates.requestIds).to.deep.equal(["Q-1"]);
    });
  });

  describe("when it is renewed", () => {
    const renew = (expected = 1, more: object = {}, actor = hr) =>
      renewRequest(app.context, actor, { requestId: "Q-1", expected, ...more });

    it("is valid for one year from the renewal, with the seniority it had", async () => {
      await submit();
      expect(await renew()).to.include({ version: 2, state: "active", validUntil: "2027-11-23" });
      expect((await stored()).document.facts).to.include({ filedOn: "2026-02-02", validUntil: "2027-11-23" });
      expect((await stored()).document.renewedOn).to.equal("2026-11-23");
      expect((await lastEntry(app.context)).events).to.deep.equal([
        { type: "request-renewed", requestId: "Q-1", employerId: "E-1", validUntil: "2027-11-23" },
      ]);
    });

    it("is renewed on no day to come, before its filing, or twice on a day", async () => {
      await submit();
      await expectRefusal(app.context, () => renew(1, { renewedOn: "2026-11-24" }), "days-contradict");
      await expectRefusal(app.context, () => renew(1, { renewedOn: "2026-02-01" }), "days-contradict");
      await renew();
      await expectRefusal(app.context, () => renew(2), "days-contradict", { field: "renewed-until" });
      await expectRefusal(app.context, () => renew(1), "conflict");
      await expectRefusal(app.context, () => renew(2, {}, hrOf("E-2")), "scope-forbidden");
    });

    it("that is withdrawn is not renewed", async () => {
      await submit();
      await withdrawRequest(app.context, hr, { requestId: "Q-1", expected: 1, reason: "household-waiver" });
      await expectRefusal(app.context, () => renew(2), "wrong-state", {
        state: "withdrawn",
        allowed: "submitted, active, designated, expired",
      });
    });
  });

  describe("when it ends", () => {
    it("by its household is withdrawn with a reason of the list, and its employer is told", async () => {
      await submit();
      const withdraw = (reason: string, expected = 1, actor = hr) =>
        withdrawRequest(app.context, actor, { requestId: "Q-1", expected, reason });
      await expectRefusal(app.context, () => withdraw(""), "reason-required");
      await expectRefusal(app.context, () => withdraw("because"), "not-allowed");
      await expectRefusal(app.context, () => withdraw("household-waiver", 2), "conflict");
      await expectRefusal(app.context, () => withdraw("household-waiver", 1, hrOf("E-2")), "scope-forbidden");
      expect(await withdraw("household-waiver")).to.deep.include({ version: 2, vacancyIds: [] });
      expect((await stored()).document).to.include({ state: "withdrawn", endReason: "household-waiver" });
      expect((await notices(app.context, "request-ended"))[0]).to.deep.include({
        to: { role: "hr", scopeId: "E-1" },
        values: { requestId: "Q-1", state: "withdrawn", reasonCode: "household-waiver" },
      });
      await expectRefusal(app.context, () => withdraw("household-waiver", 2), "wrong-state");
    });

    it("is struck off by the secretary, for some reasons a month after a warning only", async () => {
      await submit();
      const deregister = (reason: string, warnedOn?: string, actor = secretary) =>
        deregisterRequest(app.context, actor, {
          requestId: "Q-1",
          expected: 1,
          reason,
          ...(warnedOn === undefined ? {} : { warnedOn }),
        });
      await expectRefusal(app.context, () => deregister("no-answer", undefined, hr), "role-forbidden");
      await expectRefusal(app.context, () => deregister(""), "reason-required");
      await expectRefusal(app.context, () => deregister("merged"), "not-allowed");
      await expectRefusal(app.context, () => deregister("no-answer"), "value-required", { field: "warnedOn" });
      await expectRefusal(app.context, () => deregister("no-answer", "2026-10-23"), "days-contradict");
      await deregister("no-answer", "2026-10-22");
      expect((await stored()).document).to.include({
        state: "deregistered",
        endReason: "no-answer",
        warnedOn: "2026-10-22",
      });
    });

    it("for a reason without a warning is struck off at once", async () => {
      await submit();
      const command = { requestId: "Q-1", expected: 1, reason: "housed-elsewhere" };
      await deregisterRequest(app.context, secretary, command);
      expect((await stored()).document).to.include({ state: "deregistered" });
    });
  });
});
