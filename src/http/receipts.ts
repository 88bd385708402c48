/**
 * Calls that carry an `Idempotency-Key` are done once: what was kept in the same change as their work answers them when they come again, within
 * a day. Of two that come at once one does the work, and the other is answered as one that came again.
 */
import { type Call, callBefore } from "../app/records/call-receipt.ts";
import type { ReceiptDocument } from "../domain/access/receipt.ts";
import { canonicalJson } from "../domain/shared/digest.ts";
import { EdgeProblem } from "../edge/edge-problem.ts";
import type { ApiAnswer, ApiAsked, ApiRoute } from "./api-route.ts";

/** The answer of a call that was made before: the record as that call left it. */
export interface Replayed {
  readonly status: 200 | 201;
  readonly written: string;
  readonly version: number;
  readonly isReplayed: true;
}

/** Does the call, or answers it from what is kept of it. Throws: `key-used-otherwise`; what the use case throws. */
export async function onceOnly(
  route: ApiRoute,
  asked: ApiAsked,
  key: string | undefined,
  path: string,
): Promise<ApiAnswer | Replayed> {
  const { context, actor, body } = asked;
  if (key === undefined) return route.handle(asked);
  const call: Call = {
    accountId: actor.id,
    key,
    call: `${route.method} ${path}`,
    body: canonicalJson({ body, expected: asked.expected }),
  };
  const { receipt, found } = await callBefore(context, call);
  if (found) return replayOf(route, asked, receipt.document, found);
  try {
    return await route.handle({ ...asked, context: { ...context, receipt } });
  } catch (error) {
    // Whatever stopped it may be what the same call had just done.
    const { found: meanwhile } = await callBefore(context, call);
    if (!meanwhile) throw error;
    return replayOf(route, asked, receipt.document, meanwhile);
  }
}

function replayOf(
  { response }: ApiRoute,
  { params }: ApiAsked,
  asked: Omit<ReceiptDocument, "records">,
  found: ReceiptDocument,
): Replayed {
  if (found.call !== asked.call || found.bodyDigest !== asked.bodyDigest) throw new EdgeProblem("key-used-otherwise");
  const own = found.records.filter(({ kind }) => kind === response.writes);
  const record = own.find(({ id }) => Object.values(params).includes(id)) ?? own[0];
  if (!record || response.status === 204) throw new EdgeProblem("key-used-otherwise");
  return { status: response.status, written: record.id, version: record.version, isReplayed: true };
}
