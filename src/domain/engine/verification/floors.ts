/**
 * What a request holds: the worst list it stands on, once it stands on as many as it may. Only something it prefers to that list
 * can be missing to it. Pinned lists are left out.
 */
import type { Wishes } from "./orders.ts";
import { listsLeft, type Standing } from "./standing.ts";

/** The request may stand on another list. */
const HAS_FREE_LIST = -1;
/** The request takes no part: all its lists are pinned. */
const TAKES_NO_PART = -2;

/** The floor of each request: the rank of its worst list, or that it has none. */
export class Floors {
  readonly #wishes: Wishes;
  /** Per request its place in `#worst`, or one of the marks above. */
  readonly #floorOf: Int32Array;
  readonly #worst: { readonly vacancy: number; readonly keys: readonly number[] }[] = [];

  constructor(standing: Standing, wishes: Wishes, requestCount: number) {
    this.#wishes = wishes;
    this.#floorOf = new Int32Array(requestCount).fill(HAS_FREE_LIST);
    const listsOf = new Map<number, number[]>();
    standing.listed.forEach((requests, vacancy) => {
      for (const request of requests) {
        const lists = listsOf.get(request) ?? [];
        lists.push(vacancy);
        listsOf.set(request, lists);
      }
    });
    for (const [request, vacancies] of listsOf) {
      if (vacancies.length >= listsLeft(standing, request)) this.#setFloor(request, vacancies);
    }
    for (const request of standing.pinsOf.keys()) {
      if (listsLeft(standing, request) === 0) this.#floorOf[request] = TAKES_NO_PART;
    }
  }

  takesPart(request: number): boolean {
    return this.#floorOf[request] !== TAKES_NO_PART;
  }

  /** True when the request would rather stand on the list of the vacancy than keep what it has. */
  wants(request: number, vacancy: number): boolean {
    const floor = this.#floorOf[request]!;
    if (floor < 0) return floor === HAS_FREE_LIST;
    const { vacancy: other, keys } = this.#worst[floor]!;
    return this.#wishes.prefers(request, vacancy, other, keys);
  }

  #setFloor(request: number, vacancies: readonly number[]): void {
    let worst = vacancies[0]!;
    let keys = this.#wishes.keysOf(worst, request);
    for (const vacancy of vacancies.slice(1)) {
      if (this.#wishes.prefers(request, vacancy, worst, keys)) continue;
      worst = vacancy;
      keys = this.#wishes.keysOf(vacancy, request);
    }
    this.#floorOf[request] = this.#worst.push({ vacancy: worst, keys }) - 1;
  }
}
