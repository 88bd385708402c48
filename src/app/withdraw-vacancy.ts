/**
 * A landlord takes a vacancy back, with the reason. Candidates named for it are told through their employers and are in the queue again.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { withdrawnVacancy } from "../domain/dwellings/vacancy-end.ts";
import { replace } from "./commit.ts";
import { releaseOf } from "./dwellings/release-candidates.ts";
import type { Context } from "./ports.ts";
import { commitWithChain } from "./reassignments/chain.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which vacancy, at the version it was read at, and why: a code of `vacancyWithdrawalReasons`. */
export interface WithdrawVacancy {
  readonly vacancyId: string;
  readonly expected: number;
  readonly reason: string;
}

/** The vacancy is over. */
export interface WithdrawnVacancy {
  readonly version: number;
  readonly sequence: number;
  /** Requests that were named for it, or stood on an open agenda for it. */
  readonly releasedRequestIds: readonly string[];
}

/** Withdraws a vacancy. Throws: `not-found`, `conflict`, `wrong-state`, `reason-required`, `not-allowed`. */
export async function withdrawVacancy(
  context: Context,
  actor: Actor,
  { vacancyId, expected, reason }: WithdrawVacancy,
): Promise<WithdrawnVacancy> {
  authoriseRole(actor, "withdraw-vacancy");
  const vacancy = await recordNow(context, "vacancy", vacancyId);
  const { landlordId, departementCode } = vacancy.document;
  authorise(actor, "withdraw-vacancy", { landlordId, departementCode });
  expectVersion(vacancy, expected);
  const document = withdrawnVacancy(vacancy, reason);
  const release = await releaseOf(context, vacancy, "withdraw-vacancy");
  const { sequence } = await commitWithChain(context, {
    actor,
    command: "withdraw-vacancy",
    events: [
      { type: "vacancy-withdrawn", vacancyId, landlordId, departementCode, reasonCode: reason },
      ...release.events,
    ],
    writes: [replace(vacancy, document), ...release.writes],
    guards: release.guards,
  });
  return { version: vacancy.version + 1, sequence, releasedRequestIds: release.requestIds };
}
