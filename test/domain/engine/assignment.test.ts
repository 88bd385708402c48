import { expect } from "chai";
import { assign } from "../../../src/domain/engine/assignment.ts";
import { ExplicitMarket, type ExplicitRequest, requestWishing } from "../../support/explicit-market.ts";
import { listsOf, randomFrom, randomMarket, smallMarket } from "../../support/random-market.ts";

describe("assignment", () => {
  it("puts the best candidates of a vacancy on its list, best first, and names who is next", () => {
    const requests = [3, 1, 4, 2].map((standing) => requestWishing(1, 1, [[0, standing]]));
    const state = assign(new ExplicitMarket([2], requests, 1).market());
    expect(listsOf(state)).to.deep.equal([[1, 3]]);
    expect([...state.nextOf(0, 1)]).to.deep.equal([0]);
    expect([...state.nextOf(0, 5)]).to.deep.equal([0, 2]);
    expect(state.nextOfEach(2).map((next) => [...next])).to.deep.equal([[0, 2]]);
  });

  it("gives each request the best list it can have when several outcomes pass nobody over", () => {
    const requests = [
      requestWishing(2, 1, [
        [0, 2],
        [1, 1],
      ]),
      requestWishing(2, 1, [
        [1, 2],
        [0, 1],
      ]),
    ];
    expect(listsOf(assign(new ExplicitMarket([1, 1], requests, 1).market()))).to.deep.equal([[0], [1]]);
  });

  it("lets a request stand on as many lists as it may, and no more", () => {
    const wishes = [
      [2, 1],
      [0, 1],
      [1, 1],
    ] as const;
    const state = assign(new ExplicitMarket([1, 1, 1], [requestWishing(3, 2, wishes)], 1).market());
    expect(listsOf(state)).to.deep.equal([[0], [], [0]]);
    expect([...state.standingsOf(0)]).to.deep.equal([2, 0]);
  });

  it("names nobody as next who stands on enough lists that it prefers", () => {
    const requests = [
      requestWishing(2, 1, [
        [0, 1],
        [1, 2],
      ]),
      requestWishing(2, 1, [[1, 1]]),
      requestWishing(2, 1, [[1, 3]]),
    ];
    const state = assign(new ExplicitMarket([1, 1], requests, 1).market());
    expect(listsOf(state)).to.deep.equal([[0], [1]]);
    expect([...state.nextOf(1, 2)]).to.deep.equal([2]);
    expect([...state.nextOf(0, 2)]).to.deep.equal([]);
  });

  it("leaves out vacancies without a place and requests without a list", () => {
    const requests = [0, 1].map((lists) =>
      requestWishing(2, lists, [
        [0, 2 - lists],
        [1, 2 - lists],
      ]),
    );
    const market = new ExplicitMarket([0, 1], requests, 3);
    const state = assign(market.market());
    expect(listsOf(state)).to.deep.equal([[], [1]]);
    expect([...state.nextOf(0, 2)]).to.deep.equal([]);
  });

  it("skips a request without a list even if candidate lists still name it", () => {
    const market = new ExplicitMarket([1], [requestWishing(1, 1, [[0, 1]]), requestWishing(1, 1, [[0, 2]])], 3);
    market.lists[0] = 0;
    expect(listsOf(assign(market.market()))).to.deep.equal([[1]]);
  });

  it("assigns an empty market", () => {
    expect(listsOf(assign(new ExplicitMarket([], [], 1).market()))).to.deep.equal([]);
    expect(listsOf(assign(new ExplicitMarket([2], [], 1).market()))).to.deep.equal([[]]);
  });

  it("leaves the places and lists of the market it was given as they were", () => {
    const market = randomMarket(randomFrom(5), smallMarket).market();
    const before = [...market.places, ...market.lists];
    const state = assign(market);
    state.places.fill(9);
    expect([...market.places, ...market.lists]).to.deep.equal(before);
  });

  it("reads no more of a list than it needs", () => {
    const requests = Array.from({ length: 500 }, (_, i) => requestWishing(1, 1, [[0, i]]));
    const market = new ExplicitMarket([3], requests, 10);
    assign(market.market());
    expect(market.passes).to.equal(0);
    expect(market.known(0).length).to.equal(10);
  });

  it("gives the same lists whatever the order of requests and vacancies in the input", () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = randomFrom(seed);
      const places = [1, 2, 1, 3];
      const requests: ExplicitRequest[] = Array.from({ length: 6 }, (_, row) => ({
        lists: 1 + random(2),
        eligible: places.map(() => random(4) > 0),
        standingWith: places.map(() => 100 * random(5) + row),
        wish: places.map((_, vacancy) => 100 * random(5) + vacancy),
      }));
      const shuffledFrom = (count: number): number[] => {
        const keys = Array.from({ length: count }, (_, i) => [random(1_000_000), i] as const);
        return keys.sort((a, b) => a[0] - b[0]).map(([, i]) => i);
      };
      const [vacancyRows, requestRows] = [shuffledFrom(places.length), shuffledFrom(requests.length)];
      const shuffled = requestRows.map((row) => {
        const request = requests[row]!;
        return {
          lists: request.lists,
          eligible: vacancyRows.map((v) => request.eligible[v]!),
          standingWith: vacancyRows.map((v) => request.standingWith[v]!),
          wish: vacancyRows.map((v) => request.wish[v]!),
        };
      });
      const shuffledPlaces = vacancyRows.map((v) => places[v]!);
      const lists = listsOf(assign(new ExplicitMarket(places, requests, 2).market(), 2));
      const other = listsOf(assign(new ExplicitMarket(shuffledPlaces, shuffled, 1).market(), 3));
      expect(other.map((list) => list.map((r) => requestRows[r]!))).to.deep.equal(
        vacancyRows.map((v) => lists[v]!),
        `seed ${seed}`,
      );
    }
  });
});
