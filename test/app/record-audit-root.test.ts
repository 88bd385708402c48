import { expect } from "chai";
import { commit } from "../../src/app/commit.ts";
import { recordAuditRoot, recordedRoots } from "../../src/app/record-audit-root.ts";
import { verifyAudit } from "../../src/app/verify-audit.ts";
import { type DayRoot, parseRootLines, rootLine } from "../../src/domain/audit/day-root.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";
import { lastEntry } from "../support/told.ts";

const system = actorOf("system");

describe("roots of days", () => {
  let app: App;
  let context: App["context"];
  beforeEach(async () => {
    app = await openApp({ now: "2026-11-20T08:00:00.000Z" });
    context = app.context;
  });
  afterEach(() => app.close());

  const read = async (at: string) => {
    context.clock.moveTo(at);
    await commit(context, { actor: actorOf("secretary"), command: "read-person", events: [], purpose: "judge-proof" });
  };
  const record = async (at: string): Promise<readonly DayRoot[]> => {
    context.clock.moveTo(at);
    return recordAuditRoot(context, system);
  };
  const shapes = (roots: readonly DayRoot[]) => roots.map((root) => rootLine(root).replace(/ [0-9a-f]{64}$/, ""));

  it("are recorded for every day that is over and has entries, once, in one entry of the log", async () => {
    await read("2026-11-20T08:00:00.000Z");
    await read("2026-11-20T23:59:59.999Z");
    await read("2026-11-22T00:00:00.000Z");
    const roots = await record("2026-11-23T03:00:00.000Z");
    expect(shapes(roots)).to.deep.equal(["2026-11-20 1 2", "2026-11-22 3 3"]);
    expect((await lastEntry(context)).events).to.deep.equal(
      roots.map(({ day, root }) => ({ type: "audit-root-recorded", day, root })),
    );
    expect(await recordedRoots(context)).to.deep.equal(roots);
    const { sequence } = await context.store.head();
    expect(await record("2026-11-23T04:00:00.000Z")).to.deep.equal([]);
    expect((await context.store.head()).sequence).to.equal(sequence);
    expect(shapes(await record("2026-11-24T03:00:00.000Z"))).to.deep.equal(["2026-11-23 4 4"]);
    expect((await verifyAudit(context, actorOf("dpo"), { keptRoots: roots.map(rootLine) })).coveredThrough).to.equal(3);
  });

  it("wait for two minutes after midnight: another machine's clock may still be in the old day", async () => {
    await read("2026-11-20T08:00:00.000Z");
    expect(await record("2026-11-21T00:01:59.999Z")).to.deep.equal([]);
    expect(shapes(await record("2026-11-21T00:02:00.000Z"))).to.deep.equal(["2026-11-20 1 1"]);
  });

  it("are none for an empty log", async () => {
    expect(await record("2026-11-23T03:00:00.000Z")).to.deep.equal([]);
  });

  it("are recorded once by two who record at once", async () => {
    await read("2026-11-20T08:00:00.000Z");
    context.clock.moveTo("2026-11-21T08:00:00.000Z");
    const outcomes = await Promise.allSettled([recordAuditRoot(context, system), recordAuditRoot(context, system)]);
    const recorded = outcomes.filter((one) => one.status === "fulfilled" && one.value.length === 1);
    expect(recorded).to.have.lengthOf(1);
    expect(await recordedRoots(context)).to.have.lengthOf(1);
  });

  it("are lines that can be read again, whatever the spaces", () => {
    const root = { day: "2026-11-20", fromSequence: 1, toSequence: 42, root: "0a".repeat(32) };
    const line = rootLine(root);
    expect(line).to.equal(`2026-11-20 1 42 ${"0a".repeat(32)}`);
    expect(parseRootLines([line, "", `  ${line.replaceAll(" ", "\t")}  `])).to.deep.equal([root, root]);
  });

  it("are not lines of another form: each is named", async () => {
    const hash = "0a".repeat(32);
    const wrong = [
      `2026-11-20 0 4 ${hash}`,
      `2026-11-20 5 4 ${hash}`,
      `2026-11-20 1 4 ${hash}0`,
      `20.11.2026 1 4 ${hash}`,
      "x",
    ];
    const { code, values, details } = await refusalOf((async () => parseRootLines(["", ...wrong]))());
    expect(code).to.equal("not-allowed");
    expect(values.field).to.equal("line 2 of the kept roots");
    expect(details).to.have.lengthOf(wrong.length);
  });

  it("are not recorded by everybody", async () => {
    expect((await refusalOf(recordAuditRoot(context, actorOf("secretary")))).code).to.equal("role-forbidden");
  });
});
