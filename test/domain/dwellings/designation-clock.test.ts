import { expect } from "chai";
import {
  agreedClock,
  clockStartsOn,
  designationClock,
  extendedClock,
} from "../../../src/domain/dwellings/designation-clock.ts";
import { covers, isInForce, rightsFor } from "../../../src/domain/dwellings/right-in-force.ts";
import { agreementFacts, dwellingFacts, rightFacts } from "../../support/builders.ts";

const { designationDelayDays: _, extensionDelayDays: __, ...silent } = agreementFacts();

describe("the designation clock", () => {
  it("starts for a social landlord when the reserver is told, for a private owner when the dwelling can be let", () => {
    const early = { declaredOn: "2026-11-02", availableOn: "2026-12-01" };
    const late = { declaredOn: "2026-12-05", availableOn: "2026-12-01" };
    expect([clockStartsOn("social", early), clockStartsOn("social", late)]).to.deep.equal(["2026-11-02", "2026-12-05"]);
    expect([clockStartsOn("private", early), clockStartsOn("private", late)]).to.deep.equal([
      "2026-12-01",
      "2026-12-05",
    ]);
  });

  it("runs as long as the agreement says, in days or in months, and not at all where it is silent", () => {
    const endsOn = (more: object) => designationClock({ ...silent, ...more }, "2027-01-31")?.endsOn;
    expect(endsOn({ designationDelayDays: 30 })).to.equal("2027-03-02");
    expect(endsOn({ designationDelayMonths: 1 })).to.equal("2027-02-28");
    expect(endsOn({})).to.equal(undefined);
    expect(endsOn({ designationDelayDays: 0 })).to.equal(undefined);
  });

  it("that was agreed for one vacancy ends on the day that was agreed", () => {
    expect(agreedClock("2026-11-23", "2026-11-23").endsOn).to.equal("2026-11-23");
    expect(agreedClock("2026-11-23", "2027-02-01")).to.deep.include({ endsOn: "2027-02-01" });
  });

  it("is extended where the agreement says so and the extension is not over too", () => {
    const clock = agreedClock("2026-11-01", "2026-12-01");
    const to = (more: object, today: string) => extendedClock(clock, { ...silent, ...more }, today)?.endsOn;
    expect(to({}, "2026-12-02")).to.equal(undefined);
    expect(to({ extensionDelayDays: 15 }, "2026-12-16")).to.equal("2026-12-16");
    expect(to({ extensionDelayDays: 15 }, "2026-12-17")).to.equal(undefined);
    expect(to({ extensionDelayMonths: 1 }, "2026-12-02")).to.equal("2027-01-01");
  });
});

describe("the right of a vacancy", () => {
  const of = (right: object, agreement: object = {}) => ({
    right: rightFacts(right),
    agreement: agreementFacts(agreement),
  });

  it("is in force from its first day to its last, and its agreement's", () => {
    const one = of(
      { validFrom: "2026-02-01", validTo: "2026-10-31" },
      { effectiveFrom: "2026-01-01", effectiveTo: "2026-09-30" },
    );
    const days = ["2026-01-31", "2026-02-01", "2026-09-30", "2026-10-01"];
    expect(days.map((day) => isInForce(one, day))).to.deep.equal([false, true, true, false]);
  });

  it("covers its département, or all where the agreement names none", () => {
    const { departementCode: ___, ...everywhere } = agreementFacts();
    expect(covers(agreementFacts(), dwellingFacts())).to.equal(true);
    expect(covers(agreementFacts(), dwellingFacts({ departementCode: "59" }))).to.equal(false);
    expect(covers(everywhere, dwellingFacts({ departementCode: "59" }))).to.equal(true);
  });

  it("is one in force today, or else one in force when the dwelling can be let", () => {
    const now = of({ id: "now" });
    const soon = of({ id: "soon", validFrom: "2026-12-01" });
    const ids = (rights: Parameters<typeof rightsFor>[0]) =>
      rightsFor(rights, dwellingFacts(), { today: "2026-11-23", availableOn: "2026-12-10" }).map(
        ({ right }) => right.id,
      );
    expect(ids([soon, now])).to.deep.equal(["now"]);
    expect(ids([soon])).to.deep.equal(["soon"]);
    expect(ids([of({ validFrom: "2026-12-11" })])).to.deep.equal([]);
  });
});
