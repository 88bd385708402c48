import { expect } from "chai";
import { amendFacts } from "../../src/app/amend-facts.ts";
import { declareFacts } from "../../src/app/declare-facts.ts";
import { declareVacancy } from "../../src/app/declare-vacancy.ts";
import { withdrawVacancy } from "../../src/app/withdraw-vacancy.ts";
import type { Declared } from "../../src/domain/facts/declared-facts.ts";
import { agreementFacts, dwellingFacts, landlordFacts, rightFacts } from "../support/builders.ts";
import { meanwhile } from "../support/meanwhile.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";
import { expectRefusal, lastEntry, problemCodes } from "../support/told.ts";

const secretary = actorOf("secretary");

describe("declare-facts and amend-facts", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
  });
  afterEach(() => app.close());

  const declareHome = () =>
    declareFacts(app.context, secretary, {
      records: [
        { kind: "right", facts: rightFacts() },
        { kind: "agreement", facts: agreementFacts() },
        { kind: "landlord", facts: landlordFacts() },
        { kind: "dwelling", facts: dwellingFacts() },
      ],
    });

  it("declares records that name each other in one change, with one entry in the log", async () => {
    const { records, sequence } = await declareHome();
    expect(records.map(({ kind, version }) => `${kind} ${version}`)).to.deep.equal([
      "right 1",
      "agreement 1",
      "landlord 1",
      "dwelling 1",
    ]);
    const entry = await lastEntry(app.context);
    expect(entry).to.include({ sequence, command: "declare-facts", actorId: "secretary-1" });
    expect(entry.events).to.have.length(4);
    expect(entry.events[0]).to.deep.equal({ type: "facts-declared", kind: "right", id: "R-SOCIAL" });
    expect(entry.changes).to.have.length(4);
    expect((await app.context.store.get("dwelling", "D-1"))?.document.facts).to.deep.equal(dwellingFacts());
  });

  it("stores journeys and counts under the id that an import gives them", async () => {
    await declareFacts(app.context, secretary, {
      records: [
        { kind: "travel-time", facts: { fromCommuneCode: "02408", toCommuneCode: "02691", minutes: 31 } },
        { kind: "ledger", facts: { targetId: "dalo", territory: "02", year: 2026, lettings: 5, counted: 2 } },
      ],
    });
    expect(await app.context.store.get("travel-time", "02408~02691")).not.to.equal(undefined);
    expect(await app.context.store.get("ledger", "dalo~02~2026")).not.to.equal(undefined);
  });

  it("tells everything that is wrong at once, and writes nothing", async () => {
    await declareHome();
    const error = await expectRefusal(
      app.context,
      () =>
        declareFacts(app.context, secretary, {
          records: [
            { kind: "landlord", facts: landlordFacts() },
            {
              kind: "agreement",
              facts: agreementFacts({ id: "A-2", landlordId: "nobody", effectiveTo: "2020-01-01" }),
            },
            {
              kind: "right",
              facts: rightFacts({ id: "R-2", agreementId: "A-9", validFrom: "2026-02-01", validTo: "2026-01-01" }),
            },
            { kind: "dwelling", facts: dwellingFacts({ id: "D-2" }) },
            { kind: "dwelling", facts: dwellingFacts({ id: "D-2" }) },
            { kind: "ledger", facts: { targetId: "dalo", territory: "02", year: 2026, lettings: 1, counted: 2 } },
          ],
        }),
      "several-problems",
      { count: 7 },
    );
    expect(problemCodes(error)).to.deep.equal([
      "days-contradict",
      "days-contradict",
      "id-taken",
      "id-taken",
      "not-allowed",
      "unknown-reference",
      "unknown-reference",
    ]);
    expect(await app.context.store.get("dwelling", "D-2")).to.equal(undefined);
  });

  it("tells a single problem as itself", async () => {
    await expectRefusal(
      app.context,
      () => declareFacts(app.context, secretary, { records: [{ kind: "right", facts: rightFacts() }] }),
      "unknown-reference",
      { kind: "right", id: "R-SOCIAL", field: "agreementId", refersTo: "agreement", missing: "A-SOCIAL" },
    );
    await expectRefusal(app.context, () => declareFacts(app.context, secretary, { records: [] }), "value-required");
  });

  it("is for the secretary and the operator", async () => {
    for (const role of ["hr", "landlord", "committee", "system"] as const) {
      const records = [{ kind: "landlord", facts: landlordFacts() }] as const;
      await expectRefusal(app.context, () => declareFacts(app.context, actorOf(role), { records }), "role-forbidden", {
        command: "declare-facts",
      });
      await expectRefusal(
        app.context,
        () => amendFacts(app.context, actorOf(role), { ...records[0], id: "L-SOCIAL", expected: 1 }),
        "role-forbidden",
      );
    }
  });

  it("amends a record at the version it was read at, with its old and new values in the log", async () => {
    await declareHome();
    const facts = dwellingFacts({ rentCentsPerMonth: 34_000 });
    const amended = await amendFacts(app.context, secretary, { kind: "dwelling", facts, id: "D-1", expected: 1 });
    expect(amended).to.include({ version: 2, isUnchanged: false });
    expect((await lastEntry(app.context)).changes?.[0]?.values).to.deep.equal([
      { pointer: "/facts/rentCentsPerMonth", before: 33_000, after: 34_000 },
    ]);
    await expectRefusal(
      app.context,
      () => amendFacts(app.context, secretary, { kind: "dwelling", facts, id: "D-1", expected: 1 }),
      "conflict",
      { expected: 1, found: 2 },
    );
    const again = await amendFacts(app.context, secretary, { kind: "dwelling", facts, id: "D-1", expected: 2 });
    expect(again).to.include({ version: 2, isUnchanged: true });
    expect((await app.context.store.head()).sequence).to.equal(amended.sequence);
  });

  it("refuses another id, unknown references and contradictions of an amendment at once", async () => {
    await declareHome();
    const facts = agreementFacts({ id: "A-9", landlordId: "nobody", designationDelayMonths: 1 });
    const error = await expectRefusal(
      app.context,
      () => amendFacts(app.context, secretary, { kind: "agreement", facts, id: "A-SOCIAL", expected: 1 }),
      "several-problems",
    );
    expect(problemCodes(error)).to.deep.equal(["not-allowed", "not-allowed", "unknown-reference"]);
    await expectRefusal(
      app.context,
      () => amendFacts(app.context, secretary, { kind: "agreement", facts, id: "A-9", expected: 1 }),
      "not-found",
    );
  });

  it("keeps what a live vacancy copied, and lets it change once none lives", async () => {
    await declareHome();
    await declareFacts(app.context, secretary, {
      records: [{ kind: "landlord", facts: landlordFacts({ id: "L-2" }) }],
    });
    const { vacancyId } = await declareVacancy(app.context, secretary, {
      dwellingId: "D-1",
      landlordId: "L-SOCIAL",
      availableOn: "2026-12-01",
    });
    const moved = dwellingFacts({ departementCode: "59" });
    const sold = agreementFacts({ landlordId: "L-2" });
    await expectRefusal(
      app.context,
      () => amendFacts(app.context, secretary, { kind: "dwelling", facts: moved, id: "D-1", expected: 2 }),
      "in-use",
      { field: "departementCode", usedBy: vacancyId },
    );
    await expectRefusal(
      app.context,
      () => amendFacts(app.context, secretary, { kind: "agreement", facts: sold, id: "A-SOCIAL", expected: 1 }),
      "in-use",
      { field: "landlordId", usedBy: vacancyId },
    );
    await withdrawVacancy(app.context, secretary, { vacancyId, expected: 1, reason: "declared-in-error" });
    await amendFacts(app.context, secretary, { kind: "dwelling", facts: moved, id: "D-1", expected: 2 });
    await amendFacts(app.context, secretary, { kind: "agreement", facts: sold, id: "A-SOCIAL", expected: 1 });
  });

  describe("while a vacancy is declared under what is amended", () => {
    const declare = (context = app.context) =>
      declareVacancy(context, secretary, {
        id: "V-1",
        dwellingId: "D-1",
        landlordId: "L-SOCIAL",
        availableOn: "2026-12-01",
      });
    const amendments: readonly Declared[] = [
      { kind: "landlord", facts: landlordFacts({ id: "L-SOCIAL", title: "Other" }) },
      { kind: "agreement", facts: agreementFacts({ landlordId: "L-2" }) },
      { kind: "right", facts: rightFacts({ agreementId: "A-2" }) },
      { kind: "dwelling", facts: dwellingFacts({ departementCode: "80" }) },
    ];
    beforeEach(async () => {
      await declareHome();
      await declareFacts(app.context, secretary, {
        records: [
          { kind: "landlord", facts: landlordFacts({ id: "L-2" }) },
          { kind: "agreement", facts: agreementFacts({ id: "A-2", landlordId: "L-2" }) },
        ],
      });
    });
    const amend = (declared: Declared, context = app.context) =>
      amendFacts(context, secretary, { ...declared, id: (declared.facts as { id: string }).id, expected: 1 });

    for (const declared of amendments) {
      it(`the declaration meets a conflict where its ${declared.kind} was amended first`, async () => {
        const slow = meanwhile(app.context, () => amend(declared));
        const { code, values } = await refusalOf(declare(slow));
        expect([code, values.kind]).to.deep.equal(["conflict", declared.kind]);
        expect(await app.context.store.get("vacancy", "V-1")).to.equal(undefined);
      });
    }

    for (const declared of amendments.slice(1)) {
      it(`the amendment of its ${declared.kind} is refused where the vacancy was declared first`, async () => {
        const slow = meanwhile(app.context, () => declare());
        const { code, values } = await refusalOf(amend(declared, slow));
        expect(code).to.equal("in-use");
        expect(values).to.include({ kind: declared.kind });
        const { id } = declared.facts as { id: string };
        const now = (await app.context.store.get(declared.kind, id))!.document.facts;
        expect(now).not.to.deep.equal(declared.facts);
      });
    }
  });
});
