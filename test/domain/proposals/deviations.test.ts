import { expect } from "chai";
import { deviationsOf, type OrderedDecision } from "../../../src/domain/proposals/deviations.ts";
import { type MinutesGround, minutesDigest, minutesOf } from "../../../src/domain/proposals/minutes.ts";
import type { DecisionDocument } from "../../../src/domain/proposals/proposal-record.ts";

function passing(decisionId: string, finalAt: string, requestIds: readonly string[]): OrderedDecision {
  const skipped = requestIds.map((requestId) => ({
    requestId,
    reasonCode: "urgent",
    text: { personId: "U-1", sealed: "x" },
  }));
  return { decisionId, vacancyId: "V", kind: "replace", finalAt, proposed: ["A", "B"], chosen: ["C"], skipped };
}

describe("the ledger of departures", () => {
  it("counts how often each request was passed over before, in the order of time and not of the input", () => {
    const decisions = [
      passing("d3", "2026-11-03", ["A"]),
      passing("d1", "2026-11-01", ["A", "B"]),
      passing("d2", "2026-11-02", ["A"]),
    ];
    const counts = deviationsOf(decisions).map(({ decisionId, skipped }) => [
      decisionId,
      skipped.map(({ requestId, timesBefore }) => `${requestId} ${timesBefore}`),
    ]);
    expect(counts).to.deep.equal([
      ["d1", ["A 0", "B 0"]],
      ["d2", ["A 1"]],
      ["d3", ["A 2"]],
    ]);
    expect(deviationsOf(decisions.toReversed())).to.deep.equal(deviationsOf(decisions));
  });

  it("leaves out decisions that kept the order", () => {
    expect(deviationsOf([{ ...passing("d1", "2026-11-01", []), kind: "confirm" }])).to.deep.equal([]);
  });
});

describe("the minutes", () => {
  const decision: DecisionDocument = {
    state: "final",
    kind: "replace",
    proposalId: "P-1",
    runId: "R-1",
    vacancyId: "V-1",
    agendaId: "A-1",
    decidedBy: "m-1",
    decidedAt: "2026-11-25T10:00:00.000Z",
    requestIds: ["Q-2"],
    skipped: [{ requestId: "Q-1", reasonCode: "urgent", text: { personId: "U-1", sealed: "x" } }],
    explanationIds: [],
    ruleSetDigest: "0".repeat(64),
  };
  const ground: MinutesGround = {
    agendaId: "A-1",
    agenda: {
      state: "closed",
      heldOn: "2026-11-25",
      openedBy: "s",
      openedAt: "2026-11-24T10:00:00.000Z",
      closedBy: "s",
      closedAt: "2026-11-25T12:00:00.000Z",
      proposalIds: ["P-2", "P-1"],
      members: [
        { actorId: "m-2", isPresent: false },
        { actorId: "m-1", isPresent: true },
      ],
      withdrawals: [{ actorId: "m-3", vacancyId: "V-1", ground: "family-tie" }],
    },
    decisions: [{ decisionId: "d2", decision, proposed: ["Q-1"] }],
    earlier: [passing("d1", "2026-11-01T00:00:00.000Z", ["Q-1"])],
    runs: [{ runId: "R-1", snapshotDigest: "1".repeat(64), resultDigest: "2".repeat(64), ruleSets: [] }],
  };

  it("say who was there, what was decided and put back, and how often somebody was passed over", () => {
    const minutes = minutesOf(ground);
    expect([minutes.present, minutes.absent, minutes.putBack]).to.deep.equal([["m-1"], ["m-2"], ["P-2"]]);
    expect(minutes.items).to.have.length(1);
    expect(minutes.deviations).to.have.length(1);
    expect(minutes.deviations[0]!.skipped[0]!.timesBefore).to.equal(1);
    expect(minutes.runs).to.deep.equal(ground.runs);
  });

  it("have one digest whatever order things are read in, and another one when anything in them changes", () => {
    const digest = minutesDigest(minutesOf(ground));
    const { agenda } = ground;
    const shuffled = { ...ground, agenda: { ...agenda, members: agenda.members.toReversed() } };
    expect(minutesDigest(minutesOf(shuffled))).to.equal(digest);
    const altered: readonly MinutesGround[] = [
      { ...ground, agenda: { ...agenda, withdrawals: [] } },
      { ...ground, agenda: { ...agenda, members: agenda.members.slice(1) } },
      { ...ground, decisions: [{ ...ground.decisions[0]!, decision: { ...decision, requestIds: ["Q-1"] } }] },
      { ...ground, runs: [{ ...ground.runs[0]!, snapshotDigest: "3".repeat(64) }] },
      { ...ground, earlier: [] },
    ];
    for (const other of altered) expect(minutesDigest(minutesOf(other))).not.to.equal(digest);
  });
});
