import { expect } from "chai";
import fc from "fast-check";
import type { GivenAnswer } from "../../../src/domain/designations/answer-rules.ts";
import {
  type DesignationStep,
  liveCandidates,
  type Reply,
  type StepCommand,
  type StepContext,
  withAnswers,
  withLease,
  withReply,
  withSilence,
} from "../../../src/domain/designations/designation-course.ts";
import type { DesignationDocument } from "../../../src/domain/designations/designation-record.ts";

const ids = ["Q-1", "Q-2", "Q-3"];
const sent: DesignationDocument = {
  state: "sent",
  vacancyId: "V-1",
  landlordId: "L",
  decisionId: "D",
  sentAt: "2026-11-25T10:00:00.000Z",
  sentBy: "s",
  candidates: ids.map((requestId, at) => ({ requestId, rank: at + 1, state: "sent" })),
};
const on = (by: StepCommand, day: string): StepContext => ({
  designationId: "N",
  by,
  day,
  terms: { leastDays: 10, calendar: "civil", departementCode: "02" },
});
const ranked: readonly GivenAnswer[] = ids.map((requestId, at) => ({
  requestId,
  answer: "awarded-ranked",
  rank: 3 - at,
}));
const answered = (answers: readonly GivenAnswer[], answeredOn = "2026-02-02") =>
  withAnswers(sent, { answers, answeredOn }, on("record-answer", answeredOn));

describe("the course of a designation", () => {
  it("runs an offer of ten days notified on 2 February 2026 until 12 February", () => {
    expect(answered(ranked).offered).to.deep.equal({ requestId: "Q-3", endsOn: "2026-02-12" });
  });

  it("carries an offer that would end on a weekend or a public holiday to the next working day", () => {
    expect(answered(ranked, "2026-02-04").offered!.endsOn).to.equal("2026-02-16");
    expect(answered(ranked, "2026-04-21").offered!.endsOn).to.equal("2026-05-04");
  });

  it("goes through the ranks and ends when nobody is left", () => {
    const first = answered(ranked).designation;
    const second = withSilence(first, "Q-3", on("act-on-clocks", "2026-02-13"));
    expect(second.offered!.requestId).to.equal("Q-2");
    const refusal = { requestId: "Q-2", reply: "refused", repliedOn: "2026-02-16" } as const;
    const third = withReply(second.designation, refusal, on("record-reply", "2026-02-16"));
    expect(third.offered!.requestId).to.equal("Q-1");
    const last = withReply(third.designation, { ...refusal, requestId: "Q-1" }, on("record-reply", "2026-02-17"));
    expect([last.designation.state, last.offered]).to.deep.equal(["failed", undefined]);
  });

  it("lets only whoever accepted sign", () => {
    const { designation } = answered(ranked);
    expect(() => withLease(designation, "Q-3", on("record-lease", "2026-02-05"))).to.throw("wrong-state");
    const reply = { requestId: "Q-3", reply: "accepted", repliedOn: "2026-02-05" } as const;
    const accepted = withReply(designation, reply, on("record-reply", "2026-02-05")).designation;
    expect(withLease(accepted, "Q-3", on("record-lease", "2026-02-06")).state).to.equal("let");
  });

  it("has one live offer at a time, ends each pair once, and fails exactly when nobody is left, whatever happens", () => {
    const answer = fc.constantFrom<GivenAnswer["answer"]>("awarded-ranked", "not-awarded");
    const event = fc.record({
      at: fc.nat(2),
      what: fc.constantFrom<Reply | "silent">("refused", "withdrawn", "accepted", "silent"),
    });
    fc.assert(
      fc.property(fc.tuple(answer, answer, answer), fc.array(event, { maxLength: 6 }), (given, events) => {
        const answers = given.map((one, at): GivenAnswer => {
          const requestId = ids[at]!;
          return one === "awarded-ranked"
            ? { requestId, answer: one, rank: at + 1 }
            : { requestId, answer: one, motiveCode: "x" };
        });
        let step: DesignationStep = answered(answers);
        const ended = step.ended.map(({ requestId }) => requestId);
        for (const { at, what } of events) {
          const requestId = ids[at]!;
          const before = step.designation;
          try {
            step =
              what === "silent"
                ? withSilence(before, requestId, on("act-on-clocks", "2026-02-20"))
                : withReply(
                    before,
                    { requestId, reply: what, repliedOn: "2026-02-10" },
                    on("record-reply", "2026-02-10"),
                  );
          } catch {
            continue;
          }
          ended.push(...step.ended.map((pair) => pair.requestId));
          const { candidates, state } = step.designation;
          const live = candidates.filter((one) => one.state === "offered" || one.state === "accepted");
          expect(live.length).to.be.at.most(1);
          expect(state === "failed").to.equal(liveCandidates(step.designation).length === 0);
          if (state === "answered") expect(live).to.have.length(1);
        }
        expect(new Set(ended).size).to.equal(ended.length);
      }),
    );
  });
});
