/**
 * What can happen to a market between two full runs, and the moves that follow from it. Rows only: names of people and homes are
 * joined by whoever shows the trace.
 */

/** One event; several make a batch and take effect together. */
export type MarketEvent =
  /** The pair can no longer meet: the candidate or the landlord refused. */
  | { readonly kind: "pair-struck"; readonly vacancy: number; readonly request: number }
  /** The pair is pinned: it leaves the market with one place of the vacancy and one list of the request, whether it was proposed or not. */
  | { readonly kind: "pair-confirmed"; readonly vacancy: number; readonly request: number }
  /** A pinned pair fell through: its place and its list come back, the pair does not. */
  | { readonly kind: "pair-released"; readonly vacancy: number; readonly request: number }
  | { readonly kind: "request-gone"; readonly request: number }
  /** A new row, or one that has gone. A changed request goes with its old facts and arrives with its new ones. */
  | { readonly kind: "request-arrived"; readonly request: number; readonly lists: number }
  | { readonly kind: "vacancy-lost"; readonly vacancy: number };

/** Why a move happened. */
export type MoveCause =
  /** The event with this index in the batch. */
  | { readonly kind: "event"; readonly event: number }
  /** The earlier move with this index left the place that is taken. */
  | { readonly kind: "freed-place"; readonly move: number }
  /** The earlier move with this index took the place that is left. */
  | { readonly kind: "displaced"; readonly move: number }
  /** The exchange with this number: its moves happen at once, each to a list its request prefers, and nobody is passed over. */
  | { readonly kind: "exchange"; readonly exchange: number };

/** One request that changes lists; NONE stands for no list. In a trace a request may move more than once, even back to where it was. */
export interface Move {
  readonly request: number;
  readonly from: number;
  readonly to: number;
  readonly because: MoveCause;
}
