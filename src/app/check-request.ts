/**
 * Before a request is handed in: everything that is wrong with its facts, as the submission would say it, and what the rules say of it today,
 * programme by programme. Nothing at all is written: whoever asks leaves no trace of a household that may never become a request.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { prospectsOf, type RuleSetProspect } from "../domain/engine/prospects.ts";
import type { Request } from "../domain/facts/request.ts";
import type { PersonContents } from "../domain/persons/person.ts";
import { validityFrom } from "../domain/requests/request-days.ts";
import { foundBy } from "../domain/requests/request-facts.ts";
import type { Problem } from "../domain/shared/problem.ts";
import { personTokens } from "./persons/person-keys.ts";
import type { Context } from "./ports.ts";
import { likelyDuplicates } from "./requests/likely-duplicates.ts";
import { tableOfOpenVacancies } from "./requests/open-vacancies-table.ts";
import { submissionProblems } from "./requests/submission-problems.ts";
import { isBlocking, rulesForRun } from "./runs/run-rules.ts";

/** What would be handed in. */
export interface CheckRequest {
  readonly facts: Omit<Request, "id" | "filedOn" | "validUntil"> & Partial<Request>;
  readonly person?: PersonContents;
}

/** What the submission would say, and what the rules say. */
export interface CheckedRequest {
  /** Empty where it would be taken. */
  readonly problems: readonly Problem[];
  /** How many other requests may be of the same household; ids are told to nobody here. */
  readonly likelyDuplicates: number;
  /** In the order of the rule sets. Judged on the facts as they are sent, also where they have problems. */
  readonly prospects: readonly RuleSetProspect[];
  /** True where the rules cannot be used today, and nobody can say. */
  readonly areRulesBroken: boolean;
}

/** An id that no stored request has. */
const UNSTORED = "request-to-check";

/** Checks a request. Throws: `role-forbidden`, `scope-forbidden`. */
export async function checkRequest(
  context: Context,
  actor: Actor,
  { facts: sent, person }: CheckRequest,
): Promise<CheckedRequest> {
  const isSecretary = authoriseRole(actor, "check-request").includes("secretary");
  authorise(actor, "check-request", { employerId: sent.employerId });
  const filedOn = sent.filedOn ?? context.clock.today();
  const id = sent.id ?? UNSTORED;
  const facts: Request = { ...sent, id, filedOn, validUntil: sent.validUntil ?? validityFrom(filedOn).endsOn };
  const problems = await submissionProblems(context, facts, { isSecretary, isDraft: false });
  const tokens = person && personTokens(context.sealing, person, foundBy(facts));
  const duplicates = tokens ? await likelyDuplicates(context, { tokens }, "") : [];
  const table = await tableOfOpenVacancies(context, facts);
  const rules = await rulesForRun(context, table, context.clock.today());
  const areRulesBroken = rules.findings.some(isBlocking);
  return {
    problems,
    likelyDuplicates: duplicates.filter((other) => other.id !== id).length,
    prospects: areRulesBroken ? [] : prospectsOf(table, rules.ruleSets, 0),
    areRulesBroken,
  };
}
