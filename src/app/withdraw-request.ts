/**
 * A household gives its request up, through its employer. It leaves every list it stands on; where a landlord already has its name, the landlord
 * is told.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { withdrawnRequest } from "../domain/requests/request-end.ts";
import { employerOf } from "../domain/requests/request-record.ts";
import { replace } from "./commit.ts";
import { keyOfRequest } from "./persons/person-keys.ts";
import type { Context } from "./ports.ts";
import { commitWithChain } from "./reassignments/chain.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";
import { endingOf } from "./requests/ending-request.ts";

/** Which request, at the version it was read at, and why: a code of `requestWithdrawalReasons`. */
export interface WithdrawRequest {
  readonly requestId: string;
  readonly expected: number;
  readonly reason: string;
}

/** The request is over. */
export interface EndedRequest {
  readonly version: number;
  readonly sequence: number;
  /** Vacancies for which it was designated, and whose landlords are told. */
  readonly vacancyIds: readonly string[];
}

/** Withdraws a request. Throws: `not-found`, `conflict`, `wrong-state`, `erased`, `reason-required`, `not-allowed`. */
export async function withdrawRequest(
  context: Context,
  actor: Actor,
  { requestId, expected, reason }: WithdrawRequest,
): Promise<EndedRequest> {
  authoriseRole(actor, "withdraw-request");
  const request = await recordNow(context, "request", requestId);
  const employer = employerOf(request.document);
  authorise(actor, "withdraw-request", employer);
  expectVersion(request, expected);
  const document = withdrawnRequest(request, reason);
  const { personId, key, writes } = await keyOfRequest(context, request);
  const ending = await endingOf(context, request, "withdraw-request");
  const { sequence } = await commitWithChain(context, {
    actor,
    command: "withdraw-request",
    events: [
      { type: "request-ended", requestId, ...employer, state: "withdrawn", reasonCode: reason },
      ...ending.events,
    ],
    writes: [...writes, replace(request, { ...document, personId }, key), ...ending.writes],
    guards: ending.guards,
  });
  return { version: request.version + 1, sequence, vacancyIds: ending.vacancyIds };
}
