import { expect } from "chai";
import fc from "fast-check";
import { daysOfRenewal, daysOfSubmission, validityFrom } from "../../../src/domain/requests/request-days.ts";
import { completedMonths, dayNumberOf, dayText } from "../../../src/domain/shared/dates.ts";

const day = fc.integer({ min: dayNumberOf("2020-01-01")!, max: dayNumberOf("2035-12-31")! }).map(dayText);
const later = (text: string, days: number) => dayText(dayNumberOf(text)! + days);

describe("the days of a request", () => {
  it("are one year of validity, to the last day of a shorter month", () => {
    expect(validityFrom("2026-11-23").endsOn).to.equal("2027-11-23");
    expect(validityFrom("2028-02-29").endsOn).to.equal("2029-02-28");
    fc.assert(
      fc.property(day, (from) => {
        const { endsOn } = validityFrom(from);
        expect(completedMonths(dayNumberOf(from)!, dayNumberOf(endsOn)!)).to.equal(12);
      }),
    );
  });

  it("allow every renewal that lengthens, until a year after the last day", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1_200 }), (filedOn, after) => {
        const validUntil = validityFrom(filedOn).endsOn;
        const renewedOn = later(filedOn, after);
        const problems = daysOfRenewal("Q-1", { filedOn, validUntil }, renewedOn, renewedOn);
        const renewed = validityFrom(renewedOn).endsOn;
        const isUseful = renewed > validUntil && renewedOn <= validityFrom(validUntil).endsOn;
        expect(problems.length === 0).to.equal(isUseful);
        if (isUseful) expect(renewed > validUntil).to.equal(true);
      }),
    );
  });

  it("of a submission lie between filing and a year from today", () => {
    const codes = (filedOn: string, validUntil: string) =>
      daysOfSubmission("Q-1", { filedOn, validUntil }, "2026-11-23").map(({ values }) => values.field);
    expect(codes("2026-11-23", "2027-11-23")).to.deep.equal([]);
    expect(codes("2020-01-01", "2026-11-23")).to.deep.equal([]);
    expect(codes("2026-11-24", "2027-11-23")).to.deep.equal(["today"]);
    expect(codes("2026-11-23", "2026-11-22")).to.deep.equal(["validUntil"]);
    expect(codes("2026-11-23", "2027-11-24")).to.deep.equal(["one-year-from-today"]);
  });
});
