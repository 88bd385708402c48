/**
 * The one change that erases a person, for the erasure itself and for doing it again on a restored backup.
 */
import type { DomainEvent } from "../../domain/events.ts";
import type { ErasureDocument } from "../../domain/persons/person.ts";
import { employerOf, type RequestDocument } from "../../domain/requests/request-record.ts";
import { requestTransitions } from "../../domain/requests/transitions.ts";
import type { Transition } from "../../domain/shared/transition.ts";
import { type Consequences, create, type PersonKey, replace } from "../commit.ts";
import type { Context, Erasure, Stored } from "../ports.ts";
import { type Ending, endingOf } from "../requests/ending-request.ts";
import { newPerson, personKey } from "./person-keys.ts";
import type { PersonRecords } from "./person-records.ts";

/** Who erased, when and why. */
export interface Erasing extends Omit<ErasureDocument, "personId" | "requestIds"> {
  /** Id for a person that is made here, since its request had none. */
  readonly personId?: string;
}

/** What to commit. */
export interface ErasingChange extends Consequences {
  readonly personId: string;
  readonly requestIds: readonly string[];
  readonly erasures: readonly Erasure[];
}

const END_REASON = "person-erased";

/**
 * The change. What still hangs on the requests ends as when they are deregistered. Every request of the person gets a new version, also one that
 * has ended: whoever still relies on what was read before conflicts with it, so that nothing can be written about a person while it is erased.
 */
export async function erasing(
  context: Context,
  records: PersonRecords,
  { personId: givenId, ...erasure }: Erasing,
): Promise<ErasingChange> {
  const { person, requests, proofs, explanations } = records;
  const made = person ? undefined : newPerson(context, undefined, undefined, givenId);
  const key = made?.key ?? (await personKey(context, person!.id));
  const { personId } = key;
  const requestIds = requests.map(({ id }) => id);
  const ended = requests.map((request) => endedRequest(request, key, erasure.erasedAt));
  const endings: Ending[] = [];
  for (const request of requests) endings.push(await endingOf(context, request, "deregister-request"));
  const erasures = [
    ...requests.map(({ kind, id }) => ({ kind, id })),
    ...[...proofs, ...explanations].map(({ kind, id }) => ({ kind, id })),
    { kind: "person" as const, id: personId },
    { kind: "person-key" as const, id: personId },
  ];
  return {
    personId,
    requestIds,
    writes: [
      ...(made?.writes.filter(({ kind }) => kind === "person-key") ?? []),
      person
        ? replace(person, { erasedAt: erasure.erasedAt }, key)
        : create("person", personId, { erasedAt: erasure.erasedAt }, key),
      ...ended.map(({ write }) => write),
      ...endings.flatMap(({ writes }) => writes),
      create("erasure", personId, { personId, requestIds, ...erasure }),
    ],
    guards: endings.flatMap(({ guards }) => guards),
    erasures,
    events: [
      ...[...ended, ...endings].flatMap(({ events }) => events),
      { type: "person-erased", personId, requestIds },
    ],
  };
}

function endedRequest(request: Stored<"request">, key: PersonKey, erasedAt: string) {
  const { document, id } = request;
  const state = stateAfter(document.state);
  const isEnded = state !== document.state;
  const events: DomainEvent[] = isEnded
    ? [
        {
          type: "request-ended",
          requestId: id,
          ...employerOf(document),
          state,
          reasonCode: END_REASON,
        },
      ]
    : [];
  const end = isEnded ? { state, endReason: END_REASON } : {};
  return { write: replace(request, { ...document, ...end, personId: key.personId, erasedAt }, key), events };
}

/** A request that still lives ends by the table; one that has ended stays as it is. */
function stateAfter(state: RequestDocument["state"]): RequestDocument["state"] {
  const table: readonly Transition<RequestDocument["state"], string>[] = requestTransitions;
  return table.find(({ from, by }) => from === state && by === "erase-person")?.to ?? state;
}
