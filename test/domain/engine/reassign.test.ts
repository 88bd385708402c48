import { expect } from "chai";
import { type AssignmentState, NONE } from "../../../src/domain/engine/assignment/assignment-state.ts";
import { assign } from "../../../src/domain/engine/assignment.ts";
import type { MarketEvent, Move } from "../../../src/domain/engine/market-event.ts";
import { reassign } from "../../../src/domain/engine/reassign.ts";
import { ExplicitMarket, type ExplicitRequest, requestWishing } from "../../support/explicit-market.ts";
import { listsOf } from "../../support/random-market.ts";

interface Scene {
  readonly market: ExplicitMarket;
  readonly state: AssignmentState;
}

function sceneOf(places: readonly number[], requests: readonly ExplicitRequest[]): Scene {
  const market = new ExplicitMarket(places, requests, 1);
  return { market, state: assign(market.market()) };
}

/** Takes the events in, and checks that a full run on the books agrees. */
function takeIn({ market, state }: Scene, ...events: MarketEvent[]): readonly Move[] {
  for (const event of events) market.book(event);
  const trace = reassign(state, events, market);
  expect(listsOf(state)).to.deep.equal(listsOf(assign(market.fresh(1).market())));
  return trace;
}

const [A, B, C] = [0, 1, 2];

/** Two flats with one place: flat 0 ranks A before B, flat 1 ranks B before C; B wishes for flat 0 most. */
function chain(): Scene {
  return sceneOf(
    [1, 1],
    [
      requestWishing(2, 1, [[0, 1]]),
      requestWishing(2, 1, [
        [0, 2],
        [1, 1],
      ]),
      requestWishing(2, 1, [[1, 2]]),
    ],
  );
}

/** A and B each hold the flat that the other ranks lower, because C stands in between. */
function ring(): Scene {
  return sceneOf(
    [1, 1],
    [
      requestWishing(2, 1, [
        [0, 3],
        [1, 1],
      ]),
      requestWishing(2, 1, [
        [1, 2],
        [0, 1],
      ]),
      requestWishing(2, 1, [[0, 2]]),
    ],
  );
}

describe("reassign", () => {
  it("tells a refusal as a chain: A refuses, B moves up, C comes in", () => {
    const scene = chain();
    expect(listsOf(scene.state)).to.deep.equal([[A], [B]]);
    const trace = takeIn(scene, { kind: "pair-struck", vacancy: 0, request: A });
    expect(listsOf(scene.state)).to.deep.equal([[B], [C]]);
    expect(trace).to.deep.equal([
      { request: A, from: 0, to: NONE, because: { kind: "event", event: 0 } },
      { request: B, from: 1, to: 0, because: { kind: "freed-place", move: 0 } },
      { request: C, from: NONE, to: 1, because: { kind: "freed-place", move: 1 } },
    ]);
  });

  it("lets a request that lost its list ask on, and tells whom it displaces", () => {
    const scene = sceneOf(
      [1, 1],
      [
        requestWishing(2, 1, [
          [0, 1],
          [1, 1],
        ]),
        requestWishing(2, 1, [[1, 2]]),
      ],
    );
    expect(listsOf(scene.state)).to.deep.equal([[A], [B]]);
    expect(takeIn(scene, { kind: "pair-struck", vacancy: 0, request: A })).to.deep.equal([
      { request: A, from: 0, to: 1, because: { kind: "event", event: 0 } },
      { request: B, from: 1, to: NONE, because: { kind: "displaced", move: 0 } },
    ]);
  });

  it("makes an exchange that a chain would miss once the request in between has gone", () => {
    const scene = ring();
    expect(listsOf(scene.state)).to.deep.equal([[B], [A]]);
    const trace = takeIn(scene, { kind: "request-gone", request: C });
    expect(listsOf(scene.state)).to.deep.equal([[A], [B]]);
    expect(trace).to.have.deep.members([
      { request: A, from: 1, to: 0, because: { kind: "exchange", exchange: 0 } },
      { request: B, from: 0, to: 1, because: { kind: "exchange", exchange: 0 } },
    ]);
  });

  it("undoes the exchange when the request comes back", () => {
    const scene = ring();
    takeIn(scene, { kind: "request-gone", request: C });
    takeIn(scene, { kind: "request-arrived", request: C, lists: 1 });
    expect(listsOf(scene.state)).to.deep.equal([[B], [A]]);
  });

  it("takes a confirmed pair out of the market without filling its place again", () => {
    const scene = chain();
    const trace = takeIn(scene, { kind: "pair-confirmed", vacancy: 0, request: A });
    expect(listsOf(scene.state)).to.deep.equal([[], [B]]);
    expect(trace).to.deep.equal([{ request: A, from: 0, to: NONE, because: { kind: "event", event: 0 } }]);
  });

  it("makes room for a confirmed request that was not proposed, and frees the list it stood on", () => {
    const scene = chain();
    takeIn(scene, { kind: "pair-confirmed", vacancy: 0, request: B });
    expect(listsOf(scene.state)).to.deep.equal([[], [C]]);
    expect(scene.state.standingCount(A)).to.equal(0);
  });

  it("offers the place of a confirmed pair that fell through", () => {
    const scene = chain();
    takeIn(scene, { kind: "pair-confirmed", vacancy: 0, request: A });
    const trace = takeIn(scene, { kind: "pair-released", vacancy: 0, request: A });
    expect(listsOf(scene.state)).to.deep.equal([[B], [C]]);
    expect(trace).to.deep.equal([
      { request: B, from: 1, to: 0, because: { kind: "event", event: 0 } },
      { request: C, from: NONE, to: 1, because: { kind: "freed-place", move: 0 } },
    ]);
  });

  it("does not offer the place of a pair that fell through when its vacancy is lost", () => {
    const scene = chain();
    takeIn(scene, { kind: "pair-confirmed", vacancy: 0, request: A });
    takeIn(scene, { kind: "vacancy-lost", vacancy: 0 });
    takeIn(scene, { kind: "pair-released", vacancy: 0, request: A });
    expect(listsOf(scene.state)).to.deep.equal([[], [B]]);
  });

  it("lets the candidates of a lost vacancy ask on", () => {
    const scene = chain();
    takeIn(scene, { kind: "pair-struck", vacancy: 0, request: A });
    const trace = takeIn(scene, { kind: "vacancy-lost", vacancy: 0 });
    expect(listsOf(scene.state)).to.deep.equal([[], [B]]);
    expect(trace).to.deep.equal([
      { request: B, from: 0, to: 1, because: { kind: "event", event: 0 } },
      { request: C, from: 1, to: NONE, because: { kind: "displaced", move: 0 } },
    ]);
  });

  it("takes in a request on a row that did not exist before", () => {
    const scene = chain();
    scene.market.prepare(3, requestWishing(2, 1, [[0, 0]]));
    const trace = takeIn(scene, { kind: "request-arrived", request: 3, lists: 1 });
    expect(listsOf(scene.state)).to.deep.equal([[3], [B]]);
    expect(trace).to.deep.equal([
      { request: 3, from: NONE, to: 0, because: { kind: "event", event: 0 } },
      { request: A, from: 0, to: NONE, because: { kind: "displaced", move: 0 } },
    ]);
  });

  it("takes a changed request as a departure and an arrival in one batch", () => {
    const scene = chain();
    scene.market.prepare(A, requestWishing(2, 1, [[1, 0]]));
    takeIn(scene, { kind: "request-gone", request: A }, { kind: "request-arrived", request: A, lists: 1 });
    expect(listsOf(scene.state)).to.deep.equal([[B], [A]]);
  });

  it("takes several events at once and says which one moved whom", () => {
    const scene = chain();
    const trace = takeIn(scene, { kind: "pair-struck", vacancy: 0, request: A }, { kind: "request-gone", request: B });
    expect(listsOf(scene.state)).to.deep.equal([[], [C]]);
    expect(trace).to.deep.equal([
      { request: B, from: 1, to: NONE, because: { kind: "event", event: 1 } },
      { request: A, from: 0, to: NONE, because: { kind: "event", event: 0 } },
      { request: C, from: NONE, to: 1, because: { kind: "freed-place", move: 0 } },
    ]);
  });

  it("moves nobody when nothing happens, or when a pair that never met is struck", () => {
    const scene = chain();
    expect(takeIn(scene)).to.deep.equal([]);
    expect(takeIn(scene, { kind: "pair-struck", vacancy: 0, request: C })).to.deep.equal([]);
    expect(takeIn(scene, { kind: "request-gone", request: C })).to.deep.equal([]);
    expect(takeIn(scene, { kind: "request-gone", request: C })).to.deep.equal([]);
  });

  it("touches only what the events concern", () => {
    const count = 2_000;
    const requests = Array.from({ length: count }, (_, i) => requestWishing(2, 1, [[i % 2, i]]));
    const scene = sceneOf([1, 1], requests);
    let compared = 0;
    const { candidates } = scene.state;
    const compare = candidates.compare.bind(candidates);
    candidates.compare = (vacancy, a, b) => {
      compared++;
      return compare(vacancy, a, b);
    };
    reassign(scene.state, [{ kind: "pair-struck", vacancy: 0, request: 0 }], {
      strike: (vacancy, request) => scene.market.strike(vacancy, request),
      addRequest: () => expect.fail("no request arrives"),
      removeRequest: () => expect.fail("no request goes"),
    });
    expect(listsOf(scene.state)).to.deep.equal([[2], [1]]);
    expect(compared).to.be.lessThan(20);
  });
});
