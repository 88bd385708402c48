/**
 * Everything that belongs to a person, gathered: requests, proofs, explanations, and the places and designations that its requests have.
 */
import { DomainError } from "../../domain/shared/domain-error.ts";
import { compareText } from "../../domain/shared/order.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

/** A person by its own id, or by that of a request of whoever has no person yet. */
export interface WhichPerson {
  readonly personId?: string;
  readonly requestId?: string;
}

/** What belongs to a person. */
export interface PersonRecords {
  /** Absent where a request was imported without a person. */
  readonly person?: Stored<"person">;
  readonly requests: readonly Stored<"request">[];
  readonly proofs: readonly Stored<"proof">[];
  readonly explanations: readonly Stored<"explanation">[];
  readonly pins: readonly Stored<"pin">[];
  /** Those that name one of the requests. */
  readonly designations: readonly Stored<"designation">[];
}

/** Gathers it. `more` are requests known to be the person's from elsewhere. Throws: `not-found`. */
export async function personRecords(
  context: Context,
  { personId, requestId }: WhichPerson,
  more: readonly string[] = [],
): Promise<PersonRecords> {
  const asked = requestId === undefined ? undefined : await context.store.get("request", requestId);
  if (requestId !== undefined && !asked) throw new DomainError("not-found", { kind: "request", id: requestId });
  const id = personId ?? asked?.document.personId;
  const person = id === undefined ? undefined : await context.store.get("person", id);
  if (id !== undefined && !person && more.length === 0) throw new DomainError("not-found", { kind: "person", id });
  const requests = new Map(await context.store.getMany("request", more));
  if (asked) requests.set(asked.id, asked);
  if (person) {
    const own = listAll(context, { kind: "request", by: "byPerson", equals: [person.id] });
    for await (const request of own) requests.set(request.id, request);
  }
  const ids = [...requests.keys()].sort(compareText);
  const pins = await ofRequests(ids, (each) => listAll(context, { kind: "pin", by: "byRequest", equals: [each] }));
  return {
    ...(person ? { person } : {}),
    requests: ids.map((each) => requests.get(each)!),
    proofs: await ofRequests(ids, (each) => listAll(context, { kind: "proof", by: "byRequest", equals: [each] })),
    explanations: await ofRequests(ids, (each) =>
      listAll(context, { kind: "explanation", by: "byRequest", equals: [each] }),
    ),
    pins,
    designations: await designationsOf(context, ids, pins),
  };
}

async function ofRequests<T>(ids: readonly string[], list: (id: string) => AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for (const id of ids) for await (const each of list(id)) found.push(each);
  return found;
}

/** Whoever was designated held a place on the vacancy, so its vacancies are those of its pins. */
async function designationsOf(
  context: Context,
  requestIds: readonly string[],
  pins: readonly Stored<"pin">[],
): Promise<Stored<"designation">[]> {
  const found: Stored<"designation">[] = [];
  for (const vacancyId of new Set(pins.map(({ document }) => document.facts.vacancyId))) {
    for await (const each of listAll(context, { kind: "designation", by: "byVacancy", equals: [vacancyId] }))
      if (each.document.candidates.some(({ requestId }) => requestIds.includes(requestId))) found.push(each);
  }
  return found;
}
