import { expect } from "chai";
import { declareFacts } from "../../src/app/declare-facts.ts";
import { type DeclareVacancy, declareVacancy } from "../../src/app/declare-vacancy.ts";
import { extendVacancy } from "../../src/app/extend-vacancy.ts";
import { listDeclared } from "../../src/app/list-declared.ts";
import { withdrawVacancy } from "../../src/app/withdraw-vacancy.ts";
import type { Declared } from "../../src/domain/facts/declared-facts.ts";
import { agreementFacts, dwellingFacts, landlordFacts, rightFacts } from "../support/builders.ts";
import { townFacts } from "../support/declared-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { expectRefusal, lastEntry, notices, problemCodes } from "../support/told.ts";

const secretary = actorOf("secretary");
const landlord = actorOf("landlord");

describe("a vacancy", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
    await declareFacts(app.context, secretary, { records: townFacts });
  });
  afterEach(() => app.close());

  const add = (...records: Declared[]) => declareFacts(app.context, secretary, { records });
  const declare = (more: Partial<DeclareVacancy> = {}, actor = landlord) =>
    declareVacancy(app.context, actor, {
      id: "V-1",
      dwellingId: "D-1",
      landlordId: "L-SOCIAL",
      availableOn: "2026-12-10",
      ...more,
    });
  const stored = async (id = "V-1") => (await app.context.store.get("vacancy", id))!.document;

  describe("when it is declared with a dwelling that was never declared before", () => {
    const { id: _id, departementCode: _departementCode, ...told } = dwellingFacts();

    it("keeps the dwelling in the same change, under the landlord's reference and in the département of its commune", async () => {
      const declared = await declare({ dwellingId: "RES-12-04", dwelling: told });
      expect(declared).to.include({ rightId: "R-SOCIAL", state: "open" });
      const dwelling = await app.context.store.get("dwelling", "RES-12-04");
      expect(dwelling).to.include({ sequence: declared.sequence, version: 1 });
      expect(dwelling!.document.facts).to.deep.equal({ ...told, id: "RES-12-04", departementCode: "02" });
      expect((await stored()).facts.dwellingId).to.equal("RES-12-04");
      const own = await listDeclared(app.context, landlord, { kind: "dwelling" });
      expect(own.records.map(({ id }) => id)).to.include("RES-12-04");
    });

    it("refuses a reference that is taken, and a dwelling outside what the landlord's agreements cover", async () => {
      await expectRefusal(app.context, () => declare({ dwelling: told }), "id-taken", { kind: "dwelling", id: "D-1" });
      const afar = { ...told, communeCode: "97105" };
      await expectRefusal(app.context, () => declare({ dwellingId: "D-9", dwelling: afar }), "no-right");
      expect(await app.context.store.get("dwelling", "D-9")).to.equal(undefined);
    });

    it("is the landlord's own affair: another's agreements are out of scope", async () => {
      const other = { ...landlord, scope: { landlordIds: ["L-OWNER"] } };
      await expectRefusal(app.context, () => declare({ dwellingId: "D-9", dwelling: told }, other), "scope-forbidden");
    });
  });

  describe("when it is declared", () => {
    it("falls under the landlord's right over the département; its clock runs from the declaration", async () => {
      const declared = await declare();
      expect(declared).to.include({
        vacancyId: "V-1",
        version: 1,
        state: "open",
        rightId: "R-SOCIAL",
        designateBy: "2026-12-23",
      });
      expect(await stored()).to.deep.equal({
        state: "open",
        landlordId: "L-SOCIAL",
        departementCode: "02",
        clock: {
          startedOn: "2026-11-23",
          length: { unit: "days", count: 30 },
          calendar: "calendar",
          endsOn: "2026-12-23",
          effect: "vacancy-lost",
        },
        isExtended: false,
        facts: {
          id: "V-1",
          dwellingId: "D-1",
          rightId: "R-SOCIAL",
          declaredOn: "2026-11-23",
          availableOn: "2026-12-10",
          designateBy: "2026-12-23",
        },
      });
      expect((await lastEntry(app.context)).events).to.deep.equal([
        { type: "vacancy-declared", vacancyId: "V-1", landlordId: "L-SOCIAL" },
        { type: "vacancy-opened", vacancyId: "V-1" },
      ]);
    });

    it("of a private owner has one calendar month from the day it can be let", async () => {
      const { designateBy } = await declare({ dwellingId: "D-4", landlordId: "L-OWNER", availableOn: "2027-01-31" });
      expect(designateBy).to.equal("2027-02-28");
    });

    it("of a private owner that can be let already has it from the declaration", async () => {
      const { designateBy } = await declare({ dwellingId: "D-4", landlordId: "L-OWNER", availableOn: "2026-11-01" });
      expect(designateBy).to.equal("2026-12-23");
    });

    it("gets an id where none is given, and its landlord by the right that is named", async () => {
      const { vacancyId, rightId } = await declareVacancy(app.context, landlord, {
        dwellingId: "D-1",
        rightId: "R-SOCIAL",
        availableOn: "2026-12-10",
      });
      expect(vacancyId).to.match(/^id-/);
      expect(rightId).to.equal("R-SOCIAL");
    });

    it("waits in `declared` for a right that comes into force before it can be let", async () => {
      await add(
        {
          kind: "agreement",
          facts: agreementFacts({ id: "A-59", departementCode: "59", effectiveFrom: "2026-12-01" }),
        },
        { kind: "right", facts: rightFacts({ id: "R-59", agreementId: "A-59" }) },
        { kind: "dwelling", facts: dwellingFacts({ id: "D-59", departementCode: "59" }) },
      );
      const { state } = await declare({ dwellingId: "D-59" });
      expect(state).to.equal("declared");
      expect((await lastEntry(app.context)).events.map(({ type }) => type)).to.deep.equal(["vacancy-declared"]);
    });

    it("asks for the last day where the agreement states no delay, and takes it", async () => {
      const { designationDelayDays: _, ...silent } = agreementFacts({ id: "A-59", departementCode: "59" });
      await add(
        { kind: "agreement", facts: silent },
        { kind: "right", facts: rightFacts({ id: "R-59", agreementId: "A-59" }) },
        { kind: "dwelling", facts: dwellingFacts({ id: "D-59", departementCode: "59" }) },
      );
      await expectRefusal(app.context, () => declare({ dwellingId: "D-59" }), "value-required", {
        kind: "vacancy",
        id: "V-1",
        field: "designateBy",
      });
      await expectRefusal(
        app.context,
        () => declare({ dwellingId: "D-59", designateBy: "2026-11-22" }),
        "days-contradict",
      );
      expect((await declare({ dwellingId: "D-59", designateBy: "2027-01-05" })).designateBy).to.equal("2027-01-05");
      expect((await stored()).clock.length).to.deep.equal({ unit: "days", count: 43 });
    });

    it("takes no other last day than the agreement's", async () => {
      await expectRefusal(app.context, () => declare({ designateBy: "2026-12-24" }), "not-allowed", {
        field: "designateBy",
        allowed: "2026-12-23",
      });
      expect((await declare({ designateBy: "2026-12-23" })).designateBy).to.equal("2026-12-23");
    });

    it("tells unknown references at once", async () => {
      const error = await expectRefusal(
        app.context,
        () => declare({ dwellingId: "D-99", rightId: "R-99", landlordId: "L-99" }),
        "several-problems",
        { count: 3 },
      );
      expect(problemCodes(error)).to.deep.equal(["unknown-reference", "unknown-reference", "unknown-reference"]);
    });

    it("needs a right of its landlord, over its département, in force", async () => {
      await add({ kind: "dwelling", facts: dwellingFacts({ id: "D-80", departementCode: "80" }) });
      await expectRefusal(app.context, () => declare({ dwellingId: "D-80" }), "no-right", { dwellingId: "D-80" });
      await expectRefusal(app.context, () => declare({ rightId: "R-OWNER" }), "no-right", { landlordId: "L-SOCIAL" });
      app.context.clock.moveTo("2030-01-07T08:00:00.000Z");
      await expectRefusal(app.context, () => declare({ availableOn: "2030-02-01" }), "no-right");
    });

    it("asks which right where several fit, and takes the one that is named", async () => {
      await add({ kind: "right", facts: rightFacts({ id: "R-STOCK", mode: "stock" }) });
      await expectRefusal(app.context, () => declare(), "several-rights", { allowed: "R-SOCIAL, R-STOCK" });
      expect((await declare({ rightId: "R-STOCK" })).rightId).to.equal("R-STOCK");
    });

    it("is refused while the dwelling has a vacancy that is not over, or its single right was used", async () => {
      await add({ kind: "right", facts: rightFacts({ id: "R-ONCE", mode: "stock", use: "single-use" }) });
      await declare({ rightId: "R-ONCE" });
      const error = await expectRefusal(app.context, () => declare({ rightId: "R-ONCE" }), "several-problems", {
        count: 3,
      });
      expect(problemCodes(error)).to.deep.equal(["already-vacant", "id-taken", "right-spent"]);
      await withdrawVacancy(app.context, secretary, { vacancyId: "V-1", expected: 1, reason: "works" });
      await declare({ id: "V-2", rightId: "R-ONCE" });
    });

    it("may be backdated by the secretary only, and not so far that its clock is over", async () => {
      await expectRefusal(app.context, () => declare({ declaredOn: "2026-11-20" }), "not-allowed", {
        field: "declaredOn",
      });
      await expectRefusal(app.context, () => declare({ declaredOn: "2026-11-24" }, secretary), "days-contradict");
      await expectRefusal(app.context, () => declare({ declaredOn: "2026-10-01" }, secretary), "days-contradict", {
        field: "designateBy",
        sent: "2026-10-31",
      });
      expect((await declare({ declaredOn: "2026-11-20" }, secretary)).designateBy).to.equal("2026-12-20");
    });

    it("is the landlord's own, or the secretary's of the territory", async () => {
      const scope = (landlordIds: string[], departementCodes: string[]) => ({ landlordIds, departementCodes });
      await expectRefusal(
        app.context,
        () => declare({}, actorOf("landlord", scope(["L-OWNER"], ["02"]))),
        "scope-forbidden",
      );
      await expectRefusal(
        app.context,
        () => declare({}, actorOf("secretary", scope(["L-SOCIAL"], ["59"]))),
        "scope-forbidden",
      );
      await expectRefusal(app.context, () => declare({}, actorOf("hr")), "role-forbidden");
      await declare({}, actorOf("landlord", scope(["L-SOCIAL"], [])));
    });
  });

  describe("when its clock is extended", () => {
    it("has the agreement's extension once", async () => {
      await declare();
      const extended = await extendVacancy(app.context, secretary, { vacancyId: "V-1", expected: 1 });
      expect(extended).to.include({ version: 2, designateBy: "2027-01-07" });
      const { clock, isExtended, facts } = await stored();
      expect(isExtended).to.equal(true);
      expect(facts.designateBy).to.equal("2027-01-07");
      expect(clock).to.deep.include({ endsOn: "2027-01-07", extension: { unit: "days", count: 15 } });
      expect((await lastEntry(app.context)).events).to.deep.equal([
        { type: "vacancy-extended", vacancyId: "V-1", designateBy: "2027-01-07" },
      ]);
      await expectRefusal(
        app.context,
        () => extendVacancy(app.context, secretary, { vacancyId: "V-1", expected: 1 }),
        "conflict",
        { found: 2, state: "open" },
      );
      await expectRefusal(
        app.context,
        () => extendVacancy(app.context, secretary, { vacancyId: "V-1", expected: 2 }),
        "already-extended",
      );
    });

    it("of one month and one more ends two months after its start", async () => {
      await declare({ dwellingId: "D-4", landlordId: "L-OWNER", availableOn: "2027-01-31" });
      const { designateBy } = await extendVacancy(app.context, secretary, { vacancyId: "V-1", expected: 1 });
      expect(designateBy).to.equal("2027-03-31");
    });

    it("needs an agreement that allows it, a vacancy that waits for candidates, and the secretary of the territory", async () => {
      const { extensionDelayDays: _, ...strict } = agreementFacts({ id: "A-59", departementCode: "59" });
      await add(
        { kind: "agreement", facts: strict },
        { kind: "right", facts: rightFacts({ id: "R-59", agreementId: "A-59" }) },
        { kind: "dwelling", facts: dwellingFacts({ id: "D-59", departementCode: "59" }) },
      );
      await declare({ dwellingId: "D-59" });
      const extend = (actor = secretary, expected = 1) =>
        extendVacancy(app.context, actor, { vacancyId: "V-1", expected });
      await expectRefusal(app.context, () => extend(), "no-extension", { agreementId: "A-59" });
      await expectRefusal(app.context, () => extend(landlord), "role-forbidden");
      await expectRefusal(
        app.context,
        () => extend(actorOf("secretary", { departementCodes: ["02"] })),
        "scope-forbidden",
      );
      await withdrawVacancy(app.context, landlord, { vacancyId: "V-1", expected: 1, reason: "works" });
      await expectRefusal(app.context, () => extend(secretary, 2), "wrong-state", { state: "withdrawn" });
      await expectRefusal(
        app.context,
        () => extendVacancy(app.context, secretary, { vacancyId: "V-9", expected: 1 }),
        "not-found",
      );
    });
  });

  describe("when its landlord withdraws it", () => {
    it("is over, with the reason, and the secretary is told", async () => {
      await declare();
      const withdrawn = await withdrawVacancy(app.context, landlord, {
        vacancyId: "V-1",
        expected: 1,
        reason: "sold-or-demolished",
      });
      expect(withdrawn).to.deep.include({ version: 2, releasedRequestIds: [] });
      expect(await stored()).to.include({ state: "withdrawn", endReason: "sold-or-demolished" });
      expect(await notices(app.context, "vacancy-withdrawn")).to.have.length(1);
      expect((await notices(app.context, "vacancy-withdrawn"))[0]!.to).to.deep.equal({
        role: "secretary",
        scopeId: "02",
      });
    });

    it("needs a reason of the list, the version that was read, a state that allows it, and the landlord's scope", async () => {
      await declare();
      const withdraw = (reason: string, expected = 1, actor = landlord) =>
        withdrawVacancy(app.context, actor, { vacancyId: "V-1", expected, reason });
      await expectRefusal(app.context, () => withdraw(" "), "reason-required");
      await expectRefusal(app.context, () => withdraw("because"), "not-allowed", { field: "reason" });
      await expectRefusal(app.context, () => withdraw("works", 3), "conflict", { found: 1 });
      await expectRefusal(
        app.context,
        () => withdraw("works", 1, actorOf("landlord", { landlordIds: ["L-OWNER"] })),
        "scope-forbidden",
      );
      await withdraw("works");
      await expectRefusal(app.context, () => withdraw("works", 2), "wrong-state", { state: "withdrawn" });
    });
  });

  it("declared for the same dwelling by two people at once is declared once", async () => {
    const outcomes = await Promise.allSettled([declare({ id: "V-1" }), declare({ id: "V-2" })]);
    const done = outcomes.filter(({ status }) => status === "fulfilled");
    expect(done).to.have.length(1);
    expect(outcomes.find(({ status }) => status === "rejected")).to.have.nested.property("reason.code", "conflict");
  });

  it("is not declared for a landlord that nobody knows", async () => {
    expect(landlordFacts().id).to.equal("L-SOCIAL");
    await expectRefusal(app.context, () => declare({ landlordId: "L-99" }), "unknown-reference", {
      refersTo: "landlord",
      missing: "L-99",
    });
  });
});
