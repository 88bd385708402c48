/**
 * Parts of a procedure that somebody needs. A rule set that does not state one says so with file and member; no value stands in for it.
 */
import { DomainError } from "../shared/domain-error.ts";
import type { Procedure, Reason, RuleSet } from "./rule-set.ts";

/** A rule set as far as its procedure goes. */
export type Proceeding = Pick<RuleSet, "id" | "procedure">;

/** One part of the procedure. Throws: `procedure-missing`. */
export function procedurePart<P extends keyof Procedure>(ruleSet: Proceeding, member: P): NonNullable<Procedure[P]> {
  const part = ruleSet.procedure[member];
  if (part === undefined) throw missing(ruleSet, member);
  return part;
}

/** The reasons that may be given for a kind of decision or for a withdrawal. Throws: `procedure-missing` when there is none. */
export function reasonsFor(ruleSet: Proceeding, kind: string): readonly Reason[] {
  const reasons = procedurePart(ruleSet, "reasons").filter((reason) => reason.for.includes(kind));
  if (reasons.length === 0) throw missing(ruleSet, `reasons (${kind})`);
  return reasons;
}

function missing({ id }: Proceeding, member: string): DomainError {
  return new DomainError("procedure-missing", { ruleSetId: id, file: `${id}/procedure.json`, member });
}
