import { expect } from "chai";
import fc from "fast-check";
import {
  type ClockStart,
  daysLeft,
  extended,
  isOver,
  startClock,
  warningsDue,
} from "../../../src/domain/clocks/clock.ts";
import { isPublicHoliday, isWeekend } from "../../../src/domain/clocks/public-holidays.ts";
import { dayNumberOf, dayText } from "../../../src/domain/shared/dates.ts";

const civilDays = (startedOn: string, count: number, departementCode?: string): ClockStart => ({
  startedOn,
  length: { unit: "days", count },
  calendar: "civil",
  effect: "silence-is-refusal",
  departementCode,
});
const calendarMonths = (startedOn: string, count: number): ClockStart => ({
  startedOn,
  length: { unit: "months", count },
  calendar: "calendar",
  effect: "owner-free",
});

describe("a clock", () => {
  const examples: readonly (readonly [string, ClockStart, string])[] = [
    ["ten civil days notified on 2 February 2026", civilDays("2026-02-02", 10), "2026-02-12"],
    ["a civil delay that would end on a Saturday", civilDays("2026-02-04", 10), "2026-02-16"],
    ["a civil delay that would end on a Sunday", civilDays("2026-02-05", 10), "2026-02-16"],
    ["a civil delay that would end on Friday 1 May", civilDays("2026-04-21", 10), "2026-05-04"],
    ["a civil delay that would end on Easter Monday", civilDays("2026-03-27", 10), "2026-04-07"],
    ["a civil delay that would end on 31 December, a working day", civilDays("2026-12-21", 10), "2026-12-31"],
    ["a civil delay that would end on New Year's day, a Friday", civilDays("2026-12-22", 10), "2027-01-04"],
    ["Good Friday in Moselle, then Easter", civilDays("2026-03-24", 10, "57"), "2026-04-07"],
    ["Good Friday elsewhere", civilDays("2026-03-24", 10, "59"), "2026-04-03"],
    ["22 May in Martinique, a Friday, then Whit Monday", civilDays("2026-05-12", 10, "972"), "2026-05-26"],
    [
      "a civil month from 31 January",
      { ...civilDays("2025-01-31", 0), length: { unit: "months", count: 1 } },
      "2025-02-28",
    ],
    [
      "calendar days ending on a Sunday",
      { ...civilDays("2026-02-05", 10), calendar: "calendar" as const },
      "2026-02-15",
    ],
    ["a calendar month from 31 January", calendarMonths("2026-01-31", 1), "2026-02-28"],
    ["a calendar month from 31 January of a leap year", calendarMonths("2028-01-31", 1), "2028-02-29"],
    ["a calendar month from 30 November", calendarMonths("2026-11-30", 1), "2026-12-30"],
    ["twelve calendar months", calendarMonths("2026-11-23", 12), "2027-11-23"],
  ];
  for (const [title, start, endsOn] of examples)
    it(`${title}: its last day is ${endsOn}`, () => {
      expect(startClock(start).endsOn).to.equal(endsOn);
    });

  it("is over the day after its last one, not on it", () => {
    const clock = startClock(civilDays("2026-02-02", 10));
    expect(isOver(clock, "2026-02-12")).to.equal(false);
    expect(isOver(clock, "2026-02-13")).to.equal(true);
    expect([daysLeft(clock, "2026-02-10"), daysLeft(clock, "2026-02-12"), daysLeft(clock, "2026-02-13")]).to.deep.equal(
      [2, 0, -1],
    );
  });

  it("extended by one more month from 31 January ends on 31 March, counted from its start", () => {
    const longer = extended(startClock(calendarMonths("2026-01-31", 1)), { unit: "months", count: 1 });
    expect(longer.endsOn).to.equal("2026-03-31");
    expect(longer.length).to.deep.equal({ unit: "months", count: 1 });
    expect(() => extended(longer, { unit: "months", count: 1 })).to.throw("once");
  });

  it("extended in another unit runs on from its first end, weekend or not", () => {
    const clock = startClock(civilDays("2026-02-04", 10));
    expect(extended(clock, { unit: "months", count: 1 }).endsOn).to.equal("2026-03-16");
    expect(extended(clock, { unit: "days", count: 5 }).endsOn).to.equal("2026-02-19");
  });

  it("refuses a day that does not exist", () => {
    expect(() => startClock(civilDays("2026-02-30", 10)))
      .to.throw()
      .with.property("code", "not-allowed");
  });

  it("tells the warnings due, each on its day", () => {
    const clock = startClock(calendarMonths("2026-11-01", 1));
    const due = (today: string, lastLookOn?: string) =>
      warningsDue(clock, { daysBefore: [2, 10, 5], today, ...(lastLookOn ? { lastLookOn } : {}) });
    expect(due("2026-11-20")).to.deep.equal([]);
    expect(due("2026-11-21")).to.deep.equal([10]);
    expect(due("2026-11-22")).to.deep.equal([]);
    expect(due("2026-11-29")).to.deep.equal([2]);
    expect(due("2026-11-29", "2026-11-20")).to.deep.equal([10, 5, 2]);
    expect(due("2026-12-02", "2026-11-20")).to.deep.equal([]);
  });

  it("never ends a civil delay on a day off, and never moves it by more than five days", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumberOf("2020-01-01")!, max: dayNumberOf("2060-12-31")! }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(undefined, "57", "59", "972", "976", "978"),
        (start, count, departementCode) => {
          const end = dayNumberOf(startClock(civilDays(dayText(start), count, departementCode)).endsOn)!;
          expect(isWeekend(end) || isPublicHoliday(end, departementCode)).to.equal(false);
          for (let day = start + count; day < end; day++)
            expect(isWeekend(day) || isPublicHoliday(day, departementCode)).to.equal(true);
          expect(end - start - count).to.be.within(0, 5);
        },
      ),
    );
  });
});
