import { expect } from "chai";
import fc from "fast-check";
import { DayNumbers } from "../../../src/domain/facts/table/day-numbers.ts";
import { dayNumberOf, dayText } from "../../../src/domain/shared/dates.ts";

describe("day numbers", () => {
  it("agree with the calendar for every day", () => {
    const days = new DayNumbers();
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => days.of(dayText(day)) === day),
      { numRuns: 2_000 },
    );
  });

  it("refuse what is not a day, also in a month they know", () => {
    const days = new DayNumbers();
    days.of("2026-02-01");
    for (const text of [
      "2026-02-29",
      "2026-02-00",
      "2026-13-01",
      "2026-00-01",
      "2026-2-1",
      "2026-02-011",
      "",
      "23/11/2026",
    ]) {
      expect(dayNumberOf(text), text).to.equal(undefined);
      expect(() => days.of(text), text).to.throw("there is no day");
    }
  });
});
