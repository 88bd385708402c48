import { expect } from "chai";
import { afterEvents, type RunEvent } from "../../../src/domain/engine/after-events.ts";
import type { Allocation } from "../../../src/domain/engine/allocate.ts";
import { explain } from "../../../src/domain/engine/explanation.ts";
import type { Pin } from "../../../src/domain/facts/snapshot.ts";
import { allocated } from "../../support/run.ts";
import { request, smallInput, smallRuleSet, smallTown } from "../../support/small-town.ts";

const pin = (vacancyId: string, requestId: string): Pin => ({ vacancyId, requestId, kind: "live-offer" });
const refusal = (vacancyId: string, requestId: string): RunEvent => ({
  kind: "refused",
  vacancyId,
  requestId,
  reason: "refused-by-candidate",
});
const people = [request("a", 50), request("b", 40), request("c", 30), request("d", 20)];
const runWith = (pins: readonly Pin[] = []) => allocated(smallInput(smallTown({ v1: {}, v2: {} }, people, { pins })));

const listsOf = ({ result }: Allocation) =>
  Object.fromEntries(
    result.proposals.map(({ vacancyId, pinned, candidates }) => [
      vacancyId,
      [...pinned, ...candidates.map((one) => one.requestId)],
    ]),
  );

describe("events after a run", () => {
  it("offer the place of a refusal to the next, and so on down the chain, each move with its cause", () => {
    const { allocation, moves } = afterEvents(runWith(), [refusal("v1", "a")]);
    expect(listsOf(allocation)).to.deep.equal({ v1: ["b"], v2: ["a"] });
    expect(moves).to.have.length.above(1);
    expect(moves[0]!.because).to.deep.equal({ kind: "event", event: 0 });
    expect(allocation.input.struck).to.deep.equal([
      { vacancyId: "v1", requestId: "a", reason: "refused-by-candidate" },
    ]);
  });

  it("let a new request take the place it has points for", () => {
    const strong = request("strong", 45);
    const { allocation } = afterEvents(runWith(), [{ kind: "submitted", request: strong }]);
    expect(listsOf(allocation)).to.deep.equal({ v1: ["a"], v2: ["strong"] });
    expect(allocation.result.proposals[1]!.next.map(({ requestId }) => requestId)).to.deep.equal(["b", "c"]);
  });

  it("show a lost vacancy no more", () => {
    const { allocation } = afterEvents(runWith(), [{ kind: "lost", vacancyId: "v1" }]);
    expect(listsOf(allocation)).to.deep.equal({ v2: ["a"] });
  });

  it("pin what is confirmed", () => {
    const { allocation } = afterEvents(runWith(), [{ kind: "confirmed", vacancyId: "v1", requestId: "a" }]);
    expect(allocation.result.proposals[0]).to.deep.include({ pinned: ["a"], candidates: [], next: [] });
    expect(allocation.input.pins).to.deep.equal([{ vacancyId: "v1", requestId: "a", kind: "confirmed" }]);
  });

  it("give back the place and the list of a pinned request that refuses", () => {
    const { allocation } = afterEvents(runWith([pin("v1", "d")]), [refusal("v1", "d")]);
    expect(listsOf(allocation)).to.deep.equal({ v1: ["a"], v2: ["b"] });
    expect(allocation.input.pins).to.deep.equal([]);
    const { table } = allocation.input;
    const { standing } = explain(allocation, table.vacancyRow("v2")!, table.requestRow("d")!);
    expect(standing).to.include({ state: "next", place: 2 });
  });

  it("give back the place of a pinned request that withdraws, and the list of one whose vacancy is lost", () => {
    const withdrawn = afterEvents(runWith([pin("v1", "d")]), [{ kind: "withdrawn", requestId: "d" }]);
    expect(listsOf(withdrawn.allocation)).to.deep.equal({ v1: ["a"], v2: ["b"] });
    const lost = afterEvents(runWith([pin("v1", "a")]), [{ kind: "lost", vacancyId: "v1" }]);
    expect(listsOf(lost.allocation)).to.deep.equal({ v2: ["a"] });
    expect(lost.allocation.input.pins).to.deep.equal([]);
  });

  it("move nobody when a live offer is confirmed, and take no second place", () => {
    const run = allocated(
      smallInput(smallTown({ v1: {}, v2: {} }, people, { pins: [pin("v1", "d")] }), smallRuleSet({ places: "2" })),
    );
    const before = listsOf(run);
    const { allocation, moves } = afterEvents(run, [{ kind: "confirmed", vacancyId: "v1", requestId: "d" }]);
    expect(moves).to.deep.equal([]);
    expect(listsOf(allocation)).to.deep.equal(before);
    expect(allocation.input.pins).to.deep.equal([{ vacancyId: "v1", requestId: "d", kind: "confirmed" }]);
  });

  it("name the event of the batch that each move follows from", () => {
    const events: RunEvent[] = [{ kind: "withdrawn", requestId: "d" }, refusal("v2", "a")];
    const { moves } = afterEvents(runWith([pin("v1", "d")]), events);
    const causes = moves.flatMap(({ because }) => (because.kind === "event" ? [because.event] : []));
    expect(causes).to.include.members([0, 1]);
  });

  it("pin no more than the whole batch leaves room for", () => {
    const confirm = (vacancyId: string, requestId: string): RunEvent => ({ kind: "confirmed", vacancyId, requestId });
    const run = () => runWith([pin("v1", "d")]);
    expect(() => afterEvents(run(), [confirm("v1", "a")])).to.throw(
      "more requests are pinned on v1 than it has places",
    );
    expect(() => afterEvents(run(), [confirm("v2", "d")])).to.throw("d is pinned on more lists than it may stand on");
    const { allocation } = afterEvents(run(), [confirm("v1", "a"), refusal("v1", "d")]);
    expect(listsOf(allocation)).to.deep.equal({ v1: ["a"], v2: ["b"] });
  });

  it("name a vacancy or a request that the run knows, or nothing is taken in", () => {
    expect(() => afterEvents(runWith(), [refusal("v9", "a")])).to.throw("the run does not know v9");
    expect(() => afterEvents(runWith(), [{ kind: "withdrawn", requestId: "nobody" }])).to.throw("does not know nobody");
  });
});
