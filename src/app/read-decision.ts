/**
 * One decision with what follows from it: whom it passed over in words, who of those it names is still there, what was sent, and whether a certificate is
 * needed. Reads, writes nothing.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { procedurePart } from "../domain/rules/procedure-part.ts";
import type { RuleSet } from "../domain/rules/rule-set.ts";
import { staffNames } from "./accounts/staff-names.ts";
import { certificateOf } from "./designations/certificate-of.ts";
import { decidedCandidates } from "./designations/decided-candidates.ts";
import { type ToldSkip, toldSkips } from "./persons/candidate-texts.ts";
import type { Context, Stored } from "./ports.ts";
import { groundOf } from "./proposals/explain-proposal.ts";
import { type ProposalRow, proposalRows } from "./proposals/proposal-rows.ts";
import { listAll } from "./records/list-all.ts";
import { recordNow } from "./records/read-as-of.ts";

/** What can be done with a decision next, and why. */
export type NextStep =
  | "second-signature"
  | "designate"
  | "certificate"
  | "designate-with-certificate"
  | "end"
  | "nothing";

/** One decision, whole. */
export interface DecisionRead {
  readonly decision: Stored<"decision">;
  readonly row: ProposalRow;
  readonly ruleSet: RuleSet;
  readonly skips: readonly ToldSkip[];
  /** Requests it names that are still there, in its order, and those that left. */
  readonly remaining: readonly string[];
  readonly left: readonly string[];
  /** How many the procedure asks for, and how many are there for certain. */
  readonly needed: number;
  readonly certain: number;
  readonly certificate?: Stored<"certificate">;
  readonly designation?: Stored<"designation">;
  readonly next: NextStep;
  readonly names: (id: string) => string;
}

/** Reads it. Throws: `not-found`; `scope-forbidden`. */
export async function readDecision(context: Context, actor: Actor, decisionId: string): Promise<DecisionRead> {
  authoriseRole(actor, "read-decision");
  const decision = await recordNow(context, "decision", decisionId);
  const proposal = await recordNow(context, "proposal", decision.document.proposalId);
  authorise(actor, "read-decision", { departementCode: proposal.document.departementCode });
  const { document } = decision;
  const { ruleSet } = await groundOf(context, proposal);
  const [row] = await proposalRows(context, [proposal]);
  const { remaining, left, certain } = await decidedCandidates(context, document);
  const { leastCandidates: needed } = procedurePart(ruleSet, "designation");
  const certificate = await certificateOf(context, document, remaining);
  const designation = await designationOf(context, document.vacancyId, decisionId);
  const names = await staffNames(
    context,
    [
      document.decidedBy,
      document.secondedBy,
      document.endedBy,
      designation?.document.sentBy,
      certificate?.document.issuedBy,
    ].flatMap((id) => id ?? []),
  );
  const found: Omit<DecisionRead, "next"> = {
    decision,
    row: row!,
    ruleSet,
    skips: await toldSkips(context, decisionId, document.skipped),
    remaining: remaining.map(({ id }) => id),
    left: document.state === "final" && !designation ? left : [],
    needed,
    certain: certain.length,
    ...(certificate ? { certificate } : {}),
    ...(designation ? { designation } : {}),
    names,
  };
  return { ...found, next: nextOf(found) };
}

function nextOf({
  decision,
  designation,
  remaining,
  certain,
  needed,
  certificate,
}: Omit<DecisionRead, "next">): NextStep {
  const { state, endedAt, requestIds } = decision.document;
  if (state === "awaiting-second-signature") return "second-signature";
  if (state !== "final" || endedAt !== undefined || requestIds.length === 0 || designation) return "nothing";
  if (remaining.length === 0) return "end";
  if (certain >= needed) return "designate";
  return certificate ? "designate-with-certificate" : "certificate";
}

async function designationOf(
  context: Context,
  vacancyId: string,
  decisionId: string,
): Promise<Stored<"designation"> | undefined> {
  for await (const designation of listAll(context, { kind: "designation", by: "byVacancy", equals: [vacancyId] }))
    if (designation.document.decisionId === decisionId) return designation;
  return undefined;
}
