/**
 * A request is confirmed for another year; one that has expired is in the queue again, with the seniority it had.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { daysOfRenewal, validityFrom } from "../domain/requests/request-days.ts";
import { employerOf, type RequestState } from "../domain/requests/request-record.ts";
import { requestTransitions } from "../domain/requests/transitions.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { transitionTo } from "../domain/shared/transition.ts";
import { commit, replace } from "./commit.ts";
import { keyOfRequest } from "./persons/person-keys.ts";
import type { Context } from "./ports.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which request, at the version it was read at. */
export interface RenewRequest {
  readonly requestId: string;
  readonly expected: number;
  /** Day on which the household confirmed it; today when absent. */
  readonly renewedOn?: string;
}

/** The request as it was written. */
export interface RenewedRequest {
  readonly version: number;
  readonly sequence: number;
  readonly state: RequestState;
  readonly validUntil: string;
}

/** Renews a request for one year. Throws: `not-found`, `conflict`, `wrong-state`, `erased`, `days-contradict`. */
export async function renewRequest(
  context: Context,
  actor: Actor,
  { requestId, expected, renewedOn: asked }: RenewRequest,
): Promise<RenewedRequest> {
  authoriseRole(actor, "renew-request");
  const request = await recordNow(context, "request", requestId);
  const employer = employerOf(request.document);
  authorise(actor, "renew-request", employer);
  expectVersion(request, expected);
  const { state: from } = request.document;
  const state = from === "expired" ? "active" : from;
  transitionTo(requestTransitions, { kind: "request", id: requestId, state: from }, "renew-request", state);
  const { personId, key, writes } = await keyOfRequest(context, request);
  const today = context.clock.today();
  const renewedOn = asked ?? today;
  const { endReason: _, ...document } = request.document;
  const facts = document.facts!;
  refuseAll(daysOfRenewal(requestId, facts, renewedOn, today));
  const validUntil = validityFrom(renewedOn).endsOn;
  const about = { requestId, ...employer };
  const { sequence } = await commit(context, {
    actor,
    command: "renew-request",
    events: [
      { type: "request-renewed", ...about, validUntil },
      ...(from === "expired" ? [{ type: "request-activated", ...about } as const] : []),
    ],
    writes: [
      ...writes,
      replace(request, { ...document, state, personId, renewedOn, facts: { ...facts, validUntil } }, key),
    ],
  });
  return { version: request.version + 1, sequence, state, validUntil };
}
