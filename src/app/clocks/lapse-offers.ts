/**
 * What ends by itself on a designation: an offer that nobody replied to in time, since silence is a refusal, and an award whose document stayed away past the
 * day that the landlord had set. The dwelling is offered to the next rank. Meant to be run every day; twice does nothing more.
 * Source: CCH art. R441-10 (silence), R441-3 (award under a condition).
 */
import type { Actor } from "../../domain/access/actor.ts";
import { authorise } from "../../domain/access/permissions.ts";
import { isOver } from "../../domain/clocks/clock.ts";
import {
  type DesignationStep,
  documentsAway,
  type StepContext,
  withoutDocuments,
  withSilence,
} from "../../domain/designations/designation-course.ts";
import type { DesignationDocument } from "../../domain/designations/designation-record.ts";
import type { DomainEvent } from "../../domain/events.ts";
import { employerOf } from "../../domain/requests/request-record.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { applyStep, requestsOf } from "../designations/apply-step.ts";
import { type DesignationReading, readForStep, stepOn } from "../designations/designation-reading.ts";
import type { Context, Stored } from "../ports.ts";
import { commitWithChain } from "../reassignments/chain.ts";
import { listAll } from "../records/list-all.ts";

/** One candidate whose offer or award lapsed, and to whom the dwelling is offered instead. */
export interface LapsedOffer {
  readonly designationId: string;
  readonly requestId: string;
  readonly offered?: { readonly requestId: string; readonly endsOn: string };
}

/** Lapses every offer that is over on the day, each in a change of its own; one that somebody moved meanwhile is left to the next day. */
export async function lapseOffers(context: Context, actor: Actor, today: string): Promise<readonly LapsedOffer[]> {
  return lapse(context, actor, today, offers);
}

/** Lapses every conditional award whose document is still away after its day, in the same way; both sides are told. */
export async function lapseConditions(context: Context, actor: Actor, today: string): Promise<readonly LapsedOffer[]> {
  return lapse(context, actor, today, conditions);
}

/** One way in which a designation goes on by itself. */
interface Lapsing {
  readonly states: readonly DesignationDocument["state"][];
  /** The candidates it is about on a day. */
  readonly due: (designation: DesignationDocument, today: string) => readonly string[];
  readonly step: (
    designation: DesignationDocument,
    requestIds: readonly string[],
    step: StepContext,
  ) => DesignationStep;
  readonly told: (
    context: Context,
    reading: DesignationReading,
    requestIds: readonly string[],
  ) => Promise<DomainEvent[]>;
}

const offers: Lapsing = {
  states: ["answered"],
  due: ({ candidates }, today) =>
    candidates
      .filter(({ state, offer }) => state === "offered" && offer && isOver(offer, today))
      .map(({ requestId }) => requestId),
  // One offer is live at a time.
  step: (designation, [requestId], step) => withSilence(designation, requestId!, step),
  told: async (_, { designation: { id: designationId, document } }, requestIds) =>
    requestIds.map((requestId) => {
      const { vacancyId } = document;
      return { type: "reply-recorded", designationId, vacancyId, requestId, reply: "silent" };
    }),
};

const conditions: Lapsing = {
  states: ["sent", "answered"],
  due: documentsAway,
  step: withoutDocuments,
  told: async (context, { designation: { id: designationId, document } }, requestIds) => {
    const requests = await requestsOf(context, requestIds);
    return requestIds.map((requestId) => {
      const { vacancyId, landlordId } = document;
      const about = employerOf(requests.get(requestId)?.document ?? {});
      return { type: "condition-lapsed", designationId, vacancyId, requestId, landlordId, ...about };
    });
  },
};

async function lapse(context: Context, actor: Actor, today: string, kind: Lapsing): Promise<readonly LapsedOffer[]> {
  authorise(actor, "act-on-clocks");
  const due: Stored<"designation">[] = [];
  for (const state of kind.states)
    for await (const designation of listAll(context, { kind: "designation", by: "byState", equals: [state] }))
      if (kind.due(designation.document, today).length > 0) due.push(designation);
  const lapsed: LapsedOffer[] = [];
  for (const { id } of due) {
    try {
      lapsed.push(...(await lapseOn(context, actor, { designationId: id, today, kind })));
    } catch (error) {
      if (!(error instanceof DomainError && error.code === "conflict")) throw error;
      context.log.warn("offer-moved-meanwhile", { designationId: id });
    }
  }
  return lapsed;
}

async function lapseOn(
  context: Context,
  actor: Actor,
  { designationId, today, kind }: { readonly designationId: string; readonly today: string; readonly kind: Lapsing },
): Promise<readonly LapsedOffer[]> {
  const reading = await readForStep(context, designationId);
  const { state } = reading.designation.document;
  const requestIds = kind.states.includes(state) ? kind.due(reading.designation.document, today) : [];
  if (requestIds.length === 0) return [];
  const step = kind.step(reading.designation.document, requestIds, stepOn(reading, "act-on-clocks", today));
  const { writes, guards, events } = await applyStep(context, "act-on-clocks", reading, step);
  const told = await kind.told(context, reading, requestIds);
  await commitWithChain(context, { actor, command: "act-on-clocks", events: [...told, ...events], writes, guards });
  const offered = step.offered ? { offered: step.offered } : {};
  return requestIds.map((requestId) => ({ designationId, requestId, ...offered }));
}
