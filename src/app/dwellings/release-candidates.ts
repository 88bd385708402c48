/**
 * What hangs on a vacancy that ends, apart from itself: its undecided proposals lapse, its designations fail, the places held on it are given
 * back, and requests that were designated for it alone are in the queue again.
 */
import { designationTransitions } from "../../domain/designations/transitions.ts";
import type { DomainEvent } from "../../domain/events.ts";
import { employerOf } from "../../domain/requests/request-record.ts";
import { transitionTo } from "../../domain/shared/transition.ts";
import { type Consequences, replace, type Write } from "../commit.ts";
import { requestsOf } from "../designations/apply-step.ts";
import type { Context, Stored } from "../ports.ts";
import { pinsOfVacancy, release } from "../proposals/pins.ts";
import { listAll } from "../records/list-all.ts";
import { backToQueue } from "../requests/back-to-queue.ts";
import { RequestWrites } from "../requests/request-writes.ts";
import { lapsedProposals } from "./vacancy-proposals.ts";

/** What to write and rely on beside the vacancy, what to tell, and whom it set free. */
export interface Release extends Consequences {
  readonly requestIds: readonly string[];
}

/** Releases everything that hangs on a vacancy which the use case ends. */
export async function releaseOf(
  context: Context,
  vacancy: Stored<"vacancy">,
  by: "withdraw-vacancy" | "act-on-clocks",
): Promise<Release> {
  const held = [...(await pinsOfVacancy(context, vacancy.id)).values()].filter(
    ({ document }) => document.state === "held",
  );
  const requests = await requestsOf(
    context,
    held.map(({ document }) => document.facts.requestId),
  );
  const requestWrites = new RequestWrites(context, by);
  const elsewhere =
    by === "withdraw-vacancy" ? await backToQueue(context, requestWrites, requests.values(), vacancy.id) : [];
  const lapsed = await lapsedProposals(context, vacancy.id, by);
  // Nobody outside was told of candidates whose names were not sent.
  const sent = vacancy.document.state === "designated" ? [...requests.values()] : [];
  return {
    writes: [
      ...lapsed.writes,
      ...(by === "withdraw-vacancy" ? await failedDesignations(context, vacancy.id) : []),
      ...held.flatMap((pin) => release(pin)),
      ...requestWrites.writes(),
    ],
    guards: [...elsewhere, ...requestWrites.guards()],
    events: [
      ...lapsed.events,
      ...sent.filter(({ id }) => isNamed(held, id)).map((request) => releasedEvent(vacancy, request)),
    ],
    requestIds: [...requests.keys()],
  };
}

function isNamed(held: readonly Stored<"pin">[], requestId: string): boolean {
  return held.some(({ document: { facts } }) => facts.requestId === requestId && facts.kind !== "opened-agenda");
}

function releasedEvent({ id: vacancyId, document }: Stored<"vacancy">, request: Stored<"request">): DomainEvent {
  const { landlordId } = document;
  return {
    type: "candidate-released",
    vacancyId,
    requestId: request.id,
    landlordId,
    ...employerOf(request.document),
    cause: "vacancy-withdrawn",
  };
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
