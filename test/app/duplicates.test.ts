import { expect } from "chai";
import { declareFacts } from "../../src/app/declare-facts.ts";
import { listDuplicates } from "../../src/app/list-duplicates.ts";
import { mergeRequests } from "../../src/app/merge-requests.ts";
import { renewRequest } from "../../src/app/renew-request.ts";
import { separateRequests } from "../../src/app/separate-requests.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { personContents, requestFacts } from "../support/builders.ts";
import { townFacts } from "../support/declared-town.ts";
import { meanwhile } from "../support/meanwhile.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { expectRefusal, lastEntry, notices, readNow } from "../support/told.ts";

const secretary = actorOf("secretary");
const hr = actorOf("hr");

describe("two requests of one household", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
    await declareFacts(app.context, secretary, { records: townFacts });
  });
  afterEach(() => app.close());

  const submit = (id: string, more: object = {}, context = app.context) =>
    submitRequest(context, hr, { facts: requestFacts({ id, ...more }), person: personContents() });
  const versionOf = async (id: string) => (await readNow(app.context, "request", id)).version;
  const both = async (keptId: string, otherId: string) => ({
    keptId,
    keptExpected: await versionOf(keptId),
    otherId,
    otherExpected: await versionOf(otherId),
  });
  const merge = async (keptId: string, otherId: string) =>
    mergeRequests(app.context, secretary, {
      ...(await both(keptId, otherId)),
      outcome: "merge",
      reason: "same-household",
    });
  const separate = async (keptId: string, otherId: string, reason = "merged-in-error", actor = secretary) =>
    separateRequests(app.context, actor, { ...(await both(keptId, otherId)), reason });
  const daysOf = async (id: string) => {
    const { filedOn, validUntil } = (await readNow(app.context, "request", id)).document.facts!;
    return { filedOn, validUntil };
  };
  const stateOf = async (id: string) => (await readNow(app.context, "request", id)).document.state;

  it("that are handed in at once are never both in the queue: the second sees the first and waits", async () => {
    const slow = meanwhile(app.context, () => submit("Q-1"));
    const second = await submit("Q-2", {}, slow);
    expect(second).to.deep.include({ state: "submitted", likelyDuplicates: { count: 1, requestIds: ["Q-1"] } });
    expect(await stateOf("Q-1")).to.equal("active");
    expect((await lastEntry(app.context)).events.map(({ type }) => type)).to.include("likely-duplicate-found");
  });

  it("that are handed in at once from a draft wait as well", async () => {
    await submitRequest(app.context, hr, {
      facts: requestFacts({ id: "Q-2" }),
      person: personContents(),
      isDraft: true,
    });
    const slow = meanwhile(app.context, () => submit("Q-1"));
    expect((await submitRequest(slow, hr, { draftId: "Q-2", expected: 1 })).state).to.equal("submitted");
  });

  it("are on their own again after a separation, each with its own seniority and validity", async () => {
    await submit("Q-1");
    await submit("Q-2", { filedOn: "2026-01-05", validUntil: "2027-05-05" });
    await merge("Q-1", "Q-2");
    expect(await daysOf("Q-1")).to.deep.equal({ filedOn: "2026-01-05", validUntil: "2027-05-05" });
    expect(await separate("Q-1", "Q-2")).to.deep.include({
      kept: { version: 3, state: "active" },
      other: { version: 3, state: "active" },
    });
    expect(await daysOf("Q-1")).to.deep.equal({ filedOn: "2026-02-02", validUntil: "2027-02-02" });
    expect(await daysOf("Q-2")).to.deep.equal({ filedOn: "2026-01-05", validUntil: "2027-05-05" });
    const kept = (await readNow(app.context, "request", "Q-1")).document;
    const other = (await readNow(app.context, "request", "Q-2")).document;
    expect(kept).not.to.have.any.keys("mergedFrom", "endReason");
    expect(other).not.to.have.any.keys("mergedInto", "endReason");
    expect((await lastEntry(app.context)).events).to.deep.equal([
      {
        type: "requests-separated",
        requestId: "Q-1",
        separatedId: "Q-2",
        employerId: "E-1",
        state: "active",
        reasonCode: "merged-in-error",
      },
      { type: "request-activated", requestId: "Q-2", employerId: "E-1" },
    ]);
    expect((await notices(app.context, "requests-separated"))[0]?.to).to.deep.equal({ role: "hr", scopeId: "E-1" });
  });

  it("keep what a third that stays merged gave, and what a renewal has given since", async () => {
    await submit("Q-1");
    await submit("Q-2", { filedOn: "2026-01-05", validUntil: "2027-01-05" });
    await submit("Q-3", { filedOn: "2026-01-20", validUntil: "2027-01-20" });
    await merge("Q-1", "Q-2");
    await merge("Q-1", "Q-3");
    await renewRequest(app.context, hr, { requestId: "Q-1", expected: await versionOf("Q-1") });
    await separate("Q-1", "Q-2");
    expect(await daysOf("Q-1")).to.deep.equal({ filedOn: "2026-01-20", validUntil: "2027-11-23" });
    expect((await readNow(app.context, "request", "Q-1")).document.mergedFrom).to.deep.equal(["Q-3"]);
  });

  it("that were over meanwhile are expired when they are separated", async () => {
    await submit("Q-1");
    await submit("Q-2", { filedOn: "2026-01-05", validUntil: "2026-12-01" });
    await merge("Q-1", "Q-2");
    app.context.clock.moveTo("2026-12-02T08:00:00.000Z");
    expect((await separate("Q-1", "Q-2")).other.state).to.equal("expired");
  });

  it("never make a ring: what was merged takes nothing in, and is separated before what it was merged into is", async () => {
    await submit("Q-1");
    await submit("Q-2");
    await submit("Q-3");
    await merge("Q-1", "Q-2");
    await expectRefusal(app.context, () => merge("Q-2", "Q-1"), "wrong-state", { id: "Q-2", state: "merged" });
    await merge("Q-3", "Q-1");
    await expectRefusal(app.context, () => separate("Q-1", "Q-2"), "wrong-state", { id: "Q-1", state: "merged" });
    await expectRefusal(app.context, () => separate("Q-3", "Q-2"), "not-allowed", { field: "otherId" });
    await separate("Q-3", "Q-1");
    expect((await separate("Q-1", "Q-2")).other.state).to.equal("active");
  });

  it("are separated by the secretary, with a reason of the list, at the versions that were read", async () => {
    await submit("Q-1");
    await submit("Q-2");
    await merge("Q-1", "Q-2");
    await expectRefusal(app.context, () => separate("Q-1", "Q-2", ""), "reason-required");
    await expectRefusal(app.context, () => separate("Q-1", "Q-2", "same-household"), "not-allowed");
    await expectRefusal(app.context, () => separate("Q-1", "Q-2", "merged-in-error", hr), "role-forbidden");
    const stale = { ...(await both("Q-1", "Q-2")), keptExpected: 1, reason: "merged-in-error" };
    await expectRefusal(app.context, () => separateRequests(app.context, secretary, stale), "conflict");
  });

  it("are listed for the secretary: those that wait with their likely duplicates, and those that were merged", async () => {
    await submit("Q-1");
    await submit("Q-2");
    const idsOf = async (state: "waiting" | "merged") =>
      (await listDuplicates(app.context, secretary, { state })).pairs.map(({ request, others }) => [
        request.id,
        ...others.map(({ id }) => id),
      ]);
    expect(await idsOf("waiting")).to.deep.equal([["Q-2", "Q-1"]]);
    expect(await idsOf("merged")).to.deep.equal([]);
    await merge("Q-1", "Q-2");
    expect(await idsOf("waiting")).to.deep.equal([]);
    expect(await idsOf("merged")).to.deep.equal([["Q-2", "Q-1"]]);
    await expectRefusal(app.context, () => listDuplicates(app.context, hr, { state: "waiting" }), "role-forbidden");
  });
});
