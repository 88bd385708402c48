/**
 * Sends the names of a final decision to the landlord, as ids only: at least as many as the procedure asks, or fewer with the certificate that there are no
 * more. From then on the requests are designated. Whoever left since the decision is not sent: the others go in their order.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { startClock } from "../domain/clocks/clock.ts";
import type { DesignationDocument } from "../domain/designations/designation-record.ts";
import { vacancyTransitions } from "../domain/dwellings/transitions.ts";
import type { DecisionDocument } from "../domain/proposals/proposal-record.ts";
import { employerOf } from "../domain/requests/request-record.ts";
import { procedurePart } from "../domain/rules/procedure-part.ts";
import type { RuleSet } from "../domain/rules/rule-set.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { transitionTo } from "../domain/shared/transition.ts";
import { commit, create, guard, replace } from "./commit.ts";
import { certificateOf } from "./designations/certificate-of.ts";
import { type DecidedCandidates, decidedCandidates, requireUnsent } from "./designations/decided-candidates.ts";
import type { Context, Stored } from "./ports.ts";
import { groundOf } from "./proposals/explain-proposal.ts";
import { hold, release } from "./proposals/pins.ts";
import { recordNow } from "./records/read-as-of.ts";
import { RequestWrites } from "./requests/request-writes.ts";

/** Which decision is sent. */
export interface Designate {
  readonly decisionId: string;
}

/** What was sent, and who is not in it. */
export interface Designated {
  readonly designationId: string;
  readonly sequence: number;
  /** Requests that the decision names and that left the queue since, in its order. */
  readonly left: readonly string[];
}

/**
 * Designates. Throws: `wrong-state` for a decision that is not final, designates nobody or was ended, `id-taken` for one that was sent already;
 * `too-few-candidates` without a certificate, `too-few-left` where somebody left; `nobody-left`.
 */
export async function designate(context: Context, actor: Actor, { decisionId }: Designate): Promise<Designated> {
  authoriseRole(actor, "designate");
  const decision = await recordNow(context, "decision", decisionId);
  const { vacancyId } = decision.document;
  const vacancy = await recordNow(context, "vacancy", vacancyId);
  const { departementCode, landlordId, state } = vacancy.document;
  authorise(actor, "designate", { departementCode });
  await requireUnsent(context, decision, "designate");
  transitionTo(vacancyTransitions, { kind: "vacancy", id: vacancyId, state }, "designate", "designated");
  const candidates = await decidedCandidates(context, decision.document);
  const { remaining, left, pins } = candidates;
  if (remaining.length === 0)
    throw new DomainError("nobody-left", { decisionId, vacancyId, requestIds: left.join(", ") });
  const { ruleSet } = await groundOf(context, await recordNow(context, "proposal", decision.document.proposalId));
  const certificate = await certificateIfNeeded(context, decision.document, candidates, ruleSet);
  const requests = new RequestWrites(context, "designate");
  for (const request of remaining) await requests.move(request, "designated");
  const requestIds = remaining.map(({ id }) => id);
  const designationId = context.ids.newId();
  const designation: DesignationDocument = {
    state: "sent",
    vacancyId,
    landlordId,
    decisionId,
    sentAt: context.clock.now(),
    sentBy: actor.id,
    ...answerClock(ruleSet, context.clock.today()),
    ...(certificate ? { certificateId: certificate.id } : {}),
    ...(left.length > 0 ? { left } : {}),
    candidates: requestIds.map((requestId, place) => ({ requestId, rank: place + 1, state: "sent" })),
  };
  const { sequence } = await commit(context, {
    actor,
    command: "designate",
    events: [
      { type: "designation-sent", designationId, vacancyId, landlordId, requestIds },
      ...remaining.map(({ id: requestId, document }) => {
        return { type: "request-designated", requestId, ...employerOf(document), vacancyId, designationId } as const;
      }),
    ],
    writes: [
      create("designation", designationId, designation),
      // Also where it is designated already: of two people who send the same decision at once, one is told.
      replace(vacancy, { ...vacancy.document, state: "designated" }),
      ...requestIds.flatMap((requestId) => hold(pins.get(requestId), { vacancyId, requestId, kind: "confirmed" })),
      ...left.flatMap((requestId) => release(pins.get(requestId))),
      ...requests.writes(),
    ],
    guards: [guard(decision), ...(certificate ? [guard(certificate)] : []), ...requests.guards()],
  });
  return { designationId, sequence, left };
}

/** The days that the landlord is given to answer, every day counted; nothing where the procedure states none. */
function answerClock({ procedure: { answers } }: RuleSet, startedOn: string): Pick<DesignationDocument, "answerClock"> {
  if (answers?.withinDays === undefined) return {};
  const length = { unit: "days", count: answers.withinDays } as const;
  return { answerClock: startClock({ startedOn, length, calendar: "calendar", effect: "answer-overdue" }) };
}

/** The landlord is to have enough names for the vacancy, those of its other decisions included; fewer only with the certificate. */
async function certificateIfNeeded(
  context: Context,
  decision: DecisionDocument,
  { remaining, left, certain }: DecidedCandidates,
  ruleSet: RuleSet,
): Promise<Stored<"certificate"> | undefined> {
  const { leastCandidates: needed } = procedurePart(ruleSet, "designation");
  const found = certain.length;
  if (found >= needed) return undefined;
  const certificate = await certificateOf(context, decision, remaining);
  if (certificate) return certificate;
  if (left.length === 0) throw new DomainError("too-few-candidates", { needed, found });
  throw new DomainError("too-few-left", { vacancyId: decision.vacancyId, needed, found, requestIds: left.join(", ") });
}
