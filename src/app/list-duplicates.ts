/**
 * What the secretary decides about households: requests that wait because another may be of the same household, each with those others; and
 * requests that were merged, each with the one it was merged into.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { Context, Stored } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";
import { likelyDuplicates } from "./requests/likely-duplicates.ts";

/** Which of them, and from where on. */
export interface ListDuplicates {
  readonly state: "waiting" | "merged";
  /** Only this request with those it resembles, wherever it is in its life. */
  readonly requestId?: string;
  readonly after?: string;
  /** 20 unless told. */
  readonly limit?: number;
}

/** A request and the others it is compared with; none where what made it wait is over. */
export interface DuplicatePair {
  readonly request: Stored<"request">;
  readonly others: readonly Stored<"request">[];
}

/** A page of pairs. */
export interface DuplicatePage {
  readonly pairs: readonly DuplicatePair[];
  readonly next?: string;
}

/** Lists them in order of the end of their validity. Throws: `role-forbidden`; `not-found`. */
export async function listDuplicates(
  context: Context,
  actor: Actor,
  { state, requestId, after, limit = 20 }: ListDuplicates,
): Promise<DuplicatePage> {
  authorise(actor, "list-duplicates");
  if (requestId !== undefined) {
    const request = await recordNow(context, "request", requestId);
    return { pairs: [{ request, others: await othersOf(context, request) }] };
  }
  const { records, next } = await context.store.list({
    kind: "request",
    by: "byState",
    equals: [state === "waiting" ? "submitted" : "merged"],
    limit,
    ...(after === undefined ? {} : { after }),
  });
  const pairs: DuplicatePair[] = [];
  for (const request of records) pairs.push({ request, others: await othersOf(context, request) });
  return { pairs, ...(next === undefined ? {} : { next }) };
}

async function othersOf(context: Context, { id, document }: Stored<"request">): Promise<readonly Stored<"request">[]> {
  const { personId, mergedInto } = document;
  if (mergedInto !== undefined)
    return (await context.store.get("request", mergedInto).then((one) => one && [one])) ?? [];
  const person = personId === undefined ? undefined : await context.store.get("person", personId);
  if (!person) return [];
  const found = await likelyDuplicates(context, person.document, person.id);
  return found.filter((other) => other.id !== id);
}
