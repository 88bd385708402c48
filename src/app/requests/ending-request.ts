/**
 * What hangs on a request that ends, apart from itself: the places it holds are given back; where it was named to a landlord it is withdrawn from
 * the designation, the landlord is told, and the dwelling is offered to the next rank or goes back to the next run. A lease ends it on every other vacancy.
 */
import { liveCandidates, withReply } from "../../domain/designations/designation-course.ts";
import type { DomainEvent } from "../../domain/events.ts";
import type { Consequences, Write } from "../commit.ts";
import { applyStep } from "../designations/apply-step.ts";
import { type DesignationReading, readForStep, stepOn } from "../designations/designation-reading.ts";
import type { Context, Guard, Stored } from "../ports.ts";
import { pinsHeldBy } from "../proposals/pins.ts";
import { listAll } from "../records/list-all.ts";
import { leavePlaces } from "./leaving-places.ts";

/** What to write and rely on beside the request, what to tell, and the vacancies it leaves. */
export interface Ending extends Consequences {
  /** Vacancies for which it was designated. */
  readonly vacancyIds: readonly string[];
}

/** Takes a request off everything it stands on, apart from the vacancy that is let to it. Throws: `procedure-missing` where the rules of a designation say nothing of offers. */
export async function endingOf(
  context: Context,
  { id: requestId }: Stored<"request">,
  by: "withdraw-request" | "deregister-request" | "record-lease",
  letVacancyId?: string,
): Promise<Ending> {
  const writes: Write[] = [];
  const guards: Guard[] = [];
  const events: DomainEvent[] = [];
  const vacancyIds: string[] = [];
  const today = context.clock.today();
  for (const pin of await pinsHeldBy(context, requestId)) {
    const { vacancyId } = pin.document.facts;
    if (vacancyId === letVacancyId) continue;
    const reading = await designationOf(context, vacancyId, requestId);
    if (!reading) {
      const left = await leavePlaces(context, [pin]);
      writes.push(...left.writes);
      events.push(...left.events);
      continue;
    }
    const { document, id: designationId } = reading.designation;
    const reply = { requestId, reply: "withdrawn", repliedOn: today } as const;
    const step = withReply(document, reply, stepOn(reading, by, today));
    const applied = await applyStep(context, by, reading, step);
    writes.push(...applied.writes);
    guards.push(...applied.guards);
    const { landlordId } = document;
    events.push(
      { type: "reply-recorded", designationId, vacancyId, requestId, reply: "withdrawn" },
      { type: "candidate-released", vacancyId, requestId, landlordId, cause: "request-ended" },
      ...applied.events,
    );
    vacancyIds.push(vacancyId);
  }
  return { writes, guards, events, vacancyIds };
}

/** The designation of a vacancy on which the request is a live candidate. */
async function designationOf(
  context: Context,
  vacancyId: string,
  requestId: string,
): Promise<DesignationReading | undefined> {
  for await (const { id, document } of listAll(context, {
    kind: "designation",
    by: "byVacancy",
    equals: [vacancyId],
  })) {
    const isOpen = document.state === "sent" || document.state === "answered";
    if (isOpen && liveCandidates(document).some((candidate) => candidate.requestId === requestId))
      return readForStep(context, id);
  }
  return undefined;
}
