/**
 * One vacancy with all that it falls under: dwelling, right, agreement, landlord, clock; and where it is: the newest proposal and designation.
 * Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { daysLeft } from "../domain/clocks/clock.ts";
import type { ProposalState } from "../domain/proposals/proposal-record.ts";
import { warningDaysOf } from "./clocks/warning-days.ts";
import { agreementOf, type VacancySurroundings } from "./dwellings/agreement-of-vacancy.ts";
import type { Context, Stored } from "./ports.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which vacancy to read. */
export interface ReadVacancy {
  readonly vacancyId: string;
}

/** A vacancy as it is read. */
export interface VacancyRead extends VacancySurroundings {
  readonly vacancy: Stored<"vacancy">;
  /** Days until the right is lost; negative once it is. */
  readonly daysLeft: number;
  /** Days before the end on which a warning goes out, the most days first. */
  readonly warningDays: readonly number[];
  /** The newest proposal; a landlord hears of none. */
  readonly proposal?: { readonly id: string; readonly state: ProposalState };
  readonly designationId?: string;
}

/** Reads a vacancy. Throws: `not-found`; `role-forbidden`; `scope-forbidden`. */
export async function readVacancy(context: Context, actor: Actor, { vacancyId }: ReadVacancy): Promise<VacancyRead> {
  authoriseRole(actor, "read-vacancy");
  const vacancy = await recordNow(context, "vacancy", vacancyId);
  const { landlordId, departementCode, facts, clock } = vacancy.document;
  authorise(actor, "read-vacancy", { landlordId, departementCode });
  const { right, agreement } = await agreementOf(context, vacancy);
  const dwelling = await recordNow(context, "dwelling", facts.dwellingId);
  const landlord = await recordNow(context, "landlord", landlordId);
  const proposal = isForProposals(actor) ? await newestProposal(context, vacancyId) : undefined;
  const designationId = await newestDesignation(context, vacancyId);
  return {
    vacancy,
    dwelling: dwelling.document.facts,
    right: right.document.facts,
    agreement: agreement.document.facts,
    landlord: landlord.document.facts,
    daysLeft: daysLeft(clock, context.clock.today()),
    warningDays: await warningDaysOf(context),
    ...(proposal ? { proposal: { id: proposal.id, state: proposal.document.state } } : {}),
    ...(designationId === undefined ? {} : { designationId }),
  };
}

function isForProposals({ roles }: Actor): boolean {
  return roles.some((role) => role !== "landlord");
}

/** The one to decide on, or else the one written last: a run writes the lapse of one and the next one at once. */
async function newestProposal(context: Context, vacancyId: string): Promise<Stored<"proposal"> | undefined> {
  let newest: Stored<"proposal"> | undefined;
  for await (const one of listAll(context, { kind: "proposal", by: "byVacancy", equals: [vacancyId] }))
    if (!newest || isNewer(one, newest)) newest = one;
  return newest;
}

function isNewer(one: Stored<"proposal">, other: Stored<"proposal">): boolean {
  const isUndecided = ({ document: { state } }: Stored<"proposal">) => state === "proposed" || state === "withheld";
  if (isUndecided(one) !== isUndecided(other)) return isUndecided(one);
  if (one.sequence !== other.sequence) return one.sequence > other.sequence;
  return other.document.state === "lapsed" || (one.document.state !== "lapsed" && one.id > other.id);
}

async function newestDesignation(context: Context, vacancyId: string): Promise<string | undefined> {
  let newest: string | undefined;
  for await (const { id } of listAll(context, { kind: "designation", by: "byVacancy", equals: [vacancyId] }))
    newest = id;
  return newest;
}
