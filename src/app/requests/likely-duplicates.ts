/**
 * Requests that may be of the same household, found by the blind index: the same name and day of birth. No name is read.
 */
import type { PersonDocument } from "../../domain/persons/person.ts";
import { liveRequestStates } from "../../domain/requests/transitions.ts";
import { compareText } from "../../domain/shared/order.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

/** Live requests of other persons with the same name token, in order of id. */
export async function likelyDuplicates(
  context: Context,
  { tokens }: PersonDocument,
  personId: string,
): Promise<readonly Stored<"request">[]> {
  if (tokens?.name === undefined) return [];
  const found: Stored<"request">[] = [];
  for await (const person of listAll(context, { kind: "person", by: "byName", equals: [tokens.name] })) {
    if (person.id === personId) continue;
    for await (const request of listAll(context, { kind: "request", by: "byPerson", equals: [person.id] }))
      if (liveRequestStates.some((state) => state === request.document.state)) found.push(request);
  }
  return found.sort((a, b) => compareText(a.id, b.id));
}
