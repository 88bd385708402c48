import { expect } from "chai";
import { instantOfParis, parisTimeOf } from "../../../src/domain/clocks/paris-time.ts";
import { dayNumberOf, dayText } from "../../../src/domain/shared/dates.ts";

const written = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Paris",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function asTheMachineSays(instant: string) {
  const parts = new Map(written.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const day = `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
  return { day, minute: Number(parts.get("hour")) * 60 + Number(parts.get("minute")) };
}

describe("the hour in Paris", () => {
  it("is what the time zones of the machine say, each half hour around every change from 1996 to 2037 and through a year", () => {
    const days = [...Array(42).keys()].flatMap((n) =>
      ["03", "10"].flatMap((month) => [...Array(8).keys()].map((d) => `${1996 + n}-${month}-${24 + d}`)),
    );
    const year = [...Array(365).keys()].map((n) => dayText(dayNumberOf("2026-01-01")! + n));
    const instants = [...days, ...year].flatMap((day) =>
      ["00:00", "00:30", "00:59", "01:00", "01:30", "22:59", "23:00"].map((time) => `${day}T${time}:00.000Z`),
    );
    const wrong = instants.filter(
      (instant) => JSON.stringify(parisTimeOf(instant)) !== JSON.stringify(asTheMachineSays(instant)),
    );
    expect(wrong).to.deep.equal([]);
    expect(instants).to.have.length.greaterThan(5_000);
  });

  it("leads back to its instant on an ordinary day", () => {
    expect(instantOfParis({ day: "2026-11-23", minute: 150 })).to.equal("2026-11-23T01:30:00.000Z");
    expect(instantOfParis({ day: "2026-07-14", minute: 150 })).to.equal("2026-07-14T00:30:00.000Z");
  });

  it("that is left out in March is the moment the clocks go forward, and one that comes twice in October is its first coming", () => {
    expect(instantOfParis({ day: "2026-03-29", minute: 150 })).to.equal("2026-03-29T01:00:00.000Z");
    expect(instantOfParis({ day: "2026-03-29", minute: 119 })).to.equal("2026-03-29T00:59:00.000Z");
    expect(instantOfParis({ day: "2026-03-29", minute: 180 })).to.equal("2026-03-29T01:00:00.000Z");
    expect(instantOfParis({ day: "2026-10-25", minute: 150 })).to.equal("2026-10-25T00:30:00.000Z");
    expect(instantOfParis({ day: "2026-10-25", minute: 180 })).to.equal("2026-10-25T02:00:00.000Z");
  });
});
