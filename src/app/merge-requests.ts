/**
 * Two requests that may be of one household: a person merges them, keeping the earlier seniority and both histories, or says that they are of
 * two households. Places that the merged one held go to whoever comes next. Who, when and why stands in the log.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { DomainEvent } from "../domain/events.ts";
import { keptApart, mergedRequests } from "../domain/requests/request-end.ts";
import { employerOf, type RequestDocument, type RequestState } from "../domain/requests/request-record.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { replace, type Write } from "./commit.ts";
import { keyOfRequest } from "./persons/person-keys.ts";
import type { Context, Stored } from "./ports.ts";
import { pinsHeldBy } from "./proposals/pins.ts";
import { commitWithChain } from "./reassignments/chain.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";
import { leavePlaces } from "./requests/leaving-places.ts";

/** The two requests at the versions they were read at; the first is the one that stays. */
export interface MergeRequests {
  readonly keptId: string;
  readonly keptExpected: number;
  readonly otherId: string;
  readonly otherExpected: number;
  readonly outcome: "merge" | "keep-apart";
  /** A code of `mergeReasons`. */
  readonly reason: string;
}

/** The two requests as they were written. */
export interface MergedRequests {
  readonly sequence: number;
  readonly kept: { readonly version: number; readonly state: RequestState };
  readonly other: { readonly version: number; readonly state: RequestState };
}

/** Merges two requests or keeps them apart. Throws: `not-found`, `conflict`, `wrong-state`, `erased`, `reason-required`, `not-allowed`. */
export async function mergeRequests(context: Context, actor: Actor, command: MergeRequests): Promise<MergedRequests> {
  authorise(actor, "merge-requests");
  const { keptId, otherId, outcome, reason } = command;
  if (keptId === otherId)
    throw new DomainError("not-allowed", { field: "otherId", sent: otherId, allowed: "another request" });
  const kept = await recordNow(context, "request", keptId);
  const other = await recordNow(context, "request", otherId);
  expectVersion(kept, command.keptExpected);
  expectVersion(other, command.otherExpected);
  const after =
    outcome === "merge"
      ? mergedRequests(kept, other, reason)
      : { kept: keptApart(kept, reason), other: keptApart(other, reason) };
  const left = await leavePlaces(context, outcome === "merge" ? await pinsHeldBy(context, otherId) : []);
  const { sequence } = await commitWithChain(context, {
    actor,
    command: "merge-requests",
    events: [
      ...outcomeEvents(command, other),
      ...activated(kept, after.kept),
      ...activated(other, after.other),
      ...left.events,
    ],
    writes: [
      ...(await written(context, kept, after.kept)),
      ...(await written(context, other, after.other)),
      ...left.writes,
    ],
  });
  return {
    sequence,
    kept: { version: kept.version + 1, state: after.kept.state },
    other: { version: other.version + 1, state: after.other.state },
  };
}

async function written(
  context: Context,
  request: Stored<"request">,
  document: RequestDocument,
): Promise<readonly Write[]> {
  const { personId, key, writes } = await keyOfRequest(context, request);
  return [...writes, replace(request, { ...document, personId }, key)];
}

function outcomeEvents(
  { keptId, otherId, outcome, reason: reasonCode }: MergeRequests,
  other: Stored<"request">,
): readonly DomainEvent[] {
  if (outcome === "keep-apart") return [{ type: "requests-kept-apart", requestIds: [keptId, otherId], reasonCode }];
  return [
    { type: "requests-merged", requestId: keptId, mergedId: otherId, reasonCode },
    { type: "request-ended", requestId: otherId, ...employerOf(other.document), state: "merged", reasonCode },
  ];
}

function activated({ id, document }: Stored<"request">, after: RequestDocument): readonly DomainEvent[] {
  return document.state === "submitted" && after.state === "active"
    ? [{ type: "request-activated", requestId: id, ...employerOf(after) }]
    : [];
}
