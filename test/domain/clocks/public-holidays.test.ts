import { expect } from "chai";
import { easterOf, isPublicHoliday, isWeekend } from "../../../src/domain/clocks/public-holidays.ts";
import { dayNumberOf, dayText } from "../../../src/domain/shared/dates.ts";

function holidaysOf(year: number, departementCode?: string): string[] {
  const [first, last] = [dayNumberOf(`${year}-01-01`)!, dayNumberOf(`${year}-12-31`)!];
  const days: string[] = [];
  for (let day = first; day <= last; day++) if (isPublicHoliday(day, departementCode)) days.push(dayText(day).slice(5));
  return days;
}

const of2026 = [
  "01-01",
  "04-06",
  "05-01",
  "05-08",
  "05-14",
  "05-25",
  "07-14",
  "08-15",
  "11-01",
  "11-11",
  "12-25",
] as const;

describe("public holidays of France", () => {
  it("fall on eleven days in 2026", () => {
    expect(holidaysOf(2026)).to.deep.equal(of2026);
    expect(holidaysOf(2026, "02")).to.deep.equal(of2026);
  });

  it("move with Easter, also where it is earliest and latest", () => {
    const easters: readonly (readonly [number, string])[] = [
      [1818, "1818-03-22"],
      [1943, "1943-04-25"],
      [2000, "2000-04-23"],
      [2008, "2008-03-23"],
      [2026, "2026-04-05"],
      [2027, "2027-03-28"],
      [2038, "2038-04-25"],
    ];
    for (const [year, day] of easters) expect(dayText(easterOf(year))).to.equal(day);
  });

  it("are ten days in 2008, when Ascension was 1 May", () => {
    expect(holidaysOf(2008)).to.have.length(10);
  });

  it("are two more in Alsace and Moselle", () => {
    for (const code of ["57", "67", "68"])
      expect(holidaysOf(2026, code)).to.deep.equal([...of2026.slice(0, 1), "04-03", ...of2026.slice(1), "12-26"]);
  });

  it("are one more overseas where slavery was abolished; two where text and practice differ", () => {
    const added = (code: string) => holidaysOf(2026, code).filter((day) => !of2026.some((one) => one === day));
    expect(
      Object.fromEntries(["971", "972", "973", "974", "975", "976", "977", "978"].map((c) => [c, added(c)])),
    ).to.deep.equal({
      "971": ["05-27"],
      "972": ["05-22"],
      "973": ["06-10"],
      "974": ["12-20"],
      "975": [],
      "976": ["04-27"],
      "977": ["10-09"],
      "978": ["05-27", "05-28"],
    });
  });

  it("are told from weekends, also before 1970", () => {
    const weekends = ["2026-11-21", "2026-11-22", "1969-12-27", "1969-12-28"];
    const others = ["2026-11-20", "2026-11-23", "1969-12-26", "1970-01-01"];
    expect(weekends.map((day) => isWeekend(dayNumberOf(day)!))).to.deep.equal([true, true, true, true]);
    expect(others.map((day) => isWeekend(dayNumberOf(day)!))).to.deep.equal([false, false, false, false]);
  });
});
