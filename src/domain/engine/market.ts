/**
 * The market of a run: who stands in which order before which vacancy. The meeting point of lists and assignment.
 * Requests and vacancies are rows (whole numbers from 0). Pinned, struck and conflicted pairs, requests without a list left and
 * vacancies without a place left are already out of it.
 */

/** Candidates of each vacancy in the vacancy's own order; known as exact prefixes that grow where they are asked to. */
export interface CandidateLists {
  /** Candidates known so far, best first: an exact prefix of the vacancy's whole order. */
  known(vacancy: number): Int32Array;
  /** True when `known` is the whole order. */
  isComplete(vacancy: number): boolean;
  /** After the call each named vacancy knows at least `count` candidates, or all it has. One pass over the requests for all of them. */
  extend(vacancies: readonly number[], count: number): void;
  /** Negative when `a` comes before `b` in the order of the vacancy; never 0 for different requests. Both must be eligible for it. */
  compare(vacancy: number, a: number, b: number): number;
  /** Every vacancy the request is eligible for, in no particular order (struck and pinned pairs left out). */
  vacanciesOf(request: number): Int32Array;
}

/** How candidate lists follow the events of a day. After each call every `known` is an exact prefix of the order that holds then. */
export interface MarketChange {
  /** The pair leaves the market for good; nothing happens when it was not in it. */
  strike(vacancy: number, request: number): void;
  /** The request enters with the facts its row has now; struck pairs stay out. Its row may be a new one, and was not in the market. */
  addRequest(request: number): void;
  /** The request leaves every list, and `vacanciesOf` names none for it. */
  removeRequest(request: number): void;
}

/** An applicant's own order over vacancies. */
export interface Preferences {
  /** Negative when the request prefers `a` to `b`; never 0 for different vacancies. */
  compare(request: number, a: number, b: number): number;
}

/** What the assignment starts from. */
export interface Market {
  readonly requestCount: number;
  readonly vacancyCount: number;
  /** Places left per vacancy; 0 for a vacancy that is out of the market. */
  readonly places: Int32Array;
  /** Lists left per request; 0 for a request that is out of the market. */
  readonly lists: Int32Array;
  readonly candidates: CandidateLists;
  readonly preferences: Preferences;
}

/** Who stands on which list: per vacancy its requests, best first. */
export type Assignment = readonly Int32Array[];
