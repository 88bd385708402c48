/** Requests past their validity: out of the queue until they are renewed. Designated ones are left to a person, whose employer is told. */
import { expiredRequest } from "../../domain/requests/request-end.ts";
import { employerOf } from "../../domain/requests/request-record.ts";
import { commit, replace } from "../commit.ts";
import { keyOfRequest } from "../persons/person-keys.ts";
import type { Stored } from "../ports.ts";
import { pinsHeldBy } from "../proposals/pins.ts";
import { listAll } from "../records/list-all.ts";
import { leavePlaces } from "../requests/leaving-places.ts";
import { type ClockWork, Tally } from "./clock-work.ts";

/** Expires requests; the places they held on agendas are given back. */
export async function expireRequests(
  work: ClockWork,
): Promise<{ readonly expired: Tally; readonly overdueDesignated: readonly string[] }> {
  const { context, lastOver: upTo } = work;
  const expired = new Tally(context);
  for (const state of ["submitted", "active"])
    for await (const request of listAll(context, { kind: "request", by: "byState", equals: [state], upTo }))
      await expired.take(request, (record) => expire(work, record));
  const overdueDesignated: string[] = [];
  const told = new Tally(context);
  for await (const request of listAll(context, { kind: "request", by: "byState", equals: ["designated"], upTo })) {
    overdueDesignated.push(request.id);
    await told.take(request, (record) => tellOverdue(work, record));
  }
  return { expired, overdueDesignated };
}

/** The employer is told once of each validity that is over: the request remembers which in the change that tells it. */
async function tellOverdue({ context, actor, lastOver }: ClockWork, request: Stored<"request">): Promise<boolean> {
  const { facts, toldOverdueFor } = request.document;
  if (facts === undefined || facts.validUntil > lastOver || facts.validUntil === toldOverdueFor) return false;
  const { validUntil } = facts;
  const { personId, key, writes } = await keyOfRequest(context, request);
  await commit(context, {
    actor,
    command: "act-on-clocks",
    events: [{ type: "designated-overdue", requestId: request.id, ...employerOf(request.document), validUntil }],
    writes: [...writes, replace(request, { ...request.document, personId, toldOverdueFor: validUntil }, key)],
  });
  return true;
}

async function expire({ context, actor, lastOver }: ClockWork, request: Stored<"request">): Promise<boolean> {
  const { facts } = request.document;
  if (facts !== undefined && facts.validUntil > lastOver) return false;
  const { personId, key, writes } = await keyOfRequest(context, request);
  const document = expiredRequest(request);
  const left = await leavePlaces(context, await pinsHeldBy(context, request.id));
  await commit(context, {
    actor,
    command: "act-on-clocks",
    events: [
      {
        type: "request-ended",
        requestId: request.id,
        ...employerOf(request.document),
        state: "expired",
        reasonCode: "not-renewed",
      },
      ...left.events,
    ],
    writes: [...writes, replace(request, { ...document, personId }, key), ...left.writes],
  });
  return true;
}
