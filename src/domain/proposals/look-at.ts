/**
 * What a committee member must look at before a vacancy: the most serious thing first, one word for each. Made from what the proposal kept and from who
 * is still in the queue; knows no rule and no fact by name.
 */
import type { KeptProposal } from "../runs/run-record.ts";

/** Most serious first. */
export const lookKinds = ["withheld", "nobody", "gone", "missing", "pending", "flagged", "ready"] as const;

/** One of them. */
export type LookKind = (typeof lookKinds)[number];

/** What must be looked at, and the requests that it is about. */
export interface LookAt {
  readonly kind: LookKind;
  readonly requestIds: readonly string[];
  /** Places of the list, and those of them that nobody has. */
  readonly places: number;
  readonly missing: number;
}

/** What to look at; `gone` are candidates that left the queue since. */
export function lookAt(
  proposed: KeptProposal,
  { isWithheld, gone }: { readonly isWithheld: boolean; readonly gone: readonly string[] },
): LookAt {
  const { places, pinned, candidates, eligibleRequests } = proposed;
  const pending = candidates.filter(({ awaitedPoints }) => (awaitedPoints ?? 0) > 0);
  const flagged = candidates.filter(({ flags }) => flags !== undefined);
  const filled = pinned.length + candidates.length - gone.length;
  const missing = Math.max(0, places - filled);
  const of = (kind: LookKind, requestIds: readonly string[] = []): LookAt => ({ kind, requestIds, places, missing });
  const idsOf = (some: KeptProposal["candidates"]) => some.map(({ requestId }) => requestId);
  if (isWithheld) return of("withheld");
  if (filled === 0 && eligibleRequests === 0) return of("nobody");
  if (gone.length > 0) return of("gone", gone);
  if (missing > 0) return of("missing");
  if (pending.length > 0) return of("pending", idsOf(pending));
  if (flagged.length > 0) return of("flagged", idsOf(flagged));
  return of("ready");
}
