/**
 * Requests that a vacancy lets go of: whoever was designated for it alone is in the queue again, whoever another vacancy still holds stays designated.
 * Of two vacancies that let go of one request at once each would leave it to the other, so the places that hold it are relied on, and the second is told.
 */
import { guard } from "../commit.ts";
import type { Context, Guard, Stored } from "../ports.ts";
import { pinsHeldBy } from "../proposals/pins.ts";
import type { RequestWrites } from "./request-writes.ts";

/** Moves those into the queue that no other vacancy holds, and gives the guards of the places that hold the others. Erased ones stay as they are. */
export async function backToQueue(
  context: Context,
  requestWrites: RequestWrites,
  requests: Iterable<Stored<"request">>,
  vacancyId: string,
): Promise<readonly Guard[]> {
  const guards: Guard[] = [];
  for (const request of requests) {
    const { state, facts } = request.document;
    if (state !== "designated" || facts === undefined) continue;
    const elsewhere = (await pinsHeldBy(context, request.id)).filter(
      ({ document: pin }) => pin.facts.vacancyId !== vacancyId && pin.facts.kind !== "opened-agenda",
    );
    if (elsewhere.length === 0) await requestWrites.move(request, "active");
    else guards.push(...elsewhere.map(guard));
  }
  return guards;
}
