/**
 * A designation with what its next step relies on: its vacancy, the rules it was decided by, and the terms of its offers.
 */
import type { Actor } from "../../domain/access/actor.ts";
import { authorise, type Command } from "../../domain/access/permissions.ts";
import type { OfferTerms, StepCommand, StepContext } from "../../domain/designations/designation-course.ts";
import { procedurePart } from "../../domain/rules/procedure-part.ts";
import type { RuleSet } from "../../domain/rules/rule-set.ts";
import type { Context, Stored } from "../ports.ts";
import { groundOf } from "../proposals/explain-proposal.ts";
import { recordNow } from "../records/read-as-of.ts";

/** What a step reads. */
export interface DesignationReading {
  readonly designation: Stored<"designation">;
  readonly vacancy: Stored<"vacancy">;
  readonly ruleSet: RuleSet;
}

/** Reads a designation. Throws: `not-found`. */
export async function readForStep(context: Context, designationId: string): Promise<DesignationReading> {
  const designation = await recordNow(context, "designation", designationId);
  const vacancy = await recordNow(context, "vacancy", designation.document.vacancyId);
  const decision = await recordNow(context, "decision", designation.document.decisionId);
  const proposal = await recordNow(context, "proposal", decision.document.proposalId);
  const { ruleSet } = await groundOf(context, proposal);
  return { designation, vacancy, ruleSet };
}

/** Returns when the actor may take the step: by its landlord, its territory, or the employer of the request it is about. */
export function authoriseStep(
  actor: Actor,
  command: Command,
  { designation, vacancy }: DesignationReading,
  request?: Stored<"request">,
): void {
  const { landlordId } = designation.document;
  const { departementCode } = vacancy.document;
  authorise(actor, command, { landlordId, departementCode, employerId: request?.document.facts?.employerId });
}

/** What moves the designation on from a day. Throws: `procedure-missing`. */
export function stepOn(
  { designation, vacancy, ruleSet }: DesignationReading,
  by: StepCommand,
  day: string,
): StepContext {
  const { leastDays, calendar } = procedurePart(ruleSet, "offer");
  const terms: OfferTerms = { leastDays, calendar, departementCode: vacancy.document.departementCode };
  return { designationId: designation.id, by, day, terms };
}
