import { expect } from "chai";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { create, replace } from "../../src/app/commit.ts";
import type { Context, RunEngine } from "../../src/app/ports.ts";
import { publishSeed } from "../../src/app/publish-seed.ts";
import { type NightOutcome, runAllocation } from "../../src/app/run-allocation.ts";
import { allocate } from "../../src/domain/engine/allocate.ts";
import { runInputOf, verificationInputOf } from "../../src/domain/engine/run-input.ts";
import { verify } from "../../src/domain/engine/verification.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import type { RuleFiles } from "../../src/domain/rules/rule-files.ts";
import { canonicalJson, sha256 } from "../../src/domain/shared/digest.ts";
import { demoRuleFiles, demoRuleSets, demoTown } from "../support/demo-town.ts";
import { type App, actorOf, openApp, openPrepared } from "../support/open-app.ts";
import { storeRecords, storeRequest, storeTown } from "../support/stored-town.ts";

const system = actorOf("system");

function completed(outcome: NightOutcome): Extract<NightOutcome, { kind: "completed" }> {
  if (outcome.kind !== "completed") throw new Error(`the night is ${outcome.kind}`);
  return outcome;
}

/** The shipped rules, with one file changed. */
async function rulesWith(ruleSetId: string, file: string, change: (content: never) => void): Promise<RuleFiles[]> {
  const all = structuredClone(await demoRuleFiles());
  const files = all.find(({ id }) => id === ruleSetId)!.files;
  change(files.find(({ path }) => path === `${ruleSetId}/${file}`)!.content as never);
  return all;
}

describe("run-allocation", () => {
  let app: App;
  let town: Snapshot;
  const proposals = async (state: string, runId?: string) => {
    const { records } = await app.context.store.list({
      kind: "proposal",
      by: "byState",
      equals: [state],
      limit: 1_000,
    });
    return records.filter(({ document }) => runId === undefined || document.runId === runId);
  };
  /** Reads that other processes are let in after, once. */
  const afterSnapshot = (context: Context, then: () => Promise<unknown>, times = 1): Context => {
    const { store } = context;
    let left = times;
    const watched = Object.create(store) as typeof store;
    Object.assign(watched, {
      ...Object.fromEntries(
        (["get", "getMany", "list", "commit", "claim", "renew", "finish"] as const).map((verb) => [
          verb,
          (...asked: never[]) => (store[verb] as (...all: never[]) => unknown).apply(store, asked),
        ]),
      ),
      snapshot: async (at?: number) => {
        const reading = await store.snapshot(at);
        if (left-- > 0) await then();
        return reading;
      },
    });
    return { ...context, store: watched };
  };

  beforeEach(async () => {
    town = demoTown();
    app = await openPrepared("run-allocation", { rules: await demoRuleFiles() }, ({ context }) =>
      storeTown(context, town),
    );
  });
  afterEach(() => app.close());

  it("gives the same bytes as the run from files of the same facts", async () => {
    const { allocation } = allocate(runInputOf(town, await demoRuleSets(), factCatalogue));
    const { result } = allocation!;
    const { run } = completed(await runAllocation(app.context, system));
    expect(run.document.record).to.deep.equal(result.run);
    expect(run.document.targets).to.deep.equal(result.targets);
    expect(run.document.resultDigest).to.equal(sha256(canonicalJson(result)));
    const { eligiblePerVacancy: _, ...found } = verify(verificationInputOf(allocation!));
    expect(run.document.verification).to.deep.equal(found);
    expect(run.id).to.equal("2026-11-23-1");
  });

  it("keeps a proposal per vacancy with the places in the order, and the rules by digest", async () => {
    const { run, proposed, withheld } = completed(await runAllocation(app.context, system));
    const kept = await proposals("proposed", run.id);
    expect([kept.length, withheld]).to.deep.equal([proposed, 0]);
    for (const { document } of kept) {
      const places = document.proposed.candidates.map(({ placeInOrder }) => placeInOrder!);
      expect(places).to.deep.equal([...places].sort((a, b) => a - b));
      expect(Math.max(0, ...places)).to.be.at.most(document.proposed.eligibleRequests);
      const vacancy = await app.context.store.get("vacancy", document.vacancyId);
      expect(vacancy!.document.state).to.equal("proposed");
      expect(document.designateBy).to.equal(vacancy!.document.facts.designateBy);
    }
    for (const { id, digest } of run.document.record!.ruleSets) {
      expect((await app.context.store.get("rule-files", digest))!.document.ruleSetId).to.equal(id);
    }
  });

  it("asks the committee nothing where every place is held already", async () => {
    const [vacancy] = town.vacancies;
    const facts = { ...vacancy!, places: 1 };
    const stored = (await app.context.store.get("vacancy", vacancy!.id))!;
    const pin = { vacancyId: vacancy!.id, requestId: town.requests[0]!.id, kind: "confirmed" } as const;
    const others = (town.pins ?? []).filter(({ vacancyId }) => vacancyId === vacancy!.id);
    expect(others).to.have.lengthOf(0);
    await storeRecords(app.context, [
      replace(stored, { ...stored.document, state: "designated", facts }),
      create("pin", "held", { state: "held", facts: pin }),
    ]);
    completed(await runAllocation(app.context, system));
    expect((await proposals("proposed")).map(({ document }) => document.vacancyId)).not.to.include(vacancy!.id);
    expect((await app.context.store.get("vacancy", vacancy!.id))!.document.state).to.equal("designated");
  });

  it("runs a day once, whoever asks", async () => {
    const other = { ...app.context, store: await openSqliteStore(app.file) };
    try {
      const outcomes = await Promise.all([
        runAllocation(app.context, system),
        runAllocation(other, system),
        runAllocation(other, system),
      ]);
      expect(outcomes.map(({ kind }) => kind).sort()).to.deep.equal(["completed", "not-claimed", "not-claimed"]);
      expect(await runAllocation(other, system)).to.deep.equal({ kind: "not-claimed", day: "2026-11-23" });
      expect((await other.store.list({ kind: "run", by: "all", equals: [] })).records).to.have.lengthOf(1);
      expect(await other.store.jobs("allocation")).to.have.lengthOf(1);
    } finally {
      await other.store.close();
    }
  });

  it("is run by another once the lease of a lost process has ended", async () => {
    const { context } = app;
    const [now, leaseUntil] = ["2026-11-23T08:00:00.000Z", "2026-11-23T09:00:00.000Z"];
    expect(await context.store.claim("allocation", "2026-11-23", { now, leaseUntil })).not.to.equal(undefined);
    context.clock.moveTo("2026-11-23T08:59:00.000Z");
    expect((await runAllocation(context, system)).kind).to.equal("not-claimed");
    context.clock.moveTo("2026-11-23T09:00:00.000Z");
    completed(await runAllocation(context, system));
    expect((await context.store.jobs("allocation"))[0]).to.include({ state: "done", attempts: 2 });
  });

  it("is held anew after each long step, so that a long night is not taken over", async () => {
    const { context } = app;
    const others: string[] = [];
    const longStep = (until: string) => async () => {
      context.clock.moveTo(`2026-11-23T${until}:00.000Z`);
      others.push((await runAllocation(context, system)).kind);
    };
    const slow = afterSnapshot(context, longStep("08:50"));
    const { store } = slow;
    const read = store.get.bind(store);
    Object.assign(store, {
      get: async (kind: "seed", id: string) => {
        if (kind === "seed") await longStep("09:40")();
        return read(kind, id);
      },
    });
    completed(await runAllocation(slow, system));
    expect(others).to.deep.equal(["not-claimed", "not-claimed"]);
    expect((await context.store.jobs("allocation"))[0]).to.include({ state: "done", attempts: 1 });
  });

  it("is given up by a process that lost its lease while another still runs it", async () => {
    const { context } = app;
    const slow = afterSnapshot(context, async () => {
      context.clock.moveTo("2026-11-23T12:00:00.000Z");
      const times = { now: context.clock.now(), leaseUntil: "2026-11-23T13:00:00.000Z" };
      expect(await context.store.claim("allocation", "2026-11-23", times)).to.include({ attempt: 2 });
    });
    expect(await runAllocation(slow, system)).to.deep.equal({ kind: "not-claimed", day: "2026-11-23" });
    expect((await context.store.list({ kind: "run", by: "all", equals: [] })).records).to.deep.equal([]);
    expect((await context.store.jobs("allocation"))[0]).to.include({ state: "running", attempts: 2 });
  });

  it("is committed once when the lease ends at the last moment and two run the same night", async () => {
    const { context } = app;
    let second: NightOutcome | undefined;
    const slow = afterSnapshot(context, async () => undefined);
    const { store } = slow;
    const write = store.commit.bind(store);
    Object.assign(store, {
      commit: async (change: Parameters<typeof write>[0]) => {
        context.clock.moveTo("2026-11-23T12:00:00.000Z");
        second = await runAllocation(context, system);
        return write(change);
      },
    });
    const first = await runAllocation(slow, system, {}, { leaseMinutes: 1, retries: 1 });
    expect([first.kind, second!.kind]).to.deep.equal(["not-claimed", "completed"]);
    expect((await context.store.list({ kind: "run", by: "all", equals: [] })).records).to.have.lengthOf(1);
    expect((await context.store.jobs("allocation")).map(({ state }) => state)).to.deep.equal(["done"]);
  });

  it("is tried again whole when a request on a list moved on while it ran", async () => {
    const listed = completed(await runAllocation(app.context, system)).run;
    const [proposal] = await proposals("proposed", listed.id);
    const { requestId } = proposal!.document.proposed.candidates[0]!;
    const moving = afterSnapshot(app.context, () => storeRequest(app.context, requestId, { state: "withdrawn" }));
    const { run } = completed(await runAllocation(moving, system, { again: true }));
    expect(app.context.log.lines.filter(({ level }) => level === "warn")).to.have.lengthOf(1);
    expect(run.document.snapshotSequence).to.be.greaterThan(listed.sequence);
    const all = await proposals("proposed", run.id);
    const candidates = all.flatMap(({ document }) => document.proposed.candidates.map((one) => one.requestId));
    expect(candidates).not.to.include(requestId);
  });

  it("is tried again whole when an agenda was opened while it ran, and keeps what lies on it", async () => {
    const { context } = app;
    const { id } = completed(await runAllocation(context, system)).run;
    const opened = (await proposals("proposed", id)).find(({ document }) => document.proposed.candidates.length > 0)!;
    const { vacancyId, proposed } = opened.document;
    const pins = proposed.candidates.map(({ requestId }) => ({ vacancyId, requestId, kind: "opened-agenda" }) as const);
    const moving = afterSnapshot(context, () =>
      storeRecords(context, [
        replace(opened, { ...opened.document, agendaId: "agenda-1" }),
        ...pins.map((facts) => create("pin", `${vacancyId}~${facts.requestId}`, { state: "held", facts })),
      ]),
    );
    const { run } = completed(await runAllocation(moving, system, { again: true }));
    expect(context.log.lines.filter(({ level }) => level === "warn")).to.have.lengthOf(1);
    const taken = new Set(pins.map(({ requestId }) => requestId));
    const listed = (await proposals("proposed", run.id)).flatMap(({ document }) => document.proposed.candidates);
    expect(listed.filter(({ requestId }) => taken.has(requestId))).to.deep.equal([]);
    expect((await context.store.get("proposal", opened.id))!.document).to.include({ state: "proposed" });
  });

  it("leaves nothing behind when it keeps meeting changes, and another may try", async () => {
    const first = completed(await runAllocation(app.context, system)).run;
    const before = await app.context.store.head();
    const [proposal] = await proposals("proposed", first.id);
    const { requestId } = proposal!.document.proposed.candidates[0]!;
    let changes = 0;
    const moving = afterSnapshot(
      app.context,
      () => storeRequest(app.context, requestId, { facts: { filedOn: `2026-10-1${changes++}` } }),
      5,
    );
    const refused = await runAllocation(moving, system, { again: true }).catch((error: unknown) => error);
    expect(refused).to.include({ code: "conflict" });
    expect(changes).to.equal(2);
    expect((await app.context.store.head()).sequence).to.equal(before.sequence + changes);
    expect(await proposals("proposed")).to.have.lengthOf((await proposals("proposed", first.id)).length);
    completed(await runAllocation(app.context, system, { again: true }));
  });

  it("lapses what nobody decided and keeps what lies on an open agenda", async () => {
    const first = completed(await runAllocation(app.context, system)).run;
    const [pinned, ...others] = await proposals("proposed", first.id);
    await storeRecords(app.context, [replace(pinned!, { ...pinned!.document, agendaId: "agenda-1" })]);
    app.context.clock.moveTo("2026-11-24T08:00:00.000Z");
    const second = completed(await runAllocation(app.context, system)).run;
    expect(second.id).to.equal("2026-11-24-1");
    expect((await proposals("lapsed", first.id)).map(({ id }) => id)).to.have.members(others.map(({ id }) => id));
    const live = (await proposals("proposed")).filter(
      ({ document }) => document.vacancyId === pinned!.document.vacancyId,
    );
    expect(live.map(({ id }) => id)).to.deep.equal([pinned!.id]);
  });

  it("uses the seed that was published the day before, and reveals it with the run", async () => {
    const { context } = app;
    const day = "2026-11-24";
    const published = await publishSeed(context, system, { day });
    expect(published.document).to.include({ state: "published" }).and.not.to.have.property("seed");
    expect(await publishSeed(context, system, { day })).to.deep.equal(published);
    context.clock.moveTo(`${day}T03:00:00.000Z`);
    const { run } = completed(await runAllocation(context, system));
    const revealed = (await context.store.get("seed", day))!.document;
    expect(revealed).to.include({ state: "revealed", runId: run.id, digest: published.document.digest });
    expect(revealed).not.to.have.property("sealed");
    expect(run.document.record).to.include({ seed: revealed.seed!, seedOrigin: "given" });
    expect(sha256(revealed.seed!)).to.equal(published.document.digest);
    expect(run.document.verification!.properties.every(({ held }) => held)).to.equal(true);
    const again = completed(await runAllocation(context, system, { again: true }));
    expect(again.run.document.record!.seed).to.equal(revealed.seed);
  });

  it("draws no seed for a day that has come or does not exist, and runs with none that differs from its digest", async () => {
    const { context } = app;
    for (const day of ["2026-11-23", "2027-02-30"]) {
      const refused = await publishSeed(context, system, { day }).catch((error: unknown) => error);
      expect(refused).to.include({ code: "not-allowed" });
    }
    const stored = await publishSeed(context, system, { day: "2026-11-24" });
    await storeRecords(context, [replace(stored, { ...stored.document, digest: sha256("another") })]);
    context.clock.moveTo("2026-11-24T03:00:00.000Z");
    const stopped = await runAllocation(context, system).catch((error: unknown) => error);
    expect(stopped).to.include({ code: "seed-differs" });
    expect((await context.store.jobs("allocation"))[0]).to.include({ state: "failed", outcome: "seed-differs" });
  });

  it("keeps its modes when a day is run again, also where the ledger asks for others by then", async () => {
    const first = completed(await runAllocation(app.context, system)).run.document;
    expect(first.modes).not.to.have.lengthOf(0);
    for (const { targetId, territory, year } of town.ledger!) {
      const entry = (await app.context.store.get("ledger", `${targetId}.${territory}.${year}`))!;
      const facts = { ...entry.document.facts, counted: entry.document.facts.lettings };
      await storeRecords(app.context, [replace(entry, { facts })]);
    }
    const second = completed(await runAllocation(app.context, system, { again: true })).run.document;
    expect(second).to.include({ modesFromRunId: "2026-11-23-1" });
    expect(second.modes).to.deep.equal(first.modes);
    expect(second.verification!.violationCount).to.equal(0);
    app.context.clock.moveTo("2026-11-24T08:00:00.000Z");
    expect(completed(await runAllocation(app.context, system)).run.document.modes).to.have.lengthOf(0);
  });

  it("is refused with every finding, recorded, and may be run again once the rules are mended", async () => {
    const broken = await rulesWith("als-2026", "eligibility.json", (content: { rules: { require: string }[] }) => {
      content.rules[0]!.require = "request.nothing == 1";
      content.rules[1]!.require = "1 +";
    });
    const outcome = await runAllocation({ ...app.context, rules: { ruleSets: async () => broken } }, system);
    if (outcome.kind !== "refused") throw new Error(outcome.kind);
    const errors = outcome.run.document.findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ kind }) => kind)).to.include.members(["unknown-fact", "syntax"]);
    expect(outcome.run.document).to.include({ state: "refused" }).and.not.to.have.property("record");
    expect(await proposals("proposed")).to.have.lengthOf(0);
    const mended = completed(await runAllocation(app.context, system));
    expect(mended.run.id).to.equal("2026-11-23-2");
  });

  it("is refused when worked examples fail, and when a programme has no rules", async () => {
    const wrong = await rulesWith(
      "als-2026",
      "scoring.json",
      (content: { headings: { criteria: { maximumPoints: number; when?: { points: number } }[] }[] }) => {
        const criterion = content.headings.flatMap(({ criteria }) => criteria).find(({ when }) => when)!;
        criterion.when!.points -= 1;
      },
    );
    const failing = await runAllocation({ ...app.context, rules: { ruleSets: async () => wrong } }, system);
    if (failing.kind !== "refused") throw new Error(failing.kind);
    expect(failing.run.document.findings.map(({ kind }) => kind)).to.include("case-fails");
    const few = (await demoRuleFiles()).filter(({ id }) => id !== "als-2026");
    const ungoverned = await runAllocation({ ...app.context, rules: { ruleSets: async () => few } }, system);
    if (ungoverned.kind !== "refused") throw new Error(ungoverned.kind);
    expect(ungoverned.run.document.problems.map(({ code }) => code)).to.include("vacancy-without-rule-set");
  });

  it("withholds the proposals of a result that does not verify, and tells the operator", async () => {
    // Lists in which nobody is before anybody: whoever comes first by row is proposed.
    const faulty: RunEngine = {
      listsOf: () => (pairs, modes) => {
        const lists = pairs.lists(modes);
        for (let vacancy = 0; vacancy < town.vacancies.length; vacancy++) lists.known(vacancy).sort((a, b) => a - b);
        return lists;
      },
      verify,
    };
    const { run, withheld } = completed(await runAllocation({ ...app.context, engine: faulty }, system));
    expect(withheld).to.be.greaterThan(0);
    expect(run.document.withheld).to.have.lengthOf(withheld);
    expect(run.document.verification!.properties.filter(({ held }) => !held)).not.to.have.lengthOf(0);
    const held = await proposals("withheld", run.id);
    expect(held).not.to.have.lengthOf(0);
    for (const { document } of held) expect(run.document.withheld).to.include(document.vacancyId);
    for (const { document } of await proposals("proposed", run.id))
      expect(run.document.withheld).not.to.include(document.vacancyId);
    expect(app.context.log.lines.map(({ level, event }) => `${level} ${event}`)).to.include("error proposals-withheld");
  });

  it("runs on an empty store and proposes nothing", async () => {
    const empty = await openApp();
    try {
      const { proposed, run } = completed(await runAllocation(empty.context, system));
      expect([proposed, run.document.counts!.requests]).to.deep.equal([0, 0]);
    } finally {
      await empty.close();
    }
  });

  it("is refused for a day to come, whose seed stays sealed; a missed night is caught up", async () => {
    const { context } = app;
    await publishSeed(context, system, { day: "2026-11-24" });
    const head = await context.store.head();
    const early = await runAllocation(context, system, { day: "2026-11-24" }).catch((error: unknown) => error);
    expect(early).to.deep.include({ code: "day-to-come", values: { day: "2026-11-24", today: "2026-11-23" } });
    expect((await context.store.get("seed", "2026-11-24"))!.document).to.not.have.property("seed");
    expect(await context.store.head(), "nothing is written").to.deep.equal(head);
    expect(await context.store.jobs("allocation"), "the day is not claimed").to.deep.equal([]);
    expect(completed(await runAllocation(context, system, { day: "2026-11-22" })).run.id).to.equal("2026-11-22-1");
    context.clock.moveTo("2026-11-24T01:00:00.000Z");
    expect(completed(await runAllocation(context, system)).run.document.record!.seedOrigin).to.equal("given");
  });

  it("is not for a committee", async () => {
    const refused = await runAllocation(app.context, actorOf("committee")).catch((error: unknown) => error);
    expect(refused).to.include({ code: "role-forbidden" });
  });
});
