/**
 * Last phase of reassign: exchanges that pass nobody over. Lists that are stable need not be the best for the requests: several may
 * wish to trade places in a ring while each vacancy still finds nobody better who would come. Afterwards no such ring is left.
 *
 * Each full vacancy v points to one other: s(v) is the first request below its list who wants v, and v points to the worst list of
 * s(v), which s(v) would leave for v. Where there is no s(v), or s(v) has a free list, no ring can pass: v is dead, and so is what
 * leads to it. Requests only gain by exchanges, so that dead vacancies stay dead. Following the pointers ends at a dead vacancy or
 * closes a ring; in a ring each s(v) moves to v.
 *
 * Why the start suffices: before the events all vacancies were dead, and a pointer differs only if the list of its vacancy did, or a
 * request eligible for it came, went or moved. A ring without such a vacancy would have been there before.
 */
import { NONE } from "./assignment-state.ts";
import type { Repair } from "./repair.ts";

/** A vacancy on the way, with the request that would come to it. */
interface Step {
  readonly vacancy: number;
  readonly comer: number;
}

/** Makes exchanges from the vacancies touched until none is left. */
export function makeExchanges(repair: Repair): void {
  const dead = new Set<number>();
  const starts = repair.touched;
  let exchanges = 0;
  for (;;) {
    for (const request of repair.moved) {
      for (const vacancy of repair.state.candidates.vacanciesOf(request)) starts.add(vacancy);
    }
    repair.moved.clear();
    if (starts.size === 0) return;
    for (const start of starts) exchanges = followFrom(repair, start, dead, exchanges);
    starts.clear();
  }
}

/** Makes every exchange on the way from this vacancy, until the way ends; returns the number of exchanges made so far. */
function followFrom(repair: Repair, start: number, dead: Set<number>, exchangesBefore: number): number {
  const { state } = repair;
  const path: Step[] = [];
  const depths = new Map<number, number>();
  let exchanges = exchangesBefore;
  let vacancy = start;
  for (;;) {
    const depth = depths.get(vacancy);
    if (depth !== undefined) {
      const ring = path.splice(depth);
      for (const step of ring) depths.delete(step.vacancy);
      exchange(repair, ring, exchanges++);
      // The last step before the ring may point elsewhere now; the steps before it do not.
      const last = path.pop();
      if (last) depths.delete(last.vacancy);
      vacancy = last ? last.vacancy : start;
      continue;
    }
    const comer = dead.has(vacancy) ? NONE : state.firstWanting(vacancy);
    if (comer === NONE || state.hasFreeList(comer)) {
      dead.add(vacancy);
      for (const step of path) dead.add(step.vacancy);
      return exchanges;
    }
    depths.set(vacancy, path.length);
    path.push({ vacancy, comer });
    vacancy = state.worstStanding(comer);
  }
}

function exchange(repair: Repair, ring: readonly Step[], number: number): void {
  const { state } = repair;
  const moves = ring.map(({ vacancy, comer }) => ({ comer, from: state.worstStanding(comer), to: vacancy }));
  for (const { comer, from } of moves) state.leave(comer, from);
  for (const { comer, from, to } of moves) {
    state.enter(comer, to);
    repair.tell(comer, from, to, { kind: "exchange", exchange: number });
  }
}
