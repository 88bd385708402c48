import { expect } from "chai";
import fc from "fast-check";
import {
  type AskedDecision,
  chosenBy,
  type DecisionGround,
  needsSecondSignature,
  passedOver,
  problemsOf,
  requestsBeside,
} from "../../../src/domain/proposals/asked-decision.ts";
import type { KeptProposal } from "../../../src/domain/runs/run-record.ts";

const source = { text: "Invented law" };
const title = { fr: "Titre", en: "Title" };

function proposal(
  candidates: readonly string[],
  next: readonly string[],
  pinned: readonly string[] = [],
): KeptProposal {
  const listed = (requestId: string) => ({ requestId, points: 10 });
  return {
    vacancyId: "V-1",
    ruleSetId: "small",
    places: candidates.length + pinned.length,
    pinned: [...pinned],
    candidates: candidates.map(listed),
    next: next.map(listed),
    eligibleRequests: candidates.length + next.length,
  };
}

function ground(proposed: KeptProposal): DecisionGround {
  const ids = [...proposed.candidates, ...proposed.next].map(({ requestId }) => requestId);
  return {
    proposed,
    ruleSet: {
      id: "small",
      assignment: { listsPerRequest: 1 } as DecisionGround["ruleSet"]["assignment"],
      procedure: {
        reasons: [
          { id: "urgent", for: ["replace"], title, source },
          { id: "unsuited", for: ["replace", "reject"], title, source },
        ],
        secondSignature: { kinds: ["reject"], reasonCodes: ["urgent"], source },
      },
    },
    now: new Map(ids.map((id) => [id, { verdict: "eligible", state: "active", pinnedOn: [] }])),
    absent: new Map(),
  };
}

/** A proposal and some choice among its candidates and next. */
const choices = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 })).chain(([candidates, next]) => {
  const ids = Array.from({ length: candidates + next }, (_, at) => `Q-${at}`);
  const proposed = proposal(ids.slice(0, candidates), ids.slice(candidates));
  return fc.tuple(fc.constant(proposed), fc.shuffledSubarray(ids, { minLength: 1, maxLength: candidates }));
});

describe("what is asked of a proposal", () => {
  it("passes nobody over where the engine's order is kept", () => {
    const proposed = proposal(["Q-1", "Q-2"], ["Q-3"]);
    expect(passedOver(proposed, ["Q-1", "Q-2"])).to.deep.equal([]);
    expect(passedOver(proposed, ["Q-2", "Q-1"])).to.deep.equal(["Q-1"]);
    expect(passedOver(proposed, ["Q-1"])).to.deep.equal(["Q-2"]);
    expect(passedOver(proposed, ["Q-1", "Q-3"])).to.deep.equal(["Q-2"]);
  });

  it("takes a request that the proposal does not name to overtake all whom it names", () => {
    const proposed = proposal(["Q-1", "Q-2"], ["Q-3"]);
    expect(requestsBeside({ requestIds: ["Q-1", "Q-9", "Q-9"] }, proposed)).to.deep.equal(["Q-9"]);
    expect(passedOver(proposed, ["Q-1", "Q-9"])).to.deep.equal(["Q-2", "Q-3"]);
    expect(passedOver(proposed, ["Q-9", "Q-1"])).to.deep.equal(["Q-1", "Q-2", "Q-3"]);
    const asked: AskedDecision = {
      kind: "replace",
      requestIds: ["Q-1", "Q-9"],
      skipped: ["Q-2", "Q-3"].map((requestId) => ({ requestId, reasonCode: "unsuited" })),
    };
    const { now, ...rest } = ground(proposed);
    const judged = (verdict: "eligible" | "refused") =>
      problemsOf(asked, { ...rest, now: new Map([...now, ["Q-9", { verdict, state: "active", pinnedOn: [] }]]) });
    expect(judged("eligible")).to.deep.equal([]);
    expect(judged("refused").map(({ code }) => code)).to.deep.equal(["candidate-not-eligible"]);
    const unknown = { code: "not-found", values: { kind: "request", id: "Q-9" } } as const;
    const problems = problemsOf(asked, { ...rest, now, absent: new Map([["Q-9", unknown]]) });
    expect(problems).to.deep.equal([{ ...unknown, values: { ...unknown.values, field: "requestIds/1" } }]);
    expect(problemsOf({ ...asked, skipped: [] }, { ...rest, now }).map(({ code }) => code)).to.include(
      "skipped-unnamed",
    );
  });

  it("passes over exactly the candidates left out and whoever a chosen one overtakes", () => {
    fc.assert(
      fc.property(choices, ([proposed, chosen]) => {
        const order = [...proposed.candidates, ...proposed.next].map(({ requestId }) => requestId);
        const isBetter = (a: string, b: string) => order.indexOf(a) < order.indexOf(b);
        const rank = (id: string) => (chosen.includes(id) ? chosen.indexOf(id) : Number.POSITIVE_INFINITY);
        const expected = order.filter((id) => {
          const isLeftOut = !chosen.includes(id) && proposed.candidates.some(({ requestId }) => requestId === id);
          return isLeftOut || chosen.some((other) => isBetter(id, other) && rank(other) < rank(id));
        });
        expect(passedOver(proposed, chosen)).to.deep.equal(expected);
      }),
    );
  });

  it("has no problem exactly when everybody passed over is named", () => {
    fc.assert(
      fc.property(choices, fc.nat(), ([proposed, chosen], drop) => {
        const passed = passedOver(proposed, chosen);
        const skipped = passed.map((requestId) => ({ requestId, reasonCode: "unsuited", reason: "x" }));
        const isSame = chosen.join() === proposed.candidates.map(({ requestId }) => requestId).join();
        const asked: AskedDecision = { kind: "replace", requestIds: chosen, skipped, reasonCode: "unsuited" };
        const codes = problemsOf(asked, ground(proposed)).map(({ code }) => code);
        expect(codes).to.deep.equal(isSame ? ["not-allowed"] : []);
        if (passed.length === 0) return;
        const silent = skipped.toSpliced(drop % skipped.length, 1);
        const found = problemsOf({ ...asked, skipped: silent }, ground(proposed));
        expect(found.map(({ code }) => code)).to.deep.equal(["skipped-unnamed"]);
      }),
    );
  });

  it("asks for words about everybody passed over, unless they were checked and sealed before", () => {
    const proposed = proposal(["Q-1", "Q-2"], []);
    const skip = { requestId: "Q-1", reasonCode: "unsuited" };
    const codes = (skipped: NonNullable<AskedDecision["skipped"]>) =>
      problemsOf({ kind: "replace", requestIds: ["Q-2"], skipped }, ground(proposed)).map(({ code }) => code);
    expect(codes([{ ...skip, reason: " " }])).to.deep.equal(["reason-required"]);
    expect(codes([skip])).to.deep.equal([]);
  });

  it("designates nobody unless it confirms or replaces", () => {
    const proposed = proposal(["Q-1"], []);
    expect(chosenBy({ kind: "confirm" }, proposed)).to.deep.equal(["Q-1"]);
    for (const kind of ["defer", "reject", "give-back", "release", "drop"] as const)
      expect(chosenBy({ kind, requestIds: ["Q-1"] }, proposed)).to.deep.equal([]);
    const given = problemsOf({ kind: "reject", requestIds: ["Q-1"], reasonCode: "unsuited" }, ground(proposed));
    expect(given.map(({ values }) => values.field)).to.deep.equal(["requestIds"]);
  });

  it("fills no more places than are left beside the pinned", () => {
    const proposed = { ...proposal(["Q-1", "Q-2"], [], ["Q-0"]), places: 2 };
    const found = problemsOf({ kind: "confirm" }, ground(proposed));
    expect(found).to.deep.equal([{ code: "too-many-candidates", values: { places: 2, pinned: 3 } }]);
  });

  it("confirms nothing where nobody is proposed", () => {
    const found = problemsOf({ kind: "confirm" }, ground(proposal([], [])));
    expect(found.map(({ code }) => code)).to.deep.equal(["too-few-candidates"]);
  });

  it("finds whoever was erased or is not eligible", () => {
    const proposed = proposal(["Q-1", "Q-2"], []);
    const { now, ...rest } = ground(proposed);
    const changed = new Map(now).set("Q-2", { verdict: "incomplete", state: "active", pinnedOn: [] });
    changed.delete("Q-1");
    const found = problemsOf({ kind: "confirm" }, { ...rest, now: changed });
    expect(found.map(({ code }) => code)).to.deep.equal(["erased", "candidate-not-eligible"]);
  });

  it("needs a second signature by its kind, by its reason, and by the reason of a candidate passed over", () => {
    const { ruleSet } = ground(proposal(["Q-1"], []));
    const needs = (asked: AskedDecision) => needsSecondSignature(asked, ruleSet);
    expect(needs({ kind: "confirm" })).to.equal(false);
    expect(needs({ kind: "reject", reasonCode: "unsuited" })).to.equal(true);
    expect(needs({ kind: "replace", reasonCode: "urgent" })).to.equal(true);
    const skipped = [{ requestId: "Q-1", reasonCode: "urgent", reason: "x" }];
    expect(needs({ kind: "replace", skipped })).to.equal(true);
    expect(needs({ kind: "replace", skipped: [{ ...skipped[0]!, reasonCode: "unsuited" }] })).to.equal(false);
  });
});
