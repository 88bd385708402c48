import { expect } from "chai";
import { actOnClocks } from "../../src/app/act-on-clocks.ts";
import { commit, replace } from "../../src/app/commit.ts";
import type { Context } from "../../src/app/ports.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";

const system = actorOf("system");
const landlord = actorOf("landlord");
const warningDays = [10, 5, 2];

describe("warnings before a clock ends", () => {
  let town: CommitteeTown;
  let designationId: string;
  beforeEach(async () => {
    town = await openCommitteeTown();
    designationId = await town.designateFirst();
  });
  afterEach(() => town.app.close());

  const look = (day: string, context: Context = town.app.context) => {
    town.app.context.clock.moveTo(`${day}T23:30:00.000Z`);
    return actOnClocks(context, system, { day, warningDays });
  };
  const told = async (subject: string) => {
    const { records } = await town.app.context.store.list({ kind: "notice", by: "byState", equals: ["pending"] });
    return records
      .filter(({ document }) => document.subject === subject)
      .map(({ document: { to, values } }) => `${to.role} ${values.endsOn} ${values.daysLeft}`)
      .sort();
  };
  const days = (from: string, count: number) =>
    Array.from({ length: count }, (_, at) =>
      new Date(Date.parse(`${from}T00:00:00Z`) + at * 86_400_000).toISOString().slice(0, 10),
    );

  it("reach the landlord ten, five and two days before its answer is due, each once, and its delay that is over is told once", async () => {
    for (const day of days("2026-11-24", 34)) await look(day);
    expect(await told("answer-due")).to.deep.equal([
      "landlord 2026-12-23 10",
      "landlord 2026-12-23 2",
      "landlord 2026-12-23 5",
    ]);
    expect(await told("answer-overdue")).to.deep.equal([
      "landlord 2026-12-23 undefined",
      "secretary 2026-12-23 undefined",
    ]);
  });

  it("reach landlord and employer before an offer ends, and none once it is over", async () => {
    const { context } = town.app;
    const answers = ["Q-1", "Q-2", "Q-3"].map((requestId, at) => {
      return { requestId, answer: "awarded-ranked", rank: at + 1 } as const;
    });
    await recordAnswer(context, landlord, { designationId, version: 1, answeredOn: "2026-11-23", answers });
    for (const day of days("2026-11-24", 10)) await look(day);
    expect(await told("offer-ending")).to.deep.equal([
      "hr 2026-12-03 2",
      "hr 2026-12-03 5",
      "landlord 2026-12-03 2",
      "landlord 2026-12-03 5",
    ]);
    expect(await told("answer-due")).to.deep.equal([]);
  });

  it("go out once although the process dies between sending and finishing, and another night goes on", async () => {
    const { context } = town.app;
    await look("2026-12-12");
    const dying = new Proxy(context.store, {
      get(target, name) {
        if (name === "finish") return () => Promise.reject(new Error("killed"));
        const member: unknown = Reflect.get(target, name, target);
        return typeof member === "function" ? member.bind(target) : member;
      },
    });
    let death: unknown;
    await look("2026-12-13", { ...context, store: dying }).catch((error: unknown) => (death = error));
    expect(String(death)).to.contain("killed");
    expect(await told("answer-due")).to.deep.equal(["landlord 2026-12-23 10"]);
    await look("2026-12-14");
    await look("2026-12-15");
    expect(await told("answer-due")).to.deep.equal(["landlord 2026-12-23 10"]);
    await look("2026-12-18");
    expect(await told("answer-due")).to.have.length(2);
  });

  it("count days and not hours: nights around both changes of the clock warn as all others do", async () => {
    for (const [endsOn, from] of [
      ["2027-04-04", "2027-03-20"],
      ["2027-11-07", "2027-10-24"],
    ] as const) {
      const stored = (await town.app.context.store.get("designation", designationId))!;
      const answerClock = { ...stored.document.answerClock!, endsOn };
      await commit(town.app.context, {
        actor: system,
        command: "act-on-clocks",
        events: [],
        writes: [replace(stored, { ...stored.document, answerClock })],
      });
      for (const day of days(from, 16)) await look(day);
      expect(
        (await told("answer-due")).filter((line) => line.includes(endsOn)),
        endsOn,
      ).to.deep.equal([`landlord ${endsOn} 10`, `landlord ${endsOn} 2`, `landlord ${endsOn} 5`]);
    }
  });
});
