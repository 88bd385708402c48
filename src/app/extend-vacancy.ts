/**
 * The secretary uses the extension that the agreement allows, once, while the vacancy still waits for candidates.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { extendedVacancy } from "../domain/dwellings/vacancy-end.ts";
import { commit, guard, replace } from "./commit.ts";
import { agreementOf } from "./dwellings/agreement-of-vacancy.ts";
import { movedProposals } from "./dwellings/vacancy-proposals.ts";
import type { Context } from "./ports.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which vacancy, at the version it was read at. */
export interface ExtendVacancy {
  readonly vacancyId: string;
  readonly expected: number;
}

/** The longer clock. */
export interface ExtendedVacancy {
  readonly version: number;
  readonly sequence: number;
  readonly designateBy: string;
}

/** Extends a vacancy. Throws: `not-found`, `conflict`, `wrong-state`, `already-extended`, `no-extension`. */
export async function extendVacancy(
  context: Context,
  actor: Actor,
  { vacancyId, expected }: ExtendVacancy,
): Promise<ExtendedVacancy> {
  authoriseRole(actor, "extend-vacancy");
  const vacancy = await recordNow(context, "vacancy", vacancyId);
  const { landlordId, departementCode } = vacancy.document;
  authorise(actor, "extend-vacancy", { landlordId, departementCode });
  expectVersion(vacancy, expected);
  const { agreement } = await agreementOf(context, vacancy);
  const document = extendedVacancy(vacancy, agreement.document.facts, context.clock.today(), "extend-vacancy");
  const { designateBy } = document.facts;
  const { sequence } = await commit(context, {
    actor,
    command: "extend-vacancy",
    events: [{ type: "vacancy-extended", vacancyId, designateBy }],
    writes: [replace(vacancy, document), ...(await movedProposals(context, vacancyId, designateBy))],
    guards: [guard(agreement)],
  });
  return { version: vacancy.version + 1, sequence, designateBy };
}
