/** Places that no landlord knows of yet are given back by a request that leaves the queue; the secretary hears of those that were decided. */
import type { DomainEvent } from "../../domain/events.ts";
import type { Write } from "../commit.ts";
import type { Context, Stored } from "../ports.ts";
import { release } from "../proposals/pins.ts";
import { recordNow } from "../records/read-as-of.ts";

/** The writes that give places back, and what is told. */
export async function leavePlaces(
  context: Context,
  pins: readonly Stored<"pin">[],
): Promise<{ readonly writes: readonly Write[]; readonly events: readonly DomainEvent[] }> {
  const events: DomainEvent[] = [];
  for (const { document } of pins) {
    const { vacancyId, requestId, kind } = document.facts;
    if (kind === "opened-agenda") continue;
    const { departementCode } = (await recordNow(context, "vacancy", vacancyId)).document;
    events.push({ type: "decided-candidate-left", vacancyId, requestId, departementCode });
  }
  return { writes: pins.flatMap((pin) => release(pin)), events };
}
