/**
 * What a step of a designation writes: the designation itself, places given back and pairs struck for whoever fell away, the live offer, and the vacancy,
 * which is free again once nobody holds a place on it.
 */
import type { DesignationStep, StepCommand } from "../../domain/designations/designation-course.ts";
import { vacancyTransitions } from "../../domain/dwellings/transitions.ts";
import { employerOf } from "../../domain/requests/request-record.ts";
import { transitionTo } from "../../domain/shared/transition.ts";
import { type Consequences, guard, replace } from "../commit.ts";
import type { Context, Stored } from "../ports.ts";
import { hold, pinsOfVacancy, release, strike, struckOn } from "../proposals/pins.ts";
import { backToQueue } from "../requests/back-to-queue.ts";
import { RequestWrites } from "../requests/request-writes.ts";
import type { DesignationReading } from "./designation-reading.ts";

/** The writes of a step; of a lease, those on the other vacancies that the tenant leaves. */
export async function applyStep(
  context: Context,
  by: StepCommand,
  { designation, vacancy }: DesignationReading,
  { designation: after, ended, offered }: DesignationStep,
  requestWrites = new RequestWrites(context, by),
): Promise<Consequences> {
  const { vacancyId } = after;
  const pins = await pinsOfVacancy(context, vacancyId);
  const struck = await struckOn(context, vacancyId);
  const gone = new Set(ended.map(({ requestId }) => requestId));
  // A request that the use case itself ends is written there.
  const isEndedItself = by === "withdraw-request" || by === "deregister-request" || by === "record-lease";
  const requests = await requestsOf(context, isEndedItself ? [] : [...gone]);
  const elsewhere = await backToQueue(context, requestWrites, requests.values(), vacancyId);
  const staying = [...pins.values()].filter(
    ({ document }) => document.state === "held" && !gone.has(document.facts.requestId),
  );
  // The places that stay are relied on: of two steps that end the last two places at once, one has to free the vacancy.
  const freed =
    staying.length > 0
      ? { writes: [], guards: [vacancy, ...staying].map(guard), events: [] }
      : freedVacancy(by, vacancy);
  const { id: designationId } = designation;
  const invited = offered && (await context.store.get("request", offered.requestId));
  return {
    writes: [
      replace(designation, after),
      ...ended.flatMap(({ requestId, reason }) => [
        ...release(pins.get(requestId)),
        ...strike(struck.get(requestId), { vacancyId, requestId, reason }),
      ]),
      ...(offered
        ? hold(pins.get(offered.requestId), { vacancyId, requestId: offered.requestId, kind: "live-offer" })
        : []),
      ...freed.writes,
      ...requestWrites.writes(),
    ],
    guards: [...freed.guards, ...elsewhere, ...requestWrites.guards()],
    events: [
      ...(offered
        ? [
            {
              type: "offer-made",
              designationId,
              vacancyId,
              ...offered,
              ...employerOf(invited?.document ?? {}),
            } as const,
          ]
        : []),
      ...freed.events,
    ],
  };
}

/** Requests by id; none is read where none is asked for. */
export async function requestsOf(
  { store }: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Stored<"request">>> {
  return ids.length === 0 ? new Map() : store.getMany("request", ids);
}

function freedVacancy(by: StepCommand, vacancy: Stored<"vacancy">): Consequences {
  const { state } = vacancy.document;
  const { to } = transitionTo(vacancyTransitions, { kind: "vacancy", id: vacancy.id, state }, by, "open");
  return {
    writes: [replace(vacancy, { ...vacancy.document, state: to })],
    guards: [],
    events: [{ type: "vacancy-opened", vacancyId: vacancy.id }],
  };
}
