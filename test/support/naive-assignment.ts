/**
 * A second, slow assignment on complete explicit orders: the yardstick of the engine's. Plain arrays, no cleverness; it shares
 * nothing with the engine.
 */

/** A market written out: only pairs that stand in the order of both sides are acceptable. */
export interface NaiveMarket {
  readonly places: readonly number[];
  readonly lists: readonly number[];
  /** Per vacancy its candidates, best first. */
  readonly vacancyOrders: readonly (readonly number[])[];
  /** Per request the vacancies it is eligible for, best first. */
  readonly requestOrders: readonly (readonly number[])[];
}

/** Per vacancy its requests, best first. */
export type NaiveAssignment = number[][];

function rankFor(order: readonly number[], one: number): number {
  return order.indexOf(one);
}

/** Requests ask in their own order; each vacancy keeps the best of those who asked. */
export function naiveAssignment(market: NaiveMarket): NaiveAssignment {
  const members: number[][] = market.places.map(() => []);
  const asked = market.lists.map(() => 0);
  for (let again = true; again; ) {
    again = false;
    for (let request = 0; request < market.lists.length; request++) {
      const standing = members.filter((list) => list.includes(request)).length;
      const order = market.requestOrders[request]!;
      if (standing >= market.lists[request]! || asked[request]! >= order.length) continue;
      again = true;
      const vacancy = order[asked[request]!]!;
      asked[request]!++;
      const vacancyOrder = market.vacancyOrders[vacancy]!;
      const list = [...members[vacancy]!, request].sort((a, b) => rankFor(vacancyOrder, a) - rankFor(vacancyOrder, b));
      members[vacancy] = list.slice(0, market.places[vacancy]!);
    }
  }
  return members;
}

/** Every pair that is passed over: both would rather be together than keep what they have. */
export function passedOver(market: NaiveMarket, members: NaiveAssignment): [vacancy: number, request: number][] {
  const found: [number, number][] = [];
  for (let vacancy = 0; vacancy < market.places.length; vacancy++) {
    const vacancyOrder = market.vacancyOrders[vacancy]!;
    for (const request of vacancyOrder) {
      const list = members[vacancy]!;
      if (list.includes(request)) continue;
      const order = market.requestOrders[request]!;
      const standings = order.filter((v) => members[v]!.includes(request));
      const requestWants =
        standings.length < market.lists[request]! || standings.some((v) => rankFor(order, vacancy) < rankFor(order, v));
      const vacancyWants =
        list.length < market.places[vacancy]! ||
        list.some((r) => rankFor(vacancyOrder, request) < rankFor(vacancyOrder, r));
      if (requestWants && vacancyWants && market.lists[request]! > 0 && market.places[vacancy]! > 0) {
        found.push([vacancy, request]);
      }
    }
  }
  return found;
}

/** Every stable assignment, by trying all sets of acceptable pairs. Only for tiny markets. */
export function allStableAssignments(market: NaiveMarket): NaiveAssignment[] {
  const pairs: [number, number][] = [];
  market.vacancyOrders.forEach((order, vacancy) => {
    for (const request of order) pairs.push([vacancy, request]);
  });
  const found: NaiveAssignment[] = [];
  const members: number[][] = market.places.map(() => []);
  const standing = market.lists.map(() => 0);
  const choose = (index: number): void => {
    if (index === pairs.length) {
      if (passedOver(market, members).length === 0) found.push(members.map((list) => [...list]));
      return;
    }
    choose(index + 1);
    const [vacancy, request] = pairs[index]!;
    if (members[vacancy]!.length >= market.places[vacancy]! || standing[request]! >= market.lists[request]!) return;
    members[vacancy]!.push(request);
    standing[request]!++;
    choose(index + 1);
    members[vacancy]!.pop();
    standing[request]!--;
  };
  choose(0);
  return found;
}

/** True when no request has, rank by rank, a worse list in the first than in the second. */
export function isBestForEveryRequest(market: NaiveMarket, one: NaiveAssignment, other: NaiveAssignment): boolean {
  return market.requestOrders.every((order, request) => {
    const ranksOf = (members: NaiveAssignment) =>
      order.flatMap((v, rank) => (members[v]!.includes(request) ? [rank] : []));
    const [ranks, otherRanks] = [ranksOf(one), ranksOf(other)];
    return ranks.length === otherRanks.length && ranks.every((rank, i) => rank <= otherRanks[i]!);
  });
}

/** The first requests of the vacancy's order, not on its list, who have a free list or prefer it to one they stand on. */
export function naiveNext(market: NaiveMarket, members: NaiveAssignment, vacancy: number, count: number): number[] {
  if (market.places[vacancy] === 0) return [];
  return market.vacancyOrders[vacancy]!.filter((request) => {
    if (members[vacancy]!.includes(request) || market.lists[request] === 0) return false;
    const order = market.requestOrders[request]!;
    const standings = order.filter((v) => members[v]!.includes(request));
    return (
      standings.length < market.lists[request]! || standings.some((v) => rankFor(order, vacancy) < rankFor(order, v))
    );
  }).slice(0, count);
}
