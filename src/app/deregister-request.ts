/**
 * The secretary strikes a request off, for one of the reasons of the law, some of them a month after a warning only.
 * Source: CCH art. R441-2-8.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { deregisteredRequest } from "../domain/requests/request-end.ts";
import { employerOf } from "../domain/requests/request-record.ts";
import { replace } from "./commit.ts";
import { keyOfRequest } from "./persons/person-keys.ts";
import type { Context } from "./ports.ts";
import { commitWithChain } from "./reassignments/chain.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";
import { endingOf } from "./requests/ending-request.ts";
import type { EndedRequest } from "./withdraw-request.ts";

/** Which request, at the version it was read at, and why: a code of `deregistrationReasons`. */
export interface DeregisterRequest {
  readonly requestId: string;
  readonly expected: number;
  readonly reason: string;
  /** Day of the warning, where the reason needs one. */
  readonly warnedOn?: string;
}

/** Deregisters a request. Throws: as `withdrawRequest`; `value-required` or `days-contradict` for the warning. */
export async function deregisterRequest(
  context: Context,
  actor: Actor,
  { requestId, expected, reason, warnedOn }: DeregisterRequest,
): Promise<EndedRequest> {
  authorise(actor, "deregister-request");
  const request = await recordNow(context, "request", requestId);
  expectVersion(request, expected);
  const document = deregisteredRequest(request, { reason, warnedOn, today: context.clock.today() });
  const { personId, key, writes } = await keyOfRequest(context, request);
  const ending = await endingOf(context, request, "deregister-request");
  const employer = employerOf(request.document);
  const { sequence } = await commitWithChain(context, {
    actor,
    command: "deregister-request",
    events: [
      { type: "request-ended", requestId, ...employer, state: "deregistered", reasonCode: reason },
      ...ending.events,
    ],
    writes: [...writes, replace(request, { ...document, personId }, key), ...ending.writes],
    guards: ending.guards,
  });
  return { version: request.version + 1, sequence, vacancyIds: ending.vacancyIds };
}
