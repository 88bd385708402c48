/**
 * Second phase of reassign: requests that lost a list, and new ones, ask on in their own order from where they stood. Vacancies keep
 * their best; whoever is displaced asks on in turn. Freed places stay closed, so that nobody takes one out of turn.
 */
import { NONE } from "./assignment-state.ts";
import type { OpenWish, Repair } from "./repair.ts";

/** The rest of a request's order, and how far it has asked. */
interface Inquiry {
  readonly vacancies: Int32Array;
  next: number;
}

/** Lets every wish that the events left open ask on, until each has found a list or asked everyone. */
export function pushRequests(repair: Repair): void {
  const inquiries = new Map<number, Inquiry>();
  // Wishes of the displaced are appended while the list is walked.
  for (const wish of repair.wishes) askOn(repair, wish, inquiries);
}

function askOn(repair: Repair, wish: OpenWish, inquiries: Map<number, Inquiry>): void {
  const { state } = repair;
  const { request } = wish;
  if (state.hasFreeList(request)) {
    let inquiry = inquiries.get(request);
    if (!inquiry) inquiries.set(request, (inquiry = inquiryOf(repair, request)));
    while (inquiry.next < inquiry.vacancies.length) {
      const vacancy = inquiry.vacancies[inquiry.next++]!;
      if (state.standsOn(request, vacancy)) continue;
      const isFull = state.memberCount(vacancy) >= repair.openPlaces(vacancy);
      if (isFull && !isBetterThanLast(repair, request, vacancy)) continue;
      const loser = isFull ? state.lastMember(vacancy) : NONE;
      wish.move = repair.tell(request, wish.from, vacancy, wish.because);
      if (loser !== NONE) repair.lose(loser, vacancy, { kind: "displaced", move: wish.move });
      state.enter(request, vacancy);
      repair.touched.add(vacancy);
      return;
    }
  }
  if (wish.from !== NONE) wish.move = repair.tell(request, wish.from, NONE, wish.because);
}

function isBetterThanLast(repair: Repair, request: number, vacancy: number): boolean {
  const { state } = repair;
  if (state.memberCount(vacancy) === 0) return false;
  return state.candidates.compare(vacancy, request, state.lastMember(vacancy)) < 0;
}

/** Vacancies below the cursor, in the order of the request. */
function inquiryOf(repair: Repair, request: number): Inquiry {
  const { candidates, preferences, places } = repair.state;
  const cursor = repair.cursors.get(request)!;
  if (cursor === "end") return { vacancies: new Int32Array(0), next: 0 };
  const isBelow = (vacancy: number): boolean =>
    cursor === "start" || preferences.compare(request, vacancy, cursor.after) > 0;
  const vacancies = candidates
    .vacanciesOf(request)
    .filter((vacancy) => places[vacancy]! > 0 && isBelow(vacancy))
    .sort((a, b) => preferences.compare(request, a, b));
  return { vacancies, next: 0 };
}
