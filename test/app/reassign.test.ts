import { expect } from "chai";
import { commit, replace } from "../../src/app/commit.ts";
import { erasePerson } from "../../src/app/erase-person.ts";
import { mergeRequests } from "../../src/app/merge-requests.ts";
import type { Context } from "../../src/app/ports.ts";
import { release, strike } from "../../src/app/proposals/pins.ts";
import { reassign } from "../../src/app/reassign.ts";
import { commitWithChain } from "../../src/app/reassignments/chain.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { recordLease } from "../../src/app/record-lease.ts";
import { recordReply } from "../../src/app/record-reply.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { recordIdOf } from "../../src/domain/imports/record-id.ts";
import { erasureGrounds } from "../../src/domain/persons/erasure-grounds.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { meanwhile } from "../support/meanwhile.ts";
import { actorOf } from "../support/open-app.ts";
import { storeRequest } from "../support/stored-town.ts";

const landlord = actorOf("landlord");
const system = actorOf("system");

describe("the chain after somebody falls away", () => {
  let town: CommitteeTown;
  let designationId: string;
  beforeEach(async () => {
    town = await openCommitteeTown();
    designationId = await town.designateFirst();
  });
  afterEach(() => town.app.close());

  const context = () => town.app.context;
  const refuse = async (requestIds: readonly string[], slow: Context = context()) => {
    const { version } = await recordNow(context(), "designation", designationId);
    const answers = requestIds.map((requestId) => {
      return { requestId, answer: "not-awarded", motiveCode: "breach-of-tenancy" } as const;
    });
    return recordAnswer(slow, landlord, { designationId, version, answeredOn: "2026-11-23", answers });
  };
  const reassignments = async (state: "pending" | "done") =>
    (await context().store.list({ kind: "reassignment", by: "byState", equals: [state] })).records;
  const proposedOn = async (vacancyId: string) =>
    (await town.proposalOf(vacancyId)).document.proposed.candidates.map(({ requestId }) => requestId);

  it("goes with the answer in one change: the freed place to the next, with the trace of who moved and why", async () => {
    const before = (await context().store.head()).sequence;
    await refuse(["Q-1"]);
    expect((await context().store.head()).sequence).to.equal(before + 1);
    expect(await proposedOn("V-1")).to.deep.equal(["Q-4"]);
    expect(await town.state("vacancy", "V-1")).to.equal("designated");
    const [{ document }] = (await reassignments("done")) as [Awaited<ReturnType<typeof reassignments>>[number]];
    expect(document).to.include({ by: "record-answer", vacancyId: "V-1" });
    expect(document.freed.events).to.deep.equal([
      { kind: "refused", vacancyId: "V-1", requestId: "Q-1", reason: "refused-by-landlord" },
    ]);
    expect(document.outcome!.moves).to.deep.equal([
      { requestId: "Q-4", toVacancyId: "V-1", because: { kind: "event", event: 0 } },
    ]);
    expect(document.outcome).to.include({ isExact: true, runId: "2026-11-23-1" });
    expect(document.outcome!.resultDigest).to.match(/^[0-9a-f]{64}$/);
  });

  it("offers the next awarded rank first, and asks the committee again only once nobody is left", async () => {
    const ranked = ["Q-1", "Q-2"].map(
      (requestId, at) => ({ requestId, answer: "awarded-ranked", rank: at + 1 }) as const,
    );
    await recordAnswer(context(), landlord, {
      designationId,
      version: 1,
      answeredOn: "2026-11-23",
      answers: [...ranked, { requestId: "Q-3", answer: "not-awarded", motiveCode: "breach-of-tenancy" }],
    });
    const reply = async (requestId: string) => {
      const { version } = await recordNow(context(), "designation", designationId);
      return recordReply(context(), landlord, {
        designationId,
        version,
        requestId,
        reply: "refused",
        repliedOn: "2026-11-23",
      });
    };
    expect((await reply("Q-1")).offered?.requestId).to.equal("Q-2");
    expect(await town.state("vacancy", "V-1")).to.equal("designated");
    expect((await reply("Q-2")).offered).to.equal(undefined);
    expect(await town.state("designation", designationId)).to.equal("failed");
    expect(await town.state("vacancy", "V-1")).to.equal("proposed");
    expect(await proposedOn("V-1")).to.deep.equal(["Q-4", "Q-5"]);
  });

  it("goes with a merge and with an erasure too: whoever comes next stands on the proposal at once", async () => {
    const fresh = await openCommitteeTown();
    try {
      const { store } = fresh.app.context;
      const candidates = async () =>
        (await fresh.proposalOf("V-1")).document.proposed.candidates.map(({ requestId }) => requestId);
      expect(await candidates()).to.deep.equal(["Q-1", "Q-2", "Q-3"]);
      const [kept, other] = [
        await recordNow(fresh.app.context, "request", "Q-8"),
        await recordNow(fresh.app.context, "request", "Q-1"),
      ];
      const before = (await store.head()).sequence;
      await mergeRequests(fresh.app.context, fresh.secretary, {
        keptId: "Q-8",
        keptExpected: kept.version,
        otherId: "Q-1",
        otherExpected: other.version,
        outcome: "merge",
        reason: "same-household",
      });
      expect((await store.head()).sequence, "one change").to.equal(before + 1);
      expect(await candidates()).to.deep.equal(["Q-2", "Q-3", "Q-4"]);
      await erasePerson(fresh.app.context, actorOf("dpo"), { requestId: "Q-2", ground: erasureGrounds[0]! });
      expect((await store.head()).sequence, "one more").to.equal(before + 2);
      expect(await candidates()).to.deep.equal(["Q-3", "Q-4", "Q-5"]);
    } finally {
      await fresh.app.close();
    }
  });

  it("leaves what stands on an open agenda as it is", async () => {
    const pinned = await town.proposalOf("V-2");
    expect(pinned.document.agendaId).to.be.a("string");
    await refuse(["Q-1", "Q-2", "Q-3"]);
    expect((await town.proposalOf("V-2")).version).to.equal(pinned.version);
  });

  it("is computed again where a proposal that it changes has moved on meanwhile, and the answer is kept", async () => {
    await refuse(["Q-1"]);
    const touched = async () => {
      const proposal = await town.proposalOf("V-1");
      const writes = [replace(proposal, { ...proposal.document, designateBy: "2026-12-31" })];
      await commit(context(), { actor: system, command: "act-on-clocks", events: [], writes });
    };
    await refuse(["Q-2"], meanwhile(context(), touched));
    const { document } = await town.proposalOf("V-1");
    expect(document.designateBy).to.equal("2026-12-31");
    expect(document.proposed.candidates.map(({ requestId }) => requestId)).to.deep.equal(["Q-4", "Q-5"]);
  });

  it("waits for a job where the town is too large, and is made once: by the job, or by the night that comes first", async () => {
    const away = async (requestId: string) => {
      const pins = await context().store.list({ kind: "pin", by: "byVacancy", equals: ["V-1"] });
      const pin = pins.records.find(({ document }) => document.facts.requestId === requestId)!;
      const writes = [
        ...release(pin),
        ...strike(undefined, { vacancyId: "V-1", requestId, reason: "refused-by-candidate" }),
      ];
      await commitWithChain(context(), { actor: landlord, command: "record-reply", events: [], writes }, 0);
    };
    await away("Q-1");
    await away("Q-2");
    expect(await reassignments("pending")).to.have.length(2);
    expect((await context().store.list({ kind: "proposal", by: "byVacancy", equals: ["V-1"] })).records).to.have.length(
      1,
    );
    const made = await Promise.allSettled([reassign(context(), system), reassign(context(), system)]);
    const won = made.filter((one) => one.status === "fulfilled" && one.value.reassignmentIds.length === 2);
    expect(won).to.have.length(1);
    expect(await proposedOn("V-1")).to.deep.equal(["Q-4", "Q-5"]);
    expect(await reassignments("pending")).to.have.length(0);
    expect(await reassign(context(), system)).to.deep.equal({ reassignmentIds: [], moves: 0, proposals: 0 });
    await away("Q-3");
    context().clock.moveTo("2026-11-24T02:00:00.000Z");
    await runAllocation(context(), system);
    await reassign(context(), system);
    expect(await reassignments("pending")).to.have.length(0);
    const done = await reassignments("done");
    expect(done.filter(({ document }) => document.madeWith === "2026-11-24-1")).to.have.length(1);
  });

  it("counts a letting for DALO, proven and labelled priority apart", async () => {
    const stored = await recordNow(context(), "request", "Q-1");
    await storeRequest(context(), "Q-1", { facts: { isDaloRecognised: true, labelledPriorities: ["no-housing"] } });
    expect(stored.document.state).to.equal("designated");
    const { version } = await recordNow(context(), "designation", designationId);
    const answers = [
      { requestId: "Q-1", answer: "awarded" },
      { requestId: "Q-2", answer: "not-awarded", motiveCode: "breach-of-tenancy" },
      { requestId: "Q-3", answer: "not-awarded", motiveCode: "breach-of-tenancy" },
    ] as const;
    await recordAnswer(context(), landlord, { designationId, version, answeredOn: "2026-11-23", answers });
    const said = { requestId: "Q-1", designationId };
    await recordReply(context(), landlord, {
      ...said,
      version: version + 1,
      reply: "accepted",
      repliedOn: "2026-11-23",
    });
    await recordLease(context(), landlord, { ...said, version: version + 2, signedOn: "2026-11-23" });
    const line = await context().store.get(
      "ledger",
      recordIdOf("ledger", { targetId: "dalo-and-priority", territory: "02", year: 2026 })!,
    );
    const counts = { lettings: 1, counted: 1, daloLettings: 1, provenPriorityLettings: 0, labelledPriorityLettings: 0 };
    expect(line?.document.facts).to.include(counts);
  });
});
