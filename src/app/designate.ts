/**
 * Sends the names of a final decision to the landlord, as ids only: at least as many as the procedure asks, or fewer with the certificate that there are no
 * more. From then on the requests are designated.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { DesignationDocument } from "../domain/designations/designation-record.ts";
import { vacancyTransitions } from "../domain/dwellings/transitions.ts";
import type { DecisionDocument } from "../domain/proposals/proposal-record.ts";
import { procedurePart } from "../domain/rules/procedure-part.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { type Problem, refuseAll } from "../domain/shared/problem.ts";
import { transitionTo } from "../domain/shared/transition.ts";
import { commit, create, guard, replace, type Write } from "./commit.ts";
import { groundOf } from "./explain-proposal.ts";
import { listAll } from "./list-all.ts";
import { hold, pinsOfVacancy } from "./pins.ts";
import type { Context, Stored } from "./ports.ts";
import { recordNow } from "./read-as-of.ts";
import { RequestWrites } from "./request-writes.ts";

/** Which decision is sent. */
export interface Designate {
  readonly decisionId: string;
}

/**
 * Designates. Throws: `wrong-state` for a decision that is not final or designates nobody, or was sent already; `too-few-candidates` without a certificate;
 * `candidate-gone` for whoever left the queue meanwhile.
 */
export async function designate(
  context: Context,
  actor: Actor,
  { decisionId }: Designate,
): Promise<{ readonly designationId: string; readonly sequence: number }> {
  authoriseRole(actor, "designate");
  const decision = await recordNow(context, "decision", decisionId);
  const vacancy = await recordNow(context, "vacancy", decision.document.vacancyId);
  const { departementCode, landlordId, state } = vacancy.document;
  authorise(actor, "designate", { departementCode });
  requireDesignating(decisionId, decision.document);
  await requireNotSent(context, decision);
  transitionTo(vacancyTransitions, { kind: "vacancy", id: vacancy.id, state }, "designate", "designated");
  const certificate = await certificateIfNeeded(context, decision.document);
  const { writes, requests } = await designated(context, decision.document);
  const { vacancyId, requestIds } = decision.document;
  const designationId = context.ids.newId();
  const designation: DesignationDocument = {
    state: "sent",
    vacancyId,
    landlordId,
    decisionId,
    sentAt: context.clock.now(),
    sentBy: actor.id,
    ...(certificate ? { certificateId: certificate.id } : {}),
    candidates: requestIds.map((requestId, place) => ({ requestId, rank: place + 1, state: "sent" })),
  };
  const { sequence } = await commit(context, {
    actor,
    command: "designate",
    events: [{ type: "designation-sent", designationId, vacancyId, landlordId, requestIds }],
    writes: [
      create("designation", designationId, designation),
      // Also where it is designated already: of two people who send the same decision at once, one is told.
      replace(vacancy, { ...vacancy.document, state: "designated" }),
      ...writes,
      ...requests.writes(),
    ],
    guards: [guard(decision), ...(certificate ? [guard(certificate)] : []), ...requests.guards()],
  });
  return { designationId, sequence };
}

function requireDesignating(id: string, { state, kind, requestIds }: DecisionDocument): void {
  if (state === "final" && requestIds.length > 0) return;
  const found = state === "final" ? kind : state;
  const allowed = "final (confirm, replace)";
  throw new DomainError("wrong-state", { kind: "decision", id, state: found, command: "designate", allowed });
}

async function requireNotSent(context: Context, { id, document }: Stored<"decision">): Promise<void> {
  const { vacancyId } = document;
  for await (const sent of listAll(context, { kind: "designation", by: "byVacancy", equals: [vacancyId] })) {
    if (sent.document.decisionId === id) throw new DomainError("id-taken", { kind: "designation", id: sent.id });
  }
}

async function certificateIfNeeded(
  context: Context,
  { proposalId, vacancyId, runId, requestIds }: DecisionDocument,
): Promise<Stored<"certificate"> | undefined> {
  const { ruleSet } = await groundOf(context, await recordNow(context, "proposal", proposalId));
  const { leastCandidates: needed } = procedurePart(ruleSet, "designation");
  if (requestIds.length >= needed) return undefined;
  for await (const certificate of listAll(context, { kind: "certificate", by: "byVacancy", equals: [vacancyId] })) {
    const { designated } = certificate.document;
    const isSame = designated.length === requestIds.length && designated.every((id) => requestIds.includes(id));
    if (certificate.document.runId === runId && isSame) return certificate;
  }
  throw new DomainError("too-few-candidates", { needed, found: requestIds.length });
}

async function designated(
  context: Context,
  { vacancyId, requestIds }: DecisionDocument,
): Promise<{ readonly writes: readonly Write[]; readonly requests: RequestWrites }> {
  const found = await context.store.getMany("request", requestIds);
  const isLive = (id: string) => ["active", "designated"].includes(found.get(id)?.document.state ?? "");
  refuseAll(
    requestIds
      .filter((id) => !isLive(id))
      .map((requestId): Problem => {
        const state = found.get(requestId)?.document.state ?? "none";
        return { code: "candidate-gone", values: { requestId, state } };
      }),
  );
  const requests = new RequestWrites(context, "designate");
  for (const requestId of requestIds) await requests.move(found.get(requestId)!, "designated");
  const pins = await pinsOfVacancy(context, vacancyId);
  const writes = requestIds.flatMap((requestId) =>
    hold(pins.get(requestId), { vacancyId, requestId, kind: "confirmed" }),
  );
  return { writes, requests };
}
