/**
 * Records what a candidate replies to an offer, or that it withdraws. After a refusal the dwelling is offered to the next rank; with nobody left the
 * vacancy goes back to the next run, and the pair is never proposed again.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authoriseRole } from "../domain/access/permissions.ts";
import { outsideDays } from "../domain/designations/answer-rules.ts";
import { type Reply, withReply } from "../domain/designations/designation-course.ts";
import type { DesignatedCandidate } from "../domain/designations/designation-record.ts";
import { candidateTransitions } from "../domain/designations/transitions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { transitionTo } from "../domain/shared/transition.ts";
import { applyStep } from "./designations/apply-step.ts";
import { authoriseStep, readForStep, stepOn } from "./designations/designation-reading.ts";
import type { Context } from "./ports.ts";
import { commitWithChain } from "./reassignments/chain.ts";
import { expectVersion } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";

/** A reply on a designation that was read at a version. */
export interface RecordReply {
  readonly designationId: string;
  readonly version: number;
  readonly requestId: string;
  readonly reply: Reply;
  readonly repliedOn: string;
}

/** Records it. Throws: `not-allowed` for a day outside the offer: after it silence was a refusal; `wrong-state`; `conflict`. */
export async function recordReply(
  context: Context,
  actor: Actor,
  command: RecordReply,
): Promise<{ readonly offered?: { readonly requestId: string; readonly endsOn: string }; readonly sequence: number }> {
  authoriseRole(actor, "record-reply");
  const { designationId, requestId, reply, repliedOn } = command;
  const reading = await readForStep(context, designationId);
  const { designation } = reading;
  authoriseStep(actor, "record-reply", reading, await context.store.get("request", requestId));
  expectVersion(designation, command.version);
  const { candidates, vacancyId } = designation.document;
  const candidate = candidates.find((one) => one.requestId === requestId);
  if (!candidate) throw notAllowed("requestId", requestId, candidates.map((one) => one.requestId).join(", "));
  const moving = { kind: "candidate", id: `${designationId}~${requestId}`, state: candidate.state };
  transitionTo(candidateTransitions, moving, "record-reply", reply);
  refuseAll(outsideDays("repliedOn", repliedOn, designation.document, context.clock.today()));
  requireInTime(candidate, command);
  if (reply === "accepted") await requireStillDesignated(context, requestId);
  const step = withReply(designation.document, command, stepOn(reading, "record-reply", repliedOn));
  const { writes, guards, events } = await applyStep(context, "record-reply", reading, step);
  const { sequence } = await commitWithChain(context, {
    actor,
    command: "record-reply",
    events: [{ type: "reply-recorded", designationId, vacancyId, requestId, reply }, ...events],
    writes,
    guards,
  });
  return { ...(step.offered ? { offered: step.offered } : {}), sequence };
}

function requireInTime({ offer }: DesignatedCandidate, { reply, repliedOn }: RecordReply): void {
  if (!offer || reply === "withdrawn") return;
  const { startedOn, endsOn } = offer;
  if (repliedOn < startedOn || repliedOn > endsOn) throw notAllowed("repliedOn", repliedOn, `${startedOn} - ${endsOn}`);
}

async function requireStillDesignated(context: Context, requestId: string): Promise<void> {
  const { state } = (await recordNow(context, "request", requestId)).document;
  if (state !== "designated") throw new DomainError("candidate-gone", { requestId, state });
}

function notAllowed(field: string, sent: string, allowed: string): DomainError {
  return new DomainError("not-allowed", { field, sent, allowed });
}
