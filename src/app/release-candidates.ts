/**
 * What hangs on a vacancy that ends, apart from itself: its undecided proposals lapse, its designations fail, the places held on it are given
 * back, and requests that were designated for it alone are in the queue again.
 */

import { designationTransitions } from "../domain/designations/transitions.ts";
import type { DomainEvent } from "../domain/events.ts";
import { requestTransitions } from "../domain/requests/transitions.ts";
import { transitionTo } from "../domain/shared/transition.ts";
import { replace, type Write } from "./commit.ts";
import { listAll } from "./list-all.ts";
import { keyOfRequest } from "./person-keys.ts";
import type { Context, Stored } from "./ports.ts";
import { lapsedProposals } from "./vacancy-proposals.ts";

/** What to write beside the vacancy, what to tell, and whom it set free. */
export interface Release {
  readonly writes: readonly Write[];
  readonly events: readonly DomainEvent[];
  readonly requestIds: readonly string[];
}

/** Releases everything that hangs on a vacancy which the use case ends. */
export async function releaseOf(
  context: Context,
  vacancy: Stored<"vacancy">,
  by: "withdraw-vacancy" | "act-on-clocks",
): Promise<Release> {
  const pins = await heldPins(context, "byVacancy", vacancy.id);
  const requestIds = [...new Set(pins.map(({ document }) => document.facts.requestId))];
  const requests = await context.store.getMany("request", requestIds);
  const writes: Write[] = [
    ...(await lapsedProposals(context, vacancy.id, by)),
    ...pins.map((pin) => replace(pin, { ...pin.document, state: "released" })),
  ];
  const events: DomainEvent[] = [];
  if (by === "withdraw-vacancy") writes.push(...(await failedDesignations(context, vacancy.id)));
  for (const request of requests.values()) {
    const employerId = request.document.facts?.employerId;
    events.push({
      type: "candidate-released",
      vacancyId: vacancy.id,
      requestId: request.id,
      landlordId: vacancy.document.landlordId,
      ...(employerId === undefined ? {} : { employerId }),
      cause: by === "withdraw-vacancy" ? "vacancy-withdrawn" : "vacancy-lost",
    });
    if (by === "withdraw-vacancy") writes.push(...(await queuedAgain(context, request, vacancy.id)));
  }
  return { writes, events, requestIds };
}

/** Places that are held on a vacancy or by a request. */
export async function heldPins(
  context: Context,
  by: "byVacancy" | "byRequest",
  id: string,
): Promise<readonly Stored<"pin">[]> {
  const held: Stored<"pin">[] = [];
  for await (const pin of listAll(context, { kind: "pin", by, equals: [id] })) {
    if (pin.document.state === "held") held.push(pin);
  }
  return held;
}

async function failedDesignations(context: Context, vacancyId: string): Promise<Write[]> {
  const writes: Write[] = [];
  for await (const designation of listAll(context, { kind: "designation", by: "byVacancy", equals: [vacancyId] })) {
    const { state } = designation.document;
    if (state !== "sent" && state !== "answered") continue;
    const moving = { kind: "designation", id: designation.id, state };
    const { to } = transitionTo(designationTransitions, moving, "withdraw-vacancy", "failed");
    writes.push(replace(designation, { ...designation.document, state: to }));
  }
  return writes;
}

/** The request in the queue again, unless it is designated for another vacancy too, or was erased. */
async function queuedAgain(context: Context, request: Stored<"request">, vacancyId: string): Promise<Write[]> {
  const { document } = request;
  if (document.state !== "designated" || document.facts === undefined) return [];
  const elsewhere = (await heldPins(context, "byRequest", request.id)).filter(
    (pin) => pin.document.facts.vacancyId !== vacancyId && pin.document.facts.kind !== "opened-agenda",
  );
  if (elsewhere.length > 0) return [];
  const moving = { kind: "request", id: request.id, state: document.state };
  const { to: state } = transitionTo(requestTransitions, moving, "withdraw-vacancy", "active");
  const { personId, key, writes } = await keyOfRequest(context, request);
  return [...writes, replace(request, { ...document, state, personId }, key)];
}
