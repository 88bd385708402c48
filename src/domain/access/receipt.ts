/** That a call was made: kept with what it wrote, in the same change, so that the call made again is answered and not done twice. */

/** A receipt; its id is the SHA-256 of account and key. */
export interface ReceiptDocument {
  readonly accountId: string;
  /** Method and path. */
  readonly call: string;
  /** Keyed digest of the body: what was sent may hold personal facts, which must not be guessed from it. */
  readonly bodyDigest: string;
  readonly at: string;
  /** What the call wrote, each at the version it wrote. */
  readonly records: readonly { readonly kind: string; readonly id: string; readonly version: number }[];
}

/** A call that comes again later than this is another call. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** True while a receipt counts. */
export function receiptCounts({ at }: Pick<ReceiptDocument, "at">, now: string): boolean {
  return Date.parse(now) - Date.parse(at) < KEPT_MS;
}
