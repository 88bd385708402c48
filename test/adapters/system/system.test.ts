import { expect } from "chai";
import { randomIds } from "../../../src/adapters/system/random-ids.ts";
import { dayInParis, systemClock } from "../../../src/adapters/system/system-clock.ts";
import { openWinstonLog } from "../../../src/adapters/system/winston-log.ts";
import { id } from "../../../src/domain/facts/schema.ts";

describe("the machine around the product", () => {
  it("the day is the one in Paris, summer and winter", () => {
    expect(dayInParis(new Date("2026-11-22T22:59:59.999Z"))).to.equal("2026-11-22");
    expect(dayInParis(new Date("2026-11-22T23:00:00.000Z"))).to.equal("2026-11-23");
    expect(dayInParis(new Date("2026-07-01T21:59:59.999Z"))).to.equal("2026-07-01");
    expect(dayInParis(new Date("2026-07-01T22:00:00.000Z"))).to.equal("2026-07-02");
    for (const [instant, day] of [
      ["2026-03-28T23:00:00.000Z", "2026-03-29"],
      ["2026-03-29T21:59:59.999Z", "2026-03-29"],
      ["2026-03-29T22:00:00.000Z", "2026-03-30"],
      ["2026-10-24T21:59:59.999Z", "2026-10-24"],
      ["2026-10-24T22:00:00.000Z", "2026-10-25"],
      ["2026-10-25T22:59:59.999Z", "2026-10-25"],
      ["2026-10-25T23:00:00.000Z", "2026-10-26"],
      ["2028-02-28T23:00:00.000Z", "2028-02-29"],
    ] as const)
      expect(dayInParis(new Date(instant)), instant).to.equal(day);
    expect(systemClock.now()).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(systemClock.today()).to.match(/^\d{4}-\d\d-\d\d$/);
  });

  it("ids are fit for facts, have 130 bits, and do not repeat", () => {
    const ids = Array.from({ length: 2_000 }, () => randomIds.newId());
    for (const one of ids)
      expect(one)
        .to.match(new RegExp(id.pattern))
        .and.to.match(/^[0-9a-hjkmnp-tv-z]{26}$/);
    expect(new Set(ids).size).to.equal(ids.length);
    const signs = new Set(ids.flatMap((one) => [...one]));
    expect(signs.size, "every sign is used").to.equal(32);
  });

  it("the log is one JSON object a line, and keeps quiet below its level", () => {
    const lines: string[] = [];
    const log = openWinstonLog(
      "warn",
      (line) => lines.push(line),
      () => "2026-11-23T08:00:00.000Z",
    );
    log.info("run-allocation", { runId: "r1" });
    log.warn("proposals-withheld", { runId: "r1", count: 2 });
    expect(lines).to.have.length(1);
    expect(lines[0]!.endsWith("\n")).to.equal(true);
    expect(JSON.parse(lines[0]!)).to.deep.equal({
      level: "warn",
      message: "proposals-withheld",
      runId: "r1",
      count: 2,
      at: "2026-11-23T08:00:00.000Z",
    });
  });
});
