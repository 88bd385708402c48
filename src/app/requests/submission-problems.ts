/** Everything that is wrong with the facts of a request that is handed in; a check before it and the submission itself say the same. */
import type { Request } from "../../domain/facts/request.ts";
import { daysOfSubmission } from "../../domain/requests/request-days.ts";
import { householdProblems, reservedFactProblems } from "../../domain/requests/request-facts.ts";
import type { Problem } from "../../domain/shared/problem.ts";
import { unknownRequestReferences } from "../facts/request-references.ts";
import type { Context } from "../ports.ts";

/** Who hands it in, and whether it may still be wrong. */
export interface SubmissionOf {
  readonly isSecretary: boolean;
  readonly isDraft: boolean;
}

/** The problems of a new request. */
export async function submissionProblems(
  context: Pick<Context, "store" | "clock">,
  facts: Request,
  { isSecretary, isDraft }: SubmissionOf,
): Promise<readonly Problem[]> {
  return [...reservedFactProblems({ facts, isSecretary }), ...(await handingInProblems(context, facts, isDraft))];
}

/** The problems of facts that are stored already as a draft. */
export async function handingInProblems(
  context: Pick<Context, "store" | "clock">,
  facts: Request,
  isDraft = false,
): Promise<readonly Problem[]> {
  const today = context.clock.today();
  const unknown = await unknownRequestReferences(context, facts);
  return isDraft
    ? unknown
    : [...daysOfSubmission(facts.id, facts, today), ...householdProblems(facts, today), ...unknown];
}
