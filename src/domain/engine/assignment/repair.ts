/**
 * The working memory of one repair: what the four phases of reassign tell each other. Nothing of it outlives the repair.
 */
import type { Move, MoveCause } from "../market-event.ts";
import { type AssignmentState, NONE } from "./assignment-state.ts";

/** One list that a request lost (or, with `from` NONE, one that it may newly use) and for which it asks on. */
export interface OpenWish {
  readonly request: number;
  readonly from: number;
  readonly because: MoveCause;
  /** The move that the wish became; NONE before. */
  move: number;
}

/** What freed a place: a move, a wish that will be a move, or an event that moved nobody. */
export type FreedBy = { readonly move: number } | { readonly event: number };

/** Where a request stands in its own order: it has asked every vacancy up to and including this one. */
export type Cursor = { readonly after: number } | "start" | "end";

/** What the phases of one repair share. */
export class Repair {
  readonly state: AssignmentState;
  readonly trace: Move[] = [];
  /** Wishes in the order in which they arose. */
  readonly wishes: OpenWish[] = [];
  readonly cursors = new Map<number, Cursor>();
  /** Per vacancy the places that stay closed until everybody has asked on, each with what freed it. */
  readonly closed = new Map<number, FreedBy[]>();
  /** Vacancies from which exchanges may start. */
  readonly touched = new Set<number>();
  /** Requests whose moves may open an exchange at any vacancy they are eligible for. */
  readonly moved = new Set<number>();

  constructor(state: AssignmentState) {
    this.state = state;
  }

  /** Notes where the request stands before it loses a list, gets one more, or stops being full; the first note holds. */
  noteCursor(request: number): void {
    if (this.cursors.has(request)) return;
    const { state } = this;
    const isFull = state.standingCount(request) > 0 && !state.hasFreeList(request);
    this.cursors.set(request, isFull ? { after: state.worstStanding(request) } : "end");
  }

  /** Takes the request off the list and lets it ask on. */
  lose(request: number, from: number, because: MoveCause): OpenWish {
    this.noteCursor(request);
    this.state.leave(request, from);
    this.touched.add(from);
    this.moved.add(request);
    return this.wish(request, from, because);
  }

  wish(request: number, from: number, because: MoveCause): OpenWish {
    const wish: OpenWish = { request, from, because, move: NONE };
    this.wishes.push(wish);
    return wish;
  }

  /** Adds a place that opens only once everybody has asked on. */
  close(vacancy: number, by: FreedBy): void {
    this.touched.add(vacancy);
    const places = this.closed.get(vacancy);
    if (places) places.push(by);
    else this.closed.set(vacancy, [by]);
  }

  /** Places that may be taken while others are closed. */
  openPlaces(vacancy: number): number {
    return this.state.places[vacancy]! - (this.closed.get(vacancy)?.length ?? 0);
  }

  /** Writes a move down and returns its index. */
  tell(request: number, from: number, to: number, because: MoveCause): number {
    this.moved.add(request);
    return this.trace.push({ request, from, to, because }) - 1;
  }
}
