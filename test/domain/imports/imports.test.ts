import { expect } from "chai";
import fc from "fast-check";
import { extended } from "../../../src/domain/clocks/clock.ts";
import { sinceUseCases } from "../../../src/domain/imports/imported-request.ts";
import { importedVacancy, reimportedVacancy, sinceExtension } from "../../../src/domain/imports/imported-vacancy.ts";
import { recordIdOf } from "../../../src/domain/imports/record-id.ts";
import { rowVerdict } from "../../../src/domain/imports/row-verdict.ts";
import type { RequestDocument } from "../../../src/domain/requests/request-record.ts";
import { requestFacts } from "../../support/builders.ts";

describe("the id of an imported record", () => {
  it("is its own, or made of what may stand together only once", () => {
    expect(recordIdOf("request", { id: "q1" })).to.equal("q1");
    expect(recordIdOf("pin", { vacancyId: "v1", requestId: "q1" })).to.equal("v1~q1");
    expect(recordIdOf("ledger", { targetId: "dalo", territory: "02", year: 2026 })).to.equal("dalo~02~2026");
    expect(recordIdOf("pin", { vacancyId: "v1" })).to.equal(undefined);
    expect(recordIdOf("request", {})).to.equal(undefined);
  });

  it("differs for different keys, whatever signs a territory holds", () => {
    const part = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom("a", "%", "~", "7", "e") });
    fc.assert(
      fc.property(part, part, part, part, (targetId, territory, otherTarget, otherTerritory) => {
        const one = recordIdOf("ledger", { targetId, territory, year: 2026 });
        const other = recordIdOf("ledger", { targetId: otherTarget, territory: otherTerritory, year: 2026 });
        expect(one === other).to.equal(targetId === otherTarget && territory === otherTerritory);
      }),
    );
  });
});

describe("the verdict on an imported row", () => {
  const facts = { id: "q1", kind: "transfer" };

  it("is new, unchanged or changed by the facts that are stored, whatever their order", () => {
    expect(rowVerdict("request", undefined, facts)).to.equal("new");
    expect(rowVerdict("request", { state: "active", facts: { kind: "transfer", id: "q1" } }, facts)).to.equal(
      "unchanged",
    );
    expect(rowVerdict("request", { state: "designated", facts: { id: "q1" } }, facts)).to.equal("changed");
    expect(rowVerdict("landlord", { facts: { id: "q1" } }, facts)).to.equal("changed");
  });

  it("never brings back what has ended or was erased", () => {
    for (const state of ["housed", "withdrawn", "expired", "deregistered", "merged"]) {
      expect(rowVerdict("request", { state, facts: { id: "q1" } }, facts), state).to.equal("ended");
      expect(rowVerdict("request", { state, facts }, facts), state).to.equal("unchanged");
    }
    for (const state of ["let", "given-back", "withdrawn", "lost"]) {
      expect(rowVerdict("vacancy", { state, facts: { id: "q1" } }, facts), state).to.equal("ended");
    }
    expect(rowVerdict("pin", { state: "released", facts: { id: "q1" } }, facts)).to.equal("ended");
    expect(rowVerdict("request", { state: "active" }, facts)).to.equal("erased");
  });
});

describe("the row of a request that is stored", () => {
  const row = requestFacts({ filedOn: "2026-03-01", validUntil: "2027-03-01" });
  const stored = (facts: Partial<typeof row>, more: Partial<RequestDocument> = {}): RequestDocument => ({
    state: "active",
    submittedBy: "s",
    submittedAt: "2026-03-01T08:00:00.000Z",
    ...more,
    facts: { ...row, ...facts },
  });
  const merged = { mergedFrom: ["q2"] };

  it("tells the seniority, unless a merge gave an earlier one", () => {
    const earlier = stored({ filedOn: "2025-01-01" });
    expect(sinceUseCases(earlier, row).filedOn).to.equal("2026-03-01");
    expect(sinceUseCases({ ...earlier, ...merged }, row).filedOn).to.equal("2025-01-01");
    expect(sinceUseCases(stored({ filedOn: "2026-05-01" }, merged), row).filedOn).to.equal("2026-03-01");
  });

  it("tells the validity, unless a renewal or a merge gave a later one", () => {
    const later = stored({ validUntil: "2027-09-01" });
    expect(sinceUseCases(later, row).validUntil).to.equal("2027-03-01");
    for (const more of [merged, { renewedOn: "2026-09-01" }])
      expect(sinceUseCases({ ...later, ...more }, row).validUntil).to.equal("2027-09-01");
    expect(sinceUseCases(stored({ validUntil: "2026-12-01" }, merged), row).validUntil).to.equal("2027-03-01");
  });
});

describe("an imported vacancy", () => {
  const dwelling = {
    id: "d1",
    communeCode: "02408",
    departementCode: "02",
    rooms: 3,
    funding: "plus",
    rentCentsPerMonth: 61_240,
    chargesCentsPerMonth: 8_000,
  } as const;
  const landlord = { id: "l1", kind: "social" } as const;
  const agreement = { id: "a1", landlordId: "l1", programme: "social-flow", effectiveFrom: "2024-01-01" };
  const facts = {
    id: "v1",
    dwellingId: "d1",
    rightId: "r1",
    availableOn: "2026-12-01",
    declaredOn: "2026-11-05",
    designateBy: "2026-12-05",
  };
  const today = "2026-11-23";

  it("has the clock of its agreement where that leads to its last day", () => {
    const { clock } = importedVacancy({
      facts,
      landlord,
      agreement: { ...agreement, designationDelayMonths: 1 },
      dwelling,
      today,
    });
    expect(clock).to.deep.include({
      startedOn: "2026-11-05",
      length: { unit: "months", count: 1 },
      endsOn: "2026-12-05",
    });
  });

  it("has a clock that ends on its last day in any case", () => {
    const delayed = { ...agreement, designationDelayDays: 10 };
    expect(importedVacancy({ facts, landlord, agreement: delayed, dwelling, today }).clock).to.deep.include({
      startedOn: "2026-11-05",
      length: { unit: "days", count: 30 },
      endsOn: "2026-12-05",
    });
    const { declaredOn: _, ...undeclared } = facts;
    expect(importedVacancy({ facts: undeclared, landlord, agreement, dwelling, today }).clock.startedOn).to.equal(
      today,
    );
    const late = { ...undeclared, designateBy: "2026-11-01" };
    expect(importedVacancy({ facts: late, landlord, agreement, dwelling, today }).clock).to.deep.include({
      startedOn: "2026-11-01",
      length: { unit: "days", count: 0 },
    });
  });

  it("keeps its state, and its clock while its days are the same", () => {
    const stored = { ...importedVacancy({ facts, landlord, agreement, dwelling, today }), state: "proposed" as const };
    const moved = reimportedVacancy(stored, {
      facts: { ...facts, places: 3 },
      landlord,
      agreement,
      dwelling,
      today: "2026-11-30",
    });
    expect(moved).to.deep.equal({ ...stored, facts: { ...facts, places: 3 } });
    const later = reimportedVacancy(stored, {
      facts: { ...facts, designateBy: "2026-12-20" },
      landlord,
      agreement,
      dwelling,
      today,
    });
    expect(later.state).to.equal("proposed");
    expect(later.clock.endsOn).to.equal("2026-12-20");
  });

  it("is not shortened by a row from before its extension", () => {
    const stored = importedVacancy({ facts, landlord, agreement, dwelling, today });
    const clock = extended(stored.clock, { unit: "days", count: 10 });
    const longer = { ...stored, clock, isExtended: true, facts: { ...facts, designateBy: clock.endsOn } };
    expect(sinceExtension(longer, facts)).to.deep.equal(longer.facts);
    expect(sinceExtension(longer, { ...facts, designateBy: "2026-12-06" }).designateBy).to.equal("2026-12-06");
    expect(sinceExtension(stored, facts)).to.equal(facts);
  });
});
