/** Receipts of calls: whether one was made before, and what commit keeps of the one that is being made. */
import { type ReceiptDocument, receiptCounts } from "../../domain/access/receipt.ts";
import { sha256 } from "../../domain/shared/digest.ts";
import type { Context, Receipt } from "../ports.ts";

/** A call as it can be told apart from others. */
export interface Call {
  readonly accountId: string;
  /** Chosen by the caller, new for each call. */
  readonly key: string;
  /** Method and path. */
  readonly call: string;
  /** Canonical. */
  readonly body: string;
}

/** The receipt to be kept with the call; and the one that is there already, while it counts. */
export interface CallBefore {
  readonly receipt: Receipt;
  readonly found?: ReceiptDocument;
}

/** Looks the call up. */
export async function callBefore(
  { store, sealing, clock }: Pick<Context, "store" | "sealing" | "clock">,
  { accountId, key, call, body }: Call,
): Promise<CallBefore> {
  const id = sha256(`${accountId}\n${key}`);
  const stored = await store.get("receipt", id);
  const at = clock.now();
  const document = { accountId, call, bodyDigest: sealing.token(`receipt ${body}`), at };
  const receipt = { id, expected: stored?.version ?? 0, document };
  return stored && receiptCounts(stored.document, at) ? { receipt, found: stored.document } : { receipt };
}
