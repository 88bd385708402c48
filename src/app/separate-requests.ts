/**
 * A merge is undone: the request that was merged into another lives on its own again, and the one that stayed keeps only the seniority and
 * validity that are its own. Both merge and separation stand in the log. Places the merged request had given back stay given back.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { type CountedDays, separatedRequests } from "../domain/requests/request-end.ts";
import { employerOf, type RequestState } from "../domain/requests/request-record.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit, replace } from "./commit.ts";
import { keyOfRequest } from "./persons/person-keys.ts";
import type { Context, Stored } from "./ports.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";

/** The request that was merged into another, at the versions both were read at. */
export interface SeparateRequests {
  readonly keptId: string;
  readonly keptExpected: number;
  readonly otherId: string;
  readonly otherExpected: number;
  /** A code of `separationReasons`. */
  readonly reason: string;
}

/** The two requests as they were written. */
export interface SeparatedRequests {
  readonly sequence: number;
  readonly kept: { readonly version: number; readonly state: RequestState };
  readonly other: { readonly version: number; readonly state: RequestState };
}

/** Separates two merged requests. Throws: `not-found`, `conflict`, `wrong-state`, `erased`, `reason-required`, `not-allowed`. */
export async function separateRequests(
  context: Context,
  actor: Actor,
  command: SeparateRequests,
): Promise<SeparatedRequests> {
  authorise(actor, "separate-requests");
  const { keptId, otherId, reason } = command;
  const kept = await recordNow(context, "request", keptId);
  const other = await recordNow(context, "request", otherId);
  expectVersion(kept, command.keptExpected);
  expectVersion(other, command.otherExpected);
  const stillMergedIds = (kept.document.mergedFrom ?? []).filter((id) => id !== otherId);
  const stillMerged = [...(await context.store.getMany("request", stillMergedIds)).values()];
  const after = separatedRequests({
    kept,
    other,
    ownDays: await ownDaysOf(context, kept),
    stillMerged: stillMerged.flatMap(({ document }) => document.facts ?? []),
    reason,
    today: context.clock.today(),
  });
  const [keptKey, otherKey] = [await keyOfRequest(context, kept), await keyOfRequest(context, other)];
  const { state } = after.other;
  const about = employerOf(other.document);
  const { sequence } = await commit(context, {
    actor,
    command: "separate-requests",
    events: [
      { type: "requests-separated", requestId: keptId, separatedId: otherId, ...about, state, reasonCode: reason },
      ...(state === "active" ? [{ type: "request-activated", requestId: otherId, ...about } as const] : []),
    ],
    writes: [
      ...keptKey.writes,
      replace(kept, { ...after.kept, personId: keptKey.personId }, keptKey.key),
      ...otherKey.writes,
      replace(other, { ...after.other, personId: otherKey.personId }, otherKey.key),
    ],
  });
  return {
    sequence,
    kept: { version: kept.version + 1, state: after.kept.state },
    other: { version: other.version + 1, state },
  };
}

/** Days of a request before anything was merged into it: those of the last version that says nothing of a merge. Throws: `erased`. */
async function ownDaysOf(context: Context, kept: Stored<"request">): Promise<CountedDays> {
  let version: Stored<"request"> | undefined = kept;
  while (version && version.document.mergedFrom !== undefined && version.version > 1)
    version = await context.store.getVersion("request", kept.id, version.version - 1);
  if (!version?.document.facts) throw new DomainError("erased", { kind: "request", id: kept.id });
  return version.document.facts;
}
