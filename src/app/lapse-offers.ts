/**
 * Offers that nobody replied to in time: silence is a refusal, and the dwelling is offered to the next rank. Meant to be run every day; twice does nothing
 * more. Source: CCH art. R441-10.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { isOver } from "../domain/clocks/clock.ts";
import { withSilence } from "../domain/designations/designation-course.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { applyStep } from "./apply-step.ts";
import { commit } from "./commit.ts";
import { readDesignation, stepOn } from "./designation-reading.ts";
import { listAll } from "./list-all.ts";
import type { Context, Stored } from "./ports.ts";

/** One offer that lapsed, and to whom the dwelling is offered instead. */
export interface LapsedOffer {
  readonly designationId: string;
  readonly requestId: string;
  readonly offered?: { readonly requestId: string; readonly endsOn: string };
}

/** Lapses every offer that is over on the day, each in a change of its own; one that somebody moved meanwhile is left to the next day. */
export async function lapseOffers(context: Context, actor: Actor, today: string): Promise<readonly LapsedOffer[]> {
  authorise(actor, "act-on-clocks");
  const due: Stored<"designation">[] = [];
  for await (const designation of listAll(context, { kind: "designation", by: "byState", equals: ["answered"] }))
    if (silentOf(designation, today)) due.push(designation);
  const lapsed: LapsedOffer[] = [];
  for (const { id } of due) {
    try {
      const one = await lapseOffer(context, actor, id, today);
      if (one) lapsed.push(one);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === "conflict")) throw error;
      context.log.warn("offer-moved-meanwhile", { designationId: id });
    }
  }
  return lapsed;
}

async function lapseOffer(
  context: Context,
  actor: Actor,
  designationId: string,
  today: string,
): Promise<LapsedOffer | undefined> {
  const reading = await readDesignation(context, designationId);
  const requestId = silentOf(reading.designation, today);
  if (requestId === undefined) return undefined;
  const { document } = reading.designation;
  const step = withSilence(document, requestId, stepOn(reading, "act-on-clocks", today));
  const { writes, guards, events } = await applyStep(context, "act-on-clocks", reading, step);
  const { vacancyId } = document;
  await commit(context, {
    actor,
    command: "act-on-clocks",
    events: [{ type: "reply-recorded", designationId, vacancyId, requestId, reply: "silent" }, ...events],
    writes,
    guards,
  });
  return { designationId, requestId, ...(step.offered ? { offered: step.offered } : {}) };
}

/** The candidate whose offer is over. */
function silentOf({ document }: Stored<"designation">, today: string): string | undefined {
  return document.candidates.find(({ state, offer }) => state === "offered" && offer && isOver(offer, today))
    ?.requestId;
}
