/**
 * Why a request was proposed nowhere, or what came of it: every vacancy of a run with the first rule that refused and all others, or the place in the order
 * and the points missing; and the smallest change that would have helped. What the run must be computed again for may come later: then what is kept is told
 * meanwhile, and that the rest is being computed. Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole, isAuthorised } from "../domain/access/permissions.ts";
import type { SmallestChange } from "../domain/engine/smallest-change.ts";
import type { WhyNot } from "../domain/engine/why-not.ts";
import type { Request } from "../domain/facts/request.ts";
import { canonicalJson } from "../domain/shared/digest.ts";
import type { Context, Stored } from "./ports.ts";
import { recordNow } from "./records/read-as-of.ts";
import { type ConsideredPlace, placesOf } from "./requests/considered-places.ts";
import { factsInRun, runAskedFor, whyNotAtOnce } from "./requests/request-in-run.ts";
import { type RequestStanding, standingsOf } from "./requests/standings-of.ts";
import { askRun } from "./runs/recall.ts";

/** Which request, in which run: the last one when absent. */
export interface ExplainRequest {
  readonly requestId: string;
  readonly runId?: string;
}

/** Why a request was proposed nowhere. */
export type RequestExplained = {
  readonly request: Stored<"request">;
  /** Where it stands today; what is furthest comes first. */
  readonly standings: readonly RequestStanding[];
} /** No run came to a result yet. */ & (
  | { readonly kind: "no-night" }
  /** The run did not have it in its queue. */
  | { readonly kind: "not-considered"; readonly run: Stored<"run"> }
  | {
      readonly kind: "considered";
      readonly run: Stored<"run">;
      /** The facts as the run saw them. */
      readonly facts: Request;
      /** True where they were changed since. */
      readonly isAmended: boolean;
      /** Only the vacancies of the territory, for a committee. */
      readonly whyNot: WhyNot;
      /** Whether the places in the order are told: not while the run is being computed again, nor ever after an erasure. */
      readonly order: "told" | "computing" | "erased";
      /** Absent while it is looked for, and after an erasure. */
      readonly change?: SmallestChange;
      /** The dwellings, by vacancy. */
      readonly places: ReadonlyMap<string, ConsideredPlace>;
    }
);

/** Explains. Throws: `not-found`; `erased`; `not-replayable` for a run without a result; `role-forbidden`; `scope-forbidden`. */
export async function explainRequest(
  context: Context,
  actor: Actor,
  { requestId, runId }: ExplainRequest,
): Promise<RequestExplained> {
  const roles = authoriseRole(actor, "explain-request");
  const request = await recordNow(context, "request", requestId);
  const { employerId } = request.document.facts ?? {};
  // Whoever sees by territory alone is asked again, of the vacancies.
  const seesByTerritory = !isAuthorised(actor, "explain-request", { employerId });
  if (seesByTerritory && !roles.includes("committee")) authorise(actor, "explain-request", { employerId });
  const run = await runAskedFor(context, runId);
  const standings = (await standingsOf(context, [request])).get(requestId) ?? [];
  const about = { request, standings };
  if (!run) return withinScope(actor, seesByTerritory, { ...about, kind: "no-night" });
  const facts = await factsInRun(context, request, run);
  if (!facts) return withinScope(actor, seesByTerritory, { ...about, kind: "not-considered", run });
  const answer = await askRun(context, { kind: "why-not", runId: run.id, requestId });
  const isTold = answer.kind === "why-not";
  const change = isTold ? await askRun(context, { kind: "change", runId: run.id, requestId }) : undefined;
  const whyNot = isTold ? answer.whyNot : await whyNotAtOnce(context, run, facts);
  return withinScope(actor, seesByTerritory, {
    ...about,
    kind: "considered",
    run,
    facts,
    isAmended: canonicalJson(facts) !== canonicalJson(request.document.facts),
    whyNot,
    order: isTold ? "told" : answer.kind === "computing" ? "computing" : "erased",
    ...(change?.kind === "change" ? { change: change.change } : {}),
    places: await placesOf(
      context,
      whyNot.outcomes.map(({ vacancyId }) => vacancyId),
    ),
  });
}

/** What a committee may see of it: the vacancies of its territory. Throws: `scope-forbidden` where there is none. */
function withinScope(actor: Actor, seesByTerritory: boolean, explained: RequestExplained): RequestExplained {
  const held = actor.scope.departementCodes;
  if (!seesByTerritory) return explained;
  if (explained.kind !== "considered") {
    authorise(actor, "explain-request", { departementCode: held === "all" ? "all" : undefined });
    return explained;
  }
  const { places, whyNot } = explained;
  const isOwn = (vacancyId: string) => {
    const code = places.get(vacancyId)?.dwelling.departementCode;
    return held === "all" || (code !== undefined && (held ?? []).includes(code));
  };
  const outcomes = whyNot.outcomes.filter(({ vacancyId }) => isOwn(vacancyId));
  authorise(actor, "explain-request", {
    departementCode: places.get(outcomes[0]?.vacancyId ?? "")?.dwelling.departementCode,
  });
  return {
    ...explained,
    whyNot: { ...whyNot, outcomes },
    standings: explained.standings.filter(({ vacancyId }) => isOwn(vacancyId)),
  };
}
