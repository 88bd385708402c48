import { expect } from "chai";
import type { AssignmentState } from "../../src/domain/engine/assignment/assignment-state.ts";
import { assign } from "../../src/domain/engine/assignment.ts";
import type { MarketEvent, Move } from "../../src/domain/engine/market-event.ts";
import { reassign } from "../../src/domain/engine/reassign.ts";
import { compareText } from "../../src/domain/shared/order.ts";
import type { ExplicitMarket } from "../support/explicit-market.ts";
import {
  allStableAssignments,
  isBestForEveryRequest,
  naiveAssignment,
  naiveNext,
  passedOver,
} from "../support/naive-assignment.ts";
import {
  type Day,
  listsOf,
  type Random,
  randomEvent,
  randomFrom,
  randomMarket,
  smallMarket,
  tinyMarket,
} from "../support/random-market.ts";
import { assignCuttingAtEveryFreeRequest, reassignWithoutExchanges } from "../support/wrong-assignment.ts";

/** CONTINGENT_LONG=1 runs thirty times as many markets. */
const isLong = process.env.CONTINGENT_LONG === "1";

function forEachSeed(count: number, check: (random: Random, seed: number) => void): void {
  for (let seed = 0; seed < (isLong ? 30 * count : count); seed++) check(randomFrom(seed), seed);
}

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Lives through a random day of several batches; `then` sees each batch before and after. */
function liveThrough(
  random: Random,
  market: ExplicitMarket,
  take: (events: readonly MarketEvent[]) => void,
  batchCount: number,
): void {
  const day: Day = { confirmed: [] };
  for (let batch = 0; batch < batchCount; batch++) {
    const size = random(3) === 0 ? 1 + random(5) : 1;
    take(Array.from({ length: size }, () => randomEvent(random, market, day, smallMarket)));
  }
}

/** The pairs of a state after the moves, taken one by one. */
function fold(lists: readonly (readonly number[])[], trace: readonly Move[]): string[] {
  const pairs = new Set(lists.flatMap((list, vacancy) => list.map((request) => `${request} on ${vacancy}`)));
  trace.forEach(({ request, from, to, because }, index) => {
    expect(from).not.to.equal(to);
    if (from >= 0) expect(pairs.delete(`${request} on ${from}`), "leaves a list that it stands on").to.equal(true);
    if (to >= 0) expect(pairs.has(`${request} on ${to}`), "stands twice on a list").to.equal(false);
    if (to >= 0) pairs.add(`${request} on ${to}`);
    if (because.kind === "freed-place") expect(trace[because.move]!.from).to.equal(to);
    if (because.kind === "displaced") expect(trace[because.move]!.to).to.equal(from);
    if ("move" in because) expect(because.move).to.be.lessThan(index);
  });
  return [...pairs].sort(compareText);
}

describe("P3, P4, P5: assignment of random markets", function () {
  this.timeout(isLong ? 600_000 : 20_000);

  it("equals the naive assignment, and so do those who are next", () => {
    let passes = 0;
    forEachSeed(4_000, (random, seed) => {
      const market = randomMarket(random, smallMarket);
      const written = market.naive();
      const expected = naiveAssignment(written);
      const state = assign(market.market(), 2);
      passes += market.passes;
      if (!equal(listsOf(state), expected)) expect(listsOf(state)).to.deep.equal(expected, `seed ${seed}`);
      const next = state.nextOfEach(2).map((requests) => [...requests]);
      const expectedNext = market.places.map((_, vacancy) => naiveNext(written, expected, vacancy, 2));
      if (!equal(next, expectedNext)) expect(next).to.deep.equal(expectedNext, `seed ${seed}`);
    });
    expect(passes, "markets in which lists had to grow").to.be.greaterThan(1_000);
  });

  it("passes nobody over and is best for every request among all stable assignments", () => {
    let withSeveral = 0;
    forEachSeed(1_500, (random, seed) => {
      const market = randomMarket(random, tinyMarket);
      const written = market.naive();
      const lists = listsOf(assign(market.market(), 2));
      expect(passedOver(written, lists), `seed ${seed}`).to.deep.equal([]);
      const stable = allStableAssignments(written);
      if (stable.length > 1) withSeveral++;
      for (const other of stable) {
        expect(isBestForEveryRequest(written, lists, other), `seed ${seed}`).to.equal(true);
      }
    });
    expect(withSeveral, "markets with several stable assignments").to.be.greaterThan(10);
  });

  it("does not depend on how much of each list is known or how fast lists grow", () => {
    forEachSeed(500, (random, seed) => {
      const market = randomMarket(random, smallMarket);
      const lists = listsOf(assign(market.market()));
      for (const growth of [2, 3]) {
        for (const prefix of [0, 1, 2, 9]) {
          const other = listsOf(assign(market.fresh(prefix).market(), growth));
          if (!equal(other, lists)) expect(other).to.deep.equal(lists, `seed ${seed}`);
        }
      }
    });
  });

  it("would be seen to be wrong if lists were cut at a request that stands on them", () => {
    let differences = 0;
    forEachSeed(300, (random) => {
      const market = randomMarket(random, smallMarket);
      if (!equal(assignCuttingAtEveryFreeRequest(market), naiveAssignment(market.naive()))) differences++;
    });
    expect(differences).to.be.greaterThan(30);
  });
});

describe("P3, P4, P5: repair after random events", function () {
  this.timeout(isLong ? 600_000 : 20_000);

  /** Batches after which the lists differ from those of a full run. */
  function differencesOf(
    take: (state: AssignmentState, events: readonly MarketEvent[], market: ExplicitMarket) => void,
  ): number {
    let differences = 0;
    forEachSeed(1_000, (random) => {
      const market = randomMarket(random, smallMarket);
      const state = assign(market.market(), 2);
      let isRight = true;
      const batch = (events: readonly MarketEvent[]) => {
        take(state, events, market);
        isRight &&= equal(listsOf(state), naiveAssignment(market.naive()));
      };
      liveThrough(random, market, (events) => isRight && batch(events), 6);
      if (!isRight) differences++;
    });
    return differences;
  }

  it("equals a full run and the naive assignment, and its trace leads from the old lists to the new ones", () => {
    let exchanges = 0;
    forEachSeed(1_500, (random, seed) => {
      const market = randomMarket(random, smallMarket);
      const state = assign(market.market(), 2);
      liveThrough(
        random,
        market,
        (events) => {
          const before = listsOf(state);
          const trace = reassign(state, events, market);
          const lists = listsOf(state);
          const expected = naiveAssignment(market.naive());
          if (!equal(lists, expected)) expect(lists).to.deep.equal(expected, `seed ${seed}`);
          expect([...state.places], `seed ${seed}`).to.deep.equal(market.places);
          const full = listsOf(assign(state.market));
          if (!equal(lists, full)) expect(lists).to.deep.equal(full, `seed ${seed}`);
          expect(fold(before, trace), `seed ${seed}`).to.deep.equal(fold(lists, []));
          exchanges += trace.some((move) => move.because.kind === "exchange") ? 1 : 0;
        },
        8,
      );
    });
    expect(exchanges, "batches with an exchange").to.be.greaterThan(50);
  });

  it("names the same next after a repair as a full run", () => {
    forEachSeed(500, (random, seed) => {
      const market = randomMarket(random, smallMarket);
      const state = assign(market.market(), 2);
      liveThrough(random, market, (events) => reassign(state, events, market), 4);
      const expected = assign(market.fresh(1).market());
      for (let vacancy = 0; vacancy < state.vacancyCount; vacancy++) {
        const next = [...state.nextOf(vacancy, 2)];
        expect(next, `seed ${seed}`).to.deep.equal([...expected.nextOf(vacancy, 2)]);
      }
    });
  });

  it("would be seen to be wrong if exchanges were left out", () => {
    expect(differencesOf((state, events, market) => reassign(state, events, market))).to.equal(0);
    expect(differencesOf(reassignWithoutExchanges)).to.be.greaterThan(20);
  });
});
